// SPDX-License-Identifier: MIT
//
// Module _random: the Mersenne Twister (MT19937, Matsumoto and Nishimura) behind random.Random,
// drawn from as CPython draws, so that a seed gives CPython's numbers.
#include "runtime/entropy.h"
#include "runtime/modules/native_modules.h"
#include "runtime/runtime_types.h"
#include "runtime/simulation_context.h"
#include "vm/core/builtin_types.h"
#include "vm/eval/operations.h"
#include "vm/objects/containers.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/heap_copier.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/tuple.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

namespace gilsim::runtime {

using vm::Arguments;
using vm::Ref;
using vm::Value;

namespace {

constexpr std::size_t kWords = 624;
constexpr std::size_t kMiddle = 397;

/// The generator itself: 624 words of state, made anew when all are used.
struct Twister {
  std::array<std::uint32_t, kWords> words;
  std::uint32_t index;

  void seed_with(std::uint32_t seed) {
    words[0] = seed;
    for (std::uint32_t i = 1; i < kWords; ++i) {
      words[i] = 1812433253u * (words[i - 1] ^ (words[i - 1] >> 30)) + i;
    }
    index = kWords;
  }

  /// The authors' initialisation by an array of any length.
  void seed_with(std::span<const std::uint32_t> key) {
    seed_with(19650218u);
    std::size_t i = 1;
    std::size_t j = 0;
    for (std::size_t k = std::max(kWords, key.size()); k > 0; --k) {
      words[i] = (words[i] ^ (previous(i) * 1664525u)) + key[j] + static_cast<std::uint32_t>(j);
      advance(i);
      j = j + 1 == key.size() ? 0 : j + 1;
    }
    for (std::size_t k = kWords - 1; k > 0; --k) {
      words[i] = (words[i] ^ (previous(i) * 1566083941u)) - static_cast<std::uint32_t>(i);
      advance(i);
    }
    words[0] = 0x80000000u;
  }

  std::uint32_t next() {
    if (index >= kWords) refill();
    std::uint32_t y = words[index++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    return y ^ (y >> 18);
  }

 private:
  std::uint32_t previous(std::size_t i) const { return words[i - 1] ^ (words[i - 1] >> 30); }
  void advance(std::size_t& i) {
    if (++i < kWords) return;
    words[0] = words[kWords - 1];
    i = 1;
  }
  void refill() {
    for (std::size_t i = 0; i < kWords; ++i) {
      const std::uint32_t y = (words[i] & 0x80000000u) | (words[(i + 1) % kWords] & 0x7fffffffu);
      words[i] = words[(i + kMiddle) % kWords] ^ (y >> 1) ^ ((y & 1) != 0 ? 0x9908b0dfu : 0u);
    }
    index = 0;
  }
};

struct RandomObject : vm::Object {
  Twister twister;
  bool is_process_wide;  // the module's own generator: a forked child seeds its copy anew
};

Twister& twister_of(Arguments arguments) { return vm::cast<RandomObject>(arguments[0])->twister; }

void seed_from_entropy(vm::Interpreter& interpreter, Twister& twister) {
  std::array<std::uint32_t, 4> key;
  for (std::size_t i = 0; i < key.size(); i += 2) {
    const std::uint64_t bits = next_entropy(interpreter);
    key[i] = static_cast<std::uint32_t>(bits);
    key[i + 1] = static_cast<std::uint32_t>(bits >> 32);
  }
  twister.seed_with(key);
}

/// The absolute value of a plain int in words of 32 bits, at least one.
std::vector<std::uint32_t> words_of(Value plain) {
  std::string bytes = vm::int_to_bytes(plain);
  bytes.resize((bytes.size() + 3) / 4 * 4, '\0');
  std::vector<std::uint32_t> words;
  for (std::size_t i = 0; i < bytes.size(); i += 4) {
    std::uint32_t word = 0;
    for (std::size_t b = 4; b-- > 0;) {
      word = (word << 8) | static_cast<unsigned char>(bytes[i + b]);
    }
    words.push_back(word);
  }
  while (words.size() > 1 && words.back() == 0) words.pop_back();
  if (words.empty()) words.push_back(0);
  return words;
}

bool seed_from(vm::Thread& thread, Twister& twister, Value seed) {
  if (seed.is_undefined() || seed.is_none()) {
    seed_from_entropy(thread.interpreter, twister);
    return true;
  }
  Ref number;
  if (vm::is_int(seed)) {
    number = Ref::share(vm::plain_int(seed));
  } else {
    std::int64_t hash;
    if (!vm::hash(thread, seed, hash)) return false;
    number = vm::make_int_unsigned(thread, static_cast<std::uint64_t>(hash));
  }
  if (!number.is_error() && vm::is_negative_int(number)) number = vm::int_negate(thread, number);
  if (number.is_error()) return false;
  const std::vector<std::uint32_t> key = words_of(number);
  thread.charge(static_cast<std::int64_t>(kWords + key.size()) * thread.work_costs().copy_ps);
  twister.seed_with(key);
  return true;
}

Ref new_random(vm::Thread& thread, vm::Type* cls, Arguments arguments) {
  auto* random = vm::allocate_instance<RandomObject>(thread, cls);
  Ref made = Ref::adopt(random);
  const Value seed = arguments.positional_count > 0 ? arguments[0] : Value::none();
  // A class of the subset seeds in its __init__; what it is given there need not be a seed.
  if (cls->is_heap_type) {
    random->twister.seed_with(5489u);
  } else if (!seed_from(thread, random->twister, seed)) {
    return Ref::error();
  }
  if (cls->is_collectable) thread.heap().track(random);
  return made;
}

/// The state is part of the object: only the generator of the module starts anew in a child.
void copy_random(vm::HeapCopier& copier, vm::Object*, vm::Object* to) {
  auto* random = static_cast<RandomObject*>(to);
  if (random->is_process_wide) {
    seed_from_entropy(*copier.target().interpreter(), random->twister);
  }
}

Ref random_method(vm::Thread& thread, Arguments arguments) {
  Twister& twister = twister_of(arguments);
  // 27 and 26 bits make a multiple of 2^-53.
  const std::uint32_t high = twister.next() >> 5;
  const std::uint32_t low = twister.next() >> 6;
  return vm::make_float(thread, (high * 67108864.0 + low) * (1.0 / 9007199254740992.0));
}

Ref seed_method(vm::Thread& thread, Arguments arguments) {
  return seed_from(thread, twister_of(arguments), arguments[1]) ? Ref::none() : Ref::error();
}

Ref getrandbits_method(vm::Thread& thread, Arguments arguments) {
  std::int64_t bits;
  if (!vm::ssize_argument(thread, arguments[1], bits)) return Ref::error();
  if (bits < 0) return thread.value_error("number of bits must be non-negative");
  if (bits > INT32_MAX) {
    return thread.error(thread.types().OverflowError, "Python int too large to convert to C int");
  }
  Twister& twister = twister_of(arguments);
  if (bits == 0) return Ref::small_int(0);
  if (bits <= 32) return Ref::small_int(twister.next() >> (32 - bits));
  const std::int64_t words = (bits + 31) / 32;
  if (!thread.reserve(static_cast<std::uint64_t>(words) * 8)) return Ref::error();
  std::string bytes;
  for (std::int64_t i = 0; i < words; ++i, bits -= 32) {
    std::uint32_t word = twister.next();
    if (bits < 32) word >>= 32 - bits;
    for (int b = 0; b < 4; ++b, word >>= 8) bytes += static_cast<char>(word);
  }
  return vm::charge_copies(thread, words) ? vm::int_from_bytes(thread, bytes, false) : Ref::error();
}

Ref getstate_method(vm::Thread& thread, Arguments arguments) {
  const Twister& twister = twister_of(arguments);
  std::vector<Value> values;
  for (const std::uint32_t word : twister.words) values.push_back(Value::small_int(word));
  values.push_back(Value::small_int(twister.index));
  return vm::make_tuple(thread, std::span<const Value>(values));
}

Ref setstate_method(vm::Thread& thread, Arguments arguments) {
  if (!vm::is_tuple(arguments[1])) return thread.type_error("state vector must be a tuple");
  const auto* state = vm::cast<vm::Tuple>(arguments[1]);
  if (state->length != static_cast<std::int64_t>(kWords) + 1) {
    return thread.value_error("state vector is the wrong size");
  }
  Twister made;
  for (std::size_t i = 0; i <= kWords; ++i) {
    std::int64_t word;
    const Value value = (*state)[static_cast<std::int64_t>(i)];
    if (!vm::ssize_argument(thread, value, word)) return Ref::error();
    if (i < kWords) {
      made.words[i] = static_cast<std::uint32_t>(word);
    } else if (word < 0 || word > static_cast<std::int64_t>(kWords)) {
      return thread.value_error("invalid state");
    } else {
      made.index = static_cast<std::uint32_t>(word);
    }
  }
  twister_of(arguments) = made;
  return Ref::none();
}

/// _serve_module(): this is the generator behind the module's functions.
Ref serve_module(vm::Thread&, Arguments arguments) {
  vm::cast<RandomObject>(arguments[0])->is_process_wide = true;
  return Ref::none();
}

constexpr vm::NativeDefinition kMethods[] = {
    {"random", random_method, ""},
    {"seed", seed_method, "n=None, /"},
    {"getrandbits", getrandbits_method, "k, /"},
    {"getstate", getstate_method, ""},
    {"setstate", setstate_method, "state, /"},
    {"_serve_module", serve_module, ""},
};

bool initialise(vm::Thread& thread, vm::Module& module) {
  vm::Type* type = simulation_of(thread).types().random;
  return vm::dict_set(thread, module.dict, type->name, Value(type));
}

}  // namespace

void fill_random_type(vm::Instance& instance, RuntimeTypes& types) {
  vm::TypeDefinition definition{"Random", "_random"};
  definition.instance_size = sizeof(RandomObject);
  definition.can_be_base = true;
  types.random = vm::create_builtin_type(instance, definition);
  types.random->slots.new_instance = new_random;
  types.random->slots.copy_to_heap = copy_random;
  vm::add_methods(instance, types.random, kMethods);
  vm::finish_builtin_type(instance, types.random);
}

const vm::NativeModuleDefinition kRandomModule{"_random", initialise};

}  // namespace gilsim::runtime
