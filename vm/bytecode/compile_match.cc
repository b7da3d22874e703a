// SPDX-License-Identifier: MIT
//
// match. A pattern takes the subject from the top of the stack. While it is tried, the values that
// its captures will be bound to wait on the stack *below* the `on_top` values that are still
// needed; names are bound only when the whole pattern has matched. On failure all of them are
// popped: fail_pop[n] pops n values and falls into fail_pop[n - 1].
#include "vm/bytecode/code_generator.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <set>
#include <utility>

namespace gilsim::vm {

namespace {

bool is_wildcard(const ast::Pattern* node) {
  const auto* as = node->try_as<ast::MatchAs>();
  return as != nullptr && as->name.empty();
}

bool is_star_wildcard(const ast::Pattern* node) {
  const auto* star = node->try_as<ast::MatchStar>();
  return star != nullptr && star->name.empty();
}

}  // namespace

void CodeGenerator::match_statement(const ast::Match* node) {
  expression(node->subject);
  BasicBlock* end = new_block();
  const std::size_t count = node->cases.size();
  const bool has_default = is_wildcard(node->cases[count - 1]->pattern) && count > 1;
  const std::size_t tried = count - (has_default ? 1 : 0);
  for (std::size_t i = 0; i < tried && !failed(); ++i) {
    const ast::MatchCase* match_case = node->cases[i];
    const bool is_last = i + 1 == tried;
    set_location(match_case->pattern->range);
    if (!is_last) emit(Opcode::COPY, 1);
    PatternContext context;
    context.allow_irrefutable = match_case->guard != nullptr || i + 1 == count;
    pattern(match_case->pattern, context);
    for (const std::string_view name : context.stores) name_operation(name, Context::Store);
    if (match_case->guard != nullptr) {
      ensure_fail_blocks(context, 0);
      jump_if(match_case->guard, context.fail_pop[0], false);
    }
    if (!is_last) emit(Opcode::POP_TOP);
    statements(match_case->body);
    unset_location();
    emit_jump(FlowOpcode::jump, end);
    set_location(match_case->pattern->range);
    emit_fail_blocks(context);
  }
  if (has_default) {
    const ast::MatchCase* match_case = node->cases[count - 1];
    set_location(match_case->pattern->range);
    if (count == 1) {
      emit(Opcode::POP_TOP);
    } else {
      emit(Opcode::NOP);
    }
    if (match_case->guard != nullptr) jump_if(match_case->guard, end, false);
    statements(match_case->body);
    unset_location();
  }
  use_next(end);
}

void CodeGenerator::ensure_fail_blocks(PatternContext& context, std::size_t count) {
  while (context.fail_pop.size() < count + 1) context.fail_pop.push_back(new_block());
}

void CodeGenerator::jump_to_fail(PatternContext& context, FlowOpcode opcode) {
  const std::size_t pops = context.on_top + context.stores.size();
  ensure_fail_blocks(context, pops);
  emit_jump(opcode, context.fail_pop[pops]);
}

void CodeGenerator::emit_fail_blocks(PatternContext& context) {
  if (context.fail_pop.empty()) return;
  for (std::size_t i = context.fail_pop.size() - 1; i > 0; --i) {
    use_next(context.fail_pop[i]);
    emit(Opcode::POP_TOP);
  }
  use_next(context.fail_pop[0]);
  context.fail_pop.clear();
}

/// Moves the top below the count - 1 values under it.
void CodeGenerator::rotate(std::size_t count) {
  for (; count > 1; --count) emit(Opcode::SWAP, count);
}

void CodeGenerator::store_capture(std::string_view name, PatternContext& context) {
  if (name.empty()) {
    emit(Opcode::POP_TOP);
    return;
  }
  if (!check_name(name, Context::Store)) return;
  if (std::find(context.stores.begin(), context.stores.end(), name) != context.stores.end()) {
    fail(fmt::format("multiple assignments to name '{}' in pattern", name));
    return;
  }
  rotate(context.on_top + context.stores.size() + 1);
  context.stores.push_back(name);
}

void CodeGenerator::subpattern(const ast::Pattern* node, PatternContext& context) {
  const bool outer = std::exchange(context.allow_irrefutable, true);
  pattern(node, context);
  context.allow_irrefutable = outer;
}

void CodeGenerator::pattern(const ast::Pattern* node, PatternContext& context) {
  if (failed() || too_deep()) return;
  set_location(node->range);
  switch (node->kind) {
    case ast::PatternKind::MatchValue:
      pattern_value(node->as<ast::MatchValue>(), context);
      break;
    case ast::PatternKind::MatchSingleton:
      pattern_singleton(node->as<ast::MatchSingleton>(), context);
      break;
    case ast::PatternKind::MatchSequence:
      pattern_sequence(node->as<ast::MatchSequence>(), context);
      break;
    case ast::PatternKind::MatchMapping:
      pattern_mapping(node->as<ast::MatchMapping>(), context);
      break;
    case ast::PatternKind::MatchClass:
      pattern_class(node->as<ast::MatchClass>(), context);
      break;
    case ast::PatternKind::MatchStar:
      store_capture(node->as<ast::MatchStar>()->name, context);
      break;
    case ast::PatternKind::MatchAs:
      pattern_as(node->as<ast::MatchAs>(), context);
      break;
    case ast::PatternKind::MatchOr:
      pattern_or(node->as<ast::MatchOr>(), context);
      break;
  }
}

void CodeGenerator::pattern_value(const ast::MatchValue* node, PatternContext& context) {
  if (!node->value->is<ast::Constant>() && !node->value->is<ast::Attribute>()) {
    fail("patterns may only match literals and attribute lookups");
    return;
  }
  expression(node->value);
  emit_compare(ast::CompareOperator::Eq);
  jump_to_fail(context, FlowOpcode::pop_jump_if_false);
}

void CodeGenerator::pattern_singleton(const ast::MatchSingleton* node, PatternContext& context) {
  if (node->value == ast::ConstantKind::None) {
    load_none();
  } else {
    load_constant(ConstantValue::of_bool(node->value == ast::ConstantKind::True));
  }
  emit_compare(ast::CompareOperator::Is);
  jump_to_fail(context, FlowOpcode::pop_jump_if_false);
}

void CodeGenerator::pattern_sequence(const ast::MatchSequence* node, PatternContext& context) {
  const Patterns patterns = node->patterns;
  std::optional<std::size_t> star;
  bool star_is_wildcard = false;
  bool only_wildcards = true;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    if (!patterns[i]->is<ast::MatchStar>()) {
      only_wildcards = only_wildcards && is_wildcard(patterns[i]);
      continue;
    }
    if (star) {
      fail("multiple starred names in sequence pattern");
      return;
    }
    star = i;
    star_is_wildcard = is_star_wildcard(patterns[i]);
    only_wildcards = only_wildcards && star_is_wildcard;
  }
  ++context.on_top;
  emit(Opcode::MATCH_SEQUENCE);
  jump_to_fail(context, FlowOpcode::pop_jump_if_false);
  const auto check_length = [&](std::size_t length, ast::CompareOperator op) {
    emit(Opcode::GET_LEN);
    load_constant(ConstantValue::of_int(static_cast<Int128>(length)));
    emit_compare(op);
    jump_to_fail(context, FlowOpcode::pop_jump_if_false);
  };
  if (!star) {
    check_length(patterns.size(), ast::CompareOperator::Eq);
  } else if (patterns.size() > 1) {
    check_length(patterns.size() - 1, ast::CompareOperator::GtE);
  }
  --context.on_top;
  if (only_wildcards) {
    emit(Opcode::POP_TOP);
  } else if (star_is_wildcard) {
    pattern_subscripts(patterns, *star, context);
  } else {
    pattern_unpack(patterns, context);
  }
}

void CodeGenerator::pattern_unpack(Patterns patterns, PatternContext& context) {
  const std::size_t count = patterns.size();
  const auto star = std::find_if(patterns.begin(), patterns.end(), [](const ast::Pattern* part) {
    return part->is<ast::MatchStar>();
  });
  if (star == patterns.end()) {
    emit(Opcode::UNPACK_SEQUENCE, count);
  } else {
    const auto before = static_cast<std::size_t>(star - patterns.begin());
    if (before >= (1u << 8)) {
      fail("too many expressions in star-unpacking sequence pattern");
      return;
    }
    emit(Opcode::UNPACK_EX, before + ((count - before - 1) << 8));
  }
  context.on_top += count;
  for (const ast::Pattern* part : patterns) {
    --context.on_top;
    subpattern(part, context);
  }
}

/// [first, *_, last]: indexing instead of unpacking.
void CodeGenerator::pattern_subscripts(Patterns patterns, std::size_t star,
                                       PatternContext& context) {
  ++context.on_top;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    if (is_wildcard(patterns[i]) || i == star) continue;
    emit(Opcode::COPY, 1);
    if (i < star) {
      load_constant(ConstantValue::of_int(static_cast<Int128>(i)));
    } else {
      // The subject may not know negative indexes.
      emit(Opcode::GET_LEN);
      load_constant(ConstantValue::of_int(static_cast<Int128>(patterns.size() - i)));
      emit_binary(ast::BinaryOperator::Sub, false);
    }
    emit(Opcode::BINARY_SUBSCR);
    subpattern(patterns[i], context);
  }
  --context.on_top;
  emit(Opcode::POP_TOP);
}

/// Pushes the keys; false on error.
bool CodeGenerator::mapping_keys(const ast::MatchMapping* node) {
  std::set<std::string> seen;
  for (const ast::Expression* key : node->keys) {
    if (const ConstantValue* value = constant_of(key)) {
      if (!seen.insert(value->equality_key()).second) {
        fail(fmt::format("mapping pattern checks duplicate key ({})", value->repr()));
        return false;
      }
    } else if (!key->is<ast::Attribute>()) {
      fail("mapping pattern keys may only match literals and attribute lookups");
      return false;
    }
    expression(key);
  }
  return true;
}

void CodeGenerator::pattern_mapping(const ast::MatchMapping* node, PatternContext& context) {
  const std::size_t count = node->keys.size();
  ++context.on_top;
  emit(Opcode::MATCH_MAPPING);
  jump_to_fail(context, FlowOpcode::pop_jump_if_false);
  if (count == 0 && node->rest.empty()) {
    --context.on_top;
    emit(Opcode::POP_TOP);
    return;
  }
  if (count != 0) {
    emit(Opcode::GET_LEN);
    load_constant(ConstantValue::of_int(static_cast<Int128>(count)));
    emit_compare(ast::CompareOperator::GtE);
    jump_to_fail(context, FlowOpcode::pop_jump_if_false);
  }
  if (!mapping_keys(node)) return;
  emit(Opcode::BUILD_TUPLE, count);
  emit(Opcode::MATCH_KEYS);
  context.on_top += 2;
  emit(Opcode::COPY, 1);
  load_none();
  emit(Opcode::IS_OP, 1);
  jump_to_fail(context, FlowOpcode::pop_jump_if_false);
  emit(Opcode::UNPACK_SEQUENCE, count);
  context.on_top += count;
  --context.on_top;
  for (const ast::Pattern* part : node->patterns) {
    --context.on_top;
    subpattern(part, context);
  }
  context.on_top -= 2;
  if (!node->rest.empty()) {
    mapping_rest(node, context);
  } else {
    emit(Opcode::POP_TOP);
    emit(Opcode::POP_TOP);
  }
}

/// **rest: a copy of the subject without the keys.
void CodeGenerator::mapping_rest(const ast::MatchMapping* node, PatternContext& context) {
  const std::size_t count = node->keys.size();
  emit(Opcode::BUILD_MAP, 0);
  emit(Opcode::SWAP, 3);
  emit(Opcode::DICT_UPDATE, 2);
  emit(Opcode::UNPACK_SEQUENCE, count);
  for (std::size_t left = count; left > 0; --left) {
    emit(Opcode::COPY, 1 + left);
    emit(Opcode::SWAP, 2);
    emit(Opcode::DELETE_SUBSCR);
  }
  store_capture(node->rest, context);
}

void CodeGenerator::pattern_class(const ast::MatchClass* node, PatternContext& context) {
  const std::size_t positional = node->patterns.size();
  const std::size_t named = node->kwd_attrs.size();
  std::vector<ConstantValue> names;
  for (std::size_t i = 0; i < named; ++i) {
    set_location(node->kwd_patterns[i]->range);
    if (!check_name(node->kwd_attrs[i], Context::Store)) return;
    for (std::size_t k = i + 1; k < named; ++k) {
      if (node->kwd_attrs[i] != node->kwd_attrs[k]) continue;
      set_location(node->kwd_patterns[k]->range);
      fail(fmt::format("attribute name repeated in class pattern: {}", node->kwd_attrs[i]));
      return;
    }
    names.push_back(ConstantValue::of_str(node->kwd_attrs[i]));
  }
  set_location(node->range);
  expression(node->cls);
  load_constant(ConstantValue::of_tuple(std::move(names)));
  emit(Opcode::MATCH_CLASS, positional);
  emit(Opcode::COPY, 1);
  load_none();
  emit(Opcode::IS_OP, 1);
  ++context.on_top;
  jump_to_fail(context, FlowOpcode::pop_jump_if_false);
  emit(Opcode::UNPACK_SEQUENCE, positional + named);
  context.on_top += positional + named;
  --context.on_top;
  for (std::size_t i = 0; i < positional + named; ++i) {
    --context.on_top;
    const ast::Pattern* part =
        i < positional ? node->patterns[i] : node->kwd_patterns[i - positional];
    if (is_wildcard(part)) {
      emit(Opcode::POP_TOP);
    } else {
      subpattern(part, context);
    }
  }
}

void CodeGenerator::pattern_as(const ast::MatchAs* node, PatternContext& context) {
  if (node->pattern == nullptr) {
    if (!context.allow_irrefutable) {
      fail(node->name.empty()
               ? "wildcard makes remaining patterns unreachable"
               : fmt::format("name capture '{}' makes remaining patterns unreachable", node->name));
      return;
    }
    store_capture(node->name, context);
    return;
  }
  ++context.on_top;
  emit(Opcode::COPY, 1);
  pattern(node->pattern, context);
  --context.on_top;
  store_capture(node->name, context);
}

/// Brings the captures of one alternative into the order of the first one's; false: other names.
bool CodeGenerator::reorder_captures(const std::vector<std::string_view>& wanted,
                                     PatternContext& context) {
  std::vector<std::string_view>& stores = context.stores;
  if (stores.size() != wanted.size()) return false;
  for (std::size_t place = wanted.size(); place-- > 0;) {
    const auto found = std::find(stores.begin(), stores.end(), wanted[place]);
    if (found == stores.end()) return false;
    const auto current = static_cast<std::size_t>(found - stores.begin());
    if (current == place) continue;
    const std::size_t rotations = current + 1;
    // The first `rotations` names move behind the next place - current ones.
    std::rotate(stores.begin(), stores.begin() + static_cast<std::ptrdiff_t>(rotations),
                stores.begin() + static_cast<std::ptrdiff_t>(place + 1));
    for (std::size_t i = 0; i < rotations; ++i) rotate(place + 1);
  }
  return true;
}

void CodeGenerator::pattern_or(const ast::MatchOr* node, PatternContext& context) {
  BasicBlock* end = new_block();
  std::vector<std::string_view> captured;  // by the first alternative
  for (std::size_t i = 0; i < node->patterns.size() && !failed(); ++i) {
    set_location(node->patterns[i]->range);
    PatternContext alternative;
    alternative.allow_irrefutable = i + 1 == node->patterns.size() && context.allow_irrefutable;
    emit(Opcode::COPY, 1);
    pattern(node->patterns[i], alternative);
    if (i == 0) {
      captured = alternative.stores;
    } else if (!failed() && !reorder_captures(captured, alternative)) {
      fail("alternative patterns bind different names");
      return;
    }
    emit_jump(FlowOpcode::jump, end);
    emit_fail_blocks(alternative);
  }
  // None matched: the copy of the subject goes.
  emit(Opcode::POP_TOP);
  jump_to_fail(context, FlowOpcode::jump);
  use_next(end);
  const std::size_t rotations = captured.size() + 1 + context.on_top + context.stores.size();
  for (const std::string_view name : captured) {
    rotate(rotations);
    if (std::find(context.stores.begin(), context.stores.end(), name) != context.stores.end()) {
      fail(fmt::format("multiple assignments to name '{}' in pattern", name));
      return;
    }
    context.stores.push_back(name);
  }
  emit(Opcode::POP_TOP);
}

}  // namespace gilsim::vm
