// SPDX-License-Identifier: MIT
//
// Reading pickles, as far as pickler.cc and CPython's pickler write them for the kinds of object
// the subset has. Any other byte is an UnpicklingError; nothing read can make it run out of bounds.
#include "runtime/modules/pickle.h"
#include "vm/eval/operations.h"
#include "vm/objects/bytes.h"
#include "vm/objects/dict.h"
#include "vm/objects/instance_object.h"
#include "vm/objects/list.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <bit>
#include <charconv>

namespace gilsim::runtime {

using vm::cast;
using vm::Ref;
using vm::Value;

namespace {

class Unpickler {
 public:
  Unpickler(vm::Thread& thread, std::string_view data, const UnpickleOptions& options)
      : thread_(thread), options_(options), data_(data) {}

  std::size_t used() const { return at_; }

  Ref run() {
    for (;;) {
      if (at_ >= data_.size()) {
        return thread_.error(thread_.types().EOFError, "Ran out of input");
      }
      const char opcode = data_[at_++];
      if (opcode == '.') break;
      if (!step(opcode)) return Ref::error();
    }
    if (stack_.empty()) return truncated_error();
    return std::move(stack_.back());
  }

 private:
  Ref truncated_error() {
    fail("pickle data was truncated");
    return Ref::error();
  }
  bool fail(std::string_view message) {
    const Ref module = vm::import_module(thread_, "pickle");
    if (module.is_error()) return false;
    const Ref type = vm::get_attribute(thread_, module, std::string_view("UnpicklingError"));
    if (!type.is_error()) thread_.raise(type.as<vm::Type>(), message).reset();
    return false;
  }

  bool take(std::size_t count, std::string_view& out) {
    if (data_.size() - at_ < count) return fail("pickle data was truncated");
    out = data_.substr(at_, count);
    at_ += count;
    return true;
  }
  bool number(std::size_t bytes, std::uint64_t& out) {
    std::string_view raw;
    if (!take(bytes, raw)) return false;
    out = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
      out |= std::uint64_t{static_cast<unsigned char>(raw[i])} << (8 * i);
    }
    return true;
  }
  /// The length of what follows up to the frame's end.
  bool frame() {
    std::uint64_t length = 0;
    if (!number(8, length)) return false;
    return length <= data_.size() - at_ || fail("pickle data was truncated");
  }
  bool sized(std::size_t length_bytes, std::string_view& out) {
    std::uint64_t length = 0;
    return number(length_bytes, length) && take(length, out);
  }
  bool push(Ref value) {
    if (value.is_error()) return false;
    stack_.push_back(std::move(value));
    return true;
  }
  bool need(std::size_t count) {
    return stack_.size() >= count || fail("unpickling stack underflow");
  }
  Ref pop() {
    Ref value = std::move(stack_.back());
    stack_.pop_back();
    return value;
  }
  bool pop_mark(std::vector<Ref>& items) {
    if (marks_.empty() || marks_.back() > stack_.size()) return fail("could not find MARK");
    const std::size_t mark = marks_.back();
    marks_.pop_back();
    for (std::size_t i = mark; i < stack_.size(); ++i) items.push_back(std::move(stack_[i]));
    stack_.resize(mark);
    return true;
  }
  Ref tuple_of(const std::vector<Ref>& items) {
    std::vector<Value> values;
    for (const Ref& item : items) values.push_back(item.get());
    return vm::make_tuple(thread_, std::span<const Value>(values));
  }
  Ref list_of(const std::vector<Ref>& items) {
    std::vector<Value> values;
    for (const Ref& item : items) values.push_back(item.get());
    return vm::make_list(thread_, std::span<const Value>(values));
  }
  bool make_tuple_of_top(std::size_t count) {
    if (!need(count)) return false;
    std::vector<Ref> items;
    for (std::size_t i = 0; i < count; ++i) items.insert(items.begin(), pop());
    return push(tuple_of(items));
  }

  bool push_number(std::size_t bytes, bool is_signed) {
    std::uint64_t value = 0;
    if (!number(bytes, value)) return false;
    const auto signed_value = is_signed
                                  ? static_cast<std::int64_t>(static_cast<std::int32_t>(value))
                                  : static_cast<std::int64_t>(value);
    return push(vm::make_int(thread_, signed_value));
  }
  bool push_float() {
    std::string_view raw;
    if (!take(8, raw)) return false;
    std::uint64_t bits = 0;
    for (const char c : raw) bits = bits << 8 | static_cast<unsigned char>(c);
    return push(vm::make_float(thread_, std::bit_cast<double>(bits)));
  }
  bool push_text(std::size_t length_bytes) {
    std::string_view text;
    return sized(length_bytes, text) && push(vm::make_str(thread_, text));
  }
  bool push_bytes(std::size_t length_bytes) {
    std::string_view content;
    return sized(length_bytes, content) && push(vm::make_bytes(thread_, content));
  }
  bool push_long(std::size_t length_bytes) {
    std::string_view content;
    return sized(length_bytes, content) && push(vm::int_from_bytes(thread_, content, true));
  }
  bool push_memo(std::size_t bytes) {
    std::uint64_t index = 0;
    return number(bytes, index) && push_memo_at(index);
  }
  bool push_memo_at(std::uint64_t index) {
    if (index >= memo_.size() || memo_[index].is_undefined()) {
      return fail(fmt::format("Memo value not found at index {}", index));
    }
    return push(memo_[index].share());
  }
  /// Remembers the top of the stack under a number that the pickle gives.
  bool put_memo(std::size_t bytes) {
    std::uint64_t index = 0;
    return number(bytes, index) && put_memo_at(index);
  }
  bool put_memo_at(std::uint64_t index) {
    // A pickle numbers what it remembers in order: a number beyond its length is damage.
    if (index > data_.size()) return fail("memo index out of range");
    if (!need(1)) return false;
    while (memo_.size() <= index) memo_.push_back(Ref::undefined());
    memo_[index] = stack_.back().share();
    return true;
  }

  // --- the text forms of protocols 0 to 3 ---

  /// Up to the next line feed, which is left out.
  bool line(std::string_view& out) {
    const std::size_t end = data_.find('\n', at_);
    if (end == std::string_view::npos) return fail("pickle data was truncated");
    out = data_.substr(at_, end - at_);
    at_ = end + 1;
    return true;
  }
  bool line_number(std::uint64_t& out) {
    std::string_view text;
    if (!line(text)) return false;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return (error == std::errc() && end == text.data() + text.size()) ||
           fail("a memo index is no number");
  }
  bool push_decimal(std::string_view text) {
    if (text.ends_with('L')) text.remove_suffix(1);
    const Ref digits = vm::make_str(thread_, text);
    return !digits.is_error() && push(vm::int_from_text(thread_, digits.as<vm::Str>(), 10));
  }
  bool push_line(char opcode) {
    std::string_view text;
    if (!line(text)) return false;
    if (opcode == 'I' && (text == "00" || text == "01")) return push(Ref::boolean(text == "01"));
    if (opcode == 'I' || opcode == 'L') return push_decimal(text);
    const Ref content = opcode == 'F' ? vm::make_str(thread_, text) : vm::make_bytes(thread_, text);
    if (content.is_error()) return false;
    const Value arguments[] = {content.get()};
    if (opcode == 'F') {
      return push(vm::call(thread_, Value(thread_.types().floating), arguments));
    }
    const Ref encoding = vm::make_str(thread_, "raw_unicode_escape");
    const Value decoding[] = {encoding.get()};
    return push(vm::call_method(thread_, content, std::string_view("decode"), decoding));
  }
  bool push_bytearray() {
    std::string_view content;
    if (!sized(8, content)) return false;
    const Ref bytes = vm::make_bytes(thread_, content);
    const Value arguments[] = {bytes.get()};
    return push(vm::call(thread_, Value(thread_.types().bytearray), arguments));
  }
  bool push_persistent() {
    if (!need(1)) return false;
    if (options_.persistent_load.is_none()) {
      return fail(
          "A load persistent id instruction was encountered, but no persistent_load "
          "function was specified.");
    }
    const Ref identity = pop();
    const Value arguments[] = {identity.get()};
    return push(vm::call(thread_, options_.persistent_load, arguments));
  }
  bool make_dict_of(const std::vector<Ref>& items) {
    return push(vm::make_dict(thread_)) && set_items(items);
  }

  bool append_items(const std::vector<Ref>& items) {
    if (!need(1)) return false;
    if (!vm::is_list(stack_.back())) return append_by_method(items);
    for (const Ref& item : items) {
      if (!vm::list_append(thread_, stack_.back().as<vm::List>(), item)) return false;
    }
    return true;
  }
  /// An object that is no list but takes items as one does (a deque).
  bool append_by_method(const std::vector<Ref>& items) {
    const Ref object = stack_.back().share();
    for (const Ref& item : items) {
      const Value arguments[] = {item.get()};
      if (vm::call_method(thread_, object, std::string_view("append"), arguments).is_error()) {
        return false;
      }
    }
    return true;
  }
  bool set_items(const std::vector<Ref>& items) {
    if (items.size() % 2 != 0) return fail("odd number of items for SETITEMS");
    if (!need(1)) return false;
    if (!vm::is_dict(stack_.back())) {
      const Ref object = stack_.back().share();
      for (std::size_t i = 0; i < items.size(); i += 2) {
        if (!vm::set_item(thread_, object, items[i], items[i + 1])) return false;
      }
      return true;
    }
    for (std::size_t i = 0; i < items.size(); i += 2) {
      if (!vm::dict_set(thread_, stack_.back().as<vm::Dict>(), items[i].get(),
                        items[i + 1].get())) {
        return false;
      }
    }
    return true;
  }
  bool add_items(const std::vector<Ref>& items) {
    if (!need(1) || !vm::is_any_set(stack_.back())) return fail("ADDITEMS needs a set");
    for (const Ref& item : items) {
      if (!vm::set_add(thread_, stack_.back().as<vm::Set>(), item)) return false;
    }
    return true;
  }
  bool make_frozenset(const std::vector<Ref>& items) {
    const Ref tuple = tuple_of(items);
    if (tuple.is_error()) return false;
    const Value arguments[] = {tuple.get()};
    return push(vm::call(thread_, Value(thread_.types().frozenset), arguments));
  }

  /// module and name are on the stack: the global object.
  bool push_global() {
    if (!need(2)) return false;
    const Ref name_value = pop();
    const Ref module_value = pop();
    if (!vm::is_str(name_value) || !vm::is_str(module_value)) {
      return fail("STACK_GLOBAL requires str");
    }
    return push_global(module_value, name_value);
  }
  /// module and name are two lines. Up to protocol 2 modules have the names of Python 2.
  bool push_global_of_lines() {
    std::string_view module;
    std::string_view name;
    if (!line(module) || !line(name)) return false;
    if (module == "__builtin__") module = "builtins";
    if (module == "copy_reg") module = "copyreg";
    const Ref module_value = vm::make_str(thread_, module);
    const Ref name_value = vm::make_str(thread_, name);
    return !module_value.is_error() && !name_value.is_error() &&
           push_global(module_value, name_value);
  }
  bool push_global(const Ref& module_value, const Ref& name_value) {
    if (!options_.find_class.is_none()) {
      const Value arguments[] = {module_value.get(), name_value.get()};
      return push(vm::call(thread_, options_.find_class, arguments));
    }
    const std::string name = vm::to_utf8(name_value.as<vm::Str>());
    Ref found = vm::import_module(thread_, vm::to_utf8(module_value.as<vm::Str>()));
    const Ref module = found.is_error() ? Ref::error() : found.share();
    for (std::size_t at = 0; !found.is_error() && at <= name.size();) {
      const std::size_t dot = std::min(name.find('.', at), name.size());
      found = vm::get_attribute(thread_, found, std::string_view(name).substr(at, dot - at));
      at = dot + 1;
    }
    if (found.is_error() && !module.is_error() &&
        thread_.exception_matches(thread_.types().AttributeError)) {
      thread_.clear_exception();
      std::string shown;
      if (!vm::repr_utf8(thread_, module, shown)) return false;
      thread_.error(thread_.types().AttributeError, "Can't get attribute '{}' on {}", name, shown)
          .reset();
      return false;
    }
    return push(std::move(found));
  }

  bool call_top() {
    if (!need(2)) return false;
    const Ref arguments = pop();
    const Ref callable = pop();
    if (!vm::is_tuple(arguments)) return fail("REDUCE needs a tuple");
    return push(vm::call(thread_, callable, arguments.as<vm::Tuple>()->view()));
  }
  bool new_object() {
    if (!need(2)) return false;
    const Ref arguments = pop();
    const Ref cls = pop();
    if (!vm::is_tuple(arguments)) return fail("NEWOBJ needs a tuple");
    std::vector<Value> values{cls.get()};
    for (const Value value : arguments.as<vm::Tuple>()->view()) values.push_back(value);
    const Ref make = vm::get_attribute(thread_, cls, thread_.names().new_dunder_);
    if (make.is_error()) return false;
    return push(vm::call(thread_, make, std::span<const Value>(values)));
  }
  bool build() {
    if (!need(2)) return false;
    const Ref state = pop();
    const Ref object = stack_.back().share();
    const Ref set_state = vm::get_attribute_or_undefined(
        thread_, object, thread_.instance.intern(std::string_view("__setstate__")));
    if (set_state.is_error()) return false;
    if (!set_state.is_undefined()) {
      const Value arguments[] = {state.get()};
      return !vm::call(thread_, set_state, arguments).is_error();
    }
    if (!vm::is_tuple(state)) return fill_dict(object, state);
    // The instance's dict, or None, and the values of its __slots__.
    const auto* parts = state.as<vm::Tuple>();
    if (parts->length != 2) return fail("state is not a dictionary");
    if (!(*parts)[0].is_none() && !fill_dict(object, (*parts)[0])) return false;
    return (*parts)[1].is_none() || set_attributes(object, (*parts)[1]);
  }

  /// Straight into the instance's dict: the class's __setattr__ has no say.
  bool fill_dict(Value object, Value state) {
    if (!vm::is_dict(state)) return fail("state is not a dictionary");
    const Ref dict = vm::get_attribute(thread_, object, std::string_view("__dict__"));
    if (dict.is_error()) return false;
    if (!vm::is_dict(dict)) return set_attributes(object, state);
    Value key;
    Value value;
    for (std::int64_t at = 0; vm::dict_next(cast<vm::Dict>(state), at, key, value);) {
      const Ref name =
          Ref::share(vm::is_str(key) ? Value(thread_.instance.intern(cast<vm::Str>(key))) : key);
      const Ref kept = Ref::share(value);
      if (!vm::dict_set(thread_, dict.as<vm::Dict>(), name, kept)) return false;
    }
    return true;
  }

  bool set_attributes(Value object, Value state) {
    if (!vm::is_dict(state)) return fail("slot state is not a dictionary");
    Value key;
    Value value;
    for (std::int64_t at = 0; vm::dict_next(cast<vm::Dict>(state), at, key, value);) {
      if (!vm::is_str(key)) return fail("BUILD needs attribute names");
      const Ref kept = Ref::share(value);
      if (!vm::set_attribute(thread_, object, thread_.instance.intern(cast<vm::Str>(key)), kept)) {
        return false;
      }
    }
    return true;
  }

  bool step_with_mark(char opcode) {
    std::vector<Ref> items;
    if (!pop_mark(items)) return false;
    switch (opcode) {
      case 't':
        return push(tuple_of(items));
      case 'e':
        return append_items(items);
      case 'u':
        return set_items(items);
      case '\x90':
        return add_items(items);
      case '\x91':
        return make_frozenset(items);
      case 'l':
        return push(list_of(items));
      case 'd':
        return make_dict_of(items);
      default:
        return true;  // '1', POP_MARK
    }
  }

  bool step(char opcode) {
    std::uint64_t ignored = 0;
    switch (opcode) {
      case '\x80':
        return number(1, ignored) && (ignored <= 5 || fail("unsupported pickle protocol"));
      case '\x95':
        return frame();
      case 'N':
        return push(Ref::none());
      case '\x88':
        return push(Ref::boolean(true));
      case '\x89':
        return push(Ref::boolean(false));
      case 'K':
        return push_number(1, false);
      case 'M':
        return push_number(2, false);
      case 'J':
        return push_number(4, true);
      case '\x8a':
        return push_long(1);
      case '\x8b':
        return push_long(4);
      case 'G':
        return push_float();
      case '\x8c':
        return push_text(1);
      case 'X':
        return push_text(4);
      case '\x8d':
        return push_text(8);
      case 'C':
        return push_bytes(1);
      case 'B':
        return push_bytes(4);
      case '\x8e':
        return push_bytes(8);
      case ')':
        return push(Ref::share(thread_.instance.empty_tuple));
      case '\x85':
        return make_tuple_of_top(1);
      case '\x86':
        return make_tuple_of_top(2);
      case '\x87':
        return make_tuple_of_top(3);
      case ']':
        return push(vm::make_list(thread_, std::int64_t{0}));
      case '}':
        return push(vm::make_dict(thread_));
      case '\x8f':
        return push(vm::make_set(thread_, thread_.types().set));
      case '(':
        marks_.push_back(stack_.size());
        return true;
      case 't':
      case 'e':
      case 'u':
      case '1':
      case 'l':
      case 'd':
      case '\x90':
      case '\x91':
        return step_with_mark(opcode);
      case 'a': {
        if (!need(2)) return false;
        std::vector<Ref> items;
        items.push_back(pop());
        return append_items(items);
      }
      case 's': {
        if (!need(3)) return false;
        std::vector<Ref> items;
        items.push_back(pop());
        items.insert(items.begin(), pop());
        return set_items(items);
      }
      case '\x94':
        if (!need(1)) return false;
        memo_.push_back(stack_.back().share());
        return true;
      case 'h':
        return push_memo(1);
      case 'j':
        return push_memo(4);
      case '0':
        if (!need(1)) return false;
        pop().reset();
        return true;
      case 'q':
        return put_memo(1);
      case 'r':
        return put_memo(4);
      case 'p':
        return line_number(ignored) && put_memo_at(ignored);
      case 'g':
        return line_number(ignored) && push_memo_at(ignored);
      case 'I':
      case 'L':
      case 'F':
      case 'V':
        return push_line(opcode);
      case '2':
        return need(1) && push(stack_.back().share());
      case '\x96':
        return push_bytearray();
      case 'Q':
        return push_persistent();
      case 'c':
        return push_global_of_lines();
      case '\x93':
        return push_global();
      case 'R':
        return call_top();
      case '\x81':
        return new_object();
      case 'b':
        return build();
      default:
        return fail(
            fmt::format("invalid load key, '\\x{:02x}'.", static_cast<unsigned char>(opcode)));
    }
  }

  vm::Thread& thread_;
  const UnpickleOptions& options_;
  std::string_view data_;
  std::size_t at_ = 0;
  std::vector<Ref> stack_;
  std::vector<std::size_t> marks_;
  std::vector<Ref> memo_;
};

}  // namespace

Ref pickle_loads(vm::Thread& thread, std::string_view data, const UnpickleOptions& options,
                 std::size_t& used) {
  Unpickler unpickler(thread, data, options);
  Ref object = unpickler.run();
  used = unpickler.used();
  return object;
}

}  // namespace gilsim::runtime
