// SPDX-License-Identifier: MIT
//
// Block allocation and the table of interned identifiers (open addressing; hashes stay inside this
// file and nothing ever walks the table).

#include "vm/syntax/ast_arena.h"

namespace gilsim::vm {
namespace {

constexpr std::size_t kFirstBlockBytes = std::size_t{8} << 10;
constexpr std::size_t kLargestBlockBytes = std::size_t{1} << 20;

std::size_t hash_of(std::string_view text) {
  std::uint64_t hash = 14695981039346656037U;  // FNV-1a
  for (const char character : text) {
    hash = (hash ^ static_cast<unsigned char>(character)) * 1099511628211U;
  }
  return static_cast<std::size_t>(hash ^ (hash >> 32U));
}

}  // namespace

void AstArena::add_block(std::size_t size) {
  const std::size_t grown = kFirstBlockBytes << std::min<std::size_t>(blocks_.size(), 7);
  const std::size_t block_bytes = std::max(size, std::min(grown, kLargestBlockBytes));
  blocks_.push_back(std::unique_ptr<std::byte[]>(new std::byte[block_bytes]));
  next_ = blocks_.back().get();
  available_ = block_bytes;
  bytes_reserved_ += block_bytes;
}

void AstArena::grow_interned() {
  std::vector<std::string_view> old(std::max<std::size_t>(64, interned_.size() * 2));
  old.swap(interned_);
  for (const std::string_view text : old) {
    if (text.data() == nullptr) continue;
    std::size_t slot = hash_of(text) & (interned_.size() - 1);
    while (interned_[slot].data() != nullptr) slot = (slot + 1) & (interned_.size() - 1);
    interned_[slot] = text;
  }
}

std::string_view AstArena::intern(std::string_view text) {
  if (interned_count_ * 2 >= interned_.size()) grow_interned();
  std::size_t slot = hash_of(text) & (interned_.size() - 1);
  while (interned_[slot].data() != nullptr) {
    if (interned_[slot] == text) return interned_[slot];
    slot = (slot + 1) & (interned_.size() - 1);
  }
  interned_[slot] = copy_text(text);
  ++interned_count_;
  return interned_[slot];
}

}  // namespace gilsim::vm
