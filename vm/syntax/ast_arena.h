// SPDX-License-Identifier: MIT
//
// Memory for one syntax tree: a list of blocks that only grows and is freed at once.
//
// Invariants: what the arena hands out stays at its address until the arena dies; it never runs
// destructors, so it takes only trivially destructible types. Not thread-safe: one arena belongs to
// one parse and to who reads its tree.

#ifndef GILSIM_VM_SYNTAX_AST_ARENA_H_
#define GILSIM_VM_SYNTAX_AST_ARENA_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace gilsim::vm {

class AstArena {
 public:
  AstArena() = default;
  AstArena(AstArena&&) noexcept = default;
  AstArena& operator=(AstArena&&) noexcept = default;
  AstArena(const AstArena&) = delete;
  AstArena& operator=(const AstArena&) = delete;
  ~AstArena() = default;

  // Uninitialised memory. REQUIRES: alignment is a power of two, at most that of std::max_align_t.
  void* allocate(std::size_t size, std::size_t alignment) {
    std::size_t padding =
        (alignment - reinterpret_cast<std::uintptr_t>(next_) % alignment) % alignment;
    if (size + padding > available_) {
      add_block(size);
      padding = 0;
    }
    std::byte* result = next_ + padding;
    next_ += size + padding;
    available_ -= size + padding;
    return result;
  }

  template <class T>
  T* create() {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (allocate(sizeof(T), alignof(T))) T();
  }

  // A copy of `items` that lives as long as the arena.
  template <class T>
  std::span<T> copy(const T* items, std::size_t count) {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
    if (count == 0) return {};
    T* copied = static_cast<T*>(allocate(count * sizeof(T), alignof(T)));
    std::uninitialized_copy_n(items, count, copied);
    return {copied, count};
  }
  template <class T>
  std::span<T> copy(const std::vector<T>& items) {
    return copy(items.data(), items.size());
  }

  std::string_view copy_text(std::string_view text) {
    if (text.empty()) return std::string_view("", 0);
    return {copy(text.data(), text.size()).data(), text.size()};
  }

  // A copy of `text`, the same one for equal texts.
  std::string_view intern(std::string_view text);

  std::size_t bytes_reserved() const { return bytes_reserved_; }

 private:
  void add_block(std::size_t size);
  void grow_interned();

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::byte* next_ = nullptr;
  std::size_t available_ = 0;
  std::size_t bytes_reserved_ = 0;
  std::vector<std::string_view> interned_;  // open addressing, capacity a power of two
  std::size_t interned_count_ = 0;
};

}  // namespace gilsim::vm

#endif  // GILSIM_VM_SYNTAX_AST_ARENA_H_
