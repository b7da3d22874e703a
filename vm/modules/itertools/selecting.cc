// SPDX-License-Identifier: MIT
//
// compress, dropwhile, takewhile, filterfalse, islice: some of an iterable's items.
#include "vm/modules/itertools/itertools_internal.h"

#include <utility>

namespace gilsim::vm {

namespace {

// --- by a predicate: dropwhile, takewhile, filterfalse -------------------------------------------

struct Predicated : Object {
  Value function;  // owned
  Value iterator;  // owned
  bool decided;    // dropwhile: an item passed; takewhile: one did not
};
using PredicatedMembers = OwnedMembers<&Predicated::function, &Predicated::iterator>;

constexpr char kDropWhile[] = "dropwhile";
constexpr char kTakeWhile[] = "takewhile";
constexpr char kFilterFalse[] = "filterfalse";

template <const char* name>
Ref new_predicated(Thread& thread, Type* cls, Arguments arguments) {
  if (!check_itertool(thread, name, cls, arguments, 2, 2)) return Ref::error();
  Ref iterator = get_iterator(thread, arguments[1]);
  if (iterator.is_error()) return iterator;
  Predicated* made = PredicatedMembers::make(thread, cls);
  made->function = Ref::share(arguments[0]).release();
  made->iterator = iterator.release();
  return finish_object(thread, made);
}

Truth accepts(Thread& thread, Value function, Value item) {
  const Value arguments[] = {item};
  const Ref verdict = call(thread, function, arguments);
  return verdict.is_error() ? Truth::error : is_true(thread, verdict);
}

Ref next_of_drop_while(Thread& thread, Value self) {
  auto* made = cast<Predicated>(self);
  const Ref function = Ref::share(made->function);
  const Ref iterator = Ref::share(made->iterator);
  while (true) {
    Ref item = next(thread, iterator);
    if (item.is_error() || item.is_undefined() || made->decided) return item;
    const Truth accepted = accepts(thread, function, item);
    if (accepted == Truth::error) return Ref::error();
    if (accepted == Truth::no) {
      made->decided = true;
      return item;
    }
    if (!step(thread)) return Ref::error();
  }
}

Ref next_of_take_while(Thread& thread, Value self) {
  auto* made = cast<Predicated>(self);
  if (made->decided) return Ref::undefined();
  const Ref function = Ref::share(made->function);
  const Ref iterator = Ref::share(made->iterator);
  Ref item = next(thread, iterator);
  if (item.is_error() || item.is_undefined()) return item;
  const Truth accepted = accepts(thread, function, item);
  if (accepted == Truth::error) return Ref::error();
  if (accepted == Truth::yes) return item;
  made->decided = true;
  return Ref::undefined();
}

Ref next_of_filter_false(Thread& thread, Value self) {
  auto* made = cast<Predicated>(self);
  const Ref function = Ref::share(made->function);
  const Ref iterator = Ref::share(made->iterator);
  const bool own_truth = function.is_none() || function.get() == Value(thread.types().boolean);
  while (true) {
    Ref item = next(thread, iterator);
    if (item.is_error() || item.is_undefined()) return item;
    const Truth accepted = own_truth ? is_true(thread, item) : accepts(thread, function, item);
    if (accepted == Truth::error) return Ref::error();
    if (accepted == Truth::no) return item;
    if (!step(thread)) return Ref::error();
  }
}

// --- compress ------------------------------------------------------------------------------------

struct Compress : Object {
  Value data;       // owned iterator
  Value selectors;  // owned iterator
};
using CompressMembers = OwnedMembers<&Compress::data, &Compress::selectors>;

Ref new_compress(Thread& thread, Type* cls, Arguments arguments) {
  constexpr std::string_view kParameters[] = {"data", "selectors"};
  Value values[2];
  if (!bind_constructor(thread, "compress", kParameters, 2, 2, arguments, values)) {
    return Ref::error();
  }
  Ref data = get_iterator(thread, values[0]);
  if (data.is_error()) return data;
  Ref selectors = get_iterator(thread, values[1]);
  if (selectors.is_error()) return selectors;
  Compress* made = CompressMembers::make(thread, cls);
  made->data = data.release();
  made->selectors = selectors.release();
  return finish_object(thread, made);
}

Ref next_of_compress(Thread& thread, Value self) {
  auto* made = cast<Compress>(self);
  const Ref data = Ref::share(made->data);
  const Ref selectors = Ref::share(made->selectors);
  while (true) {
    Ref item = next(thread, data);
    if (item.is_error() || item.is_undefined()) return item;
    Ref selector = next(thread, selectors);
    if (selector.is_error() || selector.is_undefined()) return selector;
    const Truth wanted = is_true(thread, selector);
    if (wanted == Truth::error) return Ref::error();
    if (wanted == Truth::yes) return item;
    if (!step(thread)) return Ref::error();
  }
}

// --- islice --------------------------------------------------------------------------------------

struct ISlice : Object {
  Value iterator;       // owned; Undefined at the end
  std::int64_t taken;   // items the iterator has given so far
  std::int64_t wanted;  // number of the next one to give out
  std::int64_t stop;    // -1: no end
  std::int64_t step;
};
using ISliceMembers = OwnedMembers<&ISlice::iterator>;

/// A bound: an int of at least `least`, or None, which leaves `out` as it is.
bool read_bound(Thread& thread, Value value, std::int64_t least, const char* complaint,
                std::int64_t& out) {
  if (value.is_none()) return true;
  std::int64_t number = -1;
  if (has_index(thread, value)) {
    const Ref plain = index_as_int(thread, value);
    if (plain.is_error()) return false;
    if (!int_to_int64(plain, number)) number = -1;
  }
  if (number < least) {
    thread.raise(thread.types().ValueError, complaint).reset();
    return false;
  }
  out = number;
  return true;
}

constexpr const char* kBadStop =
    "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
constexpr const char* kBadIndex =
    "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
constexpr const char* kBadStep = "Step for islice() must be a positive integer or None.";

Ref new_islice(Thread& thread, Type* cls, Arguments arguments) {
  if (!check_itertool(thread, "islice", cls, arguments, 2, 4)) return Ref::error();
  std::int64_t start = 0;
  std::int64_t stop = -1;
  std::int64_t by = 1;
  if (arguments.positional_count == 2) {
    if (!read_bound(thread, arguments[1], 0, kBadStop, stop)) return Ref::error();
  } else {
    if (!read_bound(thread, arguments[2], 0, kBadStop, stop) ||
        !read_bound(thread, arguments[1], 0, kBadIndex, start)) {
      return Ref::error();
    }
    if (arguments.positional_count == 4 && !read_bound(thread, arguments[3], 1, kBadStep, by)) {
      return Ref::error();
    }
  }
  Ref iterator = get_iterator(thread, arguments[0]);
  if (iterator.is_error()) return iterator;
  ISlice* made = ISliceMembers::make(thread, cls);
  made->iterator = iterator.release();
  made->wanted = start;
  made->stop = stop;
  made->step = by;
  return finish_object(thread, made);
}

Ref next_of_islice(Thread& thread, Value self) {
  auto* made = cast<ISlice>(self);
  if (made->iterator.is_undefined()) return Ref::undefined();
  const Ref iterator = Ref::share(made->iterator);
  const std::int64_t last =
      made->stop >= 0 && made->stop < made->wanted ? made->stop : made->wanted;
  while (made->taken < last) {
    const Ref skipped = next(thread, iterator);
    if (skipped.is_error()) return Ref::error();
    if (skipped.is_undefined()) return exhaust(made->iterator);
    ++made->taken;
    if (!step(thread)) return Ref::error();
  }
  if (made->stop >= 0 && made->taken >= made->stop) return exhaust(made->iterator);
  Ref item = next(thread, iterator);
  if (item.is_error()) return item;
  if (item.is_undefined()) return exhaust(made->iterator);
  ++made->taken;
  if (__builtin_add_overflow(made->wanted, made->step, &made->wanted)) made->wanted = INT64_MAX;
  return item;
}

}  // namespace

void add_selecting_itertools(Instance& instance, LibraryTypes& types) {
  types.drop_while = add_itertool<PredicatedMembers>(
      instance, kDropWhile, new_predicated<kDropWhile>, next_of_drop_while);
  types.take_while = add_itertool<PredicatedMembers>(
      instance, kTakeWhile, new_predicated<kTakeWhile>, next_of_take_while);
  types.filter_false = add_itertool<PredicatedMembers>(
      instance, kFilterFalse, new_predicated<kFilterFalse>, next_of_filter_false);
  types.compress =
      add_itertool<CompressMembers>(instance, "compress", new_compress, next_of_compress);
  types.islice = add_itertool<ISliceMembers>(instance, "islice", new_islice, next_of_islice);
}

}  // namespace gilsim::vm
