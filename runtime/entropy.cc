// SPDX-License-Identifier: MIT
#include "runtime/entropy.h"

#include "runtime/simulation_context.h"

namespace gilsim::runtime {

namespace {

/// The finisher of splitmix64: every bit of the input moves every bit of the result.
std::uint64_t mix(std::uint64_t bits) {
  bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9u;
  bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebu;
  return bits ^ (bits >> 31);
}

constexpr std::uint64_t kStep = 0x9e3779b97f4a7c15u;  // splitmix64's, 2^64 by the golden ratio

}  // namespace

std::uint64_t next_entropy(vm::Interpreter& interpreter) {
  auto& process = *static_cast<ProcessContext*>(interpreter.host_data);
  const std::uint64_t seed = mix(process.simulation->options().seed + kStep);
  const std::uint64_t stream = mix(seed ^ (process.machine_process->id * kStep));
  return mix(stream + ++process.entropy_drawn * kStep);
}

std::string entropy_bytes(vm::Thread& thread, std::size_t count) {
  std::string bytes;
  bytes.reserve(count);
  while (bytes.size() < count) {
    std::uint64_t word = next_entropy(thread.interpreter);
    for (int i = 0; i < 8 && bytes.size() < count; ++i, word >>= 8) {
      bytes += static_cast<char>(word);
    }
  }
  return bytes;
}

}  // namespace gilsim::runtime
