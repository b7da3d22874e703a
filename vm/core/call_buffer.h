// SPDX-License-Identifier: MIT
//
// Arguments with something put in front, without allocation for the usual few.
#pragma once

#include "vm/core/type.h"

#include <algorithm>
#include <memory>
#include <span>

namespace gilsim::vm {

/// A short-lived array of borrowed values. Invariant: it does not move once made.
class CallBuffer {
 public:
  explicit CallBuffer(std::size_t size) {
    if (size > kInline) {
      spilled_ = std::make_unique<Value[]>(size);
    } else {
      std::uninitialized_fill_n(inline_, size, Value());
    }
  }
  CallBuffer(const CallBuffer&) = delete;
  CallBuffer& operator=(const CallBuffer&) = delete;

  Value* data() { return spilled_ != nullptr ? spilled_.get() : inline_; }

 private:
  static constexpr std::size_t kInline = 12;
  union {
    Value inline_[kInline];  // the first `size` are there: the rest need not be written
  };
  std::unique_ptr<Value[]> spilled_;
};

/// The same call with one more positional argument in front.
class PrependedArguments {
 public:
  PrependedArguments(Value first, Arguments rest)
      : buffer_(std::size_t{1} + rest.positional_count + rest.keyword_count()) {
    Value* values = buffer_.data();
    values[0] = first;
    std::copy_n(rest.values, rest.positional_count + rest.keyword_count(), values + 1);
    arguments_ = {values, rest.positional_count + 1, rest.keyword_names};
  }
  const Arguments& get() const { return arguments_; }

 private:
  CallBuffer buffer_;
  Arguments arguments_;
};

}  // namespace gilsim::vm
