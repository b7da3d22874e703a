// SPDX-License-Identifier: MIT
//
// Functions of the host that Python code calls: how they get into modules, and what becomes of the
// exceptions that they throw.
#include "runtime/embedding/conversions.h"
#include "runtime/embedding/engine.h"
#include "runtime/simulation_context.h"
#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/function.h"
#include "vm/objects/module.h"
#include "vm/objects/str.h"

#include <new>
#include <stdexcept>

namespace gilsim {

namespace detail {

namespace {

/// Of every function of a host: its number comes first, bound to the function object.
vm::Ref call_function(vm::Thread& thread, vm::Arguments arguments) {
  return Engine::of(thread).call_host_function(thread, arguments);
}

bool fill_host_module(vm::Thread& thread, vm::Module& module) {
  return Engine::of(thread).fill_module(thread, module);
}

}  // namespace

Engine& Engine::of(vm::Thread& thread) {
  return static_cast<Engine&>(*runtime::simulation_of(thread).options().embedder);
}

// --- making them ---------------------------------------------------------------------------------

std::int64_t Engine::add_function(std::string_view name, NativeBody body) {
  const std::lock_guard lock(functions_mutex_);
  HostFunction& added = functions_.emplace_back();
  added.name = name;
  added.body = std::move(body);
  added.definition.name = added.name.c_str();
  added.definition.function = call_function;
  return static_cast<std::int64_t>(functions_.size()) - 1;
}

Engine::HostFunction& Engine::function_at(std::int64_t number) {
  const std::lock_guard lock(functions_mutex_);
  return functions_[static_cast<std::size_t>(number)];
}

vm::Ref Engine::function_object(vm::Thread& thread, std::int64_t number, vm::Value module_name) {
  vm::Ref function = vm::make_native_function(thread, &function_at(number).definition,
                                              vm::Value::small_int(number));
  if (!function.is_error() && !module_name.is_undefined()) {
    function.as<vm::NativeFunctionObject>()->module = vm::Ref::share(module_name).release();
  }
  return function;
}

vm::Ref Engine::make_function(vm::Thread& thread, std::string_view name, NativeBody body) {
  return function_object(thread, add_function(name, std::move(body)), vm::Value());
}

void Engine::define(std::string_view module, std::string_view name, NativeBody body) {
  if (current_call() == nullptr) check_owner("an instance");
  if (module.empty() || name.empty())
    throw Error("define() needs a module's and a function's name");
  const std::int64_t number = add_function(name, std::move(body));
  bool is_imported = false;
  {
    const std::lock_guard lock(functions_mutex_);
    const auto [place, is_new] = modules_.try_emplace(std::string(module));
    HostModule& entry = place->second;
    if (is_new) entry.definition = {place->first.c_str(), fill_host_module};
    entry.functions.emplace_back(name, number);
    is_imported = entry.is_imported;
  }
  if (!is_imported) return;
  with_python([&](vm::Thread& thread) {
    const vm::Ref imported = checked(thread, vm::import_module(thread, module));
    const vm::Ref key = checked(thread, vm::make_str(thread, module));
    const vm::Ref function = checked(thread, function_object(thread, number, key));
    if (!vm::set_attribute(thread, imported, thread.instance.intern(name), function)) {
      throw_pending(thread);
    }
  });
}

const vm::NativeModuleDefinition* Engine::find_module(std::string_view name) {
  const std::lock_guard lock(functions_mutex_);
  const auto found = modules_.find(name);
  return found == modules_.end() ? nullptr : &found->second.definition;
}

bool Engine::fill_module(vm::Thread& thread, vm::Module& module) {
  const vm::Ref name = vm::Ref::share(vm::dict_get(module.dict, thread.names().name_));
  std::vector<std::pair<std::string, std::int64_t>> functions;
  {
    const std::lock_guard lock(functions_mutex_);
    HostModule& entry = modules_.find(vm::to_utf8(name.as<vm::Str>()))->second;
    entry.is_imported = true;
    functions = entry.functions;
  }
  for (const auto& [function_name, number] : functions) {
    const vm::Ref function = function_object(thread, number, name);
    vm::Str* const key = thread.instance.intern(std::string_view(function_name));
    if (function.is_error() || !vm::dict_set(thread, module.dict, key, function.get())) {
      return false;
    }
  }
  return true;
}

// --- calling them --------------------------------------------------------------------------------

vm::Ref Engine::call_host_function(vm::Thread& thread, vm::Arguments arguments) {
  HostFunction& function = function_at(arguments[0].as_small_int());
  const vm::Arguments given = arguments.without_first();
  if (given.keyword_count() != 0) {
    return thread.type_error("{}() takes no keyword arguments", function.name);
  }
  give_back_released(thread);
  vm::Ref result = call_body(thread, function, given);
  if (thread.cancelled) return vm::Ref::error();
  if (!result.is_error()) give_back_released(thread);
  return result;
}

vm::Ref Engine::call_body(vm::Thread& thread, HostFunction& function, vm::Arguments given) {
  try {
    std::vector<Value> values;
    for (const vm::Value value : given.positional()) {
      values.push_back(value_of(thread, vm::Ref::share(value)));
    }
    Call::State state{shared_from_this(), thread, function.name, std::move(values)};
    Call call(state);
    Value result;
    {
      const RunningCall running(*this, &state);
      result = function.body(call);
    }
    return vm::Ref::share(borrow(thread, result));
  } catch (...) {
    return raise_current_exception(thread);
  }
}

namespace {

/// A built-in exception class, or "module.Class". Undefined: there is none, and nothing is pending.
vm::Ref exception_class(vm::Thread& thread, const std::string& name) {
  const std::size_t point = name.rfind('.');
  vm::Ref found;
  if (point == std::string::npos) {
    found = vm::Ref::share(
        vm::dict_get(thread.interpreter.builtins, thread.instance.intern(std::string_view(name))));
  } else {
    const vm::Ref module = vm::import_module(thread, name.substr(0, point));
    if (!module.is_error()) {
      found = vm::get_attribute(thread, module, std::string_view(name).substr(point + 1));
    }
    if (module.is_error() || found.is_error()) {
      thread.clear_exception();
      return vm::Ref::undefined();
    }
  }
  return !found.is_undefined() && vm::is_exception_class(found) ? std::move(found)
                                                                : vm::Ref::undefined();
}

vm::Ref raise_by_name(vm::Thread& thread, const std::string& name, std::string_view text) {
  const vm::Ref cls = exception_class(thread, name);
  if (cls.is_undefined()) {
    return thread.error(thread.types().RuntimeError,
                        "the host raised '{}', which is no exception class: {}", name, text);
  }
  const vm::Ref message = vm::make_str(thread, text);
  if (message.is_error()) return vm::Ref::error();
  const vm::Value arguments[] = {message.get()};
  vm::Ref exception = vm::call(thread, cls, arguments);
  return exception.is_error() ? std::move(exception) : thread.raise(std::move(exception));
}

}  // namespace

vm::Ref Engine::raise_current_exception(vm::Thread& thread) {
  const vm::BuiltinTypes& types = thread.types();
  if (thread.cancelled) return vm::Ref::error();
  try {
    throw;
  } catch (const PythonError& error) {
    const Slot* const slot = slot_of(error.exception());
    if (slot != nullptr && slot->interpreter == &thread.interpreter) {
      thread.restore_exception(vm::Ref::share(slot->value));
      return vm::Ref::error();
    }
    return raise_by_name(thread, error.type_name(), error.message());
  } catch (const Raise& error) {
    return raise_by_name(thread, error.python_type(), error.what());
  } catch (const ConversionError& error) {
    return raise_by_name(thread, error.python_type(), error.what());
  } catch (const std::bad_alloc&) {
    return thread.raise(types.MemoryError, "the host ran out of memory");
  } catch (const std::out_of_range& error) {
    return thread.raise(types.IndexError, error.what());
  } catch (const std::invalid_argument& error) {
    return thread.raise(types.ValueError, error.what());
  } catch (const std::overflow_error& error) {
    return thread.raise(types.OverflowError, error.what());
  } catch (const std::range_error& error) {
    return thread.raise(types.OverflowError, error.what());
  } catch (const std::exception& error) {
    return thread.raise(types.RuntimeError, error.what());
  } catch (const Cancelled&) {
    return thread.raise(types.RuntimeError, "the host threw Cancelled, but nothing is cancelled");
  } catch (...) {
    return thread.raise(types.RuntimeError, "the host threw something that is no std::exception");
  }
}

// --- what a native function can ask for ----------------------------------------------------------

void Engine::without_gil(Call::State& call, const std::function<void()>& work,
                         std::int64_t cost_ps) {
  if (call.is_without_gil) throw Error("without_gil() within without_gil()");
  std::exception_ptr error;
  const auto guarded_work = [&] {
    call.is_without_gil = true;
    try {
      work();
    } catch (...) {
      error = std::current_exception();
    }
    call.is_without_gil = false;
  };
  if (!options_.live) guarded_work();
  bool is_cancelled = false;
  {
    // Simulated: meanwhile other fibers run on this host thread.
    const RunningCall running(*this, options_.live ? &call : nullptr);
    runtime::MachineCall machine_call(call.thread);
    const std::function<void()> live_work = guarded_work;
    is_cancelled =
        machine_call.machine().run_without_gil(
            machine_call.self(), cost_ps, options_.live ? live_work : std::function<void()>()) ==
        runtime::Result::cancelled;
  }
  if (is_cancelled || call.thread.cancelled) throw Cancelled();
  if (error != nullptr) std::rethrow_exception(error);
}

void Engine::charge(Call::State& call, std::int64_t cost_ps) {
  if (options_.live || cost_ps == 0) return;
  const RunningCall python(*this, nullptr);
  call.thread.charge(cost_ps);
  if (!call.thread.poll()) throw_pending(call.thread);
}

void Engine::pause(Call::State& call) {
  if (!started_.has_value() || started_->is_done || call.is_without_gil) {
    throw Error("pause() works only under resume(): the host's start() begins such a run");
  }
  const RunningCall python(*this, nullptr);
  if (!simulation_->pause(call.thread)) throw Cancelled();
}

bool Engine::is_cancelled(const Call::State& call) {
  runtime::Thread& self = *runtime::context_of(call.thread).machine_thread;
  runtime::Machine& machine = runtime::machine_of(call.thread);
  return call.thread.cancelled || machine.is_ending() || machine.is_being_cancelled(self);
}

}  // namespace detail

// --- Call ----------------------------------------------------------------------------------------

const detail::EnginePointer& Call::engine() const { return state_.engine; }
std::size_t Call::size() const { return state_.arguments.size(); }

const Value& Call::argument(std::size_t index) const {
  if (index < size()) return state_.arguments[index];
  throw Raise("TypeError", state_.name + "() takes at least " + std::to_string(index + 1) +
                               " positional arguments but " + std::to_string(size()) +
                               (size() == 1 ? " was given" : " were given"));
}

std::uint32_t Call::process() const {
  return runtime::process_of(state_.thread).machine_process->id;
}
std::uint32_t Call::thread() const { return runtime::context_of(state_.thread).machine_thread->id; }

void Call::without_gil(const std::function<void()>& work, std::chrono::nanoseconds cost) const {
  state_.engine->without_gil(state_, work, detail::picoseconds_of(cost));
}
void Call::charge(std::chrono::nanoseconds cost) const {
  state_.engine->charge(state_, detail::picoseconds_of(cost));
}
void Call::pause() const { state_.engine->pause(state_); }
bool Call::cancelled() const { return state_.engine->is_cancelled(state_); }

namespace detail {

void check_argument_count(const Call& call, std::size_t wanted) { call.check_size(wanted); }

}  // namespace detail

void Call::check_size(std::size_t wanted) const {
  if (size() == wanted) return;
  const auto counted = [](std::size_t count, std::string_view word) {
    return std::to_string(count) + " " + std::string(word) + (count == 1 ? "" : "s");
  };
  throw Raise("TypeError", state_.name + "() takes " + counted(wanted, "positional argument") +
                               " but " + std::to_string(size()) +
                               (size() == 1 ? " was given" : " were given"));
}

}  // namespace gilsim
