// SPDX-License-Identifier: MIT
//
// gilsim as a library: a small interpreter of a Python subset whose machine, clock and GIL are
// simulated (or, live, real). docs/embedding.md is the tutorial.
//
//     gilsim::Instance python;
//     python.define("host", "twice", [](std::int64_t number) { return 2 * number; });
//     python.run("import host\n"
//                "def answer(): return host.twice(21)\n");
//     std::int64_t answer = python.get("answer")().as<std::int64_t>();
//
// Threads. An Instance belongs to the host thread that made it. Any number of them may live in one
// process, on any host threads, and share nothing. What another thread than the owner may call is
// said where it is declared; everything else throws Error there. Native functions and other
// callbacks of a simulated instance are called on the owner's thread (on a stack of 1 MiB that is
// not the thread's own). Those of a live one are called on its own threads: a native function may
// use values and the instance there, as long as it is running.
//
// Errors. Everything that can fail throws Error or a class derived from it; nothing else comes out,
// except what a callback of the host threw. No C++ exception passes through the interpreter.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#if defined(__GNUC__)
#define GILSIM_API __attribute__((visibility("default")))
#else
#define GILSIM_API
#endif

namespace gilsim {

class Call;
class Instance;
class Value;

namespace detail {
class Engine;
struct Slot;
using EnginePointer = std::shared_ptr<Engine>;
template <typename T>
struct Convert;
template <typename T>
inline constexpr bool kNeedsGil = false;
GILSIM_API void check_argument_count(const Call& call, std::size_t wanted);
}  // namespace detail

/// The version of the library that is linked, as "0.1.0".
GILSIM_API std::string_view version();

// --- errors --------------------------------------------------------------------------------------

/// Something was asked for that cannot be had: the text says what, and what to do instead.
class GILSIM_API Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
  Error(const Error&) = default;
  ~Error() override;
};

/// A value is not of the type that was asked for, or does not fit it. In a native function it
/// becomes the Python exception of that name.
class GILSIM_API ConversionError : public Error {
 public:
  ConversionError(std::string python_type, const std::string& text);
  ConversionError(const ConversionError&) = default;
  ~ConversionError() override;
  const std::string& python_type() const { return python_type_; }  // "TypeError", "OverflowError"

 private:
  std::string python_type_;
};

/// The instance's run is over: finished, cancelled, in a deadlock, or at a limit. what() says which
/// and why, and Instance::report() all of it.
class GILSIM_API EndedError : public Error {
 public:
  using Error::Error;
  EndedError(const EndedError&) = default;
  ~EndedError() override;
};

/// Thrown by a native function: Python gets an exception of that built-in class, or of a class
/// given as "module.Class".
class GILSIM_API Raise : public std::runtime_error {
 public:
  Raise(std::string python_type, const std::string& text);
  Raise(const Raise&) = default;
  ~Raise() override;
  const std::string& python_type() const { return python_type_; }

 private:
  std::string python_type_;
};

/// Leaves a native function whose thread must end at once. Not derived from std::exception: let it
/// pass.
class GILSIM_API Cancelled {
 public:
  Cancelled();
  Cancelled(const Cancelled&);
  ~Cancelled();
};

// --- values --------------------------------------------------------------------------------------

enum class Kind : std::uint8_t {
  none,
  boolean,
  integer,
  floating,
  string,
  bytes,
  list,
  tuple,
  dict,
  callable,  // a function, a class, or whatever else can be called
  other,
};

/// A Python object that the host holds on to; copies share it. An empty one (the default) is None.
///
/// It belongs to the interpreter (the process) it came from. It may outlive its Instance: then it
/// holds nothing any more, and everything but destroying and assigning it throws Error.
///
/// Thread-safety: copying, assigning and destroying from any thread, as of a shared_ptr; the rest
/// as Instance.
class GILSIM_API Value {
 public:
  Value();
  Value(const Value&);
  Value(Value&&) noexcept;
  Value& operator=(const Value&);
  Value& operator=(Value&&) noexcept;
  ~Value();

  Kind kind() const;
  bool is_none() const { return kind() == Kind::none; }
  std::string type_name() const;  // "int", "Account"
  std::string str() const;        // str(value); may run Python code
  std::string repr() const;       // likewise
  bool truth() const;             // likewise

  /// The value as bool, an integer, a floating-point number, std::string (str as UTF-8, or bytes),
  /// std::optional<T> (None: nothing), std::vector<T> (list or tuple), std::map<std::string, T>
  /// (dict with str keys), std::function<R(A...)> (callable) or Value. Throws ConversionError.
  template <typename T>
  T as() const {
    return detail::Convert<T>::from(*this);
  }

  /// Calls it. Throws PythonError with what Python code raises.
  template <typename... A>
  Value operator()(const A&... arguments) const;
  Value call(const std::vector<Value>& arguments,
             const std::vector<std::pair<std::string, Value>>& keywords = {}) const;

  Value attribute(std::string_view name) const;
  void set_attribute(std::string_view name, const Value& value) const;
  template <typename T>
  void set_attribute(std::string_view name, const T& value) const;
  std::size_t length() const;
  Value item(const Value& key) const;
  template <typename T>
  Value item(const T& key) const;
  void set_item(const Value& key, const Value& value) const;
  template <typename K, typename V>
  void set_item(const K& key, const V& value) const;

  // What as() is made of. They run no Python code.
  bool as_boolean() const;
  std::int64_t as_integer() const;
  std::uint64_t as_unsigned() const;
  double as_floating() const;
  std::string as_string() const;
  std::vector<Value> as_items() const;                            // of a list or tuple
  std::vector<std::pair<std::string, Value>> as_entries() const;  // of a dict with str keys

 private:
  friend class detail::Engine;
  explicit Value(std::shared_ptr<const detail::Slot> slot);
  detail::EnginePointer engine() const;
  std::shared_ptr<const detail::Slot> slot_;
};

/// Python code raised an exception and nobody handled it.
class GILSIM_API PythonError : public Error {
 public:
  PythonError(std::string type_name, std::string message, std::string traceback, Value exception);
  PythonError(const PythonError&);
  ~PythonError() override;
  const std::string& type_name() const { return type_name_; }  // "ValueError"
  const std::string& message() const { return message_; }      // str(exception)
  /// As CPython prints it, from "Traceback (most recent call last):" on.
  const std::string& traceback() const { return traceback_; }
  const Value& exception() const { return exception_; }

 private:
  std::string type_name_, message_, traceback_;
  Value exception_;
};

// --- what an instance is made of -----------------------------------------------------------------

enum class Stream : std::uint8_t { output, error };

/// Something that happened on the machine. The names and their meaning: docs/trace-format.md.
struct Event {
  std::string_view kind;   // "take_gil", "drop_request", "thread_start", "state", ...
  std::string_view cause;  // "timeout", "lock", ...; may be empty
  std::chrono::nanoseconds time{};
  std::chrono::nanoseconds duration{};
  std::int64_t tick = 0;  // instructions the thread has executed
  std::uint32_t process = 0;
  std::uint32_t thread = 0;        // 0: none
  std::uint32_t other_thread = 0;  // likewise
  std::uint64_t object = 0;        // serial number of a lock, ...; an exit code
  std::string_view from, to;       // of "state": the states
  std::string_view file;           // where the thread is; empty: not in Python code
  int line = 0;
};

/// Every knob. What is left alone is as with `gilsim run`.
struct Options {
  std::string gil = "cpython-3.11";      // `gilsim explain --gil` lists them
  std::string switch_interval;           // "5ms", or "100" ticks; empty: the policy's
  std::optional<std::int64_t> cores;     // nothing: the profile's
  std::string profile = "cpython-3.11";  // what things cost: a shipped one, or a file
  std::uint64_t seed = 0;                // of all that is random
  std::string start_method;              // "fork", "spawn"; empty: the profile's
  bool quickening = true;                // false: slower, and otherwise the same
  bool live = false;                     // real threads and real time instead of simulated ones
  std::vector<std::string> arguments;    // sys.argv, from [0] on
  std::vector<std::pair<std::string, std::string>> environment;
  /// Modules are imported from here, and files below it may be read. Empty: neither.
  std::string folder;
  std::vector<std::string> writable_folders;

  // Limits: a run that hits one ends (EndedError; Report::end is "limit"), except that memory
  // raises MemoryError first. They count from the instance's beginning.
  std::optional<std::int64_t> max_ticks;                    // instructions of all threads
  std::optional<std::chrono::nanoseconds> max_time;         // virtual time; live: real time
  std::uint64_t max_memory_bytes = std::uint64_t{4} << 30;  // of each process
  std::optional<std::uint64_t> max_output_bytes;

  /// What the program writes, in UTF-8. Not set: the host's standard output and error.
  std::function<void(Stream, std::string_view)> on_output;
  /// A line for input() and sys.stdin, with its newline; empty at the end. Not set: no input.
  std::function<std::string()> on_input;
  /// Each event, in order, one at a time; its texts live as long as the call. It must not use the
  /// instance.
  std::function<void(const Event&)> on_event;
  // If one of these throws, the run is cancelled and the call that it was in throws the same.
};

/// What a native function tells about itself.
struct NativeOptions {
  /// It runs without the GIL, beside the program's other threads. Its arguments are converted
  /// before and its result after; what it uses meanwhile must bear that.
  bool releases_gil = false;
  /// What a call costs in a simulated run (live it takes the time it takes). See Call::charge.
  std::chrono::nanoseconds cost{0};
};

enum class Progress : std::uint8_t {
  paused,    // there is more to do: resume() again
  finished,  // result() has what came out
};

/// Where a single step stopped: before this instruction.
struct Step {
  std::uint32_t process = 0;
  std::uint32_t thread = 0;
  std::string file;
  int line = 0;
  std::string function;
  std::string instruction;  // "LOAD_FAST"
  std::int64_t tick = 0;    // instructions this thread has executed
  std::chrono::nanoseconds time{};
};

struct ThreadReport {
  std::uint32_t process = 0;
  std::uint32_t id = 0;
  std::string name;
  std::int64_t ticks = 0;
  std::chrono::nanoseconds lifetime{};
  /// By state ("running", "wants_gil", ...); rounded down from the picoseconds that sum to
  /// lifetime.
  std::map<std::string, std::chrono::nanoseconds> time_in_state;
};

struct ProcessReport {
  std::uint32_t id = 0;
  std::string name;
  std::string start_method;
  std::optional<int> exit_code;  // nothing: it was still running
  std::uint64_t peak_heap_bytes = 0;
};

struct Report {
  std::string end;  // "finished", "deadlock", "limit", "interrupted"
  int exit_status = 0;
  std::string message;  // why it ended early, with who was waiting where; else empty
  std::chrono::nanoseconds elapsed{};
  std::int64_t ticks = 0;
  std::int64_t gil_acquisitions = 0;
  std::int64_t gil_handoffs = 0;
  std::int64_t gil_drop_requests = 0;
  std::int64_t gil_forced_switches = 0;
  std::int64_t gil_missed_wakeups = 0;
  std::chrono::nanoseconds gil_held{};
  std::vector<ThreadReport> threads;
  std::vector<ProcessReport> processes;
  std::string json;  // all of it, as `gilsim run --json`
};

// --- native functions ----------------------------------------------------------------------------

/// A call of a native function, while it lasts. What Instance::define makes of a typed function
/// needs none of this; take a `Call&` as first parameter for more.
///
/// Thread-safety: used by the host thread that got it, until the function returns.
class GILSIM_API Call {
 public:
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  std::size_t size() const;                        // positional arguments; there are no others
  const Value& argument(std::size_t index) const;  // throws Raise("TypeError") if there is none
  /// A Python object of the interpreter that calls.
  template <typename T>
  Value value(const T& from) const {
    return detail::Convert<T>::to(engine(), from);
  }

  std::uint32_t process() const;
  std::uint32_t thread() const;

  /// Drops the GIL, does the work, takes the GIL again. In a simulated run the work is done at once
  /// and the thread is in state `native` for as long as it costs. Values must not be used in it.
  void without_gil(const std::function<void()>& work, std::chrono::nanoseconds cost) const;
  /// In a simulated run the call takes so much longer. Live: nothing.
  void charge(std::chrono::nanoseconds cost) const;
  /// Gives control back to the resume() that the host is in, which answers `paused`. Throws Error
  /// if it is in none.
  void pause() const;
  /// Whether the thread must end: long work should look now and then, and return.
  bool cancelled() const;

 private:
  friend class detail::Engine;
  struct State;
  friend void detail::check_argument_count(const Call& call, std::size_t wanted);
  void check_size(std::size_t wanted) const;
  explicit Call(State& state) : state_(state) {}
  const detail::EnginePointer& engine() const;
  State& state_;
};

using NativeBody = std::function<Value(Call&)>;

// --- the instance --------------------------------------------------------------------------------

/// An interpreter with a machine of its own. Its main thread stands still, and with it (simulated)
/// everything else, except while the host is in a call that runs Python code.
///
/// Thread-safety: see the beginning of this file.
class GILSIM_API Instance {
 public:
  /// Throws Error if the options contradict each other or name what is not there.
  explicit Instance(Options options = {});
  /// Ends the run at once if finish() has not: threads are cancelled, no Python code runs.
  ~Instance();
  Instance(Instance&&) noexcept;
  Instance& operator=(Instance&&) noexcept;

  /// Makes `import MODULE` find a module that has this function, in every process of the instance.
  /// Parameters and result may have the types of Value::as; the result may also be void. The first
  /// parameter may be `Call&`; a `Value(Call&)` looks at the arguments itself. What it throws
  /// becomes a Python exception: Raise and PythonError the one they stand for, std::bad_alloc
  /// MemoryError, std::out_of_range IndexError, std::invalid_argument ValueError,
  /// std::overflow_error and std::range_error OverflowError, all else RuntimeError.
  template <typename F>
  void define(std::string_view module, std::string_view name, F function,
              const NativeOptions& options = {});
  /// The same as a Python object, for an argument or a container. It lives as long as the instance.
  template <typename F>
  Value function(std::string_view name, F function, const NativeOptions& options = {});

  // Running to the end. Uncaught exceptions are thrown as PythonError, sys.exit() as well
  // (type_name() is "SystemExit").

  /// Runs a program in module __main__, which stays for the next one. `name` is what tracebacks
  /// say.
  void run(std::string_view source, std::string_view name = "<string>");
  void run_file(const std::string& path);
  Value evaluate(std::string_view expression);

  /// A global of __main__. Throws PythonError (NameError) if there is none.
  Value get(std::string_view name);
  void set(std::string_view name, const Value& value);
  template <typename T>
  void set(std::string_view name, const T& from) {
    set(name, value(from));
  }
  Value import(std::string_view module);
  /// A Python object of the main process: of what Value::as lists, or None for nullptr.
  template <typename T>
  Value value(const T& from) {
    return detail::Convert<T>::to(engine_, from);
  }

  // Running piece by piece; simulated instances only. While something is started, only resume(),
  // step(), cancel() and destroying the instance are possible.

  void start(std::string_view source, std::string_view name = "<string>");
  void start_file(const std::string& path);
  void start_call(const Value& callable, std::vector<Value> arguments = {});
  /// Goes on for that many ticks (instructions of all threads), to the end, or to a Call::pause().
  /// Throws what the program raised.
  Progress resume(std::int64_t ticks = std::numeric_limits<std::int64_t>::max());
  /// Goes on to before the next instruction of whichever thread; nothing: it is finished.
  std::optional<Step> step();
  /// What the call gave (None for a program).
  Value result();

  /// Ends the run as soon as possible, also if it sleeps or waits for a lock. From any thread,
  /// while the instance exists; may come at any time.
  void cancel() noexcept;

  /// Waits for the program's threads, calls what it registered with atexit, and ends the run, if it
  /// is not over yet. Values can still be read afterwards.
  const Report& finish();
  bool ended() const;
  /// REQUIRES: ended(); else throws Error.
  const Report& report() const;

 private:
  void define_body(std::string_view module, std::string_view name, NativeBody body,
                   const NativeOptions& options);
  Value function_body(std::string_view name, NativeBody body, const NativeOptions& options);
  detail::EnginePointer engine_;
};

// --- how the templates are made ------------------------------------------------------------------

namespace detail {

// Values are made in the interpreter whose native function is running, else in the main process.
GILSIM_API Value make_none(const EnginePointer& engine);
GILSIM_API Value make_boolean(const EnginePointer& engine, bool from);
GILSIM_API Value make_integer(const EnginePointer& engine, std::int64_t from);
GILSIM_API Value make_unsigned(const EnginePointer& engine, std::uint64_t from);
GILSIM_API Value make_floating(const EnginePointer& engine, double from);
GILSIM_API Value make_string(const EnginePointer& engine, std::string_view utf8);
GILSIM_API Value make_list(const EnginePointer& engine, const std::vector<Value>& items);
GILSIM_API Value make_dict(const EnginePointer& engine,
                           const std::vector<std::pair<std::string, Value>>& entries);
GILSIM_API Value make_function(const EnginePointer& engine, std::string_view name, NativeBody body,
                               const NativeOptions& options);
[[noreturn]] GILSIM_API void throw_out_of_range(const Value& value);

template <>
struct Convert<Value> {
  static Value from(const Value& value) { return value; }
  static Value to(const EnginePointer&, const Value& value) { return value; }
};
template <>
inline constexpr bool kNeedsGil<Value> = true;

template <>
struct Convert<std::nullptr_t> {
  static Value to(const EnginePointer& engine, std::nullptr_t) { return make_none(engine); }
};

template <>
struct Convert<bool> {
  static bool from(const Value& value) { return value.as_boolean(); }
  static Value to(const EnginePointer& engine, bool from) { return make_boolean(engine, from); }
};

template <typename T>
requires std::is_integral_v<T>
struct Convert<T> {
  static T from(const Value& value) {
    using Limits = std::numeric_limits<T>;
    if constexpr (std::is_signed_v<T>) {
      const std::int64_t number = value.as_integer();
      if (number < Limits::min() || number > Limits::max()) throw_out_of_range(value);
      return static_cast<T>(number);
    } else {
      const std::uint64_t number = value.as_unsigned();
      if (number > Limits::max()) throw_out_of_range(value);
      return static_cast<T>(number);
    }
  }
  static Value to(const EnginePointer& engine, T from) {
    if constexpr (std::is_signed_v<T>) return make_integer(engine, from);
    return make_unsigned(engine, static_cast<std::uint64_t>(from));
  }
};

template <typename T>
requires std::is_floating_point_v<T>
struct Convert<T> {
  static T from(const Value& value) { return static_cast<T>(value.as_floating()); }
  static Value to(const EnginePointer& engine, T from) {
    return make_floating(engine, static_cast<double>(from));
  }
};

template <>
struct Convert<std::string> {
  static std::string from(const Value& value) { return value.as_string(); }
  static Value to(const EnginePointer& engine, std::string_view from) {
    return make_string(engine, from);
  }
};
template <>
struct Convert<std::string_view> {
  static Value to(const EnginePointer& engine, std::string_view from) {
    return make_string(engine, from);
  }
};
template <>
struct Convert<const char*> : Convert<std::string_view> {};
template <std::size_t size>
struct Convert<char[size]> : Convert<std::string_view> {};

template <typename T>
struct Convert<std::optional<T>> {
  static std::optional<T> from(const Value& value) {
    if (value.is_none()) return std::nullopt;
    return Convert<T>::from(value);
  }
  static Value to(const EnginePointer& engine, const std::optional<T>& from) {
    return from.has_value() ? Convert<T>::to(engine, *from) : make_none(engine);
  }
};
template <typename T>
inline constexpr bool kNeedsGil<std::optional<T>> = kNeedsGil<T>;

template <typename T>
struct Convert<std::vector<T>> {
  static std::vector<T> from(const Value& value) {
    std::vector<T> out;
    for (const Value& item : value.as_items()) out.push_back(Convert<T>::from(item));
    return out;
  }
  static Value to(const EnginePointer& engine, const std::vector<T>& from) {
    std::vector<Value> items;
    items.reserve(from.size());
    for (const T& item : from) items.push_back(Convert<T>::to(engine, item));
    return make_list(engine, items);
  }
};
template <typename T>
inline constexpr bool kNeedsGil<std::vector<T>> = kNeedsGil<T>;

template <typename T>
struct Convert<std::map<std::string, T>> {
  static std::map<std::string, T> from(const Value& value) {
    std::map<std::string, T> out;
    for (const auto& [key, item] : value.as_entries()) out.emplace(key, Convert<T>::from(item));
    return out;
  }
  static Value to(const EnginePointer& engine, const std::map<std::string, T>& from) {
    std::vector<std::pair<std::string, Value>> entries;
    for (const auto& [key, item] : from) entries.emplace_back(key, Convert<T>::to(engine, item));
    return make_dict(engine, entries);
  }
};
template <typename T>
inline constexpr bool kNeedsGil<std::map<std::string, T>> = kNeedsGil<T>;

/// The body around a function of C++ types, which says what Python sees of it.
template <typename R, typename... A>
NativeBody typed_body(std::function<R(A...)> function, const NativeOptions& options);

template <typename R, typename... A>
struct Convert<std::function<R(A...)>> {
  static std::function<R(A...)> from(const Value& value) {
    if (value.kind() != Kind::callable) {
      throw ConversionError("TypeError", "'" + value.type_name() + "' object is not callable");
    }
    return [value](A... arguments) {
      if constexpr (std::is_void_v<R>) {
        value(arguments...);
      } else {
        return value(arguments...).template as<R>();
      }
    };
  }
  static Value to(const EnginePointer& engine, std::function<R(A...)> from) {
    return make_function(engine, "<function>", typed_body(std::move(from), {}), {});
  }
};
template <typename R, typename... A>
inline constexpr bool kNeedsGil<std::function<R(A...)>> = true;

template <typename R, typename Invoke>
Value call_natively(Call& call, const NativeOptions& options, Invoke invoke) {
  if constexpr (std::is_void_v<R>) {
    if (options.releases_gil) {
      call.without_gil(invoke, options.cost);
    } else {
      invoke();
      call.charge(options.cost);
    }
    return call.value(nullptr);
  } else {
    std::optional<R> result;
    if (options.releases_gil) {
      call.without_gil([&] { result.emplace(invoke()); }, options.cost);
    } else {
      result.emplace(invoke());
      call.charge(options.cost);
    }
    return call.value(*std::move(result));
  }
}

template <typename R, typename... A>
NativeBody typed_body(std::function<R(A...)> function, const NativeOptions& options) {
  constexpr bool needs_gil =
      kNeedsGil<std::decay_t<R>> || (false || ... || kNeedsGil<std::decay_t<A>>);
  if (options.releases_gil && needs_gil) {
    throw Error(
        "a function that releases the GIL can neither take nor give values or callables: "
        "take a Call& and use without_gil()");
  }
  return [function = std::move(function), options](Call& call) -> Value {
    check_argument_count(call, sizeof...(A));
    std::tuple<std::decay_t<A>...> arguments = [&]<std::size_t... I>(std::index_sequence<I...>) {
      // In braces, so that they are converted from the first to the last.
      return std::tuple<std::decay_t<A>...>{call.argument(I).template as<std::decay_t<A>>()...};
    }
    (std::index_sequence_for<A...>());
    return call_natively<std::decay_t<R>>(
        call, options, [&]() -> R { return std::apply(function, std::move(arguments)); });
  };
}

/// A function that wants the call itself as well: it says itself when it lets go of the GIL.
template <typename R, typename... A>
NativeBody typed_body(std::function<R(Call&, A...)> function, const NativeOptions& options) {
  if (options.releases_gil) {
    throw Error("a function that takes a Call& lets go of the GIL by Call::without_gil()");
  }
  return [function = std::move(function), options](Call& call) -> Value {
    check_argument_count(call, sizeof...(A));
    std::tuple<std::decay_t<A>...> arguments = [&]<std::size_t... I>(std::index_sequence<I...>) {
      return std::tuple<std::decay_t<A>...>{call.argument(I).template as<std::decay_t<A>>()...};
    }
    (std::index_sequence_for<A...>());
    return call_natively<std::decay_t<R>>(call, options, [&]() -> R {
      return std::apply([&](auto&&... each) { return function(call, std::move(each)...); },
                        std::move(arguments));
    });
  };
}

/// A function that looks at the arguments itself, as many as there are.
inline NativeBody typed_body(NativeBody body, const NativeOptions&) { return body; }

}  // namespace detail

template <typename F>
void Instance::define(std::string_view module, std::string_view name, F function,
                      const NativeOptions& options) {
  define_body(module, name, detail::typed_body(std::function{std::move(function)}, options),
              options);
}

template <typename F>
Value Instance::function(std::string_view name, F function, const NativeOptions& options) {
  return function_body(name, detail::typed_body(std::function{std::move(function)}, options),
                       options);
}

template <typename... A>
Value Value::operator()(const A&... arguments) const {
  const detail::EnginePointer to = engine();
  return call({detail::Convert<A>::to(to, arguments)...});
}
template <typename T>
void Value::set_attribute(std::string_view name, const T& value) const {
  set_attribute(name, detail::Convert<T>::to(engine(), value));
}
template <typename T>
Value Value::item(const T& key) const {
  return item(detail::Convert<T>::to(engine(), key));
}
template <typename K, typename V>
void Value::set_item(const K& key, const V& value) const {
  set_item(detail::Convert<K>::to(engine(), key), detail::Convert<V>::to(engine(), value));
}

}  // namespace gilsim
