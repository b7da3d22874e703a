// SPDX-License-Identifier: MIT
#include "runtime/trace/trace_converter.h"

#include "runtime/trace/trace_chrome.h"
#include "runtime/trace/trace_csv.h"
#include "runtime/trace/trace_mermaid.h"
#include "runtime/trace/trace_speedscope.h"
#include "runtime/trace/trace_svg.h"
#include "runtime/trace/trace_text.h"

namespace gilsim::runtime {

std::unique_ptr<TraceConverter> make_trace_converter(std::string_view path, ByteSink& sink) {
  if (path.ends_with(".txt")) return std::make_unique<TraceText>(sink);
  if (path.ends_with(".speedscope.json")) return std::make_unique<TraceSpeedscope>(sink);
  if (path.ends_with(".json")) return std::make_unique<TraceChrome>(sink);
  if (path.ends_with(".svg")) return std::make_unique<TraceSvg>(sink);
  if (path.ends_with(".csv")) return std::make_unique<TraceCsv>(sink);
  if (path.ends_with(".mmd")) return std::make_unique<TraceMermaid>(sink);
  return nullptr;
}

namespace {

std::string thousandths(std::int64_t number) {
  std::string decimals = std::to_string(number % 1000);
  decimals.insert(0, 3 - decimals.size(), '0');
  return std::to_string(number / 1000) + "." + decimals;
}

}  // namespace

std::string microseconds_text(std::int64_t ns) { return thousandths(ns); }
std::string milliseconds_text(std::int64_t ns) { return thousandths(ns / 1000); }

std::string json_quoted(std::string_view utf8) {
  constexpr std::string_view kHexDigits = "0123456789abcdef";
  std::string text = "\"";
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      text += '\\';
      text += c;
    } else if (c == '\n') {
      text += "\\n";
    } else if (byte < 0x20) {
      text += "\\u00";
      text += kHexDigits[byte >> 4];
      text += kHexDigits[byte & 15];
    } else {
      text += c;
    }
  }
  return text + '"';
}

}  // namespace gilsim::runtime
