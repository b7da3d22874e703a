// SPDX-License-Identifier: MIT
//
// A comparison as a chart to project: a bar for each row, its length the time, its parts what the
// moments of the run were good for. Parts differ by pattern as well as by colour; every bar carries
// its figures as text, and each part a title.
#include "runtime/machine/parameters.h"
#include "runtime/quantity.h"
#include "runtime/xml_text.h"
#include "scenarios/comparison.h"

#include <fmt/format.h>

#include <algorithm>

namespace gilsim::scenarios {
namespace {

using runtime::xml_escaped;

constexpr double kWidth = 1280;
constexpr double kLeft = 330;   // where bars begin
constexpr double kRight = 960;  // where the longest ends; its figures stand behind
constexpr double kTop = 92;
constexpr double kRowHeight = 40;
constexpr double kGroupGap = 22;
constexpr double kBarHeight = 26;
constexpr double kLegendHeight = 104;
constexpr std::size_t kMostRows = 60;
constexpr std::size_t kLabelWidth = 34;  // in characters

// A part of a bar: what moments of these uses have in common for who looks from afar.
struct Part {
  const char* fill;
  const char* meaning;
  std::int64_t (*of)(const ComparedRun& run);
};

std::int64_t in(const ComparedRun& run, runtime::UseOfTime use) {
  return runtime::time_in(run.moments, use);
}

constexpr Part kParts[] = {
    {"#1b6ca8", "useful: some thread does the program's work",
     [](const ComparedRun& run) { return in(run, runtime::UseOfTime::useful); }},
    {"url(#handing)", "handing over the GIL",
     [](const ComparedRun& run) { return in(run, runtime::UseOfTime::handing_over); }},
    {"url(#waiting)", "all wait: for a core, a lock, I/O or a clock",
     [](const ComparedRun& run) {
       return in(run, runtime::UseOfTime::waiting_for_core) +
              in(run, runtime::UseOfTime::waiting_for_lock) +
              in(run, runtime::UseOfTime::waiting_for_io) + in(run, runtime::UseOfTime::sleeping);
     }},
    {"#d9a400", "in the system",
     [](const ComparedRun& run) { return in(run, runtime::UseOfTime::system); }},
};

constexpr const char* kPatterns =
    R"svg(<defs>
<pattern id="handing" width="7" height="7" patternUnits="userSpaceOnUse"
 patternTransform="rotate(45)">
<rect width="7" height="7" fill="#fbe3df"/><rect width="3.5" height="7" fill="#c8402f"/></pattern>
<pattern id="waiting" width="7" height="7" patternUnits="userSpaceOnUse">
<rect width="7" height="7" fill="#ececec"/><circle cx="3.5" cy="3.5" r="1.6" fill="#777777"/>
</pattern>
</defs>
)svg";

// Where the rows are and how long a picosecond is.
class Chart {
 public:
  explicit Chart(const Comparison& comparison)
      : comparison_(comparison), rows_(std::min(comparison.rows.size(), kMostRows)) {
    for (const ComparedRow& row : comparison.rows) {
      longest_ps_ = std::max(longest_ps_, row.longest().elapsed_ps);
    }
  }

  std::string draw() {
    for (std::size_t i = 0; i < rows_; ++i) draw_row(i);
    const double bottom = y_;
    draw_legend(bottom + 30);
    return head(bottom + kLegendHeight) + axis(bottom) + body_ + "</svg>\n";
  }

 private:
  double width_of(std::int64_t time_ps) const {
    return (kRight - kLeft) * static_cast<double>(time_ps) / static_cast<double>(longest_ps_);
  }

  void text(double x, double y, std::string_view words, std::string_view attributes = "") {
    body_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\"{}{}>{}</text>\n", x, y,
                         attributes.empty() ? "" : " ", attributes, xml_escaped(words));
  }

  // Rows that share the first value stand together, with a gap before the next.
  void draw_row(std::size_t index) {
    const ComparedRow& row = comparison_.rows[index];
    const bool has_groups = comparison_.axes.size() > 1;
    const bool begins_group =
        has_groups && (index == 0 || comparison_.rows[index - 1].values[0] != row.values[0]);
    if (begins_group && index > 0) y_ += kGroupGap;
    std::string label;
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      label += (label.empty() ? "" : ", ") + shown_value(comparison_.axes[i], row.values[i]);
    }
    if (label.empty()) label = comparison_.program;
    label = runtime::fitted(label, kLabelWidth);
    label.erase(label.find_last_not_of(' ') + 1);
    text(kLeft - 12, y_ + kBarHeight - 7, label,
         begins_group ? "text-anchor=\"end\" font-weight=\"bold\"" : "text-anchor=\"end\"");
    draw_bar(row, label);
    y_ += kRowHeight;
  }

  void draw_bar(const ComparedRow& row, const std::string& label) {
    const ComparedRun& run = row.median();
    double x = kLeft;
    for (const Part& part : kParts) {
      const double width = width_of(part.of(run));
      if (width <= 0) continue;
      body_ += fmt::format(
          "<rect x=\"{:.2f}\" y=\"{:.1f}\" width=\"{:.2f}\" height=\"{:.0f}\" fill=\"{}\">"
          "<title>{}: {}, {}</title></rect>\n",
          x, y_, width, kBarHeight, part.fill, xml_escaped(label), part.meaning,
          runtime::time_text(part.of(run)));
      x += width;
    }
    body_ += fmt::format(
        "<rect x=\"{:.2f}\" y=\"{:.1f}\" width=\"{:.2f}\" height=\"{:.0f}\" fill=\"none\" "
        "stroke=\"#222222\"/>\n",
        kLeft, y_, std::max(x - kLeft, 0.5), kBarHeight);
    if (comparison_.seeds > 1) draw_range(row);
    std::string figures = runtime::time_text(run.elapsed_ps);
    const ComparedRun& first = comparison_.rows.front().median();
    figures += "   " + runtime::ratio_text(run.elapsed_ps, first.elapsed_ps, 2) + "x";
    const bool failed = row.failed() != nullptr;
    if (failed) figures += "   " + row.result() + "!";
    const double end =
        kLeft + width_of(comparison_.seeds > 1 ? row.longest().elapsed_ps : run.elapsed_ps);
    text(std::max(x, end) + 12, y_ + kBarHeight - 7, figures,
         failed ? "font-weight=\"bold\" fill=\"#b00020\"" : "");
  }

  // From the shortest run to the longest.
  void draw_range(const ComparedRow& row) {
    const double from = kLeft + width_of(row.shortest().elapsed_ps);
    const double to = kLeft + width_of(row.longest().elapsed_ps);
    const double middle = y_ + kBarHeight / 2;
    body_ += fmt::format(
        "<path d=\"M{0:.2f} {1:.1f}V{2:.1f}M{0:.2f} {3:.1f}H{4:.2f}M{4:.2f} {1:.1f}V{2:.1f}\" "
        "stroke=\"#000000\" stroke-width=\"2\" fill=\"none\"><title>seeds: {5} to {6}</title>"
        "</path>\n",
        from, middle - 6, middle + 6, middle, to, runtime::time_text(row.shortest().elapsed_ps),
        runtime::time_text(row.longest().elapsed_ps));
  }

  void draw_legend(double top) {
    double x = 16;
    for (const Part& part : kParts) {
      const bool is_used =
          std::any_of(comparison_.rows.begin(), comparison_.rows.end(),
                      [&](const auto& row) { return width_of(part.of(row.median())) >= 1; });
      if (!is_used) continue;
      body_ += fmt::format(
          "<rect x=\"{:.0f}\" y=\"{:.0f}\" width=\"32\" height=\"18\" fill=\"{}\" "
          "stroke=\"#222222\"/>\n",
          x, top - 14, part.fill);
      text(x + 40, top, part.meaning, "font-size=\"15\"");
      x += 70 + 7.6 * static_cast<double>(std::string_view(part.meaning).size());
    }
    std::string note = "x: times the first row.";
    if (comparison_.seeds > 1) {
      note +=
          fmt::format(" Median of {} seeds; the line on a bar is the range.", comparison_.seeds);
    }
    if (rows_ < comparison_.rows.size()) {
      note +=
          " " +
          runtime::counted(static_cast<std::int64_t>(comparison_.rows.size() - rows_), "more row") +
          " not drawn.";
    }
    text(16, top + 34, note, "font-size=\"15\" fill=\"#444444\"");
  }

  std::string axis(double bottom) const {
    std::string lines;
    const std::int64_t step_ps = axis_step_ps();
    for (std::int64_t at_ps = 0; at_ps <= longest_ps_; at_ps += step_ps) {
      const double x = kLeft + width_of(at_ps);
      lines += fmt::format(
          "<line x1=\"{0:.2f}\" y1=\"{1:.0f}\" x2=\"{0:.2f}\" y2=\"{2:.0f}\" "
          "stroke=\"#d0d0d0\"/><text x=\"{0:.2f}\" y=\"{3:.0f}\" text-anchor=\"middle\" "
          "font-size=\"15\" fill=\"#444444\">{4}</text>\n",
          x, kTop - 8, bottom, kTop - 16, at_ps == 0 ? "0" : runtime::short_time_text(at_ps));
    }
    return lines;
  }

  // A step of 1, 2 or 5 times a power of ten that divides the time into at most eight.
  std::int64_t axis_step_ps() const {
    constexpr std::int64_t kMostSteps = 8;
    for (std::int64_t step = 1;; step *= 10) {
      for (const std::int64_t factor : {1, 2, 5}) {
        if (longest_ps_ / (step * factor) <= kMostSteps) return step * factor;
      }
    }
  }

  std::string head(double height) const {
    const std::string title = "How long " + comparison_.program + " takes";
    return fmt::format(
               "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" "
               "width=\"{0:.0f}\" height=\"{1:.0f}\" font-family=\"sans-serif\" "
               "font-size=\"18\" role=\"img\">\n<title>{2}</title>\n",
               kWidth, height, xml_escaped(title)) +
           kPatterns +
           fmt::format(
               "<rect width=\"{0:.0f}\" height=\"{1:.0f}\" fill=\"#ffffff\"/>\n"
               "<text x=\"16\" y=\"32\" font-size=\"24\">{2}</text>\n"
               "<text x=\"16\" y=\"56\" font-size=\"16\" fill=\"#444444\">{3}</text>\n",
               kWidth, height, xml_escaped(title), xml_escaped(comparison_.fixed));
  }

  const Comparison& comparison_;
  const std::size_t rows_;
  std::int64_t longest_ps_ = 1;
  double y_ = kTop;
  std::string body_;
};

}  // namespace

std::string comparison_svg(const Comparison& comparison) { return Chart(comparison).draw(); }

}  // namespace gilsim::scenarios
