// SPDX-License-Identifier: MIT
//
// Functions of module math on one or two floats. A result that is not a number of numbers that are
// is a "math domain error"; an infinite result of finite numbers a "math range error".
#include "vm/core/slots.h"
#include "vm/eval/operations.h"
#include "vm/modules/gamma.h"
#include "vm/modules/math_internal.h"
#include "vm/objects/containers.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <cmath>
#include <numbers>

namespace gilsim::vm {

namespace {

using Function1 = double (*)(double);
using Function2 = double (*)(double, double);

/// A function of one float. `CanOverflow` false: an infinite result is a pole.
template <Function1 F, bool CanOverflow = false>
Ref unary(Thread& thread, Arguments arguments) {
  double x = 0;
  if (!to_double(thread, arguments[0], x)) return Ref::error();
  const double result = F(x);
  if (std::isnan(result) && !std::isnan(x)) return math_domain_error(thread);
  if (std::isinf(result) && std::isfinite(x)) {
    return CanOverflow ? math_range_error(thread) : math_domain_error(thread);
  }
  return make_float(thread, result);
}

template <Function2 F>
Ref binary(Thread& thread, Arguments arguments) {
  double x = 0;
  double y = 0;
  if (!to_double(thread, arguments[0], x) || !to_double(thread, arguments[1], y)) {
    return Ref::error();
  }
  const double result = F(x, y);
  if (std::isnan(result) && !std::isnan(x) && !std::isnan(y)) return math_domain_error(thread);
  if (std::isinf(result) && std::isfinite(x) && std::isfinite(y)) return math_range_error(thread);
  return make_float(thread, result);
}

template <bool (*F)(double)>
Ref predicate(Thread& thread, Arguments arguments) {
  double x = 0;
  return to_double(thread, arguments[0], x) ? Ref::boolean(F(x)) : Ref::error();
}

// Overloaded functions of <cmath> as plain ones.
double sqrt_of(double x) { return std::sqrt(x); }
double cbrt_of(double x) { return std::cbrt(x); }
double exp_of(double x) { return std::exp(x); }
double exp2_of(double x) { return std::exp2(x); }
double expm1_of(double x) { return std::expm1(x); }
double log1p_of(double x) { return std::log1p(x); }
double sin_of(double x) { return std::sin(x); }
double cos_of(double x) { return std::cos(x); }
double tan_of(double x) { return std::tan(x); }
double asin_of(double x) { return std::asin(x); }
double acos_of(double x) { return std::acos(x); }
double atan_of(double x) { return std::atan(x); }
double sinh_of(double x) { return std::sinh(x); }
double cosh_of(double x) { return std::cosh(x); }
double tanh_of(double x) { return std::tanh(x); }
double asinh_of(double x) { return std::asinh(x); }
double acosh_of(double x) { return std::acosh(x); }
double atanh_of(double x) { return std::atanh(x); }
double erf_of(double x) { return std::erf(x); }
double erfc_of(double x) { return std::erfc(x); }
double fabs_of(double x) { return std::fabs(x); }
double degrees_of(double x) { return x * (180.0 / std::numbers::pi); }
double radians_of(double x) { return x * (std::numbers::pi / 180.0); }
double atan2_of(double y, double x) { return std::atan2(y, x); }
double copysign_of(double x, double y) { return std::copysign(x, y); }
bool is_nan(double x) { return std::isnan(x); }
bool is_infinite(double x) { return std::isinf(x); }
bool is_finite(double x) { return std::isfinite(x); }

/// 0 and the negative whole numbers.
bool is_pole_of_gamma(double x) { return x <= 0 && x == std::floor(x); }

Ref math_gamma(Thread& thread, Arguments arguments) {
  double x = 0;
  if (!to_double(thread, arguments[0], x)) return Ref::error();
  if (is_pole_of_gamma(x)) return math_domain_error(thread);
  if (!std::isfinite(x)) return make_float(thread, x);
  const double result = gamma_function(x);
  return std::isinf(result) ? math_range_error(thread) : make_float(thread, result);
}

Ref math_lgamma(Thread& thread, Arguments arguments) {
  double x = 0;
  if (!to_double(thread, arguments[0], x)) return Ref::error();
  if (!std::isfinite(x)) return make_float(thread, std::fabs(x));
  if (is_pole_of_gamma(x)) return math_domain_error(thread);
  const double result = log_gamma_function(x);
  return std::isinf(result) ? math_range_error(thread) : make_float(thread, result);
}

Ref math_fmod(Thread& thread, Arguments arguments) {
  double x = 0;
  double y = 0;
  if (!to_double(thread, arguments[0], x) || !to_double(thread, arguments[1], y)) {
    return Ref::error();
  }
  if (std::isinf(y) && std::isfinite(x)) return make_float(thread, x);
  const double result = std::fmod(x, y);
  if (std::isnan(result) && !std::isnan(x) && !std::isnan(y)) return math_domain_error(thread);
  return make_float(thread, result);
}

Ref math_remainder(Thread& thread, Arguments arguments) {
  double x = 0;
  double y = 0;
  if (!to_double(thread, arguments[0], x) || !to_double(thread, arguments[1], y)) {
    return Ref::error();
  }
  if (std::isnan(x) || std::isnan(y)) return make_float(thread, NAN);
  if (std::isinf(x) || y == 0.0) return math_domain_error(thread);
  return make_float(thread, std::remainder(x, y));
}

Ref math_pow(Thread& thread, Arguments arguments) {
  double x = 0;
  double y = 0;
  if (!to_double(thread, arguments[0], x) || !to_double(thread, arguments[1], y)) {
    return Ref::error();
  }
  const double result = std::pow(x, y);
  if (std::isfinite(result) || !std::isfinite(x) || !std::isfinite(y)) {
    return make_float(thread, result);
  }
  if (std::isnan(result) || x == 0.0) return math_domain_error(thread);
  return math_range_error(thread);
}

// --- logarithms: ints of any size ---

enum class LogBase { natural, two, ten };

double log_of_float(double x, LogBase base) {
  switch (base) {
    case LogBase::two:
      return std::log2(x);
    case LogBase::ten:
      return std::log10(x);
    default:
      return std::log(x);
  }
}

/// The logarithm of an int that no double can hold: mantissa and exponent apart.
Ref log_of_big_int(Thread& thread, Value number, LogBase base) {
  constexpr std::int64_t kMantissaBits = 64;
  const std::int64_t shift = int_bit_length(number) - kMantissaBits;
  const Ref amount = make_int(thread, shift);
  const Ref divisor = int_power(thread, Value::small_int(2), amount);
  if (divisor.is_error()) return Ref::error();
  const Ref top = int_floor_divide(thread, number, divisor);
  double mantissa = 0;
  if (top.is_error() || !int_to_double(top, mantissa)) return Ref::error();
  return make_float(
      thread, log_of_float(mantissa, base) + static_cast<double>(shift) * log_of_float(2.0, base));
}

Ref logarithm(Thread& thread, Value value, LogBase base) {
  double x = 0;
  if (is_int(value)) {
    const Ref number = Ref::share(plain_int(value));
    if (is_negative_int(number) || number.get() == Value::small_int(0)) {
      return math_domain_error(thread);
    }
    if (!int_to_double(number, x)) return log_of_big_int(thread, number, base);
  } else if (!to_double(thread, value, x)) {
    return Ref::error();
  }
  if (x <= 0) return math_domain_error(thread);
  return make_float(thread, log_of_float(x, base));
}

Ref math_log(Thread& thread, Arguments arguments) {
  Ref result = logarithm(thread, arguments[0], LogBase::natural);
  if (result.is_error() || arguments[1].is_undefined()) return result;
  const Ref base = logarithm(thread, arguments[1], LogBase::natural);
  if (base.is_error()) return Ref::error();
  return binary_operation(thread, BinaryOp::true_divide, result, base);
}

Ref math_log2(Thread& thread, Arguments arguments) {
  return logarithm(thread, arguments[0], LogBase::two);
}

Ref math_log10(Thread& thread, Arguments arguments) {
  return logarithm(thread, arguments[0], LogBase::ten);
}

// --- to ints and parts ---

/// A whole double as an int of any size.
Ref int_of_double(Thread& thread, double number) {
  const Ref value = make_float(thread, number);
  if (value.is_error()) return Ref::error();
  return thread.types().floating->slots.to_int(thread, value);
}

/// floor, ceil: a float, whatever has the special method, or whatever converts to a float.
template <Function1 F>
Ref rounded(Thread& thread, Value value, std::string_view special) {
  if (!is_float(value) || type_of(thread, value)->is_heap_type) {
    if (is_int(value) && !type_of(thread, value)->is_heap_type) return Ref::share(plain_int(value));
    Ref result = call_special(thread, value, thread.instance.intern(special));
    if (!result.is_undefined()) return result;
  }
  double x = 0;
  if (!to_double(thread, value, x)) return Ref::error();
  return int_of_double(thread, F(x));
}

double floor_of(double x) { return std::floor(x); }
double ceil_of(double x) { return std::ceil(x); }

Ref math_floor(Thread& thread, Arguments arguments) {
  return rounded<floor_of>(thread, arguments[0], "__floor__");
}

Ref math_ceil(Thread& thread, Arguments arguments) {
  return rounded<ceil_of>(thread, arguments[0], "__ceil__");
}

Ref math_trunc(Thread& thread, Arguments arguments) {
  const Value value = arguments[0];
  if (is_float(value) && !type_of(thread, value)->is_heap_type) {
    return int_of_double(thread, std::trunc(float_of(value)));
  }
  if (is_int(value) && !type_of(thread, value)->is_heap_type) return Ref::share(plain_int(value));
  Ref result = call_special(thread, value, thread.names().trunc_);
  if (!result.is_undefined()) return result;
  return thread.type_error("type {} doesn't define __trunc__ method", type_name(thread, value));
}

Ref make_float_pair(Thread& thread, double first, double second) {
  const Ref a = make_float(thread, first);
  const Ref b = make_float(thread, second);
  if (a.is_error() || b.is_error()) return Ref::error();
  return make_tuple(thread, {a, b});
}

Ref math_modf(Thread& thread, Arguments arguments) {
  double x = 0;
  if (!to_double(thread, arguments[0], x)) return Ref::error();
  double whole = 0;
  const double fraction = std::modf(x, &whole);
  return make_float_pair(thread, fraction, whole);
}

Ref math_frexp(Thread& thread, Arguments arguments) {
  double x = 0;
  if (!to_double(thread, arguments[0], x)) return Ref::error();
  int exponent = 0;
  const bool is_regular = std::isfinite(x) && x != 0.0;
  const Ref mantissa = make_float(thread, is_regular ? std::frexp(x, &exponent) : x);
  if (mantissa.is_error()) return Ref::error();
  return make_tuple(thread, {mantissa, Value::small_int(exponent)});
}

Ref math_ldexp(Thread& thread, Arguments arguments) {
  double x = 0;
  if (!to_double(thread, arguments[0], x)) return Ref::error();
  if (!is_int(arguments[1]))
    return thread.type_error("Expected an int as second argument to ldexp.");
  const Value plain = plain_int(arguments[1]);
  std::int64_t exponent = 0;
  constexpr std::int64_t kFar = 100'000;
  if (!int_to_int64(plain, exponent)) exponent = is_negative_int(plain) ? -kFar : kFar;
  exponent = std::max(-kFar, std::min(kFar, exponent));
  const double result = std::ldexp(x, static_cast<int>(exponent));
  if (std::isinf(result) && std::isfinite(x)) return math_range_error(thread);
  return make_float(thread, result);
}

Ref math_nextafter(Thread& thread, Arguments arguments) {
  double x = 0;
  double y = 0;
  if (!to_double(thread, arguments[0], x) || !to_double(thread, arguments[1], y)) {
    return Ref::error();
  }
  return make_float(thread, std::nextafter(x, y));
}

Ref math_ulp(Thread& thread, Arguments arguments) {
  double x = 0;
  if (!to_double(thread, arguments[0], x)) return Ref::error();
  if (std::isnan(x)) return make_float(thread, x);
  x = std::fabs(x);
  if (std::isinf(x)) return make_float(thread, x);
  const double above = std::nextafter(x, HUGE_VAL);
  return make_float(thread, std::isinf(above) ? x - std::nextafter(x, -HUGE_VAL) : above - x);
}

constexpr NativeDefinition kRows[] = {
    {"sqrt", unary<sqrt_of>, "x, /"},
    {"cbrt", unary<cbrt_of>, "x, /"},
    {"exp", unary<exp_of, true>, "x, /"},
    {"exp2", unary<exp2_of, true>, "x, /"},
    {"expm1", unary<expm1_of, true>, "x, /"},
    {"log1p", unary<log1p_of>, "x, /"},
    {"sin", unary<sin_of>, "x, /"},
    {"cos", unary<cos_of>, "x, /"},
    {"tan", unary<tan_of>, "x, /"},
    {"asin", unary<asin_of>, "x, /"},
    {"acos", unary<acos_of>, "x, /"},
    {"atan", unary<atan_of>, "x, /"},
    {"sinh", unary<sinh_of, true>, "x, /"},
    {"cosh", unary<cosh_of, true>, "x, /"},
    {"tanh", unary<tanh_of>, "x, /"},
    {"asinh", unary<asinh_of>, "x, /"},
    {"acosh", unary<acosh_of>, "x, /"},
    {"atanh", unary<atanh_of>, "x, /"},
    {"erf", unary<erf_of>, "x, /"},
    {"erfc", unary<erfc_of>, "x, /"},
    {"fabs", unary<fabs_of>, "x, /"},
    {"degrees", unary<degrees_of, true>, "x, /"},
    {"radians", unary<radians_of>, "x, /"},
    {"gamma", math_gamma, "x, /"},
    {"lgamma", math_lgamma, "x, /"},
    {"atan2", binary<atan2_of>, "y, x, /"},
    {"copysign", binary<copysign_of>, "x, y, /"},
    {"fmod", math_fmod, "x, y, /"},
    {"remainder", math_remainder, "x, y, /"},
    {"pow", math_pow, "x, y, /"},
    {"log", math_log, "x, base=..., /"},
    {"log2", math_log2, "x, /"},
    {"log10", math_log10, "x, /"},
    {"floor", math_floor, "x, /"},
    {"ceil", math_ceil, "x, /"},
    {"trunc", math_trunc, "x, /"},
    {"modf", math_modf, "x, /"},
    {"frexp", math_frexp, "x, /"},
    {"ldexp", math_ldexp, "x, i, /"},
    {"nextafter", math_nextafter, "x, y, /"},
    {"ulp", math_ulp, "x, /"},
    {"isnan", predicate<is_nan>, "x, /"},
    {"isinf", predicate<is_infinite>, "x, /"},
    {"isfinite", predicate<is_finite>, "x, /"},
};

}  // namespace

Ref math_domain_error(Thread& thread) { return thread.value_error("math domain error"); }

Ref math_range_error(Thread& thread) {
  return thread.raise(thread.types().OverflowError, "math range error");
}

std::span<const NativeDefinition> math_of_floats() { return kRows; }

}  // namespace gilsim::vm
