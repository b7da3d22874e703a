// SPDX-License-Identifier: MIT
#include "vm/core/source_table.h"

namespace gilsim::vm {

namespace {

bool is_same_text(std::string_view left, std::string_view right) {
  // The text of a module in the binary is not read at all.
  return (left.data() == right.data() && left.size() == right.size()) || left == right;
}

}  // namespace

SourceTable::Entry& SourceTable::entry(std::string_view name, std::string_view text,
                                       bool outlives) {
  for (const auto& known : entries_) {
    if (known->name == name && is_same_text(known->text, text)) return *known;
  }
  entries_.push_back(std::make_unique<Entry>());
  Entry& added = *entries_.back();
  added.name = name;
  if (!outlives) added.storage = text;
  added.text = outlives ? text : std::string_view(added.storage);
  return added;
}

}  // namespace gilsim::vm
