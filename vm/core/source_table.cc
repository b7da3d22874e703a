// SPDX-License-Identifier: MIT
#include "vm/core/source_table.h"

namespace gilsim::vm {

SourceTable::Entry& SourceTable::entry(std::string_view name, std::string_view text) {
  for (const auto& known : entries_) {
    if (known->name == name && known->text == text) return *known;
  }
  entries_.push_back(std::make_unique<Entry>());
  Entry& added = *entries_.back();
  added.name = name;
  added.text = text;
  return added;
}

}  // namespace gilsim::vm
