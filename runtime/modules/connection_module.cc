// SPDX-License-Identifier: MIT
//
// Module _connection: the ends of pipes and socket pairs, listeners, and waiting for several of
// them. multiprocessing.connection, socket and select are written on it in the subset.
#include "runtime/modules/native_modules.h"
#include "runtime/modules/native_support.h"
#include "runtime/modules/pipe_end.h"
#include "runtime/simulation_context.h"
#include "vm/core/builtin_types.h"
#include "vm/core/type_of.h"
#include "vm/eval/operations.h"
#include "vm/objects/bytes.h"
#include "vm/objects/function.h"
#include "vm/objects/heap_copier.h"
#include "vm/objects/list.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace gilsim::runtime {

using vm::Arguments;
using vm::Ref;
using vm::Truth;
using vm::Value;

Ref make_pipe_end(vm::Thread& thread, Pipe& pipe, bool writes) {
  auto* object = thread.heap().make<PipeEndObject>(simulation_of(thread).types().pipe_end);
  const InsideMachine inside(thread);
  object->end = &process_of(thread).add_pipe_end(pipe, writes);
  return Ref::adopt(object);
}

Ref make_connection_ends(vm::Thread& thread, Pipe& incoming, Pipe& outgoing) {
  const Ref reader = make_pipe_end(thread, incoming, false);
  const Ref writer = make_pipe_end(thread, outgoing, true);
  return vm::make_tuple(thread, {reader.get(), writer.get()});
}

Result wait_for_io(MachineCall& call, WaitQueue& queue, const WaitReason& reason,
                   std::int64_t deadline_ps) {
  call.machine().enqueue(call.self(), queue);
  const Result result = call.machine().block(call.self(), ThreadState::blocked_io,
                                             Cause::blocking_io, deadline_ps, reason);
  if (result != Result::ok) call.machine().dequeue(call.self());
  if (result == Result::cancelled) return result;
  return call.serve_signals(Cause::blocking_io) ? result : Result::cancelled;
}

namespace {

/// pipe(is_socket) -> (read end, write end)
Ref pipe_new(vm::Thread& thread, Arguments arguments) {
  const Truth is_socket = vm::is_true(thread, arguments[0]);
  if (is_socket == Truth::error) return Ref::error();
  Pipe& pipe = simulation_of(thread).new_pipe(is_socket == Truth::yes ? Pipe::Kind::socket
                                                                      : Pipe::Kind::pipe);
  const Ref reader = make_pipe_end(thread, pipe, false);
  const Ref writer = make_pipe_end(thread, pipe, true);
  return vm::make_tuple(thread, {reader.get(), writer.get()});
}

PipeEnd* open_end(vm::Thread& thread, Value self, bool writes) {
  PipeEnd* end = vm::cast<PipeEndObject>(self)->end;
  const InsideMachine inside(thread);
  if (end->is_open && end->writes == writes) return end;
  os_error(thread, thread.types().OSError, 9, "Bad file descriptor").reset();
  return nullptr;
}

std::int64_t copy_cost_ps(vm::Thread& thread, std::string_view data) {
  return cost_of_bytes(data.size(), simulation_of(thread).profile().copy_ps_per_kib);
}

Result wait_for_pipe(MachineCall& call, WaitQueue& queue, const Pipe& pipe, WaitKind kind,
                     std::int64_t deadline_ps = kNoDeadline) {
  return wait_for_io(call, queue, {kind, pipe.serial, pipe.description, nullptr}, deadline_ps);
}

/// write(bytes): all of them, waiting for room. As os.write in a loop, with the GIL dropped.
Ref end_write(vm::Thread& thread, Arguments arguments) {
  PipeEnd* end = open_end(thread, arguments[0], true);
  if (end == nullptr) return Ref::error();
  std::string_view content;
  if (!vm::bytes_view(arguments[1], content)) {
    return thread.type_error("a bytes-like object is required, not '{}'",
                             vm::type_name(thread, arguments[1]));
  }
  const std::string data(content);
  Pipe& pipe = *end->pipe;
  bool broken = false;
  {
    MachineCall call(thread);
    Machine& machine = call.machine();
    if (machine.before_blocking(call.self(), Cause::blocking_io) == Result::cancelled) {
      return Ref::error();
    }
    const std::int64_t way_ps = pipe.is_loopback() ? machine.parameters().loopback_send_ps : 0;
    if (machine.spend(call.self(), copy_cost_ps(thread, data) + way_ps) == Result::cancelled) {
      return Ref::error();
    }
    std::string_view rest = data;
    for (;;) {
      broken = pipe.is_broken();
      if (broken) break;
      const std::size_t taken = pipe.accept(rest);
      rest.remove_prefix(taken);
      if (taken != 0) {
        if (pipe.wake_readers(machine, call.self()) == Result::cancelled) return Ref::error();
        if (rest.empty()) break;
        continue;  // the readers may have made room meanwhile
      }
      if (rest.empty()) break;
      if (wait_for_pipe(call, pipe.write_waiters, pipe, WaitKind::pipe_write) ==
          Result::cancelled) {
        return Ref::error();
      }
    }
    if (machine.after_blocking(call.self(), Cause::blocking_io) == Result::cancelled) {
      return Ref::error();
    }
  }
  if (broken) return os_error(thread, thread.types().BrokenPipeError, 32, "Broken pipe");
  return vm::make_int(thread, static_cast<std::int64_t>(data.size()));
}

/// read(limit): at least one byte, or none at the end of file.
Ref end_read(vm::Thread& thread, Arguments arguments) {
  PipeEnd* end = open_end(thread, arguments[0], false);
  if (end == nullptr) return Ref::error();
  std::int64_t limit = 0;
  if (!vm::to_index(thread, arguments[1], limit, nullptr)) return Ref::error();
  Pipe& pipe = *end->pipe;
  std::string data;
  {
    MachineCall call(thread);
    Machine& machine = call.machine();
    if (machine.before_blocking(call.self(), Cause::blocking_io) == Result::cancelled ||
        machine.synchronise(call.self()) == Result::cancelled) {
      return Ref::error();
    }
    while (pipe.empty() && !pipe.has_ended()) {
      if (wait_for_pipe(call, pipe.read_waiters, pipe, WaitKind::pipe_read) == Result::cancelled) {
        return Ref::error();
      }
    }
    data = pipe.give(static_cast<std::size_t>(limit));
    if (machine.spend(call.self(), copy_cost_ps(thread, data)) == Result::cancelled ||
        pipe.wake_writers(machine, call.self()) == Result::cancelled ||
        machine.after_blocking(call.self(), Cause::blocking_io) == Result::cancelled) {
      return Ref::error();
    }
  }
  return vm::make_bytes(thread, data);
}

/// poll(seconds or None): is there something to read, or the end of file, before the deadline?
Ref end_poll(vm::Thread& thread, Arguments arguments) {
  PipeEnd* end = open_end(thread, arguments[0], false);
  if (end == nullptr) return Ref::error();
  std::int64_t deadline_ps = kNoDeadline;
  if (!deadline_after(thread, arguments[1], deadline_ps)) return Ref::error();
  Pipe& pipe = *end->pipe;
  MachineCall call(thread);
  Machine& machine = call.machine();
  if (machine.before_blocking(call.self(), Cause::blocking_io) == Result::cancelled ||
      machine.synchronise(call.self()) == Result::cancelled) {
    return Ref::error();
  }
  while (pipe.empty() && !pipe.has_ended() && call.now_ps() < deadline_ps) {
    if (wait_for_pipe(call, pipe.read_waiters, pipe, WaitKind::pipe_read, deadline_ps) ==
        Result::cancelled) {
      return Ref::error();
    }
  }
  const bool is_ready = !pipe.empty() || pipe.has_ended();
  if (machine.after_blocking(call.self(), Cause::blocking_io) == Result::cancelled) {
    return Ref::error();
  }
  return Ref::boolean(is_ready);
}

Ref end_close(vm::Thread& thread, Arguments arguments) {
  PipeEnd* end = vm::cast<PipeEndObject>(arguments[0])->end;
  MachineCall call(thread);
  return close_pipe_end(call.machine(), call.self(), *end) == Result::cancelled ? Ref::error()
                                                                                : Ref::none();
}

/// shutdown(): ends this direction for every process that holds an end of it, and leaves this end
/// open.
Ref end_shutdown(vm::Thread& thread, Arguments arguments) {
  const bool writes = vm::cast<PipeEndObject>(arguments[0])->end->writes;
  const PipeEnd* end = open_end(thread, arguments[0], writes);
  if (end == nullptr) return Ref::error();
  MachineCall call(thread);
  Machine& machine = call.machine();
  if (machine.synchronise(call.self()) == Result::cancelled) return Ref::error();
  Pipe& pipe = *end->pipe;
  (writes ? pipe.writing_shut : pipe.reading_shut) = true;
  if (pipe.wake_readers(machine, call.self()) == Result::cancelled ||
      pipe.wake_writers(machine, call.self()) == Result::cancelled) {
    return Ref::error();
  }
  return Ref::none();
}

Ref end_fileno(vm::Thread& thread, Arguments arguments) {
  const PipeEnd* end = vm::cast<PipeEndObject>(arguments[0])->end;
  return vm::make_int(thread, descriptor_of(end->pipe->serial, end->writes));
}

Ref end_reduce(vm::Thread& thread, Arguments arguments) {
  const PipeEnd* end = vm::cast<PipeEndObject>(arguments[0])->end;
  const InsideMachine inside(thread);
  if (!end->is_open) return os_error(thread, thread.types().OSError, 9, "Bad file descriptor");
  process_of(thread).ends_in_flight.push_back({end->pipe, end->writes, true});
  ++(end->writes ? end->pipe->writers : end->pipe->readers);
  return reduce_to(thread, "_connection", "_rebuild_end", end->pipe->serial, end->writes);
}

/// An end that was under way has arrived: it counts once, for the process that has it now.
void land(vm::Thread& thread, Pipe& pipe, bool writes) {
  const auto lands_from = [&](ProcessContext& process) {
    auto& ends = process.ends_in_flight;
    const auto found = std::find_if(ends.begin(), ends.end(), [&](const PipeEnd& end) {
      return end.pipe == &pipe && end.writes == writes && end.is_open;
    });
    if (found == ends.end()) return false;
    ends.erase(found);
    --(writes ? pipe.writers : pipe.readers);
    return true;
  };
  if (lands_from(process_of(thread))) return;
  for (const auto& process : simulation_of(thread).processes()) {
    if (lands_from(*process)) return;
  }
}

Ref rebuild_end(vm::Thread& thread, Arguments arguments) {
  std::int64_t serial = 0;
  if (!vm::to_index(thread, arguments[0], serial, nullptr)) return Ref::error();
  Pipe* pipe = simulation_of(thread).find_pipe(static_cast<std::uint64_t>(serial));
  if (pipe == nullptr) return thread.value_error("there is no pipe #{}", serial);
  const bool writes = arguments[1].is_true();
  const InsideMachine inside(thread);
  Ref end = make_pipe_end(thread, *pipe, writes);
  land(thread, *pipe, writes);
  return end;
}

Ref end_closed(vm::Thread& thread, Arguments arguments) {
  const InsideMachine inside(thread);
  return Ref::boolean(!vm::cast<PipeEndObject>(arguments[0])->end->is_open);
}

constexpr vm::NativeDefinition kPipeEndMethods[] = {
    {"write", end_write, "data, /"},  {"read", end_read, "limit, /"},
    {"poll", end_poll, "timeout, /"}, {"close", end_close, ""},
    {"shutdown", end_shutdown, ""},   {"fileno", end_fileno, ""},
    {"__reduce__", end_reduce, ""},   {"closed", end_closed, nullptr, vm::kNativeGetter},
};

// --- listeners ---

ListenerEnd* open_listener(vm::Thread& thread, Value self) {
  ListenerEnd* end = vm::cast<ListenerObject>(self)->end;
  const InsideMachine inside(thread);
  if (end->is_open) return end;
  os_error(thread, thread.types().OSError, 9, "Bad file descriptor").reset();
  return nullptr;
}

/// listen(address, backlog): OSError if somebody has the address already. Without a backlog the
/// address is only taken: connections are refused until open().
Ref listen(vm::Thread& thread, Arguments arguments) {
  std::string address;
  std::int64_t backlog = 0;
  if (!vm::str_utf8(thread, arguments[0], address) ||
      !vm::to_index(thread, arguments[1], backlog, nullptr)) {
    return Ref::error();
  }
  {
    MachineCall call(thread);
    if (call.machine().synchronise(call.self()) == Result::cancelled) return Ref::error();
  }
  SimulationContext& simulation = simulation_of(thread);
  const InsideMachine inside(thread);
  if (simulation.find_listener(address) != nullptr) {
    return os_error(thread, thread.types().OSError, 98, "Address already in use");
  }
  Listener& listener = simulation.new_listener(address);
  listener.backlog = static_cast<std::size_t>(std::max<std::int64_t>(backlog, 0));
  auto* object = thread.heap().make<ListenerObject>(simulation.types().listener);
  object->end = &process_of(thread).add_listener_end(listener);
  return Ref::adopt(object);
}

/// connect(address) -> (read end, write end); waits while the listener's backlog is full.
Ref connect(vm::Thread& thread, Arguments arguments) {
  std::string address;
  if (!vm::str_utf8(thread, arguments[0], address)) return Ref::error();
  SimulationContext& simulation = simulation_of(thread);
  Pipe* to_server = nullptr;
  Pipe* to_client = nullptr;
  {
    MachineCall call(thread);
    Machine& machine = call.machine();
    if (machine.before_blocking(call.self(), Cause::blocking_io) == Result::cancelled ||
        machine.synchronise(call.self()) == Result::cancelled) {
      return Ref::error();
    }
    const auto find = [&]() -> Listener* {
      Listener* found = simulation.find_listener(address);
      return found != nullptr && found->backlog > 0 ? found : nullptr;
    };
    Listener* listener = find();
    while (listener != nullptr && listener->pending.size() >= listener->backlog) {
      if (wait_for_io(call, listener->connect_waiters,
                      {WaitKind::other, listener->serial, listener->description, nullptr},
                      kNoDeadline) == Result::cancelled) {
        return Ref::error();
      }
      listener = find();
    }
    if (listener != nullptr) {
      to_server = &simulation.new_pipe(Pipe::Kind::loopback);
      to_client = &simulation.new_pipe(Pipe::Kind::loopback);
      // All four ends are open from now on, although this side has its objects only below, and the
      // server has its own only once it accepts.
      for (Pipe* pipe : {to_server, to_client}) {
        ++pipe->readers;
        ++pipe->writers;
      }
      listener->pending.push_back({to_server, to_client});
      if (machine.wake(call.self(), listener->accept_waiters) == Result::cancelled ||
          listener->watchers.wake(machine, call.self()) == Result::cancelled) {
        return Ref::error();
      }
    }
    if (machine.after_blocking(call.self(), Cause::blocking_io) == Result::cancelled) {
      return Ref::error();
    }
  }
  if (to_server == nullptr) {
    return os_error(thread, thread.types().ConnectionRefusedError, 111, "Connection refused");
  }
  const InsideMachine inside(thread);
  Ref ends = make_connection_ends(thread, *to_client, *to_server);
  --to_client->readers;
  --to_server->writers;
  return ends;
}

/// accept(seconds or None) -> (read end, write end), or None at the deadline.
Ref listener_accept(vm::Thread& thread, Arguments arguments) {
  ListenerEnd* end = open_listener(thread, arguments[0]);
  if (end == nullptr) return Ref::error();
  std::int64_t deadline_ps = kNoDeadline;
  if (!deadline_after(thread, arguments[1], deadline_ps)) return Ref::error();
  const Ref keep = Ref::share(arguments[0]);
  Listener& listener = *end->listener;
  Listener::Connection connection{nullptr, nullptr};
  {
    MachineCall call(thread);
    Machine& machine = call.machine();
    if (machine.before_blocking(call.self(), Cause::blocking_io) == Result::cancelled ||
        machine.synchronise(call.self()) == Result::cancelled) {
      return Ref::error();
    }
    while (end->is_open && listener.pending.empty() && call.now_ps() < deadline_ps) {
      if (wait_for_io(call, listener.accept_waiters,
                      {WaitKind::other, listener.serial, listener.description, nullptr},
                      deadline_ps) == Result::cancelled) {
        return Ref::error();
      }
    }
    if (end->is_open && !listener.pending.empty()) {
      connection = listener.pending.front();
      listener.pending.pop_front();
      if (machine.wake(call.self(), listener.connect_waiters) == Result::cancelled) {
        return Ref::error();
      }
    }
    if (machine.after_blocking(call.self(), Cause::blocking_io) == Result::cancelled) {
      return Ref::error();
    }
  }
  if (connection.to_server == nullptr) {
    return open_listener(thread, arguments[0]) == nullptr ? Ref::error() : Ref::none();
  }
  const InsideMachine inside(thread);
  Ref ends = make_connection_ends(thread, *connection.to_server, *connection.to_client);
  --connection.to_server->readers;
  --connection.to_client->writers;
  return ends;
}

/// open(backlog): connections are possible from now on.
Ref listener_open(vm::Thread& thread, Arguments arguments) {
  ListenerEnd* end = open_listener(thread, arguments[0]);
  std::int64_t backlog = 0;
  if (end == nullptr || !vm::to_index(thread, arguments[1], backlog, nullptr)) return Ref::error();
  MachineCall call(thread);
  if (call.machine().synchronise(call.self()) == Result::cancelled) return Ref::error();
  end->listener->backlog = static_cast<std::size_t>(std::max<std::int64_t>(backlog, 0)) + 1;
  return Ref::none();
}

Ref listener_close(vm::Thread& thread, Arguments arguments) {
  ListenerEnd* end = vm::cast<ListenerObject>(arguments[0])->end;
  MachineCall call(thread);
  return close_listener_end(call.machine(), call.self(), *end) == Result::cancelled ? Ref::error()
                                                                                    : Ref::none();
}

Ref listener_fileno(vm::Thread& thread, Arguments arguments) {
  const ListenerEnd* end = vm::cast<ListenerObject>(arguments[0])->end;
  const InsideMachine inside(thread);
  if (!end->is_open) return Ref::small_int(-1);
  return vm::make_int(thread, descriptor_of(end->listener->serial, false));
}

constexpr vm::NativeDefinition kListenerMethods[] = {
    {"accept", listener_accept, "timeout, /"},
    {"open", listener_open, "backlog, /"},
    {"close", listener_close, ""},
    {"fileno", listener_fileno, ""},
};

// --- waiting for several ---

/// Something that can be waited for: an end of a pipe, a listener, the end of a process.
using Awaited = std::variant<PipeEnd*, ListenerEnd*, ProcessContext*>;

bool is_ready(const Awaited& awaited) {
  if (PipeEnd* const* end = std::get_if<PipeEnd*>(&awaited)) {
    const Pipe& pipe = *(*end)->pipe;
    if (!(*end)->is_open) return true;
    return (*end)->writes ? !pipe.is_full() || pipe.is_broken() : !pipe.empty() || pipe.has_ended();
  }
  if (ListenerEnd* const* end = std::get_if<ListenerEnd*>(&awaited)) {
    return !(*end)->is_open || !(*end)->listener->pending.empty();
  }
  return std::get<ProcessContext*>(awaited)->machine_process->ended;
}

WatchList& watchers_of(const Awaited& awaited) {
  if (PipeEnd* const* end = std::get_if<PipeEnd*>(&awaited)) {
    return (*end)->writes ? (*end)->pipe->write_watchers : (*end)->pipe->read_watchers;
  }
  if (ListenerEnd* const* end = std::get_if<ListenerEnd*>(&awaited)) {
    return (*end)->listener->watchers;
  }
  return std::get<ProcessContext*>(awaited)->end_watchers;
}

std::string describe(const Awaited& awaited) {
  if (PipeEnd* const* end = std::get_if<PipeEnd*>(&awaited)) return (*end)->pipe->description;
  if (ListenerEnd* const* end = std::get_if<ListenerEnd*>(&awaited)) {
    return (*end)->listener->description;
  }
  return "the end of " + std::get<ProcessContext*>(awaited)->name;
}

/// "pipe #1 or the end of Process-1", for whoever asks what a thread waits for.
std::string describe(const std::vector<Awaited>& all) {
  std::string description = all.empty() ? "a signal" : "";
  for (const Awaited& awaited : all) {
    if (!description.empty()) description += " or ";
    description += describe(awaited);
  }
  return description;
}

/// What has this number in this process: an end of a pipe, a listener, or a process's end.
bool awaited_with_number(vm::Thread& thread, std::int64_t number, std::vector<Awaited>& all) {
  const InsideMachine inside(thread);
  for (const auto& end : process_of(thread).pipe_ends) {
    if (!end->is_open || descriptor_of(end->pipe->serial, end->writes) != number) continue;
    all.emplace_back(end.get());
    return true;
  }
  for (const auto& end : process_of(thread).listener_ends) {
    if (!end->is_open || descriptor_of(end->listener->serial, false) != number) continue;
    all.emplace_back(end.get());
    return true;
  }
  for (const auto& process : machine_of(thread).processes()) {
    if (sentinel_of_process(process->id) != number) continue;
    all.emplace_back(static_cast<ProcessContext*>(process->interpreter));
    return true;
  }
  return false;
}

/// What an object stands for; an int is what fileno() gave, or a sentinel. False: an exception is
/// pending.
bool awaited_of(vm::Thread& thread, Value object, std::vector<Awaited>& all) {
  const RuntimeTypes& types = simulation_of(thread).types();
  const vm::Type* type = vm::type_of(thread, object);
  if (type == types.pipe_end) {
    all.emplace_back(vm::cast<PipeEndObject>(object)->end);
    return true;
  }
  if (type == types.listener) {
    all.emplace_back(vm::cast<ListenerObject>(object)->end);
    return true;
  }
  std::int64_t number = 0;
  if (!vm::to_index(thread, object, number, nullptr)) return false;
  if (awaited_with_number(thread, number, all)) return true;
  os_error(thread, thread.types().OSError, 9, "Bad file descriptor").reset();
  return false;
}

/// Waits until `find` finds something, or the deadline; returns the list of what it found. It is
/// asked again whenever one of `all` may have changed.
template <typename Find>
Ref wait_until_found(vm::Thread& thread, const std::vector<Awaited>& all, Value timeout,
                     Find find) {
  std::int64_t deadline_ps = kNoDeadline;
  if (!deadline_after(thread, timeout, deadline_ps)) return Ref::error();
  std::vector<Value> found;
  {
    MachineCall call(thread);
    Machine& machine = call.machine();
    if (machine.before_blocking(call.self(), Cause::blocking_io) == Result::cancelled ||
        machine.synchronise(call.self()) == Result::cancelled) {
      return Ref::error();
    }
    const std::string description = describe(all);
    const auto queue = std::make_shared<WaitQueue>();
    while ((found = find()).empty() && call.now_ps() < deadline_ps) {
      for (const Awaited& awaited : all) watchers_of(awaited).add(queue);
      const Result result =
          wait_for_io(call, *queue, {WaitKind::other, 0, description, nullptr}, deadline_ps);
      for (const Awaited& awaited : all) watchers_of(awaited).remove(queue);
      if (result == Result::cancelled) return Ref::error();
    }
    if (machine.after_blocking(call.self(), Cause::blocking_io) == Result::cancelled) {
      return Ref::error();
    }
  }
  return vm::make_list(thread, std::span<const Value>(found));
}

/// poll(objects, seconds or None) -> the indices of those that are ready.
Ref poll(vm::Thread& thread, Arguments arguments) {
  std::vector<Ref> objects;
  if (!vm::collect(thread, arguments[0], objects)) return Ref::error();
  std::vector<Awaited> all;
  for (const Ref& object : objects) {
    if (!awaited_of(thread, object, all)) return Ref::error();
  }
  return wait_until_found(thread, all, arguments[1], [&] {
    std::vector<Value> ready;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (is_ready(all[i])) ready.push_back(Value::small_int(static_cast<std::int64_t>(i)));
    }
    return ready;
  });
}

// --- the events of poll(2): fs/pipe.c: pipe_poll, net/ipv4/tcp.c: tcp_poll, net/unix/af_unix.c:
// unix_poll ---

constexpr std::int64_t kPollIn = 1;
constexpr std::int64_t kPollOut = 4;
constexpr std::int64_t kPollError = 8;
constexpr std::int64_t kPollHangUp = 16;
constexpr std::int64_t kPollInvalid = 32;
constexpr std::int64_t kPollUnasked = kPollError | kPollHangUp | kPollInvalid;

/// What a program has registered: one or both ends of a pipe or stream, the reader first, or
/// something else that can be waited for.
struct Polled {
  std::vector<Awaited> sides;
  std::int64_t mask;   // the events asked for
  std::int64_t known;  // those it has whatever its sides say
};

std::int64_t events_of(const PipeEnd& end) {
  if (!end.is_open) return kPollInvalid;
  const Pipe& pipe = *end.pipe;
  const bool is_socket = pipe.is_socket();  // its end can be read, and a write to it fails at once
  if (end.writes) {
    const std::int64_t broken = is_socket ? kPollOut : kPollError;
    return (pipe.is_full() ? 0 : kPollOut) | (pipe.is_broken() ? broken : 0);
  }
  const std::int64_t ended = is_socket ? kPollIn : kPollHangUp;
  return (pipe.empty() ? 0 : kPollIn) | (pipe.has_ended() ? ended : 0);
}

std::int64_t events_of(const Awaited& awaited) {
  if (PipeEnd* const* end = std::get_if<PipeEnd*>(&awaited)) return events_of(**end);
  if (!is_ready(awaited)) return 0;
  // A sentinel is a pipe that nobody writes to: it ends with the process.
  return std::holds_alternative<ListenerEnd*>(awaited) ? kPollIn : kPollHangUp;
}

/// Has a stream ended both ways? TCP does not know that its peer reads no more: there it is this
/// side that must have ended the way out.
bool has_hung_up(const Pipe& incoming, const Pipe& outgoing) {
  return incoming.has_ended() &&
         (outgoing.is_loopback() ? outgoing.writing_shut : outgoing.is_broken());
}

std::int64_t events_of(const Polled& polled) {
  std::int64_t events = polled.known;
  for (const Awaited& side : polled.sides) events |= events_of(side);
  if (polled.sides.size() == 2 && has_hung_up(*std::get<PipeEnd*>(polled.sides[0])->pipe,
                                              *std::get<PipeEnd*>(polled.sides[1])->pipe)) {
    events |= kPollHangUp;
  }
  return events & (polled.mask | kPollUnasked);
}

/// (what is read or None, what is written or None, mask, known events) as poll_events takes it.
bool polled_of(vm::Thread& thread, Value object, Polled& polled) {
  std::vector<Ref> parts;
  if (!vm::collect(thread, object, parts)) return false;
  for (const Ref* side : {&parts[0], &parts[1]}) {
    if (!side->get().is_none() && !awaited_of(thread, *side, polled.sides)) return false;
  }
  return vm::to_index(thread, parts[2], polled.mask, nullptr) &&
         vm::to_index(thread, parts[3], polled.known, nullptr);
}

/// poll_events([(reader, writer, mask, known), ...], seconds or None) -> the events of each, or an
/// empty list at the deadline.
Ref poll_events(vm::Thread& thread, Arguments arguments) {
  std::vector<Ref> objects;
  if (!vm::collect(thread, arguments[0], objects)) return Ref::error();
  std::vector<Polled> wanted(objects.size());
  std::vector<Awaited> all;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    if (!polled_of(thread, objects[i], wanted[i])) return Ref::error();
    all.insert(all.end(), wanted[i].sides.begin(), wanted[i].sides.end());
  }
  return wait_until_found(thread, all, arguments[1], [&] {
    std::vector<Value> events;
    bool any = false;
    for (const Polled& polled : wanted) {
      const std::int64_t seen = events_of(polled);
      events.push_back(Value::small_int(seen));
      any = any || seen != 0;
    }
    return any ? events : std::vector<Value>{};
  });
}

constexpr vm::NativeDefinition kFunctions[] = {
    {"pipe", pipe_new, "is_socket, /"},        {"_rebuild_end", rebuild_end, "serial, writes, /"},
    {"listen", listen, "address, backlog, /"}, {"connect", connect, "address, /"},
    {"poll", poll, "objects, timeout, /"},     {"poll_events", poll_events, "wanted, timeout, /"},
};

bool initialise(vm::Thread& thread, vm::Module& module) {
  return vm::add_functions(thread, module, kFunctions);
}

void copy_pipe_end(vm::HeapCopier& copier, vm::Object* from, vm::Object* to) {
  const PipeEnd* end = static_cast<PipeEndObject*>(from)->end;
  auto* child = static_cast<ProcessContext*>(copier.target().interpreter()->host_data);
  PipeEnd& twin = child->add_pipe_end(*end->pipe, end->writes);
  if (!end->is_open) {
    twin.is_open = false;
    --(twin.writes ? twin.pipe->writers : twin.pipe->readers);
  }
  child->ends_copied.push_back(end);
  static_cast<PipeEndObject*>(to)->end = &twin;
}

void copy_listener(vm::HeapCopier& copier, vm::Object* from, vm::Object* to) {
  const ListenerEnd* end = static_cast<ListenerObject*>(from)->end;
  auto* child = static_cast<ProcessContext*>(copier.target().interpreter()->host_data);
  ListenerEnd& twin = child->add_listener_end(*end->listener);
  if (!end->is_open) {
    twin.is_open = false;
    --twin.listener->holders;
  }
  static_cast<ListenerObject*>(to)->end = &twin;
}

}  // namespace

Result close_pipe_end(Machine& machine, Thread& self, PipeEnd& end) {
  if (!end.is_open) return Result::ok;
  end.is_open = false;
  if (machine.synchronise(self) == Result::cancelled) return Result::cancelled;
  Pipe& pipe = *end.pipe;
  int& holders = end.writes ? pipe.writers : pipe.readers;
  if (--holders != 0) return Result::ok;
  return end.writes ? pipe.wake_readers(machine, self) : pipe.wake_writers(machine, self);
}
Result close_listener_end(Machine& machine, Thread& self, ListenerEnd& end) {
  if (!end.is_open) return Result::ok;
  if (machine.synchronise(self) == Result::cancelled) return Result::cancelled;
  end.is_open = false;
  Listener& listener = *end.listener;
  if (--listener.holders == 0) {
    // Whoever has connected and was not accepted sees the connection closed.
    for (const Listener::Connection& connection : std::exchange(listener.pending, {})) {
      --connection.to_server->readers;
      --connection.to_client->writers;
      if (connection.to_client->wake_readers(machine, self) == Result::cancelled ||
          connection.to_server->wake_writers(machine, self) == Result::cancelled) {
        return Result::cancelled;
      }
    }
  }
  if (machine.wake(self, listener.accept_waiters) == Result::cancelled ||
      machine.wake(self, listener.connect_waiters) == Result::cancelled) {
    return Result::cancelled;
  }
  return listener.watchers.wake(machine, self);
}

void fill_connection_types(vm::Instance& instance, RuntimeTypes& types) {
  vm::TypeDefinition end{.name = "PipeEnd", .module = "_connection"};
  end.instance_size = sizeof(PipeEndObject);
  types.pipe_end = vm::create_builtin_type(instance, end);
  types.pipe_end->slots.copy_to_heap = copy_pipe_end;
  vm::add_methods(instance, types.pipe_end, kPipeEndMethods);
  vm::finish_builtin_type(instance, types.pipe_end);

  vm::TypeDefinition listener{.name = "Listener", .module = "_connection"};
  listener.instance_size = sizeof(ListenerObject);
  types.listener = vm::create_builtin_type(instance, listener);
  types.listener->slots.copy_to_heap = copy_listener;
  vm::add_methods(instance, types.listener, kListenerMethods);
  vm::finish_builtin_type(instance, types.listener);
}

const vm::NativeModuleDefinition kConnectionModule{"_connection", initialise};

}  // namespace gilsim::runtime
