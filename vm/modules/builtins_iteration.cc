// SPDX-License-Identifier: MIT
//
// Built-in functions about iterables.
#include "vm/core/slots.h"
#include "vm/eval/operations.h"
#include "vm/modules/builtins_internal.h"
#include "vm/objects/containers.h"
#include "vm/objects/exception.h"
#include "vm/objects/generator.h"
#include "vm/objects/list.h"
#include "vm/objects/number.h"
#include "vm/objects/sequence.h"
#include "vm/objects/str.h"

namespace gilsim::vm {

namespace {

Ref builtin_len(Thread& thread, Arguments arguments) {
  std::int64_t count = 0;
  return length(thread, arguments[0], count) ? make_int(thread, count) : Ref::error();
}

Ref builtin_iter(Thread& thread, Arguments arguments) {
  if (arguments[1].is_undefined()) return get_iterator(thread, arguments[0]);
  if (!is_callable(arguments[0])) return thread.type_error("iter(v, w): v must be callable");
  return make_callable_iterator(thread, arguments[0], arguments[1]);
}

/// The next item, or Error with StopIteration and its value pending at the end. What `next` of
/// operations.h reports as Undefined loses the value.
Ref next_or_stop(Thread& thread, Value iterator) {
  if (has_layout(iterator, Layout::generator)) {
    Ref result;
    Ref item = generator_send(thread, cast<Generator>(iterator), Value::none(), result);
    return item.is_undefined() ? raise_stop_iteration(thread, result) : std::move(item);
  }
  if (type_of(thread, iterator)->is_heap_type) {
    Ref item = call_special(thread, iterator, thread.names().next_);
    if (!item.is_undefined()) return item;
  }
  Ref item = next(thread, iterator);
  return item.is_undefined() ? raise_stop_iteration(thread, Value::none()) : std::move(item);
}

Ref builtin_next(Thread& thread, Arguments arguments) {
  const Value iterator = arguments[0];
  if (type_of(thread, iterator)->slots.next == nullptr) {
    return thread.type_error("'{}' object is not an iterator", type_name(thread, iterator));
  }
  if (arguments[1].is_undefined()) return next_or_stop(thread, iterator);
  Ref item = next(thread, iterator);
  return item.is_undefined() ? Ref::share(arguments[1]) : std::move(item);
}

/// Whether an item whose truth is `wanted` is among them.
Ref search(Thread& thread, Value iterable, Truth wanted) {
  Truth found = Truth::no;
  const bool walked = for_each_item(thread, iterable, [&](Value item) {
    const Truth truth = is_true(thread, item);
    if (truth == Truth::error) return false;
    if (truth != wanted) return true;
    found = Truth::yes;
    return false;
  });
  if (found == Truth::yes) return Ref::boolean(true);
  return walked ? Ref::boolean(false) : Ref::error();
}

Ref builtin_any(Thread& thread, Arguments arguments) {
  return search(thread, arguments[0], Truth::yes);
}

Ref builtin_all(Thread& thread, Arguments arguments) {
  const Ref has_false = search(thread, arguments[0], Truth::no);
  return has_false.is_error() ? Ref::error() : Ref::boolean(has_false.get().is_false());
}

/// sorted's keywords are list.sort's, and so are its messages.
bool sort_keywords(Thread& thread, Arguments arguments, Value& key, bool& is_reversed) {
  for (std::uint32_t i = 0; i < arguments.keyword_count(); ++i) {
    const std::string name = to_utf8(cast<Str>((*arguments.keyword_names)[i]));
    const Value value = arguments[arguments.positional_count + i];
    if (name == "key") {
      key = value;
    } else if (name == "reverse") {
      std::int64_t number = 0;
      if (!to_index(thread, value, number, nullptr)) return false;
      is_reversed = number != 0;
    } else {
      thread.type_error("'{}' is an invalid keyword argument for sort()", name).reset();
      return false;
    }
  }
  return true;
}

Ref builtin_sorted(Thread& thread, Arguments arguments) {
  if (!check_positional(thread, "sorted", arguments, 1, 1)) return Ref::error();
  Ref list = make_list(thread, std::int64_t{0});
  if (list.is_error() || !list_extend(thread, list.as<List>(), arguments[0])) return Ref::error();
  Value key = Value::none();
  bool is_reversed = false;
  if (!sort_keywords(thread, arguments, key, is_reversed)) return Ref::error();
  return list_sort(thread, list.as<List>(), key, is_reversed) ? std::move(list) : Ref::error();
}

constexpr NativeDefinition kRows[] = {
    {"len", builtin_len, "obj, /", kNativeNoCheckPoint},
    {"iter", builtin_iter, "object, sentinel=..., /"},
    {"next", builtin_next, "iterator, default=..., /"},
    {"any", builtin_any, "iterable, /"},
    {"all", builtin_all, "iterable, /"},
    {"sorted", builtin_sorted},
};

}  // namespace

std::span<const NativeDefinition> builtins_of_iteration() { return kRows; }

}  // namespace gilsim::vm
