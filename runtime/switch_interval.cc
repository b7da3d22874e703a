// SPDX-License-Identifier: MIT
//
// Reads `--switch-interval`: a number alone is ticks, with a unit it is time; what a tick is, the
// policy says.
#include "runtime/machine/parameters.h"
#include "runtime/simulation.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>

namespace gilsim::runtime {
namespace {

constexpr int kMostDecimals = 12;

// "5", "0.25", "1_000": whole part and decimals as an integer of picoseconds when one is `unit_ps`.
std::optional<std::int64_t> scaled(std::string text, std::int64_t unit_ps) {
  text.erase(std::remove(text.begin(), text.end(), '_'), text.end());
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string decimals = point < text.size() ? text.substr(point + 1) : "";
  const std::string whole = text.substr(0, point);
  if (whole.empty() && decimals.empty()) return std::nullopt;
  if ((whole + decimals).find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  decimals.resize(kMostDecimals, '0');
  std::int64_t number = 0;
  const char* const end = whole.data() + whole.size();
  if (!whole.empty() && std::from_chars(whole.data(), end, number).ec != std::errc()) {
    return std::nullopt;
  }
  if (number > INT64_MAX / 4 / unit_ps) return std::nullopt;
  std::int64_t part = 0;
  std::from_chars(decimals.data(), decimals.data() + decimals.size(), part);
  // `part` is in units of 10^-12; a unit has at most 10^12 picoseconds.
  return number * unit_ps + part / (kPicosecondsPerSecond / unit_ps);
}

}  // namespace

std::optional<IntervalSetting> parse_interval(std::string_view text, std::string* error) {
  struct Unit {
    std::string_view name;
    std::int64_t ps;
  };
  constexpr Unit kUnits[] = {{"ns", kPicosecondsPerNanosecond},
                             {"us", kPicosecondsPerMicrosecond},
                             {"ms", kPicosecondsPerMillisecond},
                             {"s", kPicosecondsPerSecond}};
  IntervalSetting setting;
  for (const Unit& unit : kUnits) {
    if (!text.ends_with(unit.name)) continue;
    const std::string number(text.substr(0, text.size() - unit.name.size()));
    const std::optional<std::int64_t> time_ps = scaled(number, unit.ps);
    if (!time_ps.has_value() || *time_ps <= 0) break;
    setting.time_ps = *time_ps;
    return setting;
  }
  std::string digits(text);
  digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
  const auto [end, problem] =
      std::from_chars(digits.data(), digits.data() + digits.size(), setting.ticks);
  const bool whole = problem == std::errc() && end == digits.data() + digits.size();
  if (whole && setting.ticks > 0) {
    setting.in_ticks = true;
    return setting;
  }
  if (error != nullptr) {
    *error = "give a number of ticks above 0, such as 100, or a time, such as 5ms, 250us or 1s";
  }
  return std::nullopt;
}

SwitchInterval interval_under(const GilPolicyInfo& policy,
                              const std::optional<IntervalSetting>& given, const Profile& profile) {
  const std::int64_t tick_ps = profile.interval_tick_ps(policy.ticks_per_iteration);
  if (!given) return default_switch_interval(policy, tick_ps);
  return given->in_ticks ? SwitchInterval::of_ticks(given->ticks, tick_ps)
                         : SwitchInterval::of_time(given->time_ps, tick_ps);
}

}  // namespace gilsim::runtime
