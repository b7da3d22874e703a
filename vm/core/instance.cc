// SPDX-License-Identifier: MIT
#include "vm/core/instance.h"

#include "vm/bytecode/code.h"
#include "vm/modules/library_types.h"
#include "vm/objects/module.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <tsl/robin_set.h>

#include <string>

namespace gilsim::vm {

struct Instance::InternTable {
  // The built-in types' names and those of a few modules: most programs need no larger table.
  static constexpr std::size_t kUsual = 2000;

  InternTable() { texts.reserve(kUsual); }

  struct Hash {
    std::size_t operator()(Str* text) const { return static_cast<std::size_t>(hash_of(text)); }
    std::size_t operator()(std::string_view utf8) const {
      return static_cast<std::size_t>(hash_of_utf8(utf8));
    }
  };
  struct Equal {
    using is_transparent = void;
    bool operator()(const Str* left, const Str* right) const { return equal_text(left, right); }
    bool operator()(const Str* text, std::string_view utf8) const {
      return text->is_ascii ? text->ascii() == utf8 : to_utf8(text) == utf8;
    }
    bool operator()(std::string_view utf8, const Str* text) const { return (*this)(text, utf8); }
  };

  tsl::robin_set<Str*, Hash, Equal> texts;  // looked up, never walked
};

Instance::Instance(Host& the_host, const InstructionCosts& the_costs)
    : host(the_host),
      costs(the_costs),
      immortal_heap_(nullptr),
      interned_(std::make_unique<InternTable>()) {
  immortal_heap_.make_everything_immortal();
  create_core_types(*this);
  initialise_number_types(*this);
  initialise_text_types(*this);
  initialise_sequence_types(*this);
  initialise_mapping_types(*this);
  initialise_function_types(*this);
  initialise_exception_types(*this);
  initialise_iterator_types(*this);
  initialise_generator_type(*this);
  initialise_module_types(*this);
  finish_core_types(*this);
  library = create_library_types(*this);
}

Instance::~Instance() {
  for (Code* code : codes_) release_code_tables(*code);
}

void Instance::intern_well_known_names() {
#define NAME(identifier, text) names.identifier##_ = intern(std::string_view(text));
#include "vm/core/names.def"
#undef NAME
  empty_tuple = make_tuple_in(immortal_heap_, types.tuple, {});
  for (int c = 0; c < 256; ++c) {
    std::string utf8;
    if (c < 0x80) {
      utf8.push_back(static_cast<char>(c));
    } else {
      utf8.push_back(static_cast<char>(0xc0 | (c >> 6)));
      utf8.push_back(static_cast<char>(0x80 | (c & 0x3f)));
    }
    single_characters[c] = intern(utf8);
  }
}

Str* Instance::intern(std::string_view utf8) {
  const std::lock_guard lock(additions);
  const std::size_t hash = InternTable::Hash()(utf8);
  const auto found = interned_->texts.find(utf8, hash);
  if (found != interned_->texts.end()) return *found;
  Str* text = make_str_in(immortal_heap_, types.str, utf8);
  // Bytes that are no UTF-8 become the same text as others.
  const auto [place, is_new] = interned_->texts.insert(text);
  if (is_new) text->is_interned = true;
  return *place;
}

Str* Instance::intern(Str* text) { return text->is_interned ? text : intern(to_utf8(text)); }

std::uint32_t Instance::register_code(Code* code) {
  const std::lock_guard lock(additions);
  codes_.push_back(code);
  return static_cast<std::uint32_t>(codes_.size() - 1);
}

const NativeModuleDefinition* Instance::find_native_module(std::string_view name) const {
  for (const NativeModuleDefinition* module : kNativeModules) {
    if (name == module->name) return module;
  }
  return nullptr;
}

}  // namespace gilsim::vm
