// SPDX-License-Identifier: MIT
//
// Integer functions of module math, for ints of any size.
#include "vm/eval/operations.h"
#include "vm/modules/math_internal.h"
#include "vm/objects/containers.h"
#include "vm/objects/number.h"
#include "vm/objects/tuple.h"

#include <cmath>
#include <vector>

namespace gilsim::vm {

namespace {

bool is_zero(Value number) { return number == Value::small_int(0); }

// --- isqrt ---

std::int64_t small_square_root(std::int64_t number) {
  auto root = static_cast<std::int64_t>(std::sqrt(static_cast<double>(number)));
  while (root > 0 && root > number / root) --root;
  while (root + 1 <= number / (root + 1)) ++root;
  return root;
}

/// Newton's method from above: the first step that does not go down has the floor of the root.
Ref big_square_root(Thread& thread, Value number) {
  const Ref shift = make_int(thread, (int_bit_length(number) + 1) / 2);
  if (shift.is_error()) return Ref::error();
  Ref root = int_power(thread, Value::small_int(2), shift);
  while (!root.is_error()) {
    const Ref quotient = int_floor_divide(thread, number, root);
    if (quotient.is_error()) return Ref::error();
    const Ref sum = int_add(thread, root, quotient);
    if (sum.is_error()) return Ref::error();
    Ref next = int_floor_divide(thread, sum, Value::small_int(2));
    if (next.is_error() || !thread.poll()) return Ref::error();
    if (int_compare(next, root) >= 0) return root;
    root = std::move(next);
  }
  return root;
}

Ref math_isqrt(Thread& thread, Arguments arguments) {
  const Ref number = index_as_int(thread, arguments[0]);
  if (number.is_error()) return Ref::error();
  if (is_negative_int(number)) {
    return thread.value_error("isqrt() argument must be nonnegative");
  }
  if (number.get().is_small_int()) {
    return make_int(thread, small_square_root(number.get().as_small_int()));
  }
  return big_square_root(thread, number);
}

// --- gcd and lcm ---

Ref absolute(Thread& thread, Value number) {
  return is_negative_int(number) ? int_negate(thread, number) : Ref::share(number);
}

Ref greatest_common_divisor(Thread& thread, Value left, Value right) {
  Ref a = absolute(thread, left);
  Ref b = absolute(thread, right);
  while (!a.is_error() && !b.is_error() && !is_zero(b)) {
    Ref rest = int_remainder(thread, a, b);
    if (rest.is_error() || !thread.poll()) return Ref::error();
    a = std::move(b);
    b = std::move(rest);
  }
  return b.is_error() ? Ref::error() : std::move(a);
}

Ref math_gcd(Thread& thread, Arguments arguments) {
  Ref result = Ref::small_int(0);
  for (const Value value : cast<Tuple>(arguments[0])->view()) {
    const Ref number = index_as_int(thread, value);
    if (number.is_error()) return Ref::error();
    result = greatest_common_divisor(thread, result, number);
    if (result.is_error()) return result;
  }
  return result;
}

Ref math_lcm(Thread& thread, Arguments arguments) {
  Ref result = Ref::small_int(1);
  for (const Value value : cast<Tuple>(arguments[0])->view()) {
    const Ref number = index_as_int(thread, value);
    if (number.is_error()) return Ref::error();
    if (is_zero(number) || is_zero(result)) {
      result = Ref::small_int(0);
      continue;
    }
    const Ref divisor = greatest_common_divisor(thread, result, number);
    if (divisor.is_error()) return Ref::error();
    const Ref part = int_floor_divide(thread, result, divisor);
    if (part.is_error()) return Ref::error();
    const Ref product = int_multiply(thread, part, number);
    if (product.is_error()) return Ref::error();
    result = absolute(thread, product);
    if (result.is_error()) return result;
  }
  return result;
}

// --- products ---

/// first * (first + 1) * ... * last, halving the range so that the factors stay of equal size.
Ref product_of_range(Thread& thread, std::int64_t first, std::int64_t last) {
  if (first > last) return Ref::small_int(1);
  constexpr std::int64_t kLeaf = 8;
  if (last - first < kLeaf) {
    Ref product = make_int(thread, first);
    for (std::int64_t i = first + 1; i <= last && !product.is_error(); ++i) {
      const Ref factor = make_int(thread, i);
      product = int_multiply(thread, product, factor);
    }
    return product;
  }
  const std::int64_t middle = first + (last - first) / 2;
  const Ref low = product_of_range(thread, first, middle);
  if (low.is_error() || !thread.poll()) return Ref::error();
  const Ref high = product_of_range(thread, middle + 1, last);
  return high.is_error() ? Ref::error() : int_multiply(thread, low, high);
}

Ref math_factorial(Thread& thread, Arguments arguments) {
  const Ref number = index_as_int(thread, arguments[0]);
  if (number.is_error()) return Ref::error();
  if (is_negative_int(number)) {
    return thread.value_error("factorial() not defined for negative values");
  }
  std::int64_t n = 0;
  if (!int_to_int64(number, n)) {
    return thread.error(thread.types().OverflowError, "factorial() argument should not exceed {}",
                        INT64_MAX);
  }
  const double bits = static_cast<double>(n) * std::log2(static_cast<double>(n) + 1);
  if (bits > 8e18 || !thread.reserve(static_cast<std::uint64_t>(bits / 8))) {
    return thread.has_exception() ? Ref::error() : thread.raise(thread.types().MemoryError, "");
  }
  return product_of_range(thread, 2, n);
}

/// n * (n - 1) * ... (k factors) divided by k! if `is_combination`.
Ref falling_product(Thread& thread, Value n, std::int64_t k, bool is_combination) {
  Ref result = Ref::small_int(1);
  Ref factor = Ref::share(n);
  for (std::int64_t i = 0; i < k; ++i) {
    result = int_multiply(thread, result, factor);
    if (result.is_error()) return result;
    if (is_combination) {
      const Ref divisor = make_int(thread, i + 1);
      result = int_floor_divide(thread, result, divisor);
    }
    factor = int_subtract(thread, factor, Value::small_int(1));
    if (result.is_error() || factor.is_error() || !thread.poll()) return Ref::error();
  }
  return result;
}

/// n and k of comb and perm. False: an exception is pending.
bool choose_arguments(Thread& thread, Value n_value, Value k_value, Ref& n, Ref& k) {
  n = index_as_int(thread, n_value);
  if (n.is_error()) return false;
  k = index_as_int(thread, k_value);
  if (k.is_error()) return false;
  if (is_negative_int(n)) {
    thread.value_error("n must be a non-negative integer").reset();
    return false;
  }
  if (is_negative_int(k)) {
    thread.value_error("k must be a non-negative integer").reset();
    return false;
  }
  return true;
}

Ref choose(Thread& thread, const Ref& n, const Ref& k, bool is_combination) {
  if (int_compare(k, n) > 0) return Ref::small_int(0);
  const Ref rest = int_subtract(thread, n, k);
  if (rest.is_error()) return Ref::error();
  const bool use_rest = is_combination && int_compare(rest, k) < 0;
  std::int64_t count = 0;
  if (!int_to_int64(use_rest ? rest.get() : k.get(), count)) {
    return thread.error(thread.types().OverflowError, "{} must not exceed {}",
                        is_combination ? "min(n - k, k)" : "k", INT64_MAX);
  }
  return falling_product(thread, n, count, is_combination);
}

Ref math_comb(Thread& thread, Arguments arguments) {
  Ref n;
  Ref k;
  if (!choose_arguments(thread, arguments[0], arguments[1], n, k)) return Ref::error();
  return choose(thread, n, k, true);
}

Ref math_perm(Thread& thread, Arguments arguments) {
  if (arguments[1].is_none()) return math_factorial(thread, arguments);
  Ref n;
  Ref k;
  if (!choose_arguments(thread, arguments[0], arguments[1], n, k)) return Ref::error();
  return choose(thread, n, k, false);
}

constexpr NativeDefinition kRows[] = {
    {"isqrt", math_isqrt, "n, /"},  {"gcd", math_gcd, "*integers"},
    {"lcm", math_lcm, "*integers"}, {"factorial", math_factorial, "n, /"},
    {"comb", math_comb, "n, k, /"}, {"perm", math_perm, "n, k=None, /"},
};

}  // namespace

std::span<const NativeDefinition> math_of_integers() { return kRows; }

}  // namespace gilsim::vm
