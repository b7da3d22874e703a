// SPDX-License-Identifier: MIT
//
// Where the time went, in words.
#pragma once

#include "runtime/analysis/run_analysis.h"

#include <string>
#include <string_view>
#include <vector>

namespace gilsim::runtime {

// "98.1 % useful, 1.9 % handing over": the moments of the run, the useful ones first.
std::string moments_text(const RunAnalysis& analysis);

// A few plain sentences, each a paragraph: the run against one thread, and the costliest convoy,
// starving thread, missed and lost wake-up, if there are any.
std::vector<std::string> analysis_sentences(const SimulationReport& report,
                                            const RunAnalysis& analysis);

// The whole: the sentences, a table of the threads whose columns sum, everything that was found,
// and what the words mean.
std::string analysis_page(const SimulationReport& report, std::string_view program,
                          const RunAnalysis& analysis);

}  // namespace gilsim::runtime
