// SPDX-License-Identifier: MIT
//
// Functions of module math over several numbers.
#include "vm/eval/operations.h"
#include "vm/modules/math_internal.h"
#include "vm/objects/containers.h"
#include "vm/objects/number.h"
#include "vm/objects/tuple.h"

#include <cmath>
#include <vector>

namespace gilsim::vm {

namespace {

// --- fsum ---

/// Shewchuk's algorithm: the sum as doubles that do not overlap, smallest first.
class ExactSum {
 public:
  void add(double number) {
    if (!std::isfinite(number)) {
      special_ += number;
      has_special_ = true;
      has_infinity_ |= std::isinf(number);
      return;
    }
    std::size_t kept = 0;
    for (double partial : partials_) {
      if (std::fabs(number) < std::fabs(partial)) std::swap(number, partial);
      const double high = number + partial;
      const double low = partial - (high - number);
      if (low != 0.0) partials_[kept++] = low;
      number = high;
    }
    partials_.resize(kept);
    partials_.push_back(number);
    has_overflow_ |= std::isinf(number);
  }

  Ref finish(Thread& thread) const {
    if (has_special_) {
      if (std::isnan(special_) && has_infinity_) {
        return thread.value_error("-inf + inf in fsum");
      }
      return make_float(thread, special_);
    }
    if (has_overflow_) {
      return thread.raise(thread.types().OverflowError, "intermediate overflow in fsum");
    }
    return make_float(thread, rounded());
  }

 private:
  /// Half-way cases round correctly, looking at the sign of the next partial.
  double rounded() const {
    std::size_t n = partials_.size();
    if (n == 0) return 0.0;
    double high = partials_[--n];
    double low = 0.0;
    while (n > 0) {
      const double x = high;
      const double y = partials_[--n];
      high = x + y;
      low = y - (high - x);
      if (low != 0.0) break;
    }
    if (n > 0 && ((low < 0.0 && partials_[n - 1] < 0.0) || (low > 0.0 && partials_[n - 1] > 0.0))) {
      const double y = low * 2.0;
      const double x = high + y;
      if (y == x - high) high = x;
    }
    return high;
  }

  std::vector<double> partials_;
  double special_ = 0;
  bool has_special_ = false;
  bool has_infinity_ = false;
  bool has_overflow_ = false;
};

Ref math_fsum(Thread& thread, Arguments arguments) {
  ExactSum sum;
  const bool done = for_each_item(thread, arguments[0], [&](Value item) {
    double number = 0;
    if (!to_double(thread, item, number)) return false;
    sum.add(number);
    return true;
  });
  return done ? sum.finish(thread) : Ref::error();
}

Ref math_prod(Thread& thread, Arguments arguments) {
  Ref product = Ref::share(arguments[1]);
  const bool done = for_each_item(thread, arguments[0], [&](Value item) {
    product = binary_operation(thread, BinaryOp::multiply, product, item);
    return !product.is_error();
  });
  return done ? std::move(product) : Ref::error();
}

// --- hypot and dist ---

/// The Euclidean norm: scaled by a power of two, summed in twice the precision, the root corrected
/// once.
double norm_of(const std::vector<double>& numbers) {
  double largest = 0;
  bool has_nan = false;
  for (const double x : numbers) {
    if (std::isinf(x)) return HUGE_VAL;
    has_nan |= std::isnan(x);
    largest = std::fmax(largest, std::fabs(x));
  }
  if (has_nan) return NAN;
  if (largest == 0.0) return 0.0;
  int exponent = 0;
  std::frexp(largest, &exponent);
  double sum = 0;
  double rest = 0;
  const auto add = [&sum, &rest](double high, double low) {
    const double total = sum + high;
    const double part = total - sum;
    rest += (sum - (total - part)) + (high - part) + low;
    sum = total;
  };
  for (const double number : numbers) {
    const double x = std::ldexp(number, -exponent);
    const double square = x * x;
    add(square, std::fma(x, x, -square));
  }
  const double root = std::sqrt(sum + rest);
  const double square = root * root;
  add(-square, -std::fma(root, root, -square));
  return std::ldexp(root + (sum + rest) / (2.0 * root), exponent);
}

Ref math_hypot(Thread& thread, Arguments arguments) {
  std::vector<double> numbers;
  for (const Value value : cast<Tuple>(arguments[0])->view()) {
    double number = 0;
    if (!to_double(thread, value, number)) return Ref::error();
    numbers.push_back(number);
  }
  return make_float(thread, norm_of(numbers));
}

Ref math_dist(Thread& thread, Arguments arguments) {
  std::vector<Ref> p;
  std::vector<Ref> q;
  if (!collect(thread, arguments[0], p) || !collect(thread, arguments[1], q)) return Ref::error();
  if (p.size() != q.size()) {
    return thread.value_error("both points must have the same number of dimensions");
  }
  std::vector<double> differences;
  for (std::size_t i = 0; i < p.size(); ++i) {
    double a = 0;
    double b = 0;
    if (!to_double(thread, p[i], a) || !to_double(thread, q[i], b)) return Ref::error();
    differences.push_back(a - b);
  }
  return make_float(thread, norm_of(differences));
}

Ref math_isclose(Thread& thread, Arguments arguments) {
  double a = 0;
  double b = 0;
  double relative = 1e-9;
  double absolute = 0;
  if (!to_double(thread, arguments[0], a) || !to_double(thread, arguments[1], b)) {
    return Ref::error();
  }
  if (!arguments[2].is_undefined() && !to_double(thread, arguments[2], relative)) {
    return Ref::error();
  }
  if (!arguments[3].is_undefined() && !to_double(thread, arguments[3], absolute)) {
    return Ref::error();
  }
  if (relative < 0 || absolute < 0) return thread.value_error("tolerances must be non-negative");
  if (a == b) return Ref::boolean(true);
  if (std::isinf(a) || std::isinf(b)) return Ref::boolean(false);
  const double difference = std::fabs(b - a);
  return Ref::boolean(difference <= std::fabs(relative * b) ||
                      difference <= std::fabs(relative * a) || difference <= absolute);
}

constexpr NativeDefinition kRows[] = {
    {"fsum", math_fsum, "seq, /"},
    {"prod", math_prod, "iterable, /, *, start=1"},
    {"hypot", math_hypot, "*coordinates"},
    {"dist", math_dist, "p, q, /"},
    {"isclose", math_isclose, "a, b, *, rel_tol=..., abs_tol=..."},
};

}  // namespace

std::span<const NativeDefinition> math_of_sums() { return kRows; }

}  // namespace gilsim::vm
