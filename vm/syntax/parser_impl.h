// SPDX-License-Identifier: MIT
//
// The parser's inside, shared by the parse_*.cc files: recursive descent over the token list, one
// method for a rule of the grammar.
//
// How it fails. A rule returns null when its text is not there; the caller may try another rule
// after restoring `pos_`. A rule that knows what is wrong calls raise(): from then on every rule
// returns null and the error stands.
//
// Two passes, as in CPython. The first only finds out whether the source is right. If it is not, a
// second pass runs the same rules with `diagnosing_` set: they then also look for known mistakes
// (the methods in parse_diagnostics.cc) and raise the message for the first they find. If there is
// none, the message is "invalid syntax" at the furthest token the first pass looked at.
//
// How depth is bounded. Brackets nest at most 200 deep and blocks 100 (the lexer's limits), so what
// recurses through them needs no counter of its own; lambda defaults, nested f-strings and the
// second pass's reading on after a name, which recurse without brackets, count in `nesting_`.
// Everything else that can repeat without end (unary operators, `not`, `**`, `else`, lambda,
// operator and attribute chains, `elif`) is a loop. The depth of the tree is checked when a node is
// finished.

#ifndef GILSIM_VM_SYNTAX_PARSER_IMPL_H_
#define GILSIM_VM_SYNTAX_PARSER_IMPL_H_

#include "vm/syntax/ast.h"
#include "vm/syntax/lexer.h"
#include "vm/syntax/parser.h"

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace gilsim::vm {

// How deep parse rules may recurse through f-strings (with the brackets around them) and lambda
// defaults.
inline constexpr int kMaxNesting = 200;

// Where a replacement field of an f-string stands, for the parser of its expression.
struct ReplacementField {
  std::size_t begin = 0;       // offset of the brace
  std::size_t end = 0;         // offset behind the expression
  int line = 0;                // of the brace
  std::size_t line_start = 0;  // offset of that line
};

class Parser {
 public:
  Parser(std::string_view source, LexResult lexed, AstArena& arena)
      : source_(source), lexed_(std::move(lexed)), tokens_(lexed_.tokens), arena_(arena) {}
  Parser(std::string_view source, LexResult lexed, AstArena& arena, const ReplacementField& field,
         int nesting)
      : source_(source),
        lexed_(std::move(lexed)),
        tokens_(lexed_.tokens),
        arena_(arena),
        field_(field),
        nesting_(nesting) {}

  ast::Module* parse_file();
  ast::Expression* parse_eval();
  ast::Expression* parse_field();

  // Set exactly if the parse failed.
  std::optional<SyntaxErrorInfo> take_error() { return std::move(error_); }

 private:
  using Expression = ast::Expression;
  using Statement = ast::Statement;
  using Pattern = ast::Pattern;

  // A list being collected: the items wait on the parser's stack until take() copies them into the
  // arena.
  template <class T>
  class Collector {
   public:
    explicit Collector(Parser& parser) : parser_(parser), base_(parser.collected_.size()) {}
    Collector(const Collector&) = delete;
    Collector& operator=(const Collector&) = delete;
    ~Collector() { parser_.collected_.resize(base_); }

    // REQUIRES: no collector made after this one is alive.
    void push(T* item) {
      parser_.collected_.push_back(item);
      ++count_;
    }
    void shrink(std::size_t count) {
      parser_.collected_.resize(base_ + count);
      count_ = count;
    }
    std::size_t size() const { return count_; }
    bool empty() const { return count_ == 0; }
    T* operator[](std::size_t index) const {
      return static_cast<T*>(parser_.collected_[base_ + index]);
    }

    ast::List_<T> take() {
      const std::size_t count = size();
      if (count == 0) return {};
      T** items = static_cast<T**>(parser_.arena_.allocate(count * sizeof(T*), alignof(T*)));
      for (std::size_t index = 0; index < count; ++index) items[index] = (*this)[index];
      return {items, count};
    }

   private:
    Parser& parser_;
    std::size_t base_;
    std::size_t count_ = 0;
  };

  // An expression whose rest is still to be parsed: `lambda args:` or `body if test else`, or a
  // unary operator or the left side of `**`.
  struct Pending {
    enum class Kind { Lambda, IfExp, Unary, Power } kind;
    std::size_t start = 0;        // first token
    std::size_t operator_at = 0;  // where to go back to if the rest is missing
    ast::Node* first = nullptr;   // Arguments, the body, or the left side
    Expression* test = nullptr;
    ast::UnaryOperator unary{};
  };

  // ---- driving

  template <class T>
  T* run(T* (Parser::*rule)());
  bool at_lexers_end(std::size_t token_index) const;
  void finish_error();
  bool count_step();
  ast::Module* file_input();
  Expression* eval_input();
  Expression* field_input();

  // ---- tokens

  const Token& token(std::size_t index) const { return tokens_[index]; }
  TokenKind kind() const { return tokens_[pos_].kind; }
  // The kind of the token after the next one; looking at it counts for the place of "invalid
  // syntax".
  TokenKind next_kind() {
    if (pos_ + 1 >= tokens_.size()) return TokenKind::EndMarker;
    if (furthest_ < pos_ + 1) furthest_ = pos_ + 1;
    return tokens_[pos_ + 1].kind;
  }
  // The same without counting.
  TokenKind glance(std::size_t ahead = 1) const {
    return pos_ + ahead < tokens_.size() ? tokens_[pos_ + ahead].kind : TokenKind::EndMarker;
  }
  bool at(TokenKind wanted) const { return kind() == wanted; }
  void advance() {
    if (pos_ + 1 < tokens_.size()) ++pos_;
    if (furthest_ < pos_) furthest_ = pos_;
  }
  bool accept(TokenKind wanted) {
    if (kind() != wanted) return false;
    advance();
    return true;
  }
  bool at_soft_keyword(std::string_view word) const {
    return at(TokenKind::Name) && text(pos_) == word;
  }
  std::string_view text(std::size_t index) const {
    return source_.substr(tokens_[index].begin, tokens_[index].end - tokens_[index].begin);
  }
  // The name at `pos_`, normalised and interned; consumes it. REQUIRES: at(Name).
  ast::Identifier take_identifier();

  // From token `start` to the last token consumed.
  SourceRange range_from(std::size_t start) const {
    const SourceRange& first = tokens_[start].range;
    const SourceRange& last = tokens_[pos_ > start ? pos_ - 1 : pos_].range;
    return {first.line, first.column, last.end_line, last.end_column};
  }
  // The same, without the Newline and Dedent tokens that end a block.
  SourceRange block_range(std::size_t start) const;
  static SourceRange between(const SourceRange& first, const SourceRange& last) {
    return {first.line, first.column, last.end_line, last.end_column};
  }

  // ---- nodes

  static void deepen(std::int32_t& depth, const ast::Node* child) {
    if (child != nullptr && child->depth > depth) depth = child->depth;
  }
  template <class T>
  static void deepen(std::int32_t& depth, ast::List_<T> children) {
    for (const T* child : children) deepen(depth, child);
  }
  // Gives a new node its place and depth; null if the tree gets too deep.
  template <class T, class... Children>
  T* finish(T* node, const SourceRange& range, const Children&... children) {
    std::int32_t depth = 0;
    (deepen(depth, children), ...);
    node->range = range;
    node->depth = depth + 1;
    if (node->depth > kMaxAstDepth) {
      return too_deep(range, std::is_base_of_v<Statement, T> ? "statement" : "expression");
    }
    return node;
  }
  std::nullptr_t too_deep(const SourceRange& range, std::string_view what);

  // ---- errors

  bool failed() const { return error_.has_value(); }
  std::nullptr_t raise(const SourceRange& range, std::string message,
                       SyntaxErrorType type = SyntaxErrorType::SyntaxError);
  // At the furthest token looked at.
  std::nullptr_t raise_at_last_token(std::string message,
                                     SyntaxErrorType type = SyntaxErrorType::SyntaxError);
  // From `range` to the end of the furthest token looked at.
  std::nullptr_t raise_from(const SourceRange& range, std::string message);
  std::nullptr_t raise_invalid_syntax(std::size_t token_index);
  std::nullptr_t raise_never_closed();
  std::nullptr_t refuse(std::size_t token_index, std::string_view what);
  void set_error(SyntaxErrorType type, std::string message, int line, int column, int end_line,
                 int end_column);
  std::string error_text(int line) const;
  int character_column(int text_line, int line, int byte_column) const;
  bool expect_forced(TokenKind wanted, std::string_view what);

  // ---- expressions (parse_expressions.cc)

  Expression* star_expressions();
  Expression* star_expression();
  Expression* star_named_expression();
  Expression* named_expression();
  Expression* assignment_expression();
  Expression* yield_expression();
  Expression* expression();
  Expression* finish_pending_expressions(std::size_t base, Expression* last);
  Expression* disjunction();
  Expression* disjunction_of_second_pass();
  Expression* plain_disjunction();
  Expression* conjunction();
  Expression* inversion();
  Expression* comparison();
  bool take_comparison_operator(ast::CompareOperator& op);
  Expression* bitwise_or() { return binary(1); }
  Expression* binary(int minimum_precedence);
  Expression* factor();
  Expression* make_binary(ast::BinaryOperator op, Expression* left, Expression* right,
                          std::size_t start);

  // ---- primaries and displays (parse_primaries.cc)

  Expression* primary();
  Expression* atom();
  Expression* keyword_constant(ast::ConstantKind value);
  Expression* number();
  Expression* parenthesized();
  Expression* tuple_rest(std::size_t start, Expression* first);
  Expression* list_display();
  Expression* brace_display();
  Expression* dict_rest(std::size_t start, Expression* first_key);
  Expression* finish_dict(std::size_t start, const Collector<ast::Node>& items);
  Expression* slices();
  Expression* slice();
  bool comprehension_clauses(ast::List_<ast::Comprehension>& clauses);
  ast::Comprehension* comprehension_clause();
  Expression* call(std::size_t start, Expression* function);
  struct ArgumentCounts {
    int positional = 0;  // starred ones included
    int plain = 0;       // not starred
    int keywords = 0;    // name=value and **mapping
    bool double_stars = false;
  };
  bool arguments(ast::List_<Expression>& positional, ast::List_<ast::Keyword>& keywords,
                 bool allow_generator);
  void split_arguments(const Collector<ast::Node>& items, ast::List_<Expression>& positional,
                       ast::List_<ast::Keyword>& keywords);
  ast::Keyword* keyword_argument(ArgumentCounts& counts);
  Expression* starred_argument(const ArgumentCounts& counts);
  Expression* positional_argument();
  Expression* lone_generator_argument(std::size_t parenthesis, Expression* element);

  // ---- targets (parse_targets.cc)

  Expression* star_targets();
  Expression* star_target();
  static bool is_star_target(const Expression* expression);
  static bool is_single_target(const Expression* expression);
  static bool is_delete_target(const Expression* expression);
  static void set_context(Expression* expression, ast::ExpressionContext context);

  // ---- parameters (parse_parameters.cc)

  struct ParameterLists;
  ast::Arguments* parameters(bool of_lambda);
  bool parameter(bool of_lambda, ParameterLists& lists);
  bool star_parameter(bool of_lambda, ParameterLists& lists);
  bool double_star_parameter(bool of_lambda, ParameterLists& lists);
  bool slash_parameter(bool of_lambda, ParameterLists& lists);
  bool plain_parameter(bool of_lambda, ParameterLists& lists);
  ast::Argument* parameter_name(bool of_lambda, bool star_annotation);

  // ---- strings (parse_strings.cc)

  Expression* strings();
  class StringConcatenation;
  Expression* field_expression(const ReplacementField& field, const Token& string);

  // ---- statements (parse_statements.cc, parse_compound.cc)

  bool statements(Collector<Statement>& list, TokenKind end);
  bool statement(Collector<Statement>& list);
  bool simple_statements(Collector<Statement>& list);
  Statement* simple_statement();
  Statement* expression_statement();
  Statement* annotated_assignment(std::size_t start, Expression* target);
  Statement* assignment(std::size_t start, Expression* first);
  Statement* augmented_assignment(std::size_t start, Expression* target);
  Expression* annotated_rhs();
  Statement* return_statement();
  Statement* raise_statement();
  Statement* delete_statement();
  Statement* assert_statement();
  Statement* import_statement();
  Statement* import_from_statement();
  ast::Alias* import_from_as_name();
  bool dotted_name(ast::Identifier& name);
  Statement* scope_statement(bool is_global);
  template <class T>
  Statement* keyword_statement();

  Statement* compound_statement();
  bool block(ast::List_<Statement>& body, std::string_view what, std::size_t keyword);
  bool colon(bool forced);
  bool else_block(ast::List_<Statement>& body);
  Statement* decorated();
  Statement* function_definition(ast::List_<Expression> decorators);
  Statement* class_definition(ast::List_<Expression> decorators);
  Statement* if_statement();
  Statement* while_statement();
  Statement* for_statement();
  Statement* with_statement();
  bool with_items(Collector<ast::WithItem>& items, bool parenthesized);
  ast::WithItem* with_item();
  Statement* try_statement();
  ast::ExceptHandler* except_block(bool& is_star);

  // ---- match (parse_patterns.cc)

  Statement* match_statement();
  Expression* subject_expression();
  ast::MatchCase* match_case();
  Pattern* patterns();
  Pattern* as_pattern();
  Pattern* or_pattern();
  Pattern* closed_pattern();
  Pattern* maybe_star_pattern();
  Pattern* star_pattern();
  Pattern* literal_pattern();
  Expression* literal_expression();
  Expression* signed_number();
  Pattern* name_pattern();
  Pattern* class_pattern(std::size_t start, Expression* cls);
  Pattern* group_or_sequence_pattern();
  Pattern* mapping_pattern();
  Expression* mapping_key();
  Expression* name_or_attribute();

  // ---- known mistakes (parse_diagnostics.cc); each raises or does nothing, and leaves `pos_` as
  // it was

  class Rewind;
  class Quiet;
  void diagnose_expression(std::size_t start, Expression* parsed);
  void diagnose_legacy_statement(std::size_t start);
  void diagnose_named_expression(std::size_t start, Expression* parsed);
  void diagnose_assignment(std::size_t start);
  void diagnose_invalid_target(Expression* expression, bool deleting, bool in_for);
  void diagnose_comprehension(std::size_t bracket);
  void diagnose_for_target(std::size_t for_keyword);
  void diagnose_dict_item(std::size_t item_start, bool is_first);
  void diagnose_positional_argument(const ArgumentCounts& counts);
  void diagnose_generator_argument(std::size_t start, Expression* element,
                                   const ArgumentCounts& counts);
  void diagnose_group(std::size_t parenthesis);
  void diagnose_except(std::size_t keyword);
  void diagnose_parenthesized_parameters(bool of_lambda);
  static std::string_view expression_name(const Expression* expression);
  static Expression* invalid_target_in(Expression* expression, bool deleting, bool in_for);

  std::string_view source_;
  LexResult lexed_;
  const std::vector<Token>& tokens_;
  AstArena& arena_;
  std::optional<ReplacementField> field_;
  std::size_t pos_ = 0;
  std::size_t furthest_ = 0;
  bool diagnosing_ = false;   // look for known mistakes
  bool second_pass_ = false;  // diagnosing_, or about to be again
  std::size_t steps_ = 0;
  // Where the second pass, after one expression, tried to parse another without looking for
  // mistakes. CPython keeps such results and does not look there again.
  bool remembering_ = false;
  std::vector<bool> undiagnosed_;
  std::size_t first_pass_furthest_ = 0;
  int nesting_ = 0;
  std::optional<SyntaxErrorInfo> error_;
  std::vector<ast::Node*> collected_;
  std::vector<Pending> pending_;
  std::vector<ast::CompareOperator> compare_operators_;
};

}  // namespace gilsim::vm

#endif  // GILSIM_VM_SYNTAX_PARSER_IMPL_H_
