// SPDX-License-Identifier: MIT
//
// Parses one line of a trace log. The format allows less than JSON does: fixed keys in a fixed
// order, no white space, no fractions, so that a line is read in one pass.
#pragma once

#include "runtime/trace/trace_reader.h"

#include <string>
#include <string_view>

namespace gilsim::runtime {

// `text`: from '{' to what stands before `,"sum":`. False: `error` says what is wrong, in a few
// words.
bool parse_trace_line(std::string_view text, TraceLine& line, std::string& error);

}  // namespace gilsim::runtime
