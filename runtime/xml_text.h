// SPDX-License-Identifier: MIT
//
// Text inside XML, for pictures as SVG.
#pragma once

#include <string>
#include <string_view>

namespace gilsim::runtime {

// As the text of an element or the value of an attribute. Control characters, of which XML 1.0 has
// none but white space, become spaces.
std::string xml_escaped(std::string_view text);

}  // namespace gilsim::runtime
