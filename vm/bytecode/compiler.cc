// SPDX-License-Identifier: MIT
//
// Entry points, units and emitting.
#include "vm/bytecode/compiler.h"

#include "vm/bytecode/code_generator.h"
#include "vm/bytecode/future.h"
#include "vm/syntax/parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace gilsim::vm {

namespace {

/// Far above any real module: stops the doubling of nested `finally` bodies from eating memory.
constexpr std::size_t kMaxInstructions = 1'000'000;

/// The line of the source with its newline; false if there is none.
bool source_line(std::string_view source, int line, std::string& out) {
  std::size_t start = 0;
  for (int current = 1; current < line; ++current) {
    start = source.find('\n', start);
    if (start == std::string_view::npos) return false;
    ++start;
  }
  if (line < 1 || start >= source.size()) return false;
  const std::size_t end = source.find('\n', start);
  out = source.substr(start, end == std::string_view::npos ? end : end - start + 1);
  return true;
}

void quote_line(std::optional<SyntaxErrorInfo>& error, const CompileOptions& options) {
  if (!error) return;
  error->has_text =
      options.source_text != nullptr && source_line(*options.source_text, error->line, error->text);
}

template <typename Generate>
CompileResult generate(Instance& instance, ConstantTable& constants, SymbolTable& symbols,
                       const CompileOptions& options, const FutureFeatures& future,
                       Generate generate_code) {
  CompileResult result;
  result.error = symbols.error();
  if (!result.error) {
    CodeGenerator generator(instance, constants, symbols, options, future.annotations,
                            future.last_line);
    result.code = generate_code(generator);
    result.error = std::move(generator.error);
    result.warnings = std::move(generator.warnings);
    if (result.error) result.code = nullptr;
  }
  quote_line(result.error, options);
  return result;
}

}  // namespace

CompileResult compile_module(Instance& instance, ast::Module& module,
                             const CompileOptions& options) {
  ConstantTable constants;
  FutureFeatures future = find_future_features(module, constants);
  if (future.error) {
    CompileResult result;
    result.error = std::move(future.error);
    quote_line(result.error, options);
    return result;
  }
  const StackGuard stack{options.stack_limit};
  fold_module(module, constants, future.annotations, stack);
  SymbolTable symbols;
  symbols.build(module, future.annotations, stack);
  return generate(instance, constants, symbols, options, future,
                  [&module](CodeGenerator& generator) { return generator.module(module); });
}

CompileResult compile_expression(Instance& instance, ast::Expression& expression,
                                 const CompileOptions& options) {
  ConstantTable constants;
  ast::Expression* root = &expression;
  const StackGuard stack{options.stack_limit};
  fold_expression(root, constants, stack);
  SymbolTable symbols;
  symbols.build(*root, stack);
  return generate(instance, constants, symbols, options, FutureFeatures(),
                  [root](CodeGenerator& generator) { return generator.expression_code(*root); });
}

CompileResult compile_source(Instance& instance, std::string_view source, CompileMode mode,
                             const CompileOptions& options) {
  AstArena arena;
  ParseResult parsed =
      mode == CompileMode::module ? parse_module(source, arena) : parse_expression(source, arena);
  if (parsed.error) {
    CompileResult result;
    result.error = std::move(parsed.error);
    return result;
  }
  if (mode == CompileMode::module) return compile_module(instance, *parsed.module, options);
  return compile_expression(instance, *parsed.expression, options);
}

// --- the generator ---

CodeGenerator::CodeGenerator(Instance& instance, ConstantTable& constants, SymbolTable& symbols,
                             const CompileOptions& options, bool future_annotations,
                             int last_future_line)
    : instance_(instance),
      constants_(constants),
      symbols_(symbols),
      objects_(instance),
      assembly_{instance, objects_, instance.intern(options.file_name), options.source_text},
      future_annotations_(future_annotations),
      last_future_line_(last_future_line),
      stack_{options.stack_limit} {}

void CodeGenerator::fail(std::string message) {
  if (error) return;
  SyntaxErrorInfo info;
  info.message = std::move(message);
  info.line = unit_->location.line;
  info.column = unit_->location.column + 1;
  info.end_line = unit_->location.end_line;
  info.end_column = unit_->location.end_column + 1;
  info.has_text = false;
  error = std::move(info);
}

void CodeGenerator::warn(std::string message) {
  warnings.push_back(CompileWarning{unit_->location.line, std::move(message)});
}

Code* CodeGenerator::module(const ast::Module& module) {
  enter_unit("<module>", UnitKind::module, nullptr, 1);
  unit_->location.line = 1;
  body(module.body);
  return finish_unit(true).code;
}

Code* CodeGenerator::expression_code(const ast::Expression& root) {
  enter_unit("<module>", UnitKind::module, nullptr, 1);
  unit_->location.line = 1;
  expression(&root);
  return finish_unit(false).code;
}

std::string CodeGenerator::qualified_name_of(std::string_view name, UnitKind kind) const {
  const CompileUnit* parent = unit_;
  if (parent == nullptr || parent->kind == UnitKind::module) return std::string(name);
  if (kind == UnitKind::function || kind == UnitKind::class_body) {
    const std::string_view mangled = symbols_.mangle(parent->class_name, name);
    if (parent->scope->scope_of(mangled) == NameScope::global_explicit) return std::string(name);
  }
  const bool in_function = parent->kind == UnitKind::function || parent->kind == UnitKind::lambda;
  return fmt::format("{}{}.{}", parent->draft.qualified_name, in_function ? ".<locals>" : "", name);
}

void CodeGenerator::enter_unit(std::string_view name, UnitKind kind, const void* node,
                               int first_line) {
  auto unit = std::make_unique<CompileUnit>();
  unit->kind = kind;
  unit->scope = symbols_.scope_of(node);
  unit->class_name = unit_ == nullptr ? std::string_view() : unit_->class_name;
  CodeDraft& draft = unit->draft;
  draft.name = name;
  draft.qualified_name = qualified_name_of(name, kind);
  draft.first_line = first_line;
  draft.locals = unit->scope->parameters;
  draft.cells = unit->scope->names_with(NameScope::cell, 0);
  if (unit->scope->needs_class_closure) draft.cells = {"__class__"};
  draft.free = unit->scope->names_with(NameScope::free, kSymbolFreeInClass);
  const auto number = [](const std::vector<std::string_view>& names, auto& index,
                         std::size_t first) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      index.emplace(names[i], static_cast<std::int32_t>(first + i));
    }
  };
  number(draft.locals, unit->local_index, 0);
  number(draft.cells, unit->cell_index, 0);
  number(draft.free, unit->free_index, draft.cells.size());
  unit->current = draft.graph.new_block();
  unit->location = SourceRange{kind == UnitKind::module ? 0 : first_line, 0, first_line, 0};
  units_.push_back(std::move(unit));
  unit_ = units_.back().get();
  emit(Opcode::RESUME, kResumeFunctionStart);
  if (kind == UnitKind::module) unit_->location.line = -1;
}

FinishedUnit CodeGenerator::finish_unit(bool returns_none) {
  if (!unit_->current->returns) {
    unset_location();
    if (returns_none) load_none();
    emit(Opcode::RETURN_VALUE);
  }
  FinishedUnit finished;
  if (!failed()) {
    const Scope& scope = *unit_->scope;
    std::uint32_t flags = 0;
    if (scope.kind == ScopeKind::function) {
      flags |= kCodeOptimized | kCodeNewLocals;
      if (scope.is_nested) flags |= kCodeNested;
      if (scope.is_generator) flags |= kCodeGenerator;
      if (scope.has_varargs) flags |= kCodeVarArgs;
      if (scope.has_varkeywords) flags |= kCodeVarKeywords;
    }
    unit_->draft.flags = flags;
    finished.free = unit_->draft.free;
    finished.code = assemble(unit_->draft, assembly_);
  }
  units_.pop_back();
  unit_ = units_.empty() ? nullptr : units_.back().get();
  return finished;
}

void CodeGenerator::use_next(BasicBlock* block) {
  unit_->current->next = block;
  unit_->current = block;
  unit_->needs_new_block = false;
}

void CodeGenerator::emit(FlowOpcode opcode, std::int32_t argument, BasicBlock* target,
                         const SourceRange& range) {
  if (failed()) return;
  if (++emitted_ > kMaxInstructions) {
    fail("too many instructions");
    return;
  }
  if (unit_->needs_new_block) use_next(new_block());
  unit_->current->instructions.push_back(FlowInstruction{opcode, argument, target, nullptr, range});
  if (opcode == FlowOpcode::RETURN_VALUE) unit_->current->returns = true;
  if (ends_basic_block(opcode)) unit_->needs_new_block = true;
}

std::int32_t CodeGenerator::constant_index(ConstantValue value) {
  const auto [found, is_new] = unit_->constant_index.emplace(
      value.key(), static_cast<std::int32_t>(unit_->draft.constants.size()));
  if (is_new) unit_->draft.constants.push_back(std::move(value));
  return found->second;
}

void CodeGenerator::load_constant(ConstantValue value) {
  emit(Opcode::LOAD_CONST, static_cast<std::size_t>(constant_index(std::move(value))));
}

namespace {

std::int32_t index_in(std::map<std::string_view, std::int32_t>& index,
                      std::vector<std::string_view>& names, std::string_view name) {
  const auto [found, is_new] = index.emplace(name, static_cast<std::int32_t>(names.size()));
  if (is_new) names.push_back(name);
  return found->second;
}

}  // namespace

void CodeGenerator::emit_name(Opcode opcode, std::string_view name) {
  emit(opcode,
       static_cast<std::size_t>(index_in(unit_->name_index, unit_->draft.names, mangle(name))));
}

/// False (and an error) for names that cannot be assigned or deleted.
bool CodeGenerator::check_name(std::string_view name, Context context) {
  if (name != "__debug__" || context == Context::Load) return true;
  fail(context == Context::Store ? "cannot assign to __debug__" : "cannot delete __debug__");
  return false;
}

void CodeGenerator::name_operation(std::string_view name, Context context) {
  if (!check_name(name, context)) return;
  const auto choose = [context](Opcode load, Opcode store, Opcode remove) {
    return context == Context::Load ? load : context == Context::Store ? store : remove;
  };
  const std::string_view mangled = mangle(name);
  const bool in_function = unit_->scope->kind == ScopeKind::function;
  const NameScope scope = unit_->scope->scope_of(mangled);
  switch (scope) {
    case NameScope::free:
    case NameScope::cell: {
      const auto& index = scope == NameScope::free ? unit_->free_index : unit_->cell_index;
      const Opcode load = unit_->scope->kind == ScopeKind::class_body ? Opcode::LOAD_CLASSDEREF
                                                                      : Opcode::LOAD_DEREF;
      emit(choose(load, Opcode::STORE_DEREF, Opcode::DELETE_DEREF),
           static_cast<std::size_t>(index.at(mangled)));
      return;
    }
    case NameScope::local:
      if (in_function) {
        const std::int32_t local = index_in(unit_->local_index, unit_->draft.locals, mangled);
        emit(choose(Opcode::LOAD_FAST, Opcode::STORE_FAST, Opcode::DELETE_FAST),
             static_cast<std::size_t>(local));
        return;
      }
      break;
    case NameScope::global_implicit:
    case NameScope::global_explicit:
      if (in_function || scope == NameScope::global_explicit) {
        const std::int32_t index = index_in(unit_->name_index, unit_->draft.names, mangled);
        const Opcode opcode =
            choose(Opcode::LOAD_GLOBAL, Opcode::STORE_GLOBAL, Opcode::DELETE_GLOBAL);
        emit(opcode, static_cast<std::size_t>(opcode == Opcode::LOAD_GLOBAL ? index << 1 : index));
        return;
      }
      break;
    case NameScope::unknown:
      break;
  }
  const std::int32_t index = index_in(unit_->name_index, unit_->draft.names, mangled);
  emit(choose(Opcode::LOAD_NAME, Opcode::STORE_NAME, Opcode::DELETE_NAME),
       static_cast<std::size_t>(index));
}

void CodeGenerator::emit_binary(ast::BinaryOperator op, bool in_place) {
  const BinaryOp number = [op] {
    switch (op) {
      case ast::BinaryOperator::Add:
        return BinaryOp::add;
      case ast::BinaryOperator::Sub:
        return BinaryOp::subtract;
      case ast::BinaryOperator::Mult:
        return BinaryOp::multiply;
      case ast::BinaryOperator::MatMult:
        return BinaryOp::matrix_multiply;
      case ast::BinaryOperator::Div:
        return BinaryOp::true_divide;
      case ast::BinaryOperator::Mod:
        return BinaryOp::remainder;
      case ast::BinaryOperator::Pow:
        return BinaryOp::power;
      case ast::BinaryOperator::LShift:
        return BinaryOp::left_shift;
      case ast::BinaryOperator::RShift:
        return BinaryOp::right_shift;
      case ast::BinaryOperator::BitOr:
        return BinaryOp::bit_or;
      case ast::BinaryOperator::BitXor:
        return BinaryOp::bit_xor;
      case ast::BinaryOperator::BitAnd:
        return BinaryOp::bit_and;
      case ast::BinaryOperator::FloorDiv:
        return BinaryOp::floor_divide;
    }
    return BinaryOp::add;
  }();
  emit(Opcode::BINARY_OP, static_cast<std::size_t>(number) + (in_place ? kInPlace : 0));
}

void CodeGenerator::emit_compare(ast::CompareOperator op) {
  const auto comparison = [this](CompareOp number) {
    emit(Opcode::COMPARE_OP, static_cast<std::size_t>(number));
  };
  switch (op) {
    case ast::CompareOperator::Lt:
      comparison(CompareOp::less);
      return;
    case ast::CompareOperator::LtE:
      comparison(CompareOp::less_equal);
      return;
    case ast::CompareOperator::Eq:
      comparison(CompareOp::equal);
      return;
    case ast::CompareOperator::NotEq:
      comparison(CompareOp::not_equal);
      return;
    case ast::CompareOperator::Gt:
      comparison(CompareOp::greater);
      return;
    case ast::CompareOperator::GtE:
      comparison(CompareOp::greater_equal);
      return;
    case ast::CompareOperator::Is:
      emit(Opcode::IS_OP, 0);
      return;
    case ast::CompareOperator::IsNot:
      emit(Opcode::IS_OP, 1);
      return;
    case ast::CompareOperator::In:
      emit(Opcode::CONTAINS_OP, 0);
      return;
    case ast::CompareOperator::NotIn:
      emit(Opcode::CONTAINS_OP, 1);
      return;
  }
}

}  // namespace gilsim::vm
