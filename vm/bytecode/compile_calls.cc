// SPDX-License-Identifier: MIT
//
// Calls, and the warnings about what cannot be called or indexed.
#include "vm/bytecode/code_generator.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace gilsim::vm {

void CodeGenerator::emit_call(std::size_t argument_count) {
  emit(Opcode::PRECALL, argument_count);
  emit(Opcode::CALL, argument_count);
}

void CodeGenerator::check_keywords(Keywords keywords) {
  for (std::size_t i = 0; i < keywords.size(); ++i) {
    const std::string_view name = keywords[i]->arg;
    if (name.empty()) continue;
    if (!check_name(name, Context::Store)) return;
    for (std::size_t k = i + 1; k < keywords.size(); ++k) {
      if (keywords[k]->arg != name) continue;
      set_location(keywords[k]->range);
      fail(fmt::format("keyword argument repeated: {}", name));
      return;
    }
  }
}

void CodeGenerator::emit_keyword_names(Keywords keywords) {
  std::vector<ConstantValue> names;
  for (const ast::Keyword* keyword : keywords) names.push_back(ConstantValue::of_str(keyword->arg));
  emit(Opcode::KW_NAMES,
       static_cast<std::size_t>(constant_index(ConstantValue::of_tuple(std::move(names)))));
}

namespace {

bool has_star(std::span<ast::Expression* const> arguments) {
  return std::any_of(arguments.begin(), arguments.end(),
                     [](const ast::Expression* argument) { return argument->is<ast::Starred>(); });
}

bool has_double_star(std::span<ast::Keyword* const> keywords) {
  return std::any_of(keywords.begin(), keywords.end(),
                     [](const ast::Keyword* keyword) { return keyword->arg.empty(); });
}

}  // namespace

/// object.method(...) without * and **: no bound method is made. False: not of that form.
bool CodeGenerator::method_call(const ast::Call* node) {
  const auto* method = node->func->try_as<ast::Attribute>();
  if (method == nullptr || method->ctx != Context::Load) return false;
  // An imported module's functions are no methods.
  const auto* owner = method->value->try_as<ast::Name>();
  if (owner != nullptr && (symbols_.top()->flags_of(owner->id) & kSymbolImport) != 0) return false;
  const std::size_t count = node->args.size() + node->keywords.size();
  if (count + (node->keywords.empty() ? 0 : 1) >= kStackUseGuideline) return false;
  if (has_star(node->args) || has_double_star(node->keywords)) return false;
  expression(method->value);
  set_location(method->range);
  move_to_attribute_name(method);
  emit_name(Opcode::LOAD_METHOD, method->attr);
  expressions(node->args);
  if (!node->keywords.empty()) {
    for (const ast::Keyword* keyword : node->keywords) expression(keyword->value);
    emit_keyword_names(node->keywords);
  }
  set_location(node->range);
  move_to_attribute_name(method);
  emit_call(count);
  return true;
}

void CodeGenerator::call(const ast::Call* node) {
  check_keywords(node->keywords);
  if (failed() || method_call(node)) return;
  check_callable(node->func);
  set_location(node->func->range);
  emit(Opcode::PUSH_NULL);
  set_location(node->range);
  expression(node->func);
  call_arguments(0, node->args, node->keywords);
}

/// The arguments and the call itself; `pushed` arguments are on the stack already.
void CodeGenerator::call_arguments(std::size_t pushed, Expressions arguments, Keywords keywords) {
  check_keywords(keywords);
  if (failed()) return;
  if (arguments.size() + keywords.size() * 2 > kStackUseGuideline || has_star(arguments) ||
      has_double_star(keywords)) {
    call_with_stars(pushed, arguments, keywords);
    return;
  }
  expressions(arguments);
  if (!keywords.empty()) {
    for (const ast::Keyword* keyword : keywords) expression(keyword->value);
    emit_keyword_names(keywords);
  }
  emit_call(pushed + arguments.size() + keywords.size());
}

/// Keyword arguments between two ** ones, as a dict.
void CodeGenerator::keyword_part(Keywords keywords) {
  const std::size_t count = keywords.size();
  const bool big = count * 2 > kStackUseGuideline;
  if (count > 1 && !big) {
    std::vector<ConstantValue> names;
    for (const ast::Keyword* keyword : keywords) {
      expression(keyword->value);
      names.push_back(ConstantValue::of_str(keyword->arg));
    }
    load_constant(ConstantValue::of_tuple(std::move(names)));
    emit(Opcode::BUILD_CONST_KEY_MAP, count);
    return;
  }
  if (big) emit_without_line(FlowOpcode::BUILD_MAP, 0);
  for (const ast::Keyword* keyword : keywords) {
    load_constant(ConstantValue::of_str(keyword->arg));
    expression(keyword->value);
    if (big) emit_without_line(FlowOpcode::MAP_ADD, 1);
  }
  if (!big) emit(Opcode::BUILD_MAP, count);
}

void CodeGenerator::call_with_stars(std::size_t pushed, Expressions arguments, Keywords keywords) {
  if (pushed == 0 && arguments.size() == 1 && arguments[0]->is<ast::Starred>()) {
    expression(arguments[0]->as<ast::Starred>()->value);
  } else {
    build_with_stars(arguments, pushed, Opcode::BUILD_LIST, Opcode::LIST_APPEND,
                     Opcode::LIST_EXTEND, true);
  }
  bool have_dict = false;
  std::size_t waiting = 0;  // keywords before `i` that are not compiled yet
  const auto flush = [&](std::size_t end) {
    keyword_part(keywords.subspan(end - waiting, waiting));
    if (have_dict) emit(Opcode::DICT_MERGE, 1);
    have_dict = true;
    waiting = 0;
  };
  for (std::size_t i = 0; i < keywords.size(); ++i) {
    if (!keywords[i]->arg.empty()) {
      ++waiting;
      continue;
    }
    if (waiting != 0) flush(i);
    if (!have_dict) emit(Opcode::BUILD_MAP, 0);
    have_dict = true;
    expression(keywords[i]->value);
    emit(Opcode::DICT_MERGE, 1);
  }
  if (waiting != 0) flush(keywords.size());
  emit(Opcode::CALL_FUNCTION_EX, keywords.empty() ? 0 : 1);
}

/// The type of what an expression makes, as far as its syntax says; empty: unknown.
std::string_view CodeGenerator::inferred_type(const ast::Expression* node) {
  switch (node->kind) {
    case ast::ExpressionKind::Tuple:
      return "tuple";
    case ast::ExpressionKind::List:
    case ast::ExpressionKind::ListComp:
      return "list";
    case ast::ExpressionKind::Dict:
    case ast::ExpressionKind::DictComp:
      return "dict";
    case ast::ExpressionKind::Set:
    case ast::ExpressionKind::SetComp:
      return "set";
    case ast::ExpressionKind::GeneratorExp:
      return "generator";
    case ast::ExpressionKind::Lambda:
      return "function";
    case ast::ExpressionKind::JoinedStr:
    case ast::ExpressionKind::FormattedValue:
      return "str";
    case ast::ExpressionKind::Constant:
      return constant_of(node)->type_name();
    default:
      return {};
  }
}

void CodeGenerator::check_callable(const ast::Expression* node) {
  if (node->is<ast::Lambda>()) return;
  const std::string_view type = inferred_type(node);
  if (!type.empty()) {
    warn(fmt::format("'{}' object is not callable; perhaps you missed a comma?", type));
  }
}

void CodeGenerator::check_subscript(const ast::Subscript* node) {
  const std::string_view container = inferred_type(node->value);
  if (container.empty()) return;
  const bool can_be_indexed = container == "str" || container == "bytes" || container == "tuple" ||
                              container == "list" || container == "dict";
  if (!can_be_indexed) {
    warn(fmt::format("'{}' object is not subscriptable; perhaps you missed a comma?", container));
  }
  const std::string_view index = inferred_type(node->slice);
  if (!can_be_indexed || container == "dict" || index.empty() || index == "int" || index == "bool")
    return;
  warn(fmt::format("{} indices must be integers or slices, not {}; perhaps you missed a comma?",
                   container, index));
}

}  // namespace gilsim::vm
