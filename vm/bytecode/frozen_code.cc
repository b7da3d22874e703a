// SPDX-License-Identifier: MIT
#include "vm/bytecode/frozen_code.h"

#include "vm/core/instance.h"
#include "vm/objects/big_int.h"
#include "vm/objects/bytes.h"
#include "vm/objects/complex.h"
#include "vm/objects/dict.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace gilsim::vm {

namespace {

enum class Tag : std::uint8_t {
  none,
  no,
  yes,
  ellipsis,
  small_int,
  // What is below gets a number.
  floating,
  big_int,
  complex,
  interned_str,
  str,
  bytes,
  tuple,
  frozenset,
  code,
  seen,  // the number of one above
};

/// How an instruction's place in the source follows from the one before.
enum class PositionTag : std::uint8_t { nowhere, same, other };

std::uint64_t zigzag(std::int64_t number) {
  return (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
}

std::int64_t from_zigzag(std::uint64_t coded) {
  return static_cast<std::int64_t>(coded >> 1) ^ -static_cast<std::int64_t>(coded & 1);
}

void append_number(std::string& bytes, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) bytes.push_back(static_cast<char>(value | 0x80));
  bytes.push_back(static_cast<char>(value));
}

class Freezer {
 public:
  void object(Value value);
  std::string take();

 private:
  void byte(std::uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
  void tag(Tag value) { byte(static_cast<std::uint8_t>(value)); }
  void number(std::uint64_t value) { append_number(bytes_, value); }
  void signed_number(std::int64_t value) { number(zigzag(value)); }
  void real(double value);
  void text(std::string_view value);
  void big_int(const BigInt& value);
  void str(Str* value);
  void tuple(const Tuple& value);
  void frozenset(const Set& value);
  void names(const std::vector<Str*>& list);
  void instructions(const Code& code);
  void positions(const Code& code);
  void code(const Code& code);
  bool unnumbered(Value value);
  void content(Value value);

  std::string bytes_;
  std::string positions_;
  std::map<std::uint64_t, std::uint64_t> numbers_;  // by the value's bits
};

void Freezer::real(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  for (int shift = 0; shift < 64; shift += 8) byte(static_cast<std::uint8_t>(bits >> shift));
}

void Freezer::text(std::string_view value) {
  number(value.size());
  bytes_.append(value);
}

void Freezer::big_int(const BigInt& value) {
  byte(value.is_negative ? 1 : 0);
  number(static_cast<std::uint64_t>(value.count));
  for (std::int64_t i = 0; i < value.count; ++i) number(value.limbs[i]);
}

void Freezer::str(Str* value) {
  tag(value->is_interned ? Tag::interned_str : Tag::str);
  text(to_utf8(value));
}

void Freezer::tuple(const Tuple& value) {
  number(value.view().size());
  for (const Value item : value.view()) object(item);
}

/// Its keys with their places in the table: the order in which it is walked depends on the order in
/// which they came.
void Freezer::frozenset(const Set& value) {
  number(value.mask);
  number(static_cast<std::uint64_t>(value.length));
  for (std::uint64_t place = 0; place <= value.mask; ++place) {
    if (value.table[place].key.is_undefined()) continue;
    number(place);
    object(value.table[place].key);
  }
}

void Freezer::names(const std::vector<Str*>& list) {
  number(list.size());
  for (Str* const name : list) object(name);
}

void Freezer::instructions(const Code& code) {
  number(code.instructions->size());
  for (const Instruction& instruction : *code.instructions) {
    number(instruction.opcode);
    signed_number(instruction.argument);
  }
}

/// Into the part that is read when somebody asks for it.
void Freezer::positions(const Code& code) {
  const std::size_t start = positions_.size();
  SourceRange last = kNowhere;
  for (const SourceRange& range : code.source_ranges()) {
    const PositionTag tag = range == kNowhere ? PositionTag::nowhere
                            : range == last   ? PositionTag::same
                                              : PositionTag::other;
    positions_.push_back(static_cast<char>(tag));
    if (tag != PositionTag::other) continue;
    append_number(positions_, zigzag(range.line - last.line));
    append_number(positions_, zigzag(range.end_line - range.line));
    append_number(positions_, zigzag(range.column));
    append_number(positions_, zigzag(range.end_column));
    last = range;
  }
  number(positions_.size() - start);
}

void Freezer::code(const Code& code) {
  // First: thaw() makes, and so numbers, inner code before the code around it, as the compiler
  // does.
  tuple(*code.constants);
  byte(code.docstring.is_none() ? 0 : 1);
  object(code.name);
  object(code.qualified_name);
  for (const std::uint32_t count :
       {code.flags, code.argument_count, code.positional_only_count, code.keyword_only_count,
        code.variable_count, code.local_count, code.free_count, code.stack_size}) {
    number(count);
  }
  signed_number(code.first_line);
  names(*code.names);
  names(*code.local_names);
  for (const LocalKind kind : *code.local_kinds) byte(static_cast<std::uint8_t>(kind));
  instructions(code);
  positions(code);
  number(code.exception_table->size());
  for (const ExceptionTableEntry& entry : *code.exception_table) {
    for (const std::uint32_t part : {entry.start, entry.end, entry.target, entry.depth}) {
      number(part);
    }
    byte(entry.push_last_instruction ? 1 : 0);
  }
}

/// Writes a value that is as short as a number would be; false: it is none of these.
bool Freezer::unnumbered(Value value) {
  if (value.is_none()) {
    tag(Tag::none);
  } else if (value.is_bool()) {
    tag(value == Value::boolean(true) ? Tag::yes : Tag::no);
  } else if (value == Value::ellipsis()) {
    tag(Tag::ellipsis);
  } else if (value.is_small_int()) {
    tag(Tag::small_int);
    signed_number(value.as_small_int());
  } else {
    return false;
  }
  return true;
}

void Freezer::content(Value value) {
  if (is_float(value)) {
    tag(Tag::floating);
    return real(float_of(value));
  }
  switch (value.as_object()->type->layout) {
    case Layout::integer:
      tag(Tag::big_int);
      return big_int(*cast<BigInt>(value));
    case Layout::str:
      return str(cast<Str>(value));
    case Layout::bytes:
      tag(Tag::bytes);
      return text(cast<Bytes>(value)->view());
    case Layout::tuple:
      tag(Tag::tuple);
      return tuple(*cast<Tuple>(value));
    case Layout::frozenset:
      tag(Tag::frozenset);
      return frozenset(*cast<Set>(value));
    case Layout::code:
      tag(Tag::code);
      return code(*cast<Code>(value));
    default:
      tag(Tag::complex);  // the compiler makes no other constants
      real(complex_of(value).real);
      return real(complex_of(value).imaginary);
  }
}

void Freezer::object(Value value) {
  if (unnumbered(value)) return;
  if (const auto found = numbers_.find(value.bits()); found != numbers_.end()) {
    tag(Tag::seen);
    return number(found->second);
  }
  content(value);
  numbers_.emplace(value.bits(), numbers_.size());
}

std::string Freezer::take() {
  std::string whole;
  append_number(whole, bytes_.size());
  return whole + bytes_ + positions_;
}

class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  std::uint8_t byte();
  std::uint64_t number();
  std::int32_t signed_number() { return static_cast<std::int32_t>(from_zigzag(number())); }
  std::string_view bytes(std::size_t count);
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

std::uint8_t Reader::byte() {
  assert(!rest_.empty());
  const auto value = static_cast<std::uint8_t>(rest_.front());
  rest_.remove_prefix(1);
  return value;
}

std::uint64_t Reader::number() {
  std::uint64_t value = 0;
  for (int shift = 0;; shift += 7) {
    const std::uint8_t part = byte();
    value |= static_cast<std::uint64_t>(part & 0x7f) << shift;
    if (part < 0x80) return value;
  }
}

std::string_view Reader::bytes(std::size_t count) {
  assert(count <= rest_.size());
  const std::string_view value = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return value;
}

class Thawer {
 public:
  Thawer(Instance& instance, std::string_view frozen, Str* file_name,
         const std::string_view* source_text)
      : instance_(instance),
        heap_(instance.immortal_heap()),
        file_name_(file_name),
        source_text_(source_text) {
    Reader parts(frozen);
    const std::size_t length = parts.number();
    main_ = Reader(parts.bytes(length));
    positions_ = Reader(parts.rest());
  }

  Value object();
  bool is_at_end() const { return main_.rest().empty() && positions_.rest().empty(); }

 private:
  std::uint8_t byte() { return main_.byte(); }
  std::uint64_t number() { return main_.number(); }
  std::uint32_t count() { return static_cast<std::uint32_t>(main_.number()); }
  std::int32_t signed_number() { return main_.signed_number(); }
  double real();
  std::string_view text() { return main_.bytes(number()); }
  Value big_int();
  Str* name();
  std::vector<Value> items();
  Value tuple(const std::vector<Value>& content);
  Value frozenset();
  void names(std::vector<Str*>& list);
  void instructions(Code& code);
  void exception_table(Code& code);
  Code* code();
  Value content(Tag tag);

  Instance& instance_;
  Heap& heap_;
  Reader main_{{}};
  Reader positions_{{}};
  Str* file_name_;
  const std::string_view* source_text_;
  std::vector<Value> seen_;
};

double Thawer::real() {
  std::uint64_t bits = 0;
  for (int shift = 0; shift < 64; shift += 8) bits |= std::uint64_t{byte()} << shift;
  return std::bit_cast<double>(bits);
}

Value Thawer::big_int() {
  const bool is_negative = byte() != 0;
  std::vector<Limb> limbs(number());
  for (Limb& limb : limbs) limb = number();
  return make_plain_int(heap_, instance_.types.integer, limbs, is_negative);
}

Str* Thawer::name() { return cast<Str>(object()); }

std::vector<Value> Thawer::items() {
  std::vector<Value> values(number());
  for (Value& value : values) value = object();
  return values;
}

Value Thawer::tuple(const std::vector<Value>& content) {
  if (content.empty()) return instance_.empty_tuple;
  return make_tuple_in(heap_, instance_.types.tuple, content);
}

Value Thawer::frozenset() {
  std::vector<SetEntry> table(number() + 1);
  for (std::uint64_t left = number(); left > 0; --left) {
    const std::uint64_t place = number();
    table[place].key = object();
  }
  return make_frozenset_in(instance_, std::move(table));
}

void Thawer::names(std::vector<Str*>& list) {
  list.resize(number());
  for (Str*& entry : list) entry = name();
}

void Thawer::instructions(Code& code) {
  code.instructions->resize(number());
  for (Instruction& instruction : *code.instructions) {
    instruction.opcode = static_cast<std::uint16_t>(number());
    instruction.cache = kNoCache;
    instruction.argument = signed_number();
  }
}

void Thawer::exception_table(Code& code) {
  code.exception_table->resize(number());
  for (ExceptionTableEntry& entry : *code.exception_table) {
    entry.start = count();
    entry.end = count();
    entry.target = count();
    entry.depth = count();
    entry.push_last_instruction = byte() != 0;
  }
}

Code* Thawer::code() {
  const std::vector<Value> constants = items();
  Code& code = *make_code(instance_);
  code.constants = cast<Tuple>(tuple(constants));
  if (byte() != 0) code.docstring = constants[0];
  code.name = name();
  code.qualified_name = name();
  code.file_name = file_name_;
  code.source_text = source_text_;
  for (std::uint32_t* const part :
       {&code.flags, &code.argument_count, &code.positional_only_count, &code.keyword_only_count,
        &code.variable_count, &code.local_count, &code.free_count, &code.stack_size}) {
    *part = count();
  }
  code.first_line = signed_number();
  names(*code.names);
  names(*code.local_names);
  for (std::size_t i = 0; i < code.local_names->size(); ++i) {
    code.local_kinds->push_back(static_cast<LocalKind>(byte()));
  }
  instructions(code);
  code.frozen_positions = positions_.bytes(number());
  exception_table(code);
  code.plain_argument_count = plain_argument_count_of(code);
  return &code;
}

Value Thawer::content(Tag tag) {
  switch (tag) {
    case Tag::floating:
      return make_float_in(heap_, instance_.types.floating, real());
    case Tag::big_int:
      return big_int();
    case Tag::complex: {
      const double real_part = real();
      return make_complex_in(heap_, instance_.types.complex, {real_part, real()});
    }
    case Tag::interned_str:
      return instance_.intern(text());
    case Tag::str:
      return make_str_in(heap_, instance_.types.str, text());
    case Tag::bytes:
      return make_bytes_in(heap_, instance_.types.bytes, text());
    case Tag::tuple:
      return tuple(items());
    case Tag::frozenset:
      return frozenset();
    default:
      assert(tag == Tag::code);
      return code();
  }
}

Value Thawer::object() {
  const auto tag = static_cast<Tag>(byte());
  switch (tag) {
    case Tag::none:
      return Value::none();
    case Tag::no:
      return Value::boolean(false);
    case Tag::yes:
      return Value::boolean(true);
    case Tag::ellipsis:
      return Value::ellipsis();
    case Tag::small_int:
      return Value::small_int(from_zigzag(number()));
    case Tag::seen:
      return seen_[number()];
    default:
      break;
  }
  const Value value = content(tag);
  seen_.push_back(value);
  return value;
}

}  // namespace

std::string freeze(const Code& code) {
  Freezer freezer;
  freezer.object(Value(const_cast<Code*>(&code)));
  return freezer.take();
}

std::vector<SourceRange> thaw_positions(std::string_view frozen, std::size_t count) {
  Reader reader(frozen);
  std::vector<SourceRange> ranges;
  ranges.reserve(count);
  SourceRange last = kNowhere;
  for (std::size_t i = 0; i < count; ++i) {
    const auto tag = static_cast<PositionTag>(reader.byte());
    if (tag == PositionTag::other) {
      last.line += reader.signed_number();
      last.end_line = last.line + reader.signed_number();
      last.column = reader.signed_number();
      last.end_column = reader.signed_number();
    }
    ranges.push_back(tag == PositionTag::nowhere ? kNowhere : last);
  }
  return ranges;
}

Code* thaw(Instance& instance, std::string_view frozen, std::string_view file_name,
           const std::string_view* source_text) {
  Thawer thawer(instance, frozen, instance.intern(file_name), source_text);
  Code* const code = cast<Code>(thawer.object());
  assert(thawer.is_at_end());
  return code;
}

}  // namespace gilsim::vm
