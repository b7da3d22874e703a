// SPDX-License-Identifier: MIT
#include "vm/objects/brief_repr.h"

#include "vm/bytecode/code.h"
#include "vm/core/type.h"
#include "vm/objects/big_int.h"
#include "vm/objects/bytes.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/function.h"
#include "vm/objects/generator.h"
#include "vm/objects/instance_object.h"
#include "vm/objects/list.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace gilsim::vm {

namespace {

/// Containers within containers: deeper ones show as "[...]".
constexpr int kDeepest = 3;
/// Limbs of an int whose digits are worked out: about 300 digits.
constexpr std::int64_t kMostLimbs = 16;

class BriefRepr {
 public:
  explicit BriefRepr(std::size_t limit) : limit_(limit) {}

  void put(Value value) {
    if (value.is_undefined() || value.is_error()) return;
    if (value.is_object()) return put_object(value);
    if (value.is_small_int()) return put_text(fmt::to_string(value.as_small_int()));
    if (value.is_immediate_float()) return put_text(float_repr(value.as_immediate_float()));
    if (value.is_none()) return put_text("None");
    if (value.is_bool()) return put_text(value.is_true() ? "True" : "False");
    put_text(value.is_ellipsis() ? "Ellipsis" : "NotImplemented");
  }

  std::string take() { return std::move(text_); }

 private:
  std::size_t room() const { return text_.size() < limit_ ? limit_ - text_.size() : 0; }
  void put_text(std::string_view text) { text_ += text; }
  void put_name(const Str* name) { put_text(repr_of(name, false)); }

  /// A str as its repr or as it stands, as much of it as there is room for.
  std::string repr_of(const Str* text, bool quoted) const {
    const auto most = static_cast<std::int64_t>(std::max<std::size_t>(room(), 1));
    std::string out = repr_of_text(text, most);
    if (!quoted) out = out.substr(1, out.size() - 2);
    return text->length > most ? out + "..." : out;
  }

  void put_object(Value value) {
    const Type* const type = value.as_object()->type;
    // A subclass of a built-in type: its name, then the content.
    const bool is_named = type->is_heap_type && has_content(type->layout);
    if (is_named) {
      put_name(type->name);
      put_text("(");
    }
    put_content(value, type);
    if (is_named) put_text(")");
  }

  static bool has_content(Layout layout) {
    switch (layout) {
      case Layout::integer:
      case Layout::floating:
      case Layout::str:
      case Layout::bytes:
      case Layout::bytearray:
      case Layout::list:
      case Layout::tuple:
      case Layout::dict:
      case Layout::set:
      case Layout::frozenset:
        return true;
      default:
        return false;
    }
  }

  void put_content(Value value, const Type* type) {
    switch (type->layout) {
      case Layout::integer:
        return put_int(plain_int(value));
      case Layout::floating:
        return put_text(float_repr(float_of(value)));
      case Layout::str:
        return put_text(repr_of(cast<Str>(value), true));
      case Layout::bytes:
        return put_bytes(cast<Bytes>(value)->view());
      case Layout::bytearray:
        return put_bytearray(*cast<ByteArray>(value));
      case Layout::list:
        return put_items("[", "]", cast<List>(value)->view());
      case Layout::tuple:
        return put_tuple(cast<Tuple>(value)->view());
      case Layout::dict:
        return put_dict(cast<Dict>(value));
      case Layout::set:
      case Layout::frozenset:
        return put_set(cast<Set>(value), type->layout == Layout::frozenset);
      case Layout::exception:
        return put_exception(cast<Exception>(value));
      default:
        return put_opaque(value, type);
    }
  }

  // What has a name or nothing to show.
  void put_opaque(Value value, const Type* type) {
    switch (type->layout) {
      case Layout::function:
        return put_named("function", cast<Function>(value)->qualified_name);
      case Layout::native_function:
        return put_angles("built-in function", cast<NativeFunctionObject>(value)->definition->name);
      case Layout::bound_method: {
        const Value function = cast<BoundMethod>(value)->function;
        if (!has_layout(function, Layout::function)) return put_angles("method", "");
        return put_named("method", cast<Function>(function)->qualified_name);
      }
      case Layout::type:
        return put_named("class", Value(cast<Type>(value)->name));
      case Layout::generator:
        return put_named("generator", cast<Generator>(value)->qualified_name);
      case Layout::cell:
        return put(cast<Cell>(value)->content);
      case Layout::code:
        return put_named("code", Value(cast<Code>(value)->qualified_name));
      case Layout::module:
        return put_angles("module", "");
      default:
        return put_instance(value, type);
    }
  }

  void put_angles(std::string_view kind, std::string_view name) {
    put_text("<");
    put_text(kind);
    if (!name.empty()) put_text(" ");
    put_text(name);
    put_text(">");
  }
  void put_named(std::string_view kind, Value name) {
    put_angles(kind, is_str(name) ? repr_of(cast<Str>(name), false) : "");
  }

  /// An instance with what its dict holds, if its class is the program's.
  void put_instance(Value value, const Type* type) {
    Dict** const slot = type->is_heap_type ? dict_slot_of(value.as_object()) : nullptr;
    const Value module = type->module;
    const bool is_of_program = is_str(module) && to_utf8(cast<Str>(module)).starts_with("__m");
    put_text("<");
    put_name(type->name);
    if (slot == nullptr || *slot == nullptr || !is_of_program) return put_text(" object>");
    put_pairs(*slot, " ", " ", "=", true);
    put_text(">");
  }

  void put_int(Value plain) {
    if (plain.is_small_int()) return put_text(fmt::to_string(plain.as_small_int()));
    const IntView number(plain);
    if (static_cast<std::int64_t>(number.limbs().size()) > kMostLimbs) {
      return put_text(fmt::format("<int of {} bits>", int_bit_length(plain)));
    }
    put_text(number.is_negative() ? "-" : "");
    put_text(decimal({number.limbs().begin(), number.limbs().end()}));
  }

  /// Digits by division, least significant first.
  static std::string decimal(std::vector<Limb> limbs) {
    std::string digits;
    while (!limbs.empty()) {
      Limb remainder = 0;
      for (std::size_t i = limbs.size(); i-- > 0;) {
        __extension__ using Wide = unsigned __int128;
        const Wide part = (static_cast<Wide>(remainder) << 64) | limbs[i];
        limbs[i] = static_cast<Limb>(part / 10);
        remainder = static_cast<Limb>(part % 10);
      }
      digits.push_back(static_cast<char>('0' + remainder));
      if (limbs.back() == 0) limbs.pop_back();
    }
    std::reverse(digits.begin(), digits.end());
    return digits;
  }

  void put_bytes(std::string_view content) {
    put_text(repr_of_bytes(content.substr(0, room())));
    if (content.size() > room()) put_text("...");
  }
  void put_bytearray(const ByteArray& array) {
    put_text("bytearray(");
    put_bytes({reinterpret_cast<const char*>(array.data), static_cast<std::size_t>(array.length)});
    put_text(")");
  }

  void put_exception(const Exception* exception) {
    put_name(exception->type->name);
    put_tuple_as(exception->args, "(", ")");
  }
  void put_tuple_as(Value tuple, std::string_view open, std::string_view close) {
    put_items(open, close, is_tuple(tuple) ? cast<Tuple>(tuple)->view() : std::span<const Value>());
  }
  void put_tuple(std::span<const Value> items) {
    put_items("(", items.size() == 1 ? ",)" : ")", items);
  }

  /// True if there is room for another item; else says how many are left.
  bool goes_on(std::int64_t done, std::int64_t count, std::string_view separator) {
    if (done > 0 && done < count) put_text(separator);
    if (room() > 0 || done == count) return done < count;
    put_text(fmt::format("... {} more", count - done));
    return false;
  }

  bool enter(std::string_view open, std::string_view close) {
    put_text(open);
    if (++depth_ <= kDeepest) return true;
    put_text("...");
    leave(close);
    return false;
  }
  void leave(std::string_view close) {
    --depth_;
    put_text(close);
  }

  void put_items(std::string_view open, std::string_view close, std::span<const Value> items) {
    if (!enter(open, close)) return;
    const auto count = static_cast<std::int64_t>(items.size());
    for (std::int64_t i = 0; goes_on(i, count, ", "); ++i) put(items[static_cast<std::size_t>(i)]);
    leave(close);
  }

  void put_pairs(const Dict* dict, std::string_view before, std::string_view separator,
                 std::string_view between, bool as_names) {
    if (dict->length == 0) return;
    put_text(before);
    if (++depth_ > kDeepest) put_text("...");
    std::int64_t position = 0;
    Value key;
    Value value;
    for (std::int64_t i = 0; depth_ <= kDeepest && goes_on(i, dict->length, separator); ++i) {
      if (!dict_next(dict, position, key, value)) break;
      as_names&& is_str(key) ? put_name(cast<Str>(key)) : put(key);
      put_text(between);
      put(value);
    }
    --depth_;
  }
  void put_dict(const Dict* dict) {
    put_text("{");
    put_pairs(dict, "", ", ", ": ", false);
    put_text("}");
  }

  void put_set(const Set* set, bool is_frozen) {
    if (set->length == 0) return put_text(is_frozen ? "frozenset()" : "set()");
    if (is_frozen) put_text("frozenset(");
    if (enter("{", "}")) {
      std::int64_t position = 0;
      Value key;
      for (std::int64_t i = 0; goes_on(i, set->length, ", ") && set_next(set, position, key); ++i) {
        put(key);
      }
      leave("}");
    }
    if (is_frozen) put_text(")");
  }

  const std::size_t limit_;
  int depth_ = 0;
  std::string text_;
};

}  // namespace

std::string brief_repr(Value value, std::size_t limit) {
  BriefRepr repr(limit);
  repr.put(value);
  return repr.take();
}

}  // namespace gilsim::vm
