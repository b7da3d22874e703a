// SPDX-License-Identifier: MIT
//
// What the host does with Python objects. Reading what is immutable needs no thread of the program;
// all else is a job for one.
#include "runtime/embedding/engine.h"
#include "vm/eval/operations.h"
#include "vm/objects/bytes.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/list.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <algorithm>

namespace gilsim {

using detail::Engine;
using detail::EnginePointer;

Value::Value() = default;
Value::Value(const Value&) = default;
Value::Value(Value&&) noexcept = default;
Value& Value::operator=(const Value&) = default;
Value& Value::operator=(Value&&) noexcept = default;
Value::~Value() = default;
Value::Value(std::shared_ptr<const detail::Slot> slot) : slot_(std::move(slot)) {}

EnginePointer Value::engine() const {
  if (slot_ == nullptr) throw Error("this value is empty: it has no instance");
  EnginePointer engine;
  {
    const std::lock_guard lock(slot_->link->mutex);
    if (!slot_->link->is_closed) engine = slot_->link->engine.lock();
  }
  if (engine == nullptr) throw Error("the instance of this value is gone");
  return engine;
}

namespace detail {

Value Engine::value_of(vm::Thread& thread, vm::Ref reference) {
  return Value(std::make_shared<const Slot>(link_, thread.interpreter, std::move(reference)));
}

vm::Value Engine::borrow(vm::Thread& thread, const Value& value) {
  const Slot* const slot = slot_of(value);
  if (slot == nullptr) return vm::Value::none();
  if (slot->interpreter == &thread.interpreter) return slot->value;
  throw Error("a value belongs to the process it came from: take as<T>() of it and pass that");
}

vm::Value Engine::readable(const Value& value) {
  value.engine()->check_may_read();
  return slot_of(value)->value;
}

void Engine::throw_pending(vm::Thread& thread) {
  if (thread.cancelled || !thread.has_exception()) throw Cancelled();
  vm::Ref exception = thread.take_exception();
  const std::string type = vm::type_name(thread, exception);
  std::string message;
  if (!vm::str_utf8(thread, exception, message)) thread.clear_exception();
  std::string traceback = vm::format_exception(thread, exception);
  if (thread.cancelled) throw Cancelled();
  throw PythonError(type, message, std::move(traceback), value_of(thread, std::move(exception)));
}

}  // namespace detail

// --- reading -------------------------------------------------------------------------------------

namespace {

[[noreturn]] void throw_mismatch(const Value& value, std::string_view wanted) {
  throw ConversionError("TypeError",
                        "expected " + std::string(wanted) + ", got '" + value.type_name() + "'");
}

[[noreturn]] void throw_too_large() {
  throw ConversionError("OverflowError", "the int does not fit the type that was asked for");
}

}  // namespace

Kind Value::kind() const {
  if (slot_ == nullptr) return Kind::none;
  const vm::Value value = Engine::readable(*this);
  if (value.is_none()) return Kind::none;
  if (value.is_bool()) return Kind::boolean;
  if (vm::is_int(value)) return Kind::integer;
  if (vm::is_float(value)) return Kind::floating;
  if (vm::is_str(value)) return Kind::string;
  if (vm::is_bytes(value)) return Kind::bytes;
  if (vm::is_list(value)) return Kind::list;
  if (vm::is_tuple(value)) return Kind::tuple;
  if (vm::is_dict(value)) return Kind::dict;
  return vm::is_callable(value) ? Kind::callable : Kind::other;
}

std::string Value::type_name() const {
  if (slot_ == nullptr) return "NoneType";
  std::string name;
  engine()->with_python(
      [&](vm::Thread& thread) { name = vm::type_name(thread, Engine::borrow(thread, *this)); });
  return name;
}

bool Value::as_boolean() const {
  if (kind() != Kind::boolean) throw_mismatch(*this, "bool");
  return Engine::readable(*this).is_true();
}

std::int64_t Value::as_integer() const {
  const Kind is = kind();
  if (is != Kind::integer && is != Kind::boolean) throw_mismatch(*this, "int");
  std::int64_t number = 0;
  if (!vm::int_to_int64(vm::plain_int(Engine::readable(*this)), number)) throw_too_large();
  return number;
}

std::uint64_t Value::as_unsigned() const {
  const Kind is = kind();
  if (is != Kind::integer && is != Kind::boolean) throw_mismatch(*this, "int");
  const vm::Value plain = vm::plain_int(Engine::readable(*this));
  constexpr std::int64_t kBits = 64;
  if (vm::is_negative_int(plain) || vm::int_bit_length(plain) > kBits) throw_too_large();
  std::uint64_t number = 0;
  const std::string bytes = vm::int_to_bytes(plain);
  for (std::size_t i = 0; i < std::min(bytes.size(), sizeof number); ++i) {
    number |= std::uint64_t{static_cast<std::uint8_t>(bytes[i])} << 8 * i;
  }
  return number;
}

double Value::as_floating() const {
  const Kind is = kind();
  if (is == Kind::floating) return vm::float_of(Engine::readable(*this));
  if (is != Kind::integer && is != Kind::boolean) throw_mismatch(*this, "float");
  double number = 0;
  if (!vm::int_to_double(vm::plain_int(Engine::readable(*this)), number)) {
    throw ConversionError("OverflowError", "int too large to convert to float");
  }
  return number;
}

std::string Value::as_string() const {
  const Kind is = kind();
  if (is == Kind::string) return vm::to_utf8(vm::cast<vm::Str>(Engine::readable(*this)));
  if (is != Kind::bytes) throw_mismatch(*this, "str");
  return std::string(vm::cast<vm::Bytes>(Engine::readable(*this))->view());
}

std::vector<Value> Value::as_items() const {
  const Kind is = kind();
  if (is != Kind::list && is != Kind::tuple) throw_mismatch(*this, "list");
  std::vector<Value> items;
  const EnginePointer of = engine();
  of->with_python([&](vm::Thread& thread) {
    const vm::Value value = Engine::borrow(thread, *this);
    const auto view =
        is == Kind::list ? vm::cast<vm::List>(value)->view() : vm::cast<vm::Tuple>(value)->view();
    for (const vm::Value item : view) items.push_back(of->value_of(thread, vm::Ref::share(item)));
  });
  return items;
}

std::vector<std::pair<std::string, Value>> Value::as_entries() const {
  if (kind() != Kind::dict) throw_mismatch(*this, "dict");
  std::vector<std::pair<std::string, Value>> entries;
  const EnginePointer of = engine();
  of->with_python([&](vm::Thread& thread) {
    const auto* const dict = vm::cast<vm::Dict>(Engine::borrow(thread, *this));
    std::int64_t position = 0;
    vm::Value key;
    vm::Value item;
    while (vm::dict_next(dict, position, key, item)) {
      if (!vm::is_str(key)) throw ConversionError("TypeError", "expected a dict with str keys");
      entries.emplace_back(vm::to_utf8(vm::cast<vm::Str>(key)),
                           of->value_of(thread, vm::Ref::share(item)));
    }
  });
  return entries;
}

// --- operations ----------------------------------------------------------------------------------

std::string Value::str() const {
  if (slot_ == nullptr) return "None";
  std::string text;
  const EnginePointer of = engine();
  of->with_python([&](vm::Thread& thread) {
    if (!vm::str_utf8(thread, Engine::borrow(thread, *this), text)) of->throw_pending(thread);
  });
  return text;
}

std::string Value::repr() const {
  if (slot_ == nullptr) return "None";
  std::string text;
  const EnginePointer of = engine();
  of->with_python([&](vm::Thread& thread) {
    if (!vm::repr_utf8(thread, Engine::borrow(thread, *this), text)) of->throw_pending(thread);
  });
  return text;
}

bool Value::truth() const {
  if (slot_ == nullptr) return false;
  vm::Truth truth = vm::Truth::error;
  const EnginePointer of = engine();
  of->with_python([&](vm::Thread& thread) {
    truth = vm::is_true(thread, Engine::borrow(thread, *this));
    if (truth == vm::Truth::error) of->throw_pending(thread);
  });
  return truth == vm::Truth::yes;
}

Value Value::call(const std::vector<Value>& arguments,
                  const std::vector<std::pair<std::string, Value>>& keywords) const {
  Value result;
  const EnginePointer of = engine();
  of->with_python([&](vm::Thread& thread) {
    std::vector<vm::Value> values;
    for (const Value& argument : arguments) values.push_back(Engine::borrow(thread, argument));
    std::vector<vm::Value> names;
    for (const auto& [name, value] : keywords) {
      names.emplace_back(thread.instance.intern(std::string_view(name)));
      values.push_back(Engine::borrow(thread, value));
    }
    const vm::Ref keyword_names = of->checked(thread, vm::make_tuple(thread, names));
    const vm::Arguments given{values.data(), static_cast<std::uint32_t>(arguments.size()),
                              keywords.empty() ? nullptr : keyword_names.as<vm::Tuple>()};
    result = of->value_of(
        thread, of->checked(thread, vm::call(thread, Engine::borrow(thread, *this), given)));
  });
  return result;
}

Value Value::attribute(std::string_view name) const {
  Value result;
  const EnginePointer of = engine();
  of->with_python([&](vm::Thread& thread) {
    vm::Ref found = vm::get_attribute(thread, Engine::borrow(thread, *this), name);
    result = of->value_of(thread, of->checked(thread, std::move(found)));
  });
  return result;
}

void Value::set_attribute(std::string_view name, const Value& value) const {
  const EnginePointer of = engine();
  of->with_python([&](vm::Thread& thread) {
    vm::Str* const key = thread.instance.intern(name);
    if (!vm::set_attribute(thread, Engine::borrow(thread, *this), key,
                           Engine::borrow(thread, value))) {
      of->throw_pending(thread);
    }
  });
}

std::size_t Value::length() const {
  std::int64_t length = 0;
  const EnginePointer of = engine();
  of->with_python([&](vm::Thread& thread) {
    if (!vm::length(thread, Engine::borrow(thread, *this), length)) of->throw_pending(thread);
  });
  return static_cast<std::size_t>(length);
}

Value Value::item(const Value& key) const {
  Value result;
  const EnginePointer of = engine();
  of->with_python([&](vm::Thread& thread) {
    vm::Ref found =
        vm::get_item(thread, Engine::borrow(thread, *this), Engine::borrow(thread, key));
    result = of->value_of(thread, of->checked(thread, std::move(found)));
  });
  return result;
}

void Value::set_item(const Value& key, const Value& value) const {
  const EnginePointer of = engine();
  of->with_python([&](vm::Thread& thread) {
    if (!vm::set_item(thread, Engine::borrow(thread, *this), Engine::borrow(thread, key),
                      Engine::borrow(thread, value))) {
      of->throw_pending(thread);
    }
  });
}

// --- making --------------------------------------------------------------------------------------

namespace detail {

namespace {

template <typename Make>
Value made(const EnginePointer& engine, Make make) {
  Value result;
  engine->with_python([&](vm::Thread& thread) {
    result = engine->value_of(thread, engine->checked(thread, make(thread)));
  });
  return result;
}

}  // namespace

Value make_none(const EnginePointer& engine) {
  return made(engine, [](vm::Thread&) { return vm::Ref::none(); });
}
Value make_boolean(const EnginePointer& engine, bool from) {
  return made(engine, [=](vm::Thread&) { return vm::Ref::boolean(from); });
}
Value make_integer(const EnginePointer& engine, std::int64_t from) {
  return made(engine, [=](vm::Thread& thread) { return vm::make_int(thread, from); });
}
Value make_unsigned(const EnginePointer& engine, std::uint64_t from) {
  return made(engine, [=](vm::Thread& thread) { return vm::make_int_unsigned(thread, from); });
}
Value make_floating(const EnginePointer& engine, double from) {
  return made(engine, [=](vm::Thread& thread) { return vm::make_float(thread, from); });
}
Value make_string(const EnginePointer& engine, std::string_view utf8) {
  return made(engine, [=](vm::Thread& thread) { return vm::make_str(thread, utf8); });
}

Value make_list(const EnginePointer& engine, const std::vector<Value>& items) {
  return made(engine, [&](vm::Thread& thread) {
    std::vector<vm::Value> values;
    for (const Value& item : items) values.push_back(Engine::borrow(thread, item));
    return vm::make_list(thread, values);
  });
}

Value make_dict(const EnginePointer& engine,
                const std::vector<std::pair<std::string, Value>>& entries) {
  return made(engine, [&](vm::Thread& thread) {
    vm::Ref dict = vm::make_dict(thread);
    for (const auto& [key, value] : entries) {
      const vm::Ref name = engine->checked(thread, vm::make_str(thread, key));
      if (!vm::dict_set(thread, dict.as<vm::Dict>(), name.get(), Engine::borrow(thread, value))) {
        return vm::Ref::error();
      }
    }
    return dict;
  });
}

Value make_function(const EnginePointer& engine, std::string_view name, NativeBody body,
                    const NativeOptions&) {
  return made(engine, [&](vm::Thread& thread) {
    return engine->make_function(thread, name, std::move(body));
  });
}

void throw_out_of_range(const Value& value) {
  throw ConversionError("OverflowError", value.str() + " does not fit the type that was asked for");
}

}  // namespace detail
}  // namespace gilsim
