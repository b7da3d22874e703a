// SPDX-License-Identifier: MIT
//
// What makes code objects of its own: functions, lambdas, classes, comprehensions.
#include "vm/bytecode/code_generator.h"
#include "vm/bytecode/unparse.h"

#include <utility>

namespace gilsim::vm {

/// Pushes a function made of `inner`, with its closure.
void CodeGenerator::make_closure(const FinishedUnit& inner, std::size_t flags) {
  if (failed()) return;
  for (const std::string_view name : inner.free) {
    const bool class_cell = unit_->kind == UnitKind::class_body && name == "__class__";
    const bool is_cell = class_cell || unit_->scope->scope_of(name) == NameScope::cell;
    const auto& index = is_cell ? unit_->cell_index : unit_->free_index;
    emit(Opcode::LOAD_CLOSURE, static_cast<std::size_t>(index.at(name)));
  }
  if (!inner.free.empty()) {
    flags |= kFunctionClosure;
    emit(Opcode::BUILD_TUPLE, inner.free.size());
  }
  Code* code = inner.code;
  for (const ConstantValue& known : unit_->draft.constants) {
    if (known.code != nullptr && same_code(*known.code, *code)) code = known.code;
  }
  load_constant(ConstantValue::of_code(code));
  emit(Opcode::MAKE_FUNCTION, flags);
}

void CodeGenerator::apply_decorators(Expressions decorators) {
  const SourceRange outer = unit_->location;
  for (auto decorator = decorators.rbegin(); decorator != decorators.rend(); ++decorator) {
    set_location((*decorator)->range);
    emit_call(0);
  }
  unit_->location = outer;
}

void CodeGenerator::check_parameters(const ast::Arguments* arguments) {
  const auto check = [this](const ast::Argument* argument) {
    if (argument != nullptr) check_name(argument->arg, Context::Store);
  };
  for (const ast::Argument* argument : arguments->posonlyargs) check(argument);
  for (const ast::Argument* argument : arguments->args) check(argument);
  check(arguments->vararg);
  for (const ast::Argument* argument : arguments->kwonlyargs) check(argument);
  check(arguments->kwarg);
}

void CodeGenerator::set_parameters(const ast::Arguments* arguments) {
  CodeDraft& draft = unit_->draft;
  draft.positional_only_count = static_cast<std::uint32_t>(arguments->posonlyargs.size());
  draft.argument_count =
      static_cast<std::uint32_t>(arguments->posonlyargs.size() + arguments->args.size());
  draft.keyword_only_count = static_cast<std::uint32_t>(arguments->kwonlyargs.size());
}

/// Pushes a dict of the keyword-only defaults; false: there are none.
bool CodeGenerator::keyword_defaults(const ast::Arguments* arguments) {
  std::vector<ConstantValue> names;
  for (std::size_t i = 0; i < arguments->kwonlyargs.size(); ++i) {
    if (arguments->kw_defaults[i] == nullptr) continue;
    names.push_back(ConstantValue::of_str(mangle(arguments->kwonlyargs[i]->arg)));
    expression(arguments->kw_defaults[i]);
  }
  if (names.empty()) return false;
  const std::size_t count = names.size();
  load_constant(ConstantValue::of_tuple(std::move(names)));
  emit(Opcode::BUILD_CONST_KEY_MAP, count);
  return true;
}

std::size_t CodeGenerator::default_arguments(const ast::Arguments* arguments) {
  std::size_t flags = 0;
  if (!arguments->defaults.empty()) {
    expressions(arguments->defaults);
    emit(Opcode::BUILD_TUPLE, arguments->defaults.size());
    flags |= kFunctionDefaults;
  }
  if (keyword_defaults(arguments)) flags |= kFunctionKeywordDefaults;
  return flags;
}

/// Pushes a name and its annotation; how many values that were.
std::size_t CodeGenerator::argument_annotation(std::string_view name,
                                               const ast::Expression* annotation) {
  if (annotation == nullptr) return 0;
  load_constant(ConstantValue::of_str(mangle(name)));
  if (future_annotations_) {
    load_constant(ConstantValue::of_str(unparse(annotation, constants_)));
  } else if (const auto* star = annotation->try_as<ast::Starred>()) {
    expression(star->value);
    emit(Opcode::UNPACK_SEQUENCE, 1);
  } else {
    expression(annotation);
  }
  return 2;
}

bool CodeGenerator::annotations(const ast::FunctionDef* node) {
  const ast::Arguments* arguments = node->args;
  std::size_t count = 0;
  const auto add = [&](const ast::Argument* argument) {
    if (argument != nullptr) count += argument_annotation(argument->arg, argument->annotation);
  };
  for (const ast::Argument* argument : arguments->args) add(argument);
  for (const ast::Argument* argument : arguments->posonlyargs) add(argument);
  add(arguments->vararg);
  for (const ast::Argument* argument : arguments->kwonlyargs) add(argument);
  add(arguments->kwarg);
  count += argument_annotation("return", node->returns);
  if (count != 0) emit(Opcode::BUILD_TUPLE, count);
  return count != 0;
}

void CodeGenerator::function(const ast::FunctionDef* node) {
  check_parameters(node->args);
  expressions(node->decorator_list);
  const int first_line =
      node->decorator_list.empty() ? node->range.line : node->decorator_list[0]->range.line;
  std::size_t flags = default_arguments(node->args);
  if (annotations(node)) flags |= kFunctionAnnotations;

  enter_unit(node->name, UnitKind::function, node, first_line);
  const ast::Constant* docstring = docstring_of(node->body, constants_);
  constant_index(docstring == nullptr ? ConstantValue::none() : constants_.value_of(docstring));
  unit_->draft.has_docstring = docstring != nullptr;
  set_parameters(node->args);
  statements(docstring == nullptr ? node->body : node->body.subspan(1));
  const FinishedUnit inner = finish_unit(true);

  make_closure(inner, flags);
  apply_decorators(node->decorator_list);
  name_operation(node->name, Context::Store);
}

void CodeGenerator::lambda(const ast::Lambda* node) {
  check_parameters(node->args);
  const std::size_t flags = default_arguments(node->args);
  enter_unit("<lambda>", UnitKind::lambda, node, node->range.line);
  constant_index(ConstantValue::none());  // so that a str in it is no docstring
  set_parameters(node->args);
  expression(node->body);
  const bool is_generator = unit_->scope->is_generator;
  if (!is_generator) emit(Opcode::RETURN_VALUE);
  make_closure(finish_unit(!is_generator), flags);
}

/// name = __build_class__(body function, "name", *bases, **keywords)
void CodeGenerator::class_definition(const ast::ClassDef* node) {
  expressions(node->decorator_list);
  const int first_line =
      node->decorator_list.empty() ? node->range.line : node->decorator_list[0]->range.line;
  enter_unit(node->name, UnitKind::class_body, node, first_line);
  unit_->class_name = node->name;
  name_operation("__name__", Context::Load);
  name_operation("__module__", Context::Store);
  load_constant(ConstantValue::of_str(unit_->draft.qualified_name));
  name_operation("__qualname__", Context::Store);
  body(node->body);
  unset_location();
  if (unit_->scope->needs_class_closure) {
    emit(Opcode::LOAD_CLOSURE, 0);
    emit(Opcode::COPY, 1);
    name_operation("__classcell__", Context::Store);
  } else {
    load_none();
  }
  emit(Opcode::RETURN_VALUE);
  const FinishedUnit inner = finish_unit(true);

  emit(Opcode::PUSH_NULL);
  emit(Opcode::LOAD_BUILD_CLASS);
  make_closure(inner, 0);
  load_constant(ConstantValue::of_str(node->name));
  call_arguments(2, node->bases, node->keywords);
  apply_decorators(node->decorator_list);
  name_operation(node->name, Context::Store);
}

void CodeGenerator::comprehension(const ast::Expression* node, std::string_view name,
                                  std::span<ast::Comprehension* const> generators,
                                  const ast::Expression* element, const ast::Expression* value) {
  enter_unit(name, UnitKind::comprehension, node, node->range.line);
  set_location(node->range);
  const bool is_generator = node->is<ast::GeneratorExp>();
  if (node->is<ast::ListComp>()) emit(Opcode::BUILD_LIST, 0);
  if (node->is<ast::SetComp>()) emit(Opcode::BUILD_SET, 0);
  if (node->is<ast::DictComp>()) emit(Opcode::BUILD_MAP, 0);
  unit_->draft.argument_count = 1;
  comprehension_loop(node, generators, 0, 0, element, value);
  if (!is_generator) emit(Opcode::RETURN_VALUE);
  make_closure(finish_unit(true), 0);
  expression(generators[0]->iter);
  emit(Opcode::GET_ITER);
  emit_call(0);
}

void CodeGenerator::comprehension_loop(const ast::Expression* node,
                                       std::span<ast::Comprehension* const> generators,
                                       std::size_t index, std::size_t depth,
                                       const ast::Expression* element,
                                       const ast::Expression* value) {
  if (failed()) return;
  const ast::Comprehension* generator = generators[index];
  BasicBlock* start = new_block();
  BasicBlock* if_cleanup = new_block();
  BasicBlock* anchor = new_block();
  if (index == 0) {
    emit(Opcode::LOAD_FAST, 0);  // the outermost iterable comes as an argument
  } else {
    // `for y in [f(x)]` only names a value: no loop.
    Expressions elements;
    if (const auto* list = generator->iter->try_as<ast::List>()) elements = list->elts;
    if (const auto* tuple = generator->iter->try_as<ast::Tuple>()) elements = tuple->elts;
    if (elements.size() == 1 && !elements[0]->is<ast::Starred>()) {
      expression(elements[0]);
      start = nullptr;
    } else {
      expression(generator->iter);
      emit(Opcode::GET_ITER);
    }
  }
  if (start != nullptr) {
    ++depth;
    use_next(start);
    emit_jump(FlowOpcode::FOR_ITER, anchor);
  }
  expression(generator->target);
  for (const ast::Expression* condition : generator->ifs) jump_if(condition, if_cleanup, false);
  if (index + 1 < generators.size()) {
    comprehension_loop(node, generators, index + 1, depth, element, value);
  } else {
    comprehension_element(node, depth, element, value);
  }
  use_next(if_cleanup);
  if (start != nullptr) {
    emit_jump(FlowOpcode::jump, start);
    use_next(anchor);
  }
}

void CodeGenerator::comprehension_element(const ast::Expression* node, std::size_t depth,
                                          const ast::Expression* element,
                                          const ast::Expression* value) {
  expression(element);
  switch (node->kind) {
    case ast::ExpressionKind::ListComp:
      emit(Opcode::LIST_APPEND, depth + 1);
      break;
    case ast::ExpressionKind::SetComp:
      emit(Opcode::SET_ADD, depth + 1);
      break;
    case ast::ExpressionKind::DictComp:
      expression(value);
      emit(Opcode::MAP_ADD, depth + 1);
      break;
    default:
      emit(Opcode::YIELD_VALUE);
      emit(Opcode::RESUME, kResumeAfterYield);
      emit(Opcode::POP_TOP);
      break;
  }
}

}  // namespace gilsim::vm
