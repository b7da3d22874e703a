// SPDX-License-Identifier: MIT
#include "runtime/trace/watch_gutter.h"

#include "runtime/quantity.h"

#include <algorithm>

namespace gilsim::runtime {
namespace {

constexpr std::size_t kWidest = 16;
constexpr std::size_t kNarrowest = 8;

std::size_t width_of(const std::string& name) {
  return std::clamp(display_width(name) + 2, kNarrowest, kWidest);
}

}  // namespace

WatchGutter::WatchGutter(const std::vector<std::string>& names) {
  for (const std::string& given : names) {
    const std::size_t dot = given.rfind('.');
    const std::size_t start = dot == std::string::npos ? 0 : dot + 1;
    watched_.push_back(
        {given, given.substr(0, start == 0 ? 0 : dot), given.substr(start), "", false});
  }
}

void WatchGutter::line(const TraceLine& line) {
  if (line.kind != TraceLineKind::variable) return;
  const std::string_view scope = line.text(TraceField::scope);
  for (Watched& watched : watched_) {
    const bool is_there = watched.function.empty() || scope == watched.function ||
                          scope.ends_with("." + watched.function);
    if (!is_there || line.text(TraceField::name) != watched.name) continue;
    watched.value = line.text(TraceField::value);
    watched.is_seen = true;
  }
}

std::size_t WatchGutter::width() const {
  std::size_t width = 0;
  for (const Watched& watched : watched_) width += width_of(watched.given);
  return width;
}

std::string WatchGutter::names() const {
  std::string text;
  for (const Watched& watched : watched_) text += fitted(watched.given, width_of(watched.given));
  return text;
}

std::string WatchGutter::values() const {
  std::string text;
  for (const Watched& watched : watched_) {
    text += fitted(watched.value, width_of(watched.given) - 1) + " ";
  }
  return text;
}

std::vector<std::string> WatchGutter::unseen() const {
  std::vector<std::string> names;
  for (const Watched& watched : watched_) {
    if (!watched.is_seen) names.push_back(watched.given);
  }
  return names;
}

}  // namespace gilsim::runtime
