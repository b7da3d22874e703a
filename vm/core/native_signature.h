// SPDX-License-Identifier: MIT
//
// A native's parameters, parsed once from the Python syntax in its NativeDefinition, and how a
// call's arguments are laid out for it.
#pragma once

#include "vm/core/instance.h"
#include "vm/core/native.h"
#include "vm/core/thread.h"

#include <cstdint>
#include <string>

namespace gilsim::vm {

struct NativeParameter {
  Str* name;            // interned
  Value default_value;  // immortal or immediate; Undefined for `...`
  bool required;
};

/// Parameters stand in the order in which the native finds its values: positional ones, *args,
/// keyword-only ones, **kwargs. Lives in one buffer, with its parameters behind it.
struct NativeSignature {
  std::uint32_t bytes;  // of the buffer
  std::uint16_t positional_only_count;
  std::uint16_t positional_count;  // positional-only ones included
  std::uint16_t required_count;    // leading positional ones without a default
  std::uint16_t keyword_only_count;
  bool has_rest;      // *args
  bool has_keywords;  // **kwargs
  bool is_immortal;   // belongs to the Instance; else to the one function object it was made for

  NativeParameter* parameters() { return reinterpret_cast<NativeParameter*>(this + 1); }
  const NativeParameter* parameters() const {
    return reinterpret_cast<const NativeParameter*>(this + 1);
  }
  /// Entries in parameters(); *args and **kwargs have one each.
  std::uint32_t value_count() const {
    return std::uint32_t{positional_count} + keyword_only_count + (has_rest ? 1 : 0) +
           (has_keywords ? 1 : 0);
  }
  /// True if there are positional parameters alone.
  bool is_positional() const { return keyword_only_count == 0 && !has_rest && !has_keywords; }
  std::uint32_t first_keyword_only() const {
    return std::uint32_t{positional_count} + (has_rest ? 1 : 0);
  }
  bool takes_keywords() const {
    return positional_count > positional_only_count || keyword_only_count > 0 || has_keywords;
  }
};

/// Parses a signature into the heap (a leading "self" or "cls" is skipped if `skips_self`). Throws
/// std::logic_error if the text is not a signature: a mistake in a table of ours, found at
/// start-up.
NativeSignature* parse_signature(Instance& instance, Heap& heap, const char* text, bool skips_self);
void free_signature(Heap& heap, const NativeSignature* signature);

/// A function's names as error messages show them.
struct NativeName {
  std::string_view plain;      // "append"
  std::string_view qualifier;  // "list", or empty
  std::string qualified() const;
};

/// Lays the arguments after the first `implicit` ones (self) out in `out`, which has room for
/// implicit + value_count() values, all Undefined. What is made on the way (*args, **kwargs) is
/// owned by `rest` and `keywords`. False: TypeError is pending.
bool bind_native(Thread& thread, const NativeName& name, const NativeSignature& signature,
                 std::uint32_t implicit, Arguments arguments, Value* out, Ref& rest, Ref& keywords);

}  // namespace gilsim::vm
