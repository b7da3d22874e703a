// SPDX-License-Identifier: MIT
//
// The type complex: arithmetic with ints and floats on either side, and its methods.
#include "vm/objects/complex.h"

#include "vm/core/native.h"
#include "vm/core/type_of.h"
#include "vm/eval/operations.h"
#include "vm/objects/function.h"
#include "vm/objects/number_support.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <cmath>
#include <string_view>

namespace gilsim::vm {

// --- arithmetic ---------------------------------------------------------------------------------

Complex complex_sum(Complex left, Complex right) {
  return {left.real + right.real, left.imaginary + right.imaginary};
}

Complex complex_difference(Complex left, Complex right) {
  return {left.real - right.real, left.imaginary - right.imaginary};
}

Complex complex_product(Complex left, Complex right) {
  return {left.real * right.real - left.imaginary * right.imaginary,
          left.real * right.imaginary + left.imaginary * right.real};
}

ComplexResult complex_quotient(Complex left, Complex right, Complex& out) {
  const double real = std::fabs(right.real);
  const double imaginary = std::fabs(right.imaginary);
  if (real >= imaginary) {
    if (real == 0) return ComplexResult::zero_division;
    const double ratio = right.imaginary / right.real;
    const double denominator = right.real + right.imaginary * ratio;
    out = {(left.real + left.imaginary * ratio) / denominator,
           (left.imaginary - left.real * ratio) / denominator};
  } else if (imaginary >= real) {
    const double ratio = right.real / right.imaginary;
    const double denominator = right.real * ratio + right.imaginary;
    out = {(left.real * ratio + left.imaginary) / denominator,
           (left.imaginary * ratio - left.real) / denominator};
  } else {
    out = {std::nan(""), std::nan("")};
  }
  return ComplexResult::ok;
}

namespace {

/// Whole exponents up to this size are products.
constexpr double kLargestProductPower = 100;

ComplexResult whole_power(Complex base, int exponent, Complex& out) {
  Complex result{1, 0};
  for (int rest = std::abs(exponent); rest != 0; rest >>= 1) {
    if ((rest & 1) != 0) result = complex_product(result, base);
    base = complex_product(base, base);
  }
  if (exponent > 0) {
    out = result;
    return ComplexResult::ok;
  }
  return complex_quotient({1, 0}, result, out);
}

ComplexResult polar_power(Complex base, Complex exponent, Complex& out) {
  if (exponent.real == 0 && exponent.imaginary == 0) {
    out = {1, 0};
    return ComplexResult::ok;
  }
  if (base.real == 0 && base.imaginary == 0) {
    if (exponent.imaginary != 0 || exponent.real < 0) return ComplexResult::zero_division;
    out = {0, 0};
    return ComplexResult::ok;
  }
  const double size = std::hypot(base.real, base.imaginary);
  double length = std::pow(size, exponent.real);
  const double angle = std::atan2(base.imaginary, base.real);
  double phase = angle * exponent.real;
  if (exponent.imaginary != 0) {
    length /= std::exp(angle * exponent.imaginary);
    phase += exponent.imaginary * std::log(size);
  }
  out = {length * std::cos(phase), length * std::sin(phase)};
  return ComplexResult::ok;
}

}  // namespace

ComplexResult complex_power(Complex base, Complex exponent, Complex& out) {
  const bool is_whole = exponent.imaginary == 0 && exponent.real == std::floor(exponent.real) &&
                        std::fabs(exponent.real) <= kLargestProductPower;
  const ComplexResult result = is_whole ? whole_power(base, static_cast<int>(exponent.real), out)
                                        : polar_power(base, exponent, out);
  if (result != ComplexResult::ok) return result;
  const bool is_infinite = std::isinf(out.real) || std::isinf(out.imaginary);
  return is_infinite ? ComplexResult::overflow : ComplexResult::ok;
}

// --- text ---------------------------------------------------------------------------------------

std::string complex_repr(Complex number) {
  const auto text = [](double part) { return double_to_text(part, 'r', 0, {}); };
  std::string imaginary = text(number.imaginary) + "j";
  if (number.real == 0 && !std::signbit(number.real)) return imaginary;
  if (imaginary[0] != '-') imaginary.insert(0, "+");
  return "(" + text(number.real) + imaginary + ")";
}

namespace {

constexpr std::string_view kWhiteSpace = " \t\n\v\f\r";

std::string_view stripped(std::string_view text) {
  const std::size_t start = text.find_first_not_of(kWhiteSpace);
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(kWhiteSpace) - start + 1);
}

/// How many characters at the start of the text are a float, by its letters alone.
std::size_t number_length(std::string_view text) {
  std::size_t at = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
  const std::size_t start = at;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    const bool is_exponent_sign =
        (c == '+' || c == '-') && at > start && (text[at - 1] | 0x20) == 'e' &&
        text.substr(start, at - 1 - start).find_first_not_of("0123456789._") ==
            std::string_view::npos;
    if (c == 'j' || c == 'J' || ((c == '+' || c == '-') && !is_exponent_sign)) break;
  }
  return at;
}

/// The factor before `j`, which may be a sign alone or nothing.
bool parse_factor(std::string_view text, double& out) {
  if (text.empty() || text == "+" || text == "-") {
    out = text == "-" ? -1 : 1;
    return true;
  }
  return stripped(text) == text && parse_double(text, out);
}

bool parse_complex(std::string_view text, Complex& out) {
  text = stripped(text);
  if (text.size() >= 2 && text.front() == '(' && text.back() == ')') {
    text = stripped(text.substr(1, text.size() - 2));
  }
  if (text.empty()) return false;
  const bool has_imaginary = (text.back() | 0x20) == 'j';
  const std::size_t first = number_length(text);
  if (!has_imaginary) return first == text.size() && parse_double(text, out.real);
  text.remove_suffix(1);
  if (first == text.size()) return parse_factor(text, out.imaginary);
  const std::string_view rest = text.substr(std::min(first, text.size()));
  const std::string_view real = text.substr(0, first);
  return stripped(real) == real && parse_double(real, out.real) &&
         number_length(rest) == rest.size() && parse_factor(rest, out.imaginary);
}

// --- operators ----------------------------------------------------------------------------------

/// A complex, float or int as a complex. False with `is_number` false: it is none of them.
bool operand(Thread& thread, Value value, Complex& out, bool& is_number) {
  is_number = true;
  if (is_complex(thread, value)) {
    out = complex_of(value);
    return true;
  }
  if (is_float(value) || is_int(value)) {
    out.imaginary = 0;
    return number_to_double(thread, value, out.real);
  }
  is_number = false;
  return false;
}

bool operands(Thread& thread, Value left, Value right, Complex& a, Complex& b, Ref& answer) {
  bool is_number;
  if (operand(thread, left, a, is_number) && operand(thread, right, b, is_number)) return true;
  answer = is_number ? Ref::error() : Ref::not_implemented();
  return false;
}

template <Complex (*operation)(Complex, Complex)>
Ref plain_slot(Thread& thread, Value left, Value right) {
  Complex a;
  Complex b;
  Ref answer;
  if (!operands(thread, left, right, a, b, answer)) return answer;
  return make_complex(thread, operation(a, b));
}

Ref divide_slot(Thread& thread, Value left, Value right) {
  Complex a;
  Complex b;
  Ref answer;
  if (!operands(thread, left, right, a, b, answer)) return answer;
  Complex result;
  if (complex_quotient(a, b, result) == ComplexResult::zero_division) {
    return thread.raise(thread.types().ZeroDivisionError, "complex division by zero");
  }
  return make_complex(thread, result);
}

Ref power_slot(Thread& thread, Value left, Value right) {
  Complex a;
  Complex b;
  Ref answer;
  if (!operands(thread, left, right, a, b, answer)) return answer;
  return power_of_complex(thread, a, b);
}

Ref complex_compare(Thread& thread, Value self, Value other, CompareOp operation) {
  if (operation != CompareOp::equal && operation != CompareOp::not_equal) {
    return Ref::not_implemented();
  }
  const Complex left = complex_of(self);
  bool same;
  if (is_complex(thread, other)) {
    const Complex right = complex_of(other);
    same = left.real == right.real && left.imaginary == right.imaginary;
  } else if (is_float(other)) {
    same = left.imaginary == 0 && left.real == float_of(other);
  } else if (is_int(other)) {
    const Ref real = make_float(thread, left.real);
    const Truth equal = equals(thread, real, other);
    if (equal == Truth::error) return Ref::error();
    same = left.imaginary == 0 && equal == Truth::yes;
  } else {
    return Ref::not_implemented();
  }
  return Ref::boolean(same == (operation == CompareOp::equal));
}

bool complex_hash(Thread&, Value self, std::int64_t& out) {
  constexpr std::uint64_t kImaginaryFactor = 1000003;  // CPython's _PyHASH_IMAG
  const Complex number = complex_of(self);
  const auto combined =
      static_cast<std::uint64_t>(hash_of_double(number.real)) +
      kImaginaryFactor * static_cast<std::uint64_t>(hash_of_double(number.imaginary));
  out = static_cast<std::int64_t>(combined);
  if (out == -1) out = -2;
  return true;
}

Truth complex_truth(Thread&, Value self) {
  const Complex number = complex_of(self);
  return truth_of(number.real != 0 || number.imaginary != 0);
}

Ref complex_repr_slot(Thread& thread, Value self) {
  return make_str(thread, complex_repr(complex_of(self)));
}

Ref complex_negative(Thread& thread, Value self) {
  const Complex number = complex_of(self);
  return make_complex(thread, {-number.real, -number.imaginary});
}

Ref complex_plain(Thread& thread, Value self) {
  return self.as_object()->type == thread.types().complex ? Ref::share(self)
                                                          : make_complex(thread, complex_of(self));
}

Ref complex_absolute(Thread& thread, Value self) {
  const Complex number = complex_of(self);
  const double size = std::hypot(number.real, number.imaginary);
  if (std::isinf(size) && std::isfinite(number.real) && std::isfinite(number.imaginary)) {
    return thread.raise(thread.types().OverflowError, "absolute value too large");
  }
  return make_float(thread, size);
}

// --- construction -------------------------------------------------------------------------------

/// value.__complex__(); Undefined: it has none.
Ref converted(Thread& thread, Value value) {
  const Ref method = lookup_special(thread, value, thread.names().complex_);
  if (method.is_error()) return Ref::error();
  if (method.is_undefined() || is_complex(thread, value)) return Ref::undefined();
  Ref result = call(thread, method);
  if (!result.is_error() && !is_complex(thread, result)) {
    return thread.type_error("__complex__ returned non-complex (type {})",
                             type_name(thread, result));
  }
  return result;
}

bool has_number(const Thread& thread, Value value) {
  const Slots& slots = type_of_inline(thread, value)->slots;
  return slots.to_float != nullptr || slots.to_index != nullptr || is_complex(thread, value);
}

/// One argument of complex(): what __complex__, __float__ or __index__ says.
bool argument_value(Thread& thread, Value value, std::string_view message, Complex& out) {
  const Ref result = converted(thread, value);
  if (result.is_error()) return false;
  const Value number = result.is_undefined() ? value : result.get();
  if (is_complex(thread, number)) {
    out = complex_of(number);
    return true;
  }
  if (!has_number(thread, number)) {
    thread.type_error("{}, not '{}'", message, type_name(thread, value)).reset();
    return false;
  }
  out.imaginary = 0;
  return to_double(thread, number, out.real);
}

Ref make_complex_of(Thread& thread, Type* cls, Complex number) {
  auto* object = static_cast<ComplexObject*>(thread.heap().allocate(cls, cls->instance_size));
  object->number = number;
  if (cls->is_collectable) thread.heap().track(object);
  return Ref::adopt(object);
}

Ref complex_from_text(Thread& thread, Type* cls, const Str* text) {
  Complex number;
  if (!parse_complex(narrow_number_text(text), number)) {
    return thread.value_error("complex() arg is a malformed string");
  }
  return make_complex_of(thread, cls, number);
}

bool read_arguments(Thread& thread, Arguments arguments, Value& real, Value& imaginary) {
  if (arguments.positional_count + arguments.keyword_count() > 2) {
    thread
        .type_error("complex() takes at most 2 arguments ({} given)",
                    arguments.positional_count + arguments.keyword_count())
        .reset();
    return false;
  }
  for (std::uint32_t i = 0; i < arguments.keyword_count(); ++i) {
    const std::string name = to_utf8(cast<Str>((*arguments.keyword_names)[i]));
    if (name == "real" || name == "imag") continue;
    thread.type_error("'{}' is an invalid keyword argument for complex()", name).reset();
    return false;
  }
  real = arguments.positional_count > 0 ? arguments[0] : keyword_argument(arguments, "real");
  imaginary = arguments.positional_count > 1 ? arguments[1] : keyword_argument(arguments, "imag");
  return true;
}

Ref complex_new(Thread& thread, Type* cls, Arguments arguments) {
  Value real;
  Value imaginary;
  if (!read_arguments(thread, arguments, real, imaginary)) return Ref::error();
  if (is_str(real)) {
    if (!imaginary.is_undefined()) {
      return thread.type_error("complex() can't take second arg if first is a string");
    }
    return complex_from_text(thread, cls, cast<Str>(real));
  }
  if (is_str(imaginary)) return thread.type_error("complex() second arg can't be a string");
  Complex first;
  Complex second;
  if (!real.is_undefined() &&
      !argument_value(thread, real, "complex() first argument must be a string or a number",
                      first)) {
    return Ref::error();
  }
  if (!imaginary.is_undefined() &&
      !argument_value(thread, imaginary, "complex() second argument must be a number", second)) {
    return Ref::error();
  }
  if (imaginary.is_undefined()) return make_complex_of(thread, cls, first);
  return make_complex_of(thread, cls,
                         {first.real - second.imaginary, first.imaginary + second.real});
}

// --- methods ------------------------------------------------------------------------------------

Ref method_conjugate(Thread& thread, Arguments a) {
  const Complex number = complex_of(a[0]);
  return make_complex(thread, {number.real, -number.imaginary});
}
Ref method_complex(Thread& thread, Arguments a) { return complex_plain(thread, a[0]); }
Ref method_real(Thread& thread, Arguments a) { return make_float(thread, complex_of(a[0]).real); }
Ref method_imaginary(Thread& thread, Arguments a) {
  return make_float(thread, complex_of(a[0]).imaginary);
}
Ref method_getnewargs(Thread& thread, Arguments a) {
  const Ref real = make_float(thread, complex_of(a[0]).real);
  const Ref imaginary = make_float(thread, complex_of(a[0]).imaginary);
  return make_tuple(thread, {real, imaginary});
}
Ref method_format(Thread& thread, Arguments a) {
  if (!is_str(a[1])) {
    return thread.type_error("__format__() argument must be str, not {}", type_name(thread, a[1]));
  }
  return format_complex(thread, a[0], cast<Str>(a[1]));
}

constexpr NativeDefinition kMethods[] = {
    {"conjugate", method_conjugate, ""},
    {"__complex__", method_complex, ""},
    {"__getnewargs__", method_getnewargs, ""},
    {"__format__", method_format, "format_spec, /"},
    {"real", method_real, nullptr, kNativeGetter},
    {"imag", method_imaginary, nullptr, kNativeGetter},
};

}  // namespace

bool is_complex(const Thread& thread, Value value) {
  return value.is_object() && value.as_object()->type->is_subtype_of(thread.types().complex);
}

Value make_complex_in(Heap& heap, Type* complex_type, Complex number) {
  auto* object = heap.make<ComplexObject>(complex_type);
  object->number = number;
  return object;
}

Ref make_complex(Thread& thread, Complex number) {
  return Ref::adopt(make_complex_in(thread.heap(), thread.types().complex, number));
}

bool to_complex(Thread& thread, Value value, Complex& out) {
  const Ref result = converted(thread, value);
  if (result.is_error()) return false;
  const Value number = result.is_undefined() ? value : result.get();
  if (is_complex(thread, number)) {
    out = complex_of(number);
    return true;
  }
  out.imaginary = 0;
  return to_double(thread, number, out.real);
}

Ref power_of_complex(Thread& thread, Complex base, Complex exponent) {
  Complex result;
  switch (complex_power(base, exponent, result)) {
    case ComplexResult::zero_division:
      return thread.raise(thread.types().ZeroDivisionError, "0.0 to a negative or complex power");
    case ComplexResult::overflow:
      return thread.raise(thread.types().OverflowError, "complex exponentiation");
    case ComplexResult::ok:
      break;
  }
  return make_complex(thread, result);
}

void initialise_complex_type(Instance& instance) {
  Type* type = instance.types.complex;
  type->instance_size = sizeof(ComplexObject);
  Slots& slots = type->slots;
  slots.repr = complex_repr_slot;
  slots.hash = complex_hash;
  slots.compare = complex_compare;
  slots.truth = complex_truth;
  slots.negative = complex_negative;
  slots.positive = complex_plain;
  slots.absolute = complex_absolute;
  slots.new_instance = complex_new;
  const auto set = [&slots](BinaryOp operation, BinarySlot slot) {
    slots.binary[static_cast<int>(operation)] = slot;
  };
  set(BinaryOp::add, plain_slot<complex_sum>);
  set(BinaryOp::subtract, plain_slot<complex_difference>);
  set(BinaryOp::multiply, plain_slot<complex_product>);
  set(BinaryOp::true_divide, divide_slot);
  set(BinaryOp::power, power_slot);
  add_methods(instance, type, kMethods);
}

}  // namespace gilsim::vm
