// SPDX-License-Identifier: MIT
//
// functools._lru_cache_wrapper and reduce: the module _functools.
//
// The results stand in a dict, whose order is the order of use: a hit moves its entry to the end,
// and what has to go is the first entry. A key that is found again after the call (another thread,
// or the function itself, was faster) is left as it is, as in CPython.
#include "vm/core/native.h"
#include "vm/modules/functools/functools_internal.h"
#include "vm/modules/library_types.h"
#include "vm/modules/native_type.h"
#include "vm/objects/descriptors.h"
#include "vm/objects/dict.h"
#include "vm/objects/dict_table.h"
#include "vm/objects/function.h"
#include "vm/objects/module.h"

#include <vector>

namespace gilsim::vm {

namespace {

constexpr std::int64_t kUnbounded = -1;

struct CacheWrapper : Object {
  Value function;   // owned
  Value results;    // owned dict
  Value info_type;  // owned: makes what cache_info() returns
  Dict* dict;       // owned or nullptr
  std::int64_t maximum;
  std::int64_t hits;
  std::int64_t misses;
  bool typed;
};
using CacheMembers = MembersAndDict<&CacheWrapper::dict, &CacheWrapper::function,
                                    &CacheWrapper::results, &CacheWrapper::info_type>;

CacheWrapper* self_of(Arguments arguments) { return cast<CacheWrapper>(arguments[0]); }

/// _lru_cache_wrapper(user_function, maxsize, typed, cache_info_type)
Ref new_cache(Thread& thread, Type* cls, Arguments arguments) {
  constexpr std::string_view kParameters[] = {"user_function", "maxsize", "typed",
                                              "cache_info_type"};
  Value values[4];
  if (!bind_constructor(thread, "lru_cache", kParameters, 4, 4, arguments, values)) {
    return Ref::error();
  }
  if (!is_callable(values[0])) return thread.type_error("the first argument must be callable");
  std::int64_t maximum = kUnbounded;
  if (!values[1].is_none()) {
    if (!has_index(thread, values[1])) {
      return thread.type_error("maxsize should be integer or None");
    }
    if (!ssize_argument(thread, values[1], maximum)) return Ref::error();
    if (maximum < 0) maximum = 0;
  }
  const Truth typed = is_true(thread, values[2]);
  Ref results = make_dict(thread);
  if (typed == Truth::error || results.is_error()) return Ref::error();
  CacheWrapper* cache = CacheMembers::make(thread, cls);
  cache->function = Ref::share(values[0]).release();
  cache->results = results.release();
  cache->info_type = Ref::share(values[3]).release();
  cache->maximum = maximum;
  cache->typed = typed == Truth::yes;
  return finish_object(thread, cache);
}

/// What a call is known by: its one argument if that is a plain int or str, else a tuple of the
/// arguments, a mark and the keywords, and all their types if `typed`.
Ref key_of(Thread& thread, const CacheWrapper* cache, Arguments arguments) {
  const std::uint32_t keywords = arguments.keyword_count();
  const std::uint32_t positional = arguments.positional_count;
  if (!cache->typed && keywords == 0 && positional == 1 &&
      (arguments[0].is_small_int() || is_plain_str(arguments[0]))) {
    return Ref::share(arguments[0]);
  }
  std::vector<Value> parts(arguments.values, arguments.values + positional);
  if (keywords > 0) {
    parts.push_back(thread.instance.library->cache_wrapper);  // the mark: no argument can be it
    for (std::uint32_t i = 0; i < keywords; ++i) {
      parts.push_back((*arguments.keyword_names)[i]);
      parts.push_back(arguments[positional + i]);
    }
  }
  if (cache->typed) {
    for (std::uint32_t i = 0; i < positional + keywords; ++i) {
      parts.push_back(type_of(thread, arguments[i]));
    }
  }
  return make_tuple(thread, std::span<const Value>(parts));
}

/// A hit: the result, and its entry becomes the one used last.
Ref use_entry(Thread& thread, CacheWrapper* cache, Dict* results, std::int64_t at,
              std::int64_t hash) {
  ++cache->hits;
  Ref result = Ref::share(results->entries[at].value);
  if (cache->maximum == kUnbounded || at == dict_last_entry(results)) return result;
  Ref key, value;
  dict_take_entry(thread.heap(), results, at, key, value);
  return dict_set_hashed(thread, results, key, hash, value) ? std::move(result) : Ref::error();
}

bool keep_result(Thread& thread, const CacheWrapper* cache, Dict* results, Value key,
                 std::int64_t hash, Value result) {
  const std::int64_t at = dict_lookup(thread, results, key, hash);
  if (at == kLookupFailed) return false;
  if (at >= 0) return true;
  Ref old_key, old_value;
  if (cache->maximum != kUnbounded && results->length >= cache->maximum) {
    dict_take_entry(thread.heap(), results, dict_first_entry(results), old_key, old_value);
  }
  return dict_set_hashed(thread, results, key, hash, result);
}

Ref call_cached(Thread& thread, Value self, Arguments arguments) {
  const Ref held = Ref::share(self);
  auto* cache = held.as<CacheWrapper>();
  const Ref function = Ref::share(cache->function);
  if (cache->maximum == 0) {
    ++cache->misses;
    return call(thread, function, arguments);
  }
  const Ref key = key_of(thread, cache, arguments);
  std::int64_t hash;
  if (key.is_error() || !hash_of_key(thread, key, hash)) return Ref::error();
  const Ref results = Ref::share(cache->results);
  const std::int64_t at = dict_lookup(thread, results.as<Dict>(), key, hash);
  if (at == kLookupFailed) return Ref::error();
  if (at >= 0) return use_entry(thread, cache, results.as<Dict>(), at, hash);
  ++cache->misses;
  Ref result = call(thread, function, arguments);
  if (result.is_error()) return result;
  const bool kept = keep_result(thread, cache, results.as<Dict>(), key, hash, result);
  return kept ? std::move(result) : Ref::error();
}

Ref bind_cached(Thread& thread, Value self, Value instance_or_undefined, Type*) {
  if (instance_or_undefined.is_undefined() || instance_or_undefined.is_none()) {
    return Ref::share(self);
  }
  return make_bound_method(thread, self, instance_or_undefined);
}

Ref cache_info(Thread& thread, Arguments arguments) {
  const CacheWrapper* cache = self_of(arguments);
  const Ref info_type = Ref::share(cache->info_type);
  const Value values[] = {
      Value::small_int(cache->hits), Value::small_int(cache->misses),
      cache->maximum == kUnbounded ? Value::none() : Value::small_int(cache->maximum),
      Value::small_int(cast<Dict>(cache->results)->length)};
  return call(thread, info_type, values);
}

Ref cache_clear(Thread& thread, Arguments arguments) {
  CacheWrapper* cache = self_of(arguments);
  cache->hits = cache->misses = 0;
  dict_clear(thread.heap(), cast<Dict>(cache->results));
  return Ref::none();
}

Ref itself(Thread&, Arguments arguments) { return Ref::share(arguments[0]); }

Ref reduce_cached(Thread& thread, Arguments arguments) {
  return get_attribute(thread, arguments[0], thread.names().qualname_);
}

constexpr NativeDefinition kCacheMethods[] = {
    {"cache_info", cache_info, ""},      {"cache_clear", cache_clear, ""},
    {"__reduce__", reduce_cached, ""},   {"__copy__", itself, ""},
    {"__deepcopy__", itself, "memo, /"},
};

/// reduce(function, iterable[, initial])
Ref reduce_function(Thread& thread, Arguments arguments) {
  const Value function = arguments[0];
  const Ref iterator = get_iterator(thread, arguments[1]);
  if (iterator.is_error()) {
    if (thread.cancelled || !thread.exception_matches(thread.types().TypeError)) {
      return Ref::error();
    }
    thread.clear_exception();
    return thread.type_error("reduce() arg 2 must support iteration");
  }
  Ref total = Ref::share(arguments[2]);
  while (true) {
    Ref item = next(thread, iterator);
    if (item.is_error()) return item;
    if (item.is_undefined()) break;
    if (total.is_undefined()) {
      total = std::move(item);
      continue;
    }
    const Value given[] = {total.get(), item.get()};
    total = call(thread, function, given);
    if (total.is_error()) return total;
    thread.charge(thread.work_costs().step_ps);
    if (!thread.poll()) return Ref::error();
  }
  if (!total.is_undefined()) return total;
  return thread.type_error("reduce() of empty iterable with no initial value");
}

constexpr NativeDefinition kFunctions[] = {
    {"reduce", reduce_function, "function, iterable, initial=..., /"},
    {"cmp_to_key", cmp_to_key, "mycmp"},
};

bool initialise_functools(Thread& thread, Module& module) {
  const LibraryTypes& types = *thread.instance.library;
  return add_functions(thread, module, kFunctions) && add_type(thread, module, types.partial) &&
         add_type(thread, module, types.cache_wrapper);
}

}  // namespace

void add_cache_type(Instance& instance, LibraryTypes& types) {
  Type* type =
      create_module_type(instance, "functools", "_lru_cache_wrapper", sizeof(CacheWrapper));
  CacheMembers::set_up(type);
  type->slots.new_instance = new_cache;
  type->slots.call = call_cached;
  type->slots.descriptor_get = bind_cached;
  add_methods(instance, type, kCacheMethods);
  add_methods(instance, type, std::span(&kInstanceDictDefinition, 1));
  finish_builtin_type(instance, type);
  types.cache_wrapper = type;
}

const NativeModuleDefinition kFunctoolsModule = {"_functools", initialise_functools};

}  // namespace gilsim::vm
