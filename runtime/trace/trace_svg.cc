// SPDX-License-Identifier: MIT
#include "runtime/trace/trace_svg.h"

#include "runtime/gil/gil_policy.h"
#include "runtime/machine/parameters.h"
#include "runtime/quantity.h"
#include "runtime/xml_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace gilsim::runtime {
namespace {

constexpr double kWidth = 1200;
constexpr double kLeft = 190;    // where time begins
constexpr double kRight = 1180;  // where it ends
constexpr double kTop = 80;
constexpr double kRowHeight = 34;
constexpr double kLegendHeight = 96;
constexpr std::size_t kMostBars = 6000;
constexpr std::size_t kMostThreads = 60;
constexpr std::size_t kLabelWidth = 22;  // in characters

// How a state looks: height of its bar in a row of kRowHeight, and its fill.
struct Look {
  double height;
  const char* fill;
  const char* meaning;
};

constexpr Look kLooks[kThreadStateCount] = {
    {26, "#1b6ca8", "runs, with the GIL"},
    {14, "url(#wants)", "waits for the GIL"},
    {14, "url(#ready)", "waits for a core"},
    {4, "#8a8a8a", "waits for a lock"},
    {6, "url(#io)", "waits for I/O"},
    {4, "url(#sleeping)", "sleeps"},
    {26, "url(#native)", "works without the GIL"},
    {8, "#d9a400", "starts, wakes up, switches"},
};

// Holders in turn, so that neighbours can be told apart; who it is stands in the bar or its title.
constexpr const char* kHolderFills[] = {"#0b3c5d", "#1b6ca8", "#4b3f72", "#2f5d50"};

constexpr const char* kPatterns =
    R"svg(<defs>
<pattern id="wants" width="6" height="6" patternUnits="userSpaceOnUse"
 patternTransform="rotate(45)">
<rect width="6" height="6" fill="#fbe3df"/><rect width="2.5" height="6" fill="#c8402f"/></pattern>
<pattern id="ready" width="6" height="6" patternUnits="userSpaceOnUse">
<rect width="6" height="6" fill="#ece4f4"/><circle cx="3" cy="3" r="1.6" fill="#6a3d9a"/></pattern>
<pattern id="sleeping" width="8" height="4" patternUnits="userSpaceOnUse">
<rect width="4" height="4" fill="#8a8a8a"/></pattern>
<pattern id="io" width="16" height="6" patternUnits="userSpaceOnUse">
<rect width="16" height="1.5" fill="#b5651d"/><rect width="11" height="6" fill="#b5651d"/></pattern>
<pattern id="native" width="6" height="6" patternUnits="userSpaceOnUse">
<rect width="6" height="6" fill="#2e8b57"/><rect width="6" height="1.5" fill="#d8f0e2"/></pattern>
</defs>
)svg";

std::string label_of(std::string_view name, std::size_t width) {
  std::string label = fitted(name, width);
  return xml_escaped(label.substr(0, label.find_last_not_of(' ') + 1));
}

std::string time_of(std::int64_t ns) { return short_time_text(ns * kPicosecondsPerNanosecond); }

// A step of 1, 2 or 5 times a power of ten that divides the time into at most twelve.
std::int64_t axis_step_ns(std::int64_t end_ns) {
  std::int64_t step = 1;
  for (;;) {
    for (const std::int64_t factor : {1, 2, 5}) {
      if (end_ns / (step * factor) <= 12) return step * factor;
    }
    step *= 10;
  }
}

}  // namespace

// --- collecting ---

// Joins the bar before it if that looks the same, or if this one is too short to be seen.
void TraceSvg::add(Row& row, const Bar& bar) {
  const bool follows = !row.empty() && row.back().end_ns == bar.start_ns;
  const bool is_same = follows && row.back().look == bar.look && row.back().thread == bar.thread;
  const bool is_short = follows && bar.end_ns - bar.start_ns < shortest_ns_;
  if (is_same || is_short) {
    row.back().end_ns = bar.end_ns;
    return;
  }
  row.push_back(bar);
  if (++bars_ > kMostBars) thin_out();
}

void TraceSvg::thin_out() {
  while (bars_ > kMostBars / 2) {
    shortest_ns_ = std::max(shortest_ns_ * 2, std::max<std::int64_t>(cast_.last_ns() / 4096, 1));
    bars_ = 0;
    for (auto* const rows : {&gil_rows_, &thread_rows_}) {
      for (auto& [key, row] : *rows) {
        const Row all = std::move(row);
        row.clear();
        for (const Bar& bar : all) add(row, bar);
      }
    }
    // Rows of gaps alone cannot be joined any further.
    if (shortest_ns_ > cast_.last_ns()) return;
  }
}

void TraceSvg::keep() {
  for (const TraceInterval& interval : cast_.ended_intervals()) {
    add(thread_rows_[interval.thread],
        {interval.start_ns, interval.end_ns, static_cast<int>(interval.state), interval.thread});
  }
  for (const TraceTenure& tenure : cast_.ended_holding()) {
    add(gil_rows_[tenure.place], {tenure.start_ns, tenure.end_ns, 0, tenure.thread});
  }
}

bool TraceSvg::line(const TraceLine& line) {
  if (line.kind == TraceLineKind::header) {
    subtitle_ =
        fmt::format("{}, policy {}, profile {}, {}, switch interval {}, seed {}",
                    line.text(TraceField::program), line.text(TraceField::gil),
                    line.text(TraceField::profile), counted(line.number(TraceField::cores), "core"),
                    short_switch_interval_text(
                        line.text(TraceField::gil), line.number(TraceField::switch_interval_ticks),
                        line.number(TraceField::switch_interval_ns) * kPicosecondsPerNanosecond),
                    static_cast<std::uint64_t>(line.number(TraceField::seed)));
  }
  cast_.line(line);
  keep();
  return !buffer_.failed();
}

// --- drawing ---

double TraceSvg::x_of(std::int64_t ns) const {
  return kLeft + (kRight - kLeft) * static_cast<double>(ns) / static_cast<double>(end_ns_);
}

void TraceSvg::draw_head(std::size_t rows) {
  const double height = kTop + static_cast<double>(rows) * kRowHeight + kLegendHeight;
  buffer_.put(fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" "
      "width=\"{0:.0f}\" height=\"{1:.0f}\" font-family=\"sans-serif\" font-size=\"13\" "
      "role=\"img\">\n<title>Who holds the GIL: {2}</title>\n",
      kWidth, height, xml_escaped(subtitle_)));
  buffer_.put(kPatterns);
  buffer_.put(
      fmt::format("<rect width=\"{:.0f}\" height=\"{:.0f}\" fill=\"#ffffff\"/>\n", kWidth, height));
  buffer_.put(
      fmt::format("<text x=\"16\" y=\"26\" font-size=\"18\">Who holds the GIL</text>\n"
                  "<text x=\"16\" y=\"46\" fill=\"#444444\">{}</text>\n",
                  xml_escaped(subtitle_)));
}

void TraceSvg::draw_axis(double top, double bottom) {
  const std::int64_t step = axis_step_ns(end_ns_);
  for (std::int64_t ns = 0; ns <= end_ns_; ns += step) {
    buffer_.put(fmt::format(
        "<line x1=\"{0:.2f}\" y1=\"{1:.0f}\" x2=\"{0:.2f}\" y2=\"{2:.0f}\" stroke=\"#d0d0d0\"/>"
        "<text x=\"{0:.2f}\" y=\"{3:.0f}\" text-anchor=\"middle\" fill=\"#444444\">{4}</text>\n",
        x_of(ns), top, bottom, top - 6, ns == 0 ? "0" : time_of(ns)));
  }
}

void TraceSvg::draw_bar(const Bar& bar, double top, bool is_gil) {
  const Look& look = kLooks[bar.look];
  const double height = is_gil ? 20 : look.height;
  const char* const fill =
      is_gil ? kHolderFills[static_cast<std::size_t>(bar.thread) % std::size(kHolderFills)]
             : look.fill;
  const std::string what = is_gil ? cast_.name_of(bar.thread) + " holds the GIL"
                                  : cast_.name_of(bar.thread) + " " + look.meaning;
  const double x = x_of(bar.start_ns);
  const double width = std::max(x_of(bar.end_ns) - x, 0.3);
  buffer_.put(
      fmt::format("<rect x=\"{:.2f}\" y=\"{:.1f}\" width=\"{:.2f}\" height=\"{:.0f}\" fill=\"{}\">"
                  "<title>{}: {}, from {} ms to {} ms</title></rect>\n",
                  x, top + (kRowHeight - height) / 2, width, height, fill, xml_escaped(what),
                  time_of(bar.end_ns - bar.start_ns), milliseconds_text(bar.start_ns),
                  milliseconds_text(bar.end_ns)));
  // As much of the name as there is room for, if that says anything.
  constexpr double kCharacter = 7.5;
  constexpr double kFewestCharacters = 4;
  const double room = (width - 6) / kCharacter;
  if (!is_gil || room < kFewestCharacters) return;
  buffer_.put(
      fmt::format("<text x=\"{:.2f}\" y=\"{:.1f}\" fill=\"#ffffff\" font-size=\"12\">"
                  "{}</text>\n",
                  x + 3, top + kRowHeight / 2 + 4,
                  label_of(cast_.name_of(bar.thread), static_cast<std::size_t>(room))));
}

void TraceSvg::draw_row(std::string_view label, const Row& row, double top, bool is_gil) {
  buffer_.put(fmt::format("<text x=\"16\" y=\"{:.1f}\"{}>{}</text>\n", top + kRowHeight / 2 + 5,
                          is_gil ? " font-weight=\"bold\"" : "", label_of(label, kLabelWidth)));
  for (const Bar& bar : row) draw_bar(bar, top, is_gil);
}

void TraceSvg::draw_legend(double top, std::string_view warning) {
  constexpr double kColumnWidth = 290;
  constexpr int kColumns = 4;
  for (int state = 0; state < kThreadStateCount; ++state) {
    const Look& look = kLooks[state];
    const double x = 16 + kColumnWidth * (state % kColumns);
    const double y = top + 12 + 24 * (state / kColumns);
    buffer_.put(fmt::format(
        "<rect x=\"{:.0f}\" y=\"{:.1f}\" width=\"36\" height=\"{:.0f}\" fill=\"{}\"/>"
        "<text x=\"{:.0f}\" y=\"{:.0f}\">{}</text>\n",
        x, y - look.height / 3, look.height * 2 / 3, look.fill, x + 44, y + 5, look.meaning));
  }
  std::string note;
  if (shortest_ns_ > 0) {
    note = "What is shorter than " + time_of(shortest_ns_) + " is drawn as what came before it. ";
  }
  if (thread_rows_.size() > kMostThreads) {
    note += counted(static_cast<std::int64_t>(thread_rows_.size() - kMostThreads), "more thread") +
            " not drawn. ";
  }
  note += warning;
  if (!note.empty()) {
    buffer_.put(fmt::format("<text x=\"16\" y=\"{:.0f}\" fill=\"#444444\">{}</text>\n", top + 70,
                            xml_escaped(note)));
  }
}

bool TraceSvg::finish(std::string_view warning) {
  cast_.finish();
  keep();
  end_ns_ = std::max<std::int64_t>(cast_.last_ns(), 1);
  const std::size_t threads = std::min(thread_rows_.size(), kMostThreads);
  const std::size_t rows = threads + gil_rows_.size();
  draw_head(rows);
  const double bottom = kTop + static_cast<double>(rows) * kRowHeight;
  draw_axis(kTop, bottom);
  double top = kTop;
  for (const auto& [process, row] : gil_rows_) {
    const bool is_only = gil_rows_.size() == 1;
    draw_row(is_only ? "GIL" : "GIL of " + cast_.process_name_of(process), row, top, true);
    top += kRowHeight;
  }
  std::size_t drawn = 0;
  for (const auto& [thread, row] : thread_rows_) {
    if (++drawn > threads) break;
    draw_row(cast_.name_of(thread), row, top, false);
    top += kRowHeight;
  }
  draw_legend(bottom + 16, warning);
  buffer_.put("</svg>\n");
  return buffer_.flush();
}

}  // namespace gilsim::runtime
