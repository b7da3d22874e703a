// SPDX-License-Identifier: MIT
//
// Lanczos's approximation with g = 6.02468... and 13 terms (the coefficients of Boost.Math's
// lanczos13m53):
//
//     gamma(x) = L(x) / e^(x + g - 1/2) * (x + g - 1/2)^(x - 1/2)
//
// The rounding error of x + g - 1/2 is carried along, since the power magnifies it. Below zero the
// reflection formula gamma(x) gamma(-x) = -pi / (x sin(pi x)) is used.
#include "vm/modules/gamma.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace gilsim::vm {

namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kLogPi = 1.144729885849400174143427351353058711647;
constexpr double kG = 6.024680040776729583740234375;
constexpr double kGMinusHalf = 5.524680040776729583740234375;
constexpr double kTiny = 1e-20;
constexpr double kLargest = 200.0;
constexpr double kPowerOverflows = 140.0;  // beyond, the power is taken in two steps
constexpr int kExactFactorials = 23;

constexpr std::array<double, 13> kNumerator = {23531376880.410759688572007674451636754734846804940,
                                               42919803642.649098768957899047001988850926355848959,
                                               35711959237.355668049440185451547166705960488635843,
                                               17921034426.037209699919755754458931112671403265390,
                                               6039542586.3520280050642916443072979210699388420708,
                                               1439720407.3117216736632230727949123939715485786372,
                                               248874557.86205415651146038641322942321632125127801,
                                               31426415.585400194380614231628318205362874684987640,
                                               2876370.6289353724412254090516208496135991145378768,
                                               186056.26539522349504029498971604569928220784236328,
                                               8071.6720023658162106380029022722506138218516325024,
                                               210.82427775157934587250973392071336271166969580291,
                                               2.5066282746310002701649081771338373386264310793408};
constexpr std::array<double, 13> kDenominator = {
    0.0,       39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0,
    2637558.0, 357423.0,   32670.0,     1925.0,      66.0,        1.0};

/// The rational function, in powers of x or of 1/x, whichever stay small.
double lanczos_sum(double x) {
  double above = 0;
  double below = 0;
  if (x < 5.0) {
    for (std::size_t i = kNumerator.size(); i-- > 0;) {
      above = above * x + kNumerator[i];
      below = below * x + kDenominator[i];
    }
  } else {
    for (std::size_t i = 0; i < kNumerator.size(); ++i) {
      above = above / x + kNumerator[i];
      below = below / x + kDenominator[i];
    }
  }
  return above / below;
}

/// sin(pi x), exact where pi x is not.
double sin_pi(double x) {
  const double y = std::fmod(std::fabs(x), 2.0);
  double result = 0;
  switch (static_cast<int>(std::round(2.0 * y))) {
    case 0:
      result = std::sin(kPi * y);
      break;
    case 1:
      result = std::cos(kPi * (y - 0.5));
      break;
    case 2:
      result = std::sin(kPi * (1.0 - y));
      break;
    case 3:
      result = -std::cos(kPi * (y - 1.5));
      break;
    default:
      result = std::sin(kPi * (y - 2.0));
      break;
  }
  return std::copysign(1.0, x) * result;
}

double factorial_below(int n) {
  double product = 1;
  for (int i = 2; i < n; ++i) product *= i;
  return product;
}

}  // namespace

double gamma_function(double x) {
  if (x == std::floor(x) && x > 0 && x <= kExactFactorials) {
    return factorial_below(static_cast<int>(x));
  }
  const double size = std::fabs(x);
  if (size < kTiny) return 1.0 / x;
  if (size > kLargest) return x < 0 ? 0.0 / sin_pi(x) : HUGE_VAL;
  const double y = size + kGMinusHalf;
  const bool is_above = size > kGMinusHalf;
  const double lost = is_above ? (y - size) - kGMinusHalf : (y - kGMinusHalf) - size;
  const double correction = lost * kG / y;
  const bool in_steps = size >= kPowerOverflows;
  const double power = std::pow(y, in_steps ? size / 2.0 - 0.25 : size - 0.5);
  double result = 0;
  if (x < 0) {
    result = -kPi / sin_pi(size) / size * std::exp(y) / lanczos_sum(size);
    result -= correction * result;
    result /= power;
    return in_steps ? result / power : result;
  }
  result = lanczos_sum(size) / std::exp(y);
  result += correction * result;
  result *= power;
  return in_steps ? result * power : result;
}

double log_gamma_function(double x) {
  if (x == 1.0 || x == 2.0) return 0.0;
  const double size = std::fabs(x);
  if (size < kTiny) return -std::log(size);
  double result = std::log(lanczos_sum(size)) - kG;
  result += (size - 0.5) * (std::log(size + kG - 0.5) - 1.0);
  if (x < 0) result = kLogPi - std::log(std::fabs(sin_pi(size))) - std::log(size) - result;
  return result;
}

}  // namespace gilsim::vm
