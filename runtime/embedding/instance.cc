// SPDX-License-Identifier: MIT
//
// The public class Instance, and the errors of the public header.
#include "runtime/embedding/engine.h"
#include "vm/eval/compile_text.h"
#include "vm/eval/eval.h"
#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/module.h"
#include "vm/objects/str.h"

#include <fstream>
#include <iterator>

namespace gilsim {

using detail::Engine;

std::string_view version() { return GILSIM_VERSION; }

// --- errors. Here, so that their type information stands in the library alone ---

Error::~Error() = default;
ConversionError::ConversionError(std::string python_type, const std::string& text)
    : Error(text), python_type_(std::move(python_type)) {}
ConversionError::~ConversionError() = default;
EndedError::~EndedError() = default;
Raise::Raise(std::string python_type, const std::string& text)
    : std::runtime_error(text), python_type_(std::move(python_type)) {}
Raise::~Raise() = default;
Cancelled::Cancelled() = default;
Cancelled::Cancelled(const Cancelled&) = default;
Cancelled::~Cancelled() = default;

PythonError::PythonError(std::string type_name, std::string message, std::string traceback,
                         Value exception)
    : Error(message.empty() ? type_name : type_name + ": " + message),
      type_name_(std::move(type_name)),
      message_(std::move(message)),
      traceback_(std::move(traceback)),
      exception_(std::move(exception)) {}
PythonError::PythonError(const PythonError&) = default;
PythonError::~PythonError() = default;

// --- the instance ---

Instance::Instance(Options options) : engine_(std::make_shared<Engine>(std::move(options))) {
  engine_->begin();
}
Instance::~Instance() {
  if (engine_ != nullptr) engine_->shut_down();
}
Instance::Instance(Instance&&) noexcept = default;
Instance& Instance::operator=(Instance&& other) noexcept {
  if (engine_ != nullptr && this != &other) engine_->shut_down();
  engine_ = std::move(other.engine_);
  return *this;
}

void Instance::define_body(std::string_view module, std::string_view name, NativeBody body,
                           const NativeOptions&) {
  engine_->define(module, name, std::move(body));
}

Value Instance::function_body(std::string_view name, NativeBody body,
                              const NativeOptions& options) {
  return detail::make_function(engine_, name, std::move(body), options);
}

namespace {

std::string contents_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file.is_open() || file.bad()) {
    throw Error(path + ": cannot be read; is it a file, and is it readable?");
  }
  return text;
}

void run_text(Engine& engine, vm::Thread& thread, std::string_view source, std::string_view name) {
  vm::Code* const code = vm::compile_file(thread, source, name);
  if (code == nullptr) engine.throw_pending(thread);
  vm::Dict* const globals = engine.main_globals(thread);
  if (vm::run_code(thread, code, globals, vm::Value(globals)).is_error()) {
    engine.throw_pending(thread);
  }
}

}  // namespace

vm::Dict* detail::Engine::main_globals(vm::Thread& thread) {
  const vm::Value module = vm::dict_get(thread.interpreter.modules,
                                        thread.instance.intern(std::string_view("__main__")));
  if (!vm::is_module(module)) throw Error("this process has no module __main__");
  return vm::cast<vm::Module>(module)->dict;
}

void Instance::run(std::string_view source, std::string_view name) {
  const detail::EnginePointer engine = engine_;
  engine->with_python([&](vm::Thread& thread) { run_text(*engine, thread, source, name); });
}

void Instance::run_file(const std::string& path) { run(contents_of(path), path); }

Value Instance::evaluate(std::string_view expression) {
  const detail::EnginePointer engine = engine_;
  Value result;
  engine->with_python([&](vm::Thread& thread) {
    vm::Code* const code =
        vm::compile_text(thread, expression, "<expression>", vm::CompileMode::expression);
    if (code == nullptr) engine->throw_pending(thread);
    vm::Dict* const globals = engine->main_globals(thread);
    result = engine->value_of(
        thread, engine->checked(thread, vm::run_code(thread, code, globals, vm::Value(globals))));
  });
  return result;
}

Value Instance::get(std::string_view name) {
  const detail::EnginePointer engine = engine_;
  Value result;
  engine->with_python([&](vm::Thread& thread) {
    const vm::Value found =
        vm::dict_get(engine->main_globals(thread), thread.instance.intern(name));
    if (found.is_undefined()) {
      const vm::Ref raised =
          thread.error(thread.types().NameError, "name '{}' is not defined", name);
      engine->throw_pending(thread);
    }
    result = engine->value_of(thread, vm::Ref::share(found));
  });
  return result;
}

void Instance::set(std::string_view name, const Value& value) {
  const detail::EnginePointer engine = engine_;
  engine->with_python([&](vm::Thread& thread) {
    if (!vm::dict_set(thread, engine->main_globals(thread), thread.instance.intern(name),
                      Engine::borrow(thread, value))) {
      engine->throw_pending(thread);
    }
  });
}

Value Instance::import(std::string_view module) {
  const detail::EnginePointer engine = engine_;
  Value result;
  engine->with_python([&](vm::Thread& thread) {
    result = engine->value_of(thread, engine->checked(thread, vm::import_module(thread, module)));
  });
  return result;
}

// --- piece by piece ---

void Instance::start(std::string_view source, std::string_view name) {
  engine_->start([engine = engine_.get(), source = std::string(source), name = std::string(name)](
                     vm::Thread& thread) { run_text(*engine, thread, source, name); });
}

void Instance::start_file(const std::string& path) { start(contents_of(path), path); }

void Instance::start_call(const Value& callable, std::vector<Value> arguments) {
  engine_->start(
      [engine = engine_.get(), callable, arguments = std::move(arguments)](vm::Thread& thread) {
        std::vector<vm::Value> values;
        for (const Value& argument : arguments) values.push_back(Engine::borrow(thread, argument));
        engine->set_result(engine->value_of(
            thread,
            engine->checked(thread, vm::call(thread, Engine::borrow(thread, callable), values))));
      });
}

Progress Instance::resume(std::int64_t ticks) { return engine_->resume(ticks); }
std::optional<Step> Instance::step() { return engine_->step(); }
Value Instance::result() { return engine_->take_result(); }

// --- the end ---

void Instance::cancel() noexcept { engine_->cancel(); }
const Report& Instance::finish() { return engine_->finish(); }
bool Instance::ended() const { return engine_->ended(); }
const Report& Instance::report() const { return engine_->report(); }

}  // namespace gilsim
