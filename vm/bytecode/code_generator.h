// SPDX-License-Identifier: MIT
//
// The compiler's working state and its visitors. Internal: vm/bytecode/compiler.h is the interface.
//
// Split over compiler.cc (units, emitting), compile_statements.cc, compile_exceptions.cc,
// compile_expressions.cc, compile_calls.cc, compile_functions.cc and compile_match.cc.
//
// Errors: the first one is kept; visitors then do nothing, and no code object comes out.
#pragma once

#include "vm/bytecode/assembler.h"
#include "vm/bytecode/compiler.h"
#include "vm/bytecode/fold.h"
#include "vm/bytecode/scope.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <map>
#include <vector>

namespace gilsim::vm {

enum class UnitKind : std::uint8_t { module, class_body, function, lambda, comprehension };

/// A statement around the current one that `break`, `continue` and `return` must unwind.
struct FrameBlock {
  enum class Kind : std::uint8_t {
    while_loop,
    for_loop,
    try_except,
    finally_try,
    finally_end,
    with,
    handler_cleanup,
    pop_value,
    exception_handler,
    exception_group_handler
  };
  Kind kind;
  BasicBlock* block = nullptr;
  BasicBlock* exit = nullptr;
  std::span<ast::Statement* const> finally_body{};
  const ast::With* with_statement = nullptr;
  std::string_view handler_name{};

  bool is_loop() const { return kind == Kind::while_loop || kind == Kind::for_loop; }
};

/// A code object under construction.
struct CompileUnit {
  UnitKind kind;
  Scope* scope;
  std::string_view class_name;  // for name mangling; empty outside of classes
  CodeDraft draft;
  BasicBlock* current = nullptr;
  bool needs_new_block = false;
  SourceRange location{-1, -1, -1, -1};
  std::vector<FrameBlock> frame_blocks;
  std::map<std::string, std::int32_t> constant_index;  // looked up, never walked
  std::map<std::string_view, std::int32_t> name_index;
  std::map<std::string_view, std::int32_t> local_index;
  std::map<std::string_view, std::int32_t> cell_index;
  std::map<std::string_view, std::int32_t> free_index;
};

/// A finished inner code object and the names its closure needs.
struct FinishedUnit {
  Code* code = nullptr;
  std::vector<std::string_view> free;
};

/// What a pattern under compilation has on the stack; see compile_match.cc.
struct PatternContext {
  std::vector<std::string_view> stores;  // names to be bound if the whole pattern matches
  bool allow_irrefutable = false;
  std::vector<BasicBlock*> fail_pop;  // fail_pop[n] pops n values and fails
  std::size_t on_top = 0;             // values above the captures
};

class CodeGenerator {
 public:
  CodeGenerator(Instance& instance, ConstantTable& constants, SymbolTable& symbols,
                const CompileOptions& options, bool future_annotations, int last_future_line);

  Code* module(const ast::Module& module);
  Code* expression_code(const ast::Expression& expression);

  std::optional<SyntaxErrorInfo> error;
  std::vector<CompileWarning> warnings;

 private:
  using Context = ast::ExpressionContext;
  using Statements = std::span<ast::Statement* const>;
  using Expressions = std::span<ast::Expression* const>;
  using Keywords = std::span<ast::Keyword* const>;
  using Patterns = std::span<ast::Pattern* const>;

  bool failed() const { return error.has_value(); }
  void fail(std::string message);
  void warn(std::string message);

  // --- units (compiler.cc) ----------------------------------------------------------------------
  void enter_unit(std::string_view name, UnitKind kind, const void* node, int first_line);
  FinishedUnit finish_unit(bool returns_none);
  std::string qualified_name_of(std::string_view name, UnitKind kind) const;
  std::string_view mangle(std::string_view name) {
    return symbols_.mangle(unit_->class_name, name);
  }

  // --- locations --------------------------------------------------------------------------------
  void set_location(const SourceRange& range) { unit_->location = range; }
  void unset_location() { unit_->location = SourceRange{-1, -1, -1, -1}; }
  void move_to_attribute_name(const ast::Attribute* attribute);

  // --- emitting (compiler.cc) -------------------------------------------------------------------
  BasicBlock* new_block() { return unit_->draft.graph.new_block(); }
  void use_next(BasicBlock* block);
  void emit(FlowOpcode opcode, std::int32_t argument, BasicBlock* target, const SourceRange& range);
  void emit(Opcode opcode, std::size_t argument = 0) {
    emit(flow(opcode), static_cast<std::int32_t>(argument), nullptr, unit_->location);
  }
  void emit(FlowOpcode opcode) { emit(opcode, 0, nullptr, unit_->location); }
  void emit_without_line(FlowOpcode opcode, std::int32_t argument = 0) {
    emit(opcode, argument, nullptr, SourceRange{-1, -1, -1, -1});
  }
  void emit_jump(FlowOpcode opcode, BasicBlock* target) {
    emit(opcode, 0, target, unit_->location);
  }
  void emit_jump_without_line(BasicBlock* target) {
    emit(FlowOpcode::jump, 0, target, SourceRange{-1, -1, -1, -1});
  }
  std::int32_t constant_index(ConstantValue value);
  void load_constant(ConstantValue value);
  void load_none() { load_constant(ConstantValue::none()); }
  void emit_name(Opcode opcode, std::string_view name);  // mangled, in the names table
  void name_operation(std::string_view name, Context context);
  bool check_name(std::string_view name, Context context);
  void emit_binary(ast::BinaryOperator op, bool in_place);
  void emit_compare(ast::CompareOperator op);

  // --- statements -------------------------------------------------------------------------------
  void body(Statements statements);
  void statements(Statements nodes);
  void statement(const ast::Statement* node);
  void expression_statement(const ast::Expression* value);
  void assign(const ast::Assign* node);
  void augmented_assign(const ast::AugAssign* node);
  void annotated_assign(const ast::AnnAssign* node);
  void check_annotation_expression(const ast::Expression* node);
  void check_annotation_subscript(const ast::Expression* node);
  void if_statement(const ast::If* node);
  void for_statement(const ast::For* node);
  void while_statement(const ast::While* node);
  void return_statement(const ast::Return* node);
  void break_statement();
  void continue_statement();
  void raise_statement(const ast::Raise* node);
  void assert_statement(const ast::Assert* node);
  void import_statement(const ast::Import* node);
  void import_as(std::string_view name, std::string_view as_name);
  void import_from(const ast::ImportFrom* node);

  // --- exceptions and with (compile_exceptions.cc) ---
  bool push_frame_block(FrameBlock block);
  void pop_frame_block() {
    if (!unit_->frame_blocks.empty()) unit_->frame_blocks.pop_back();
  }
  void unwind(const FrameBlock& block, bool keep_top);
  /// Unwinds all blocks, or up to the innermost loop, which is returned.
  std::optional<FrameBlock> unwind_all(bool keep_top, bool stop_at_loop);
  void with_statement(const ast::With* node, std::size_t item);
  void call_exit_with_nones();
  void try_statement(const ast::Try* node);
  void try_star_statement(const ast::TryStar* node);
  template <typename TryNode, typename Inner>
  void try_finally(const TryNode* node, Inner inner);
  void try_except(const ast::Try* node);
  void except_handler(const ast::ExceptHandler* handler, BasicBlock* end);
  void try_star_except(const ast::TryStar* node);
  void pop_except_and_reraise();
  void clear_handler_name(std::string_view name);

  // --- expressions ------------------------------------------------------------------------------
  void expressions(Expressions nodes);
  void expression(const ast::Expression* node);
  void expression_at(const ast::Expression* node);  // without saving the location
  // Out of line, so that the recursion itself needs little stack.
  [[gnu::noinline]] void literal(const ast::Expression* node);
  [[gnu::noinline]] void unary_operator(ast::UnaryOperator op);
  [[gnu::noinline]] bool too_deep();
  void jump_if(const ast::Expression* node, BasicBlock* target, bool condition);
  bool jump_if_compare(const ast::Compare* node, BasicBlock* target, bool condition);
  void bool_operation(const ast::BoolOp* node);
  void conditional(const ast::IfExp* node);
  void compare(const ast::Compare* node);
  void check_compare(const ast::Compare* node);
  void attribute(const ast::Attribute* node);
  void subscript(const ast::Subscript* node);
  void slice(const ast::Slice* node);
  void dict(const ast::Dict* node);
  void dict_part(const ast::Dict* node, std::size_t begin, std::size_t end);
  void sequence(Expressions elements, Context context, bool is_tuple);
  void unpack_targets(Expressions targets);
  void build_with_stars(Expressions elements, std::size_t pushed, Opcode build, Opcode add,
                        Opcode extend, bool is_tuple);
  void joined_string(const ast::JoinedStr* node);
  void formatted_value(const ast::FormattedValue* node);
  void yield_value(const ast::Yield* node);
  void yield_from(const ast::YieldFrom* node);
  std::optional<std::vector<ConstantValue>> all_constants(Expressions nodes);
  const ConstantValue* constant_of(const ast::Expression* node);
  std::string_view inferred_type(const ast::Expression* node);

  // --- calls ------------------------------------------------------------------------------------
  [[gnu::noinline]] void call(const ast::Call* node);
  bool method_call(const ast::Call* node);
  void call_arguments(std::size_t pushed, Expressions arguments, Keywords keywords);
  void call_with_stars(std::size_t pushed, Expressions arguments, Keywords keywords);
  void keyword_part(Keywords keywords);
  void emit_keyword_names(Keywords keywords);
  void emit_call(std::size_t argument_count);
  void check_keywords(Keywords keywords);
  void check_callable(const ast::Expression* node);
  void check_subscript(const ast::Subscript* node);

  // --- functions, classes, comprehensions ---
  void function(const ast::FunctionDef* node);
  void class_definition(const ast::ClassDef* node);
  void lambda(const ast::Lambda* node);
  void comprehension(const ast::Expression* node, std::string_view name,
                     std::span<ast::Comprehension* const> generators,
                     const ast::Expression* element, const ast::Expression* value);
  void comprehension_loop(const ast::Expression* node,
                          std::span<ast::Comprehension* const> generators, std::size_t index,
                          std::size_t depth, const ast::Expression* element,
                          const ast::Expression* value);
  void comprehension_element(const ast::Expression* node, std::size_t depth,
                             const ast::Expression* element, const ast::Expression* value);
  void make_closure(const FinishedUnit& inner, std::size_t flags);
  void apply_decorators(Expressions decorators);
  std::size_t default_arguments(const ast::Arguments* arguments);
  bool keyword_defaults(const ast::Arguments* arguments);
  bool annotations(const ast::FunctionDef* node);
  std::size_t argument_annotation(std::string_view name, const ast::Expression* annotation);
  void check_parameters(const ast::Arguments* arguments);
  void set_parameters(const ast::Arguments* arguments);

  // --- match ------------------------------------------------------------------------------------
  void match_statement(const ast::Match* node);
  void pattern(const ast::Pattern* node, PatternContext& context);
  void subpattern(const ast::Pattern* node, PatternContext& context);
  void pattern_value(const ast::MatchValue* node, PatternContext& context);
  void pattern_singleton(const ast::MatchSingleton* node, PatternContext& context);
  void pattern_sequence(const ast::MatchSequence* node, PatternContext& context);
  void pattern_unpack(Patterns patterns, PatternContext& context);
  void pattern_subscripts(Patterns patterns, std::size_t star, PatternContext& context);
  void pattern_mapping(const ast::MatchMapping* node, PatternContext& context);
  bool mapping_keys(const ast::MatchMapping* node);
  void mapping_rest(const ast::MatchMapping* node, PatternContext& context);
  void pattern_class(const ast::MatchClass* node, PatternContext& context);
  void pattern_as(const ast::MatchAs* node, PatternContext& context);
  void pattern_or(const ast::MatchOr* node, PatternContext& context);
  bool reorder_captures(const std::vector<std::string_view>& wanted, PatternContext& context);
  void store_capture(std::string_view name, PatternContext& context);
  void rotate(std::size_t count);
  void jump_to_fail(PatternContext& context, FlowOpcode opcode);
  void ensure_fail_blocks(PatternContext& context, std::size_t count);
  void emit_fail_blocks(PatternContext& context);

  Instance& instance_;
  ConstantTable& constants_;
  SymbolTable& symbols_;
  ConstantObjects objects_;
  AssemblyContext assembly_;
  bool future_annotations_;
  int last_future_line_;
  StackGuard stack_;
  std::size_t emitted_ = 0;
  std::vector<std::unique_ptr<CompileUnit>> units_;
  CompileUnit* unit_ = nullptr;
};

/// More values than this are not put on the stack at once.
inline constexpr std::size_t kStackUseGuideline = 30;

}  // namespace gilsim::vm
