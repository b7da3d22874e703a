// SPDX-License-Identifier: MIT
//
// Built-in functions about numbers and characters.
#include "vm/core/slots.h"
#include "vm/eval/operations.h"
#include "vm/modules/builtins_internal.h"
#include "vm/modules/modular_power.h"
#include "vm/objects/bytes.h"
#include "vm/objects/containers.h"
#include "vm/objects/dict.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <cmath>
#include <string>

namespace gilsim::vm {

namespace {

constexpr char32_t kMaxCodePoint = 0x10ffff;

Ref builtin_abs(Thread& thread, Arguments arguments) {
  const UnarySlot slot = type_of(thread, arguments[0])->slots.absolute;
  if (slot != nullptr) return slot(thread, arguments[0]);
  return thread.type_error("bad operand type for abs(): '{}'", type_name(thread, arguments[0]));
}

// --- min and max
// ----------------------------------------------------------------------------------

/// min and max over one iterable. `best` stays Undefined if it is empty.
bool find_extreme(Thread& thread, Value iterable, Value key, CompareOp op, Ref& best) {
  Ref best_key;
  return for_each_item(thread, iterable, [&](Value item) {
    const Value args[] = {item};
    Ref item_key = key.is_none() ? Ref::share(item) : call(thread, key, args);
    if (item_key.is_error()) return false;
    if (!best.is_undefined()) {
      const Truth better = compare_truth(thread, item_key, best_key, op);
      if (better == Truth::error) return false;
      if (better == Truth::no) return true;
    }
    best = Ref::share(item);
    best_key = std::move(item_key);
    return true;
  });
}

Ref extreme(Thread& thread, Arguments arguments, std::string_view name, CompareOp op) {
  const auto* positional = cast<Tuple>(arguments[0]);
  const Value key = arguments[1];
  const Value fallback = arguments[2];
  if (positional->length == 0) {
    return thread.type_error("{} expected at least 1 argument, got 0", name);
  }
  const bool is_single = positional->length == 1;
  if (!is_single && !fallback.is_undefined()) {
    return thread.type_error("Cannot specify a default for {}() with multiple positional arguments",
                             name);
  }
  Ref best;
  const Value items = is_single ? (*positional)[0] : arguments[0];
  if (!find_extreme(thread, items, key, op, best)) return Ref::error();
  if (!best.is_undefined()) return best;
  if (!fallback.is_undefined()) return Ref::share(fallback);
  return thread.value_error("{}() arg is an empty sequence", name);
}

Ref builtin_min(Thread& thread, Arguments arguments) {
  return extreme(thread, arguments, "min", CompareOp::less);
}

Ref builtin_max(Thread& thread, Arguments arguments) {
  return extreme(thread, arguments, "max", CompareOp::greater);
}

// --- sum
// ------------------------------------------------------------------------------------------

/// Adds small ints and floats in machine words as long as it goes, anything else by `+`.
class Summation {
 public:
  Summation(Thread& thread, Value start) : thread_(thread), total_(Ref::share(start)) {}

  bool add(Value item) {
    if (mode_ == Mode::start) begin();
    std::int64_t total = 0;
    if (mode_ == Mode::integer && item.is_small_int() &&
        !__builtin_add_overflow(integer_, item.as_small_int(), &total)) {
      integer_ = total;
      return true;
    }
    if (mode_ == Mode::floating && add_float(item)) return true;
    if (mode_ == Mode::integer || mode_ == Mode::floating) {
      if (mode_ == Mode::integer && is_float(item) && is_exact_number(item)) {
        floating_ = static_cast<double>(integer_) + float_of(item);
        mode_ = Mode::floating;
        return true;
      }
      if (!settle()) return false;
    }
    total_ = binary_operation(thread_, BinaryOp::add, total_, item);
    return !total_.is_error();
  }

  Ref take() { return settle() ? std::move(total_) : Ref::error(); }

 private:
  enum class Mode { start, integer, floating, general };

  static bool is_exact_number(Value value) {
    return !value.is_object() || is_exactly(value, Layout::floating);
  }

  void begin() {
    mode_ = Mode::general;
    if (total_.get().is_small_int()) {
      integer_ = total_.get().as_small_int();
      mode_ = Mode::integer;
    } else if (is_float(total_) && is_exact_number(total_)) {
      floating_ = float_of(total_);
      mode_ = Mode::floating;
    }
  }

  bool add_float(Value item) {
    if (item.is_small_int()) {
      floating_ += static_cast<double>(item.as_small_int());
      return true;
    }
    if (!is_float(item) || !is_exact_number(item)) return false;
    floating_ += float_of(item);
    return true;
  }

  bool settle() {
    if (mode_ == Mode::integer) total_ = make_int(thread_, integer_);
    if (mode_ == Mode::floating) total_ = make_float(thread_, floating_);
    mode_ = Mode::general;
    return !total_.is_error();
  }

  Thread& thread_;
  Ref total_;
  Mode mode_ = Mode::start;
  std::int64_t integer_ = 0;
  double floating_ = 0;
};

Ref builtin_sum(Thread& thread, Arguments arguments) {
  const Value start = arguments[1];
  if (is_str(start)) {
    return thread.type_error("sum() can't sum strings [use ''.join(seq) instead]");
  }
  if (is_bytes(start)) {
    return thread.type_error("sum() can't sum bytes [use b''.join(seq) instead]");
  }
  if (is_bytearray(start)) {
    return thread.type_error("sum() can't sum bytearray [use b''.join(seq) instead]");
  }
  Summation sum(thread, start);
  if (!for_each_item(thread, arguments[0], [&](Value item) { return sum.add(item); })) {
    return Ref::error();
  }
  return sum.take();
}

// --- divmod, pow, round
// -----------------------------------------------------------------------------

Ref make_pair(Thread& thread, const Ref& first, const Ref& second) {
  if (first.is_error() || second.is_error()) return Ref::error();
  return make_tuple(thread, {first, second});
}

Ref float_divmod(Thread& thread, double left, double right) {
  if (right == 0.0) return thread.raise(thread.types().ZeroDivisionError, "float divmod()");
  double rest = std::fmod(left, right);
  double quotient = (left - rest) / right;
  if (rest != 0.0) {
    if ((right < 0) != (rest < 0)) {
      rest += right;
      quotient -= 1.0;
    }
  } else {
    rest = std::copysign(0.0, right);
  }
  double floored = 0.0;
  if (quotient != 0.0) {
    floored = std::floor(quotient);
    if (quotient - floored > 0.5) floored += 1.0;
  } else {
    floored = std::copysign(0.0, left / right);
  }
  return make_pair(thread, make_float(thread, floored), make_float(thread, rest));
}

/// True if divmod can do without special methods.
bool is_built_in_number(Thread& thread, Value value) {
  return (is_int(value) || is_float(value)) && !type_of(thread, value)->is_heap_type;
}

Ref builtin_divmod(Thread& thread, Arguments arguments) {
  const Value left = arguments[0];
  const Value right = arguments[1];
  if (is_built_in_number(thread, left) && is_built_in_number(thread, right)) {
    if (is_int(left) && is_int(right)) {
      const Ref quotient = int_floor_divide(thread, plain_int(left), plain_int(right));
      if (quotient.is_error()) return Ref::error();
      return make_pair(thread, quotient, int_remainder(thread, plain_int(left), plain_int(right)));
    }
    double a = 0;
    double b = 0;
    if (!to_double(thread, left, a) || !to_double(thread, right, b)) return Ref::error();
    return float_divmod(thread, a, b);
  }
  const Value left_args[] = {right};
  Ref result = call_special(thread, left, thread.instance.intern("__divmod__"), left_args);
  if (!result.is_undefined() && !result.is_not_implemented()) return result;
  const Value right_args[] = {left};
  result = call_special(thread, right, thread.instance.intern("__rdivmod__"), right_args);
  if (!result.is_undefined() && !result.is_not_implemented()) return result;
  return thread.type_error("unsupported operand type(s) for divmod(): '{}' and '{}'",
                           type_name(thread, left), type_name(thread, right));
}

Ref builtin_pow(Thread& thread, Arguments arguments) {
  const Value base = arguments[0];
  const Value exponent = arguments[1];
  const Value modulus = arguments[2];
  if (modulus.is_none()) return binary_operation(thread, BinaryOp::power, base, exponent);
  if (is_int(base) && is_int(exponent) && is_int(modulus)) {
    return modular_power(thread, plain_int(base), plain_int(exponent), plain_int(modulus));
  }
  const Value args[] = {exponent, modulus};
  Ref result = Ref::undefined();
  if (type_of(thread, base)->is_heap_type) {
    result = call_special(thread, base, thread.instance.intern("__pow__"), args);
  }
  if (!result.is_undefined() && !result.is_not_implemented()) return result;
  if (is_float(base) || is_int(base)) {
    if (is_float(exponent) || is_float(modulus) || is_float(base)) {
      return thread.type_error("pow() 3rd argument not allowed unless all arguments are integers");
    }
  }
  return thread.type_error("unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
                           type_name(thread, base), type_name(thread, exponent),
                           type_name(thread, modulus));
}

Ref builtin_round(Thread& thread, Arguments arguments) {
  const Value number = arguments[0];
  const Value digits = arguments[1];
  if (number.is_small_int() && digits.is_none()) return Ref::share(number);
  const Value args[] = {digits};
  const std::span<const Value> given(args, digits.is_none() ? 0 : 1);
  Ref result = call_special(thread, number, thread.names().round_, given);
  if (!result.is_undefined()) return result;
  return thread.type_error("type {} doesn't define __round__ method", type_name(thread, number));
}

// --- characters and digits
// --------------------------------------------------------------------------

Ref builtin_ord(Thread& thread, Arguments arguments) {
  const Value value = arguments[0];
  std::int64_t length = 0;
  if (is_str(value)) {
    const auto* text = cast<Str>(value);
    length = text->length;
    if (length == 1) return Ref::small_int(static_cast<std::int64_t>(text->at(0)));
  } else if (is_bytes(value)) {
    length = cast<Bytes>(value)->length;
    if (length == 1) return Ref::small_int(cast<Bytes>(value)->data()[0]);
  } else if (is_bytearray(value)) {
    length = cast<ByteArray>(value)->length;
    if (length == 1) return Ref::small_int(cast<ByteArray>(value)->data[0]);
  } else {
    return thread.type_error("ord() expected string of length 1, but {} found",
                             type_name(thread, value));
  }
  return thread.type_error("ord() expected a character, but string of length {} found", length);
}

Ref builtin_chr(Thread& thread, Arguments arguments) {
  std::int64_t point = 0;
  const Ref number = index_as_int(thread, arguments[0]);
  if (number.is_error()) return Ref::error();
  if (!int_to_int64(number, point) || point < INT32_MIN || point > INT32_MAX) {
    return thread.raise(thread.types().OverflowError, "Python int too large to convert to C int");
  }
  if (point < 0 || point > static_cast<std::int64_t>(kMaxCodePoint)) {
    return thread.value_error("chr() arg not in range(0x110000)");
  }
  return make_str_from_code_point(thread, static_cast<char32_t>(point));
}

Ref in_base(Thread& thread, Value value, int base, std::string_view prefix) {
  const Ref number = index_as_int(thread, value);
  std::string digits;
  if (number.is_error() || !int_to_text(thread, number, base, digits)) return Ref::error();
  const bool is_negative = digits.starts_with('-');
  return make_str(thread, fmt::format("{}{}{}", is_negative ? "-" : "", prefix,
                                      std::string_view(digits).substr(is_negative ? 1 : 0)));
}

Ref builtin_bin(Thread& thread, Arguments arguments) {
  return in_base(thread, arguments[0], 2, "0b");
}
Ref builtin_oct(Thread& thread, Arguments arguments) {
  return in_base(thread, arguments[0], 8, "0o");
}
Ref builtin_hex(Thread& thread, Arguments arguments) {
  return in_base(thread, arguments[0], 16, "0x");
}

constexpr NativeDefinition kRows[] = {
    {"abs", builtin_abs, "x, /"},
    {"min", builtin_min, "*args, key=None, default=..."},
    {"max", builtin_max, "*args, key=None, default=..."},
    {"sum", builtin_sum, "iterable, /, start=0"},
    {"divmod", builtin_divmod, "x, y, /"},
    {"pow", builtin_pow, "base, exp, mod=None"},
    {"round", builtin_round, "number, ndigits=None"},
    {"ord", builtin_ord, "c, /"},
    {"chr", builtin_chr, "i, /"},
    {"bin", builtin_bin, "number, /"},
    {"oct", builtin_oct, "number, /"},
    {"hex", builtin_hex, "number, /"},
};

}  // namespace

std::span<const NativeDefinition> builtins_of_numbers() { return kRows; }

}  // namespace gilsim::vm
