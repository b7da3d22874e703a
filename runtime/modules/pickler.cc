// SPDX-License-Identifier: MIT
//
// Writing pickles. Functions and classes go by module and qualified name, instances by class and
// state, as object.__reduce_ex__(4) describes them; objects with a __reduce__ of their own by that.
//
// Framing follows CPython's C pickler: one frame holds up to 64 KiB; a str or bytes object of 64
// KiB or more is written outside of frames.
#include "runtime/modules/pickle.h"
#include "vm/eval/operations.h"
#include "vm/objects/bytes.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/function.h"
#include "vm/objects/instance_object.h"
#include "vm/objects/list.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <tsl/robin_map.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <initializer_list>

namespace gilsim::runtime {

using vm::cast;
using vm::Ref;
using vm::Value;

namespace {

constexpr std::size_t kFrameTarget = 64 * 1024;
constexpr std::size_t kSmallestFrame = 4;
constexpr std::int64_t kBatch = 1000;

class Pickler {
 public:
  Pickler(vm::Thread& thread, const PickleOptions& options, std::string& out)
      : thread_(thread), options_(options), out_(out) {}

  bool run(Value object) {
    out_ += '\x80';
    out_ += static_cast<char>(options_.protocol);
    if (!save(object)) return false;
    frame_ += '.';
    end_frame();
    return true;
  }

 private:
  // --- bytes and frames ---
  template <typename Int>
  void number(Int value, std::size_t bytes = sizeof(Int)) {
    for (std::size_t i = 0; i < bytes; ++i) {
      frame_ += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i));
    }
  }
  void end_frame() {
    if (frame_.size() >= kSmallestFrame) {
      out_ += '\x95';
      for (int i = 0; i < 8; ++i) {
        out_ += static_cast<char>(static_cast<std::uint64_t>(frame_.size()) >> (8 * i));
      }
    }
    out_ += frame_;
    frame_.clear();
  }
  /// A long string of bytes with its opcode and length, outside of frames if it is long enough.
  void blob(std::string_view content) {
    if (content.size() < kFrameTarget) {
      frame_ += content;
      return;
    }
    // The opcode and the length stand before it, outside too.
    std::string header = frame_.substr(blob_start_);
    frame_.resize(blob_start_);
    end_frame();
    out_ += header;
    out_ += content;
  }
  void begin_blob() { blob_start_ = frame_.size(); }

  // --- memo ---
  void memoize(Value object) {
    frame_ += '\x94';
    memo_.emplace(object.bits(), static_cast<std::uint32_t>(memo_.size()));
    held_.push_back(Ref::share(object));
  }
  bool get_memo(Value object) {
    const auto found = memo_.find(object.bits());
    if (found == memo_.end()) return false;
    if (found->second < 256) {
      frame_ += 'h';
      number(found->second, 1);
    } else {
      frame_ += 'j';
      number(found->second, 4);
    }
    return true;
  }

  // --- objects ---
  bool save(Value object) {
    if (frame_.size() >= kFrameTarget) end_frame();
    if (!options_.persistent_id.is_none()) {
      const Value arguments[] = {object};
      const Ref identity = vm::call(thread_, options_.persistent_id, arguments);
      if (identity.is_error()) return false;
      if (!identity.is_none()) return save_plain(identity) && put('Q');
    }
    return save_plain(object);
  }
  /// Without asking for a persistent identity.
  bool save_plain(Value object) {
    if (object.is_none()) return put('N');
    if (object.is_bool()) return put(object.is_true() ? '\x88' : '\x89');
    if (object.is_small_int() || vm::is_exactly(object, vm::Layout::integer))
      return save_int(object);
    if (object.is_immediate_float() || vm::is_exactly(object, vm::Layout::floating)) {
      return save_float(vm::float_of(object));
    }
    if (object.is_ellipsis() || object.is_not_implemented()) {
      return save_name("builtins", object.is_ellipsis() ? "Ellipsis" : "NotImplemented", object);
    }
    if (get_memo(object)) return true;
    vm::RecursionGuard guard(thread_, " while pickling an object");
    if (!guard) return false;
    if (vm::is_exact_str(object)) return save_str(object);
    if (vm::is_exactly(object, vm::Layout::bytes)) return save_bytes(object);
    if (vm::is_exact_tuple(object)) return save_tuple(object);
    if (vm::is_exact_list(object)) return save_list(object);
    if (vm::is_exact_dict(object)) return save_dict(object);
    if (vm::is_exactly(object, vm::Layout::set)) return save_set(object, false);
    if (vm::is_exactly(object, vm::Layout::frozenset)) return save_set(object, true);
    if (vm::has_layout(object, vm::Layout::function) || vm::has_layout(object, vm::Layout::type) ||
        is_module_function(object)) {
      return save_global(object);
    }
    return save_by_reduction(object);
  }
  bool put(char opcode) {
    frame_ += opcode;
    return true;
  }

  bool save_int(Value object) {
    std::int64_t value = 0;
    if (vm::int_to_int64(object, value) && value >= INT32_MIN && value <= INT32_MAX) {
      if (value >= 0 && value < 256) {
        frame_ += 'K';
        number(value, 1);
      } else if (value >= 0 && value < 65536) {
        frame_ += 'M';
        number(value, 2);
      } else {
        frame_ += 'J';
        number(value, 4);
      }
      return true;
    }
    const std::string bytes = vm::int_to_bytes(object);
    if (bytes.size() < 256) {
      frame_ += '\x8a';
      number(bytes.size(), 1);
    } else {
      frame_ += '\x8b';
      number(bytes.size(), 4);
    }
    frame_ += bytes;
    return true;
  }

  bool save_float(double value) {
    frame_ += 'G';
    const auto bits = std::bit_cast<std::uint64_t>(value);
    for (int i = 7; i >= 0; --i) frame_ += static_cast<char>(bits >> (8 * i));
    return true;
  }

  void save_text(std::string_view utf8) {
    begin_blob();
    if (utf8.size() < 256) {
      frame_ += '\x8c';
      number(utf8.size(), 1);
    } else {
      frame_ += 'X';
      number(utf8.size(), 4);
    }
    blob(utf8);
  }
  bool save_str(Value object) {
    save_text(vm::to_utf8(cast<vm::Str>(object)));
    memoize(object);
    return true;
  }

  bool save_bytes(Value object) {
    const std::string_view content = cast<vm::Bytes>(object)->view();
    begin_blob();
    if (content.size() < 256) {
      frame_ += 'C';
      number(content.size(), 1);
    } else {
      frame_ += 'B';
      number(content.size(), 4);
    }
    blob(content);
    memoize(object);
    return true;
  }

  bool save_tuple(Value object) {
    const auto* tuple = cast<vm::Tuple>(object);
    if (tuple->length == 0) return put(')');
    const bool is_short = tuple->length <= 3;
    if (!is_short) frame_ += '(';
    for (std::int64_t i = 0; i < tuple->length; ++i) {
      if (!save((*tuple)[i])) return false;
    }
    if (memo_.contains(object.bits())) {
      // The tuple contains itself and was written meanwhile: drop the items, fetch it.
      if (is_short) {
        for (std::int64_t i = 0; i < tuple->length; ++i) frame_ += '0';
      } else {
        frame_ += '1';
      }
      return get_memo(object);
    }
    frame_ += is_short ? static_cast<char>(0x84 + tuple->length) : 't';
    memoize(object);
    return true;
  }

  bool save_list(Value object) {
    frame_ += ']';
    memoize(object);
    return save_list_items(object);
  }
  bool save_list_items(Value object) {
    const auto* list = cast<vm::List>(object);
    for (std::int64_t at = 0; at < list->length;) {
      const std::int64_t count = std::min(kBatch, list->length - at);
      if (count > 1 || at != 0) frame_ += '(';
      const bool is_single = count == 1 && at == 0;
      for (std::int64_t i = 0; i < count && at < list->length; ++i, ++at) {
        const Ref item = Ref::share(list->items[at]);
        if (!save(item)) return false;
      }
      frame_ += is_single ? 'a' : 'e';
    }
    return true;
  }

  bool save_dict(Value object) {
    frame_ += '}';
    memoize(object);
    return save_dict_items(cast<vm::Dict>(object));
  }
  bool save_dict_items(vm::Dict* dict) {
    const std::int64_t total = dict->length;
    std::int64_t position = 0;
    for (std::int64_t done = 0; done < total;) {
      const std::int64_t count = std::min(kBatch, total - done);
      const bool is_single = total == 1;
      if (!is_single) frame_ += '(';
      Value key;
      Value value;
      for (std::int64_t i = 0; i < count; ++i, ++done) {
        if (!vm::dict_next(dict, position, key, value)) break;
        const Ref kept_key = Ref::share(key);
        const Ref kept_value = Ref::share(value);
        if (!save(kept_key) || !save(kept_value)) return false;
      }
      frame_ += is_single ? 's' : 'u';
    }
    return true;
  }

  bool save_set(Value object, bool is_frozen) {
    auto* set = cast<vm::Set>(object);
    if (is_frozen) {
      frame_ += '(';
    } else {
      frame_ += '\x8f';
      memoize(object);
      if (set->length == 0) return true;
      frame_ += '(';
    }
    std::int64_t position = 0;
    for (Value key; vm::set_next(set, position, key);) {
      const Ref kept = Ref::share(key);
      if (!save(kept)) return false;
    }
    frame_ += is_frozen ? '\x91' : '\x90';
    if (is_frozen) memoize(object);
    return true;
  }

  /// A native of a module, as opposed to a method bound to an object.
  static bool is_module_function(Value object) {
    if (!vm::has_layout(object, vm::Layout::native_function)) return false;
    const auto* native = cast<vm::NativeFunctionObject>(object);
    return native->owner == nullptr && vm::is_str(native->module);
  }

  // --- by name ---
  /// A str written at its first use and fetched afterwards, as the pickler does with names.
  bool save_name_part(std::string_view text) {
    const Value interned = thread_.instance.intern(text);
    if (get_memo(interned)) return true;
    save_text(text);
    memoize(interned);
    return true;
  }
  bool save_name(std::string_view module, std::string_view name, Value object) {
    save_name_part(module);
    save_name_part(name);
    frame_ += '\x93';
    memoize(object);
    return true;
  }

  bool fail(std::string message) {
    Ref module = vm::import_module(thread_, "pickle");
    Ref type = module.is_error()
                   ? Ref::error()
                   : vm::get_attribute(thread_, module, std::string_view("PicklingError"));
    if (!type.is_error()) thread_.raise(type.as<vm::Type>(), message).reset();
    return false;
  }

  bool save_global(Value object) {
    const Ref name_value = vm::get_attribute(thread_, object, thread_.names().qualname_);
    if (name_value.is_error()) return false;
    std::string module = "__main__";
    const Ref module_value =
        vm::get_attribute_or_undefined(thread_, object, thread_.names().module_);
    if (vm::is_str(module_value)) module = vm::to_utf8(module_value.as<vm::Str>());
    const std::string name = vm::to_utf8(name_value.as<vm::Str>());
    if (name.find("<locals>") != std::string::npos) {
      thread_.error(thread_.types().AttributeError, "Can't pickle local object '{}'", name).reset();
      return false;
    }
    Ref found = vm::import_module(thread_, module);
    for (std::size_t at = 0; !found.is_error() && at <= name.size();) {
      const std::size_t dot = std::min(name.find('.', at), name.size());
      found = vm::get_attribute(thread_, found, std::string_view(name).substr(at, dot - at));
      at = dot + 1;
    }
    std::string shown;
    if (found.is_error()) {
      if (thread_.cancelled) return false;
      thread_.clear_exception();
      if (!vm::repr_utf8(thread_, object, shown)) return false;
      return fail(
          fmt::format("Can't pickle {}: attribute lookup {} on {} failed", shown, name, module));
    }
    if (!(found.get() == object)) {
      if (!vm::repr_utf8(thread_, object, shown)) return false;
      return fail(
          fmt::format("Can't pickle {}: it's not the same object as {}.{}", shown, module, name));
    }
    return save_name(module, name, object);
  }

  // --- by reduction ---
  bool save_by_reduction(Value object) {
    if (vm::has_layout(object, vm::Layout::bound_method) ||
        vm::has_layout(object, vm::Layout::native_function)) {
      return save_method(object);
    }
    const Ref reduced = reduce(object);
    if (reduced.is_error()) return false;
    if (!reduced.is_undefined()) return save_reduced(object, reduced);
    if (vm::is_exception(object)) return save_exception(object);
    if (vm::is_exactly(object, vm::Layout::range) || vm::is_exactly(object, vm::Layout::slice)) {
      return save_call(object, {"start", "stop", "step"});
    }
    if (vm::is_exactly(object, vm::Layout::bytearray)) return save_bytearray(object);
    if (object.as_object()->type == thread_.types().complex) {
      return save_call(object, {"real", "imag"});
    }
    const vm::Type* type = object.as_object()->type;
    if (!type->is_heap_type) {
      thread_.type_error("cannot pickle '{}' object", qualified_type_name(type)).reset();
      return false;
    }
    return save_instance(object);
  }

  /// A method that the object has from elsewhere than from class object, bound; Undefined: none.
  Ref own_method(Value object, std::string_view method) {
    vm::Str* const name = thread_.instance.intern(method);
    const Value found = vm::lookup_in_type(thread_, vm::type_of(thread_, object), name);
    if (found == vm::lookup_in_type(thread_, thread_.types().object, name)) return Ref::undefined();
    return vm::get_attribute_or_undefined(thread_, object, name);
  }

  /// What reduces objects of this type: the pickler's own table, or copyreg's. Undefined: nothing.
  Ref registered_reduction(Value object) {
    Ref table = Ref::share(options_.dispatch_table);
    if (table.is_none()) {
      const Value module =
          vm::dict_get(thread_.interpreter.modules, thread_.instance.intern("copyreg"));
      if (module.is_undefined()) return Ref::undefined();
      table = vm::get_attribute(thread_, module, std::string_view("dispatch_table"));
    }
    if (table.is_error()) return Ref::error();
    const Value type = Value(vm::type_of(thread_, object));
    Ref found = vm::get_item(thread_, table, type);
    if (found.is_error() && thread_.exception_matches(thread_.types().KeyError)) {
      thread_.clear_exception();
      return Ref::undefined();
    }
    return found;
  }

  /// What the table says, or its own __reduce_ex__ or __reduce__; Undefined: none of them.
  Ref reduce(Value object) {
    const Ref registered = registered_reduction(object);
    if (registered.is_error()) return Ref::error();
    if (!registered.is_undefined()) {
      const Value arguments[] = {object};
      return vm::call(thread_, registered, arguments);
    }
    const Ref with_protocol = own_method(object, "__reduce_ex__");
    if (with_protocol.is_error()) return Ref::error();
    if (!with_protocol.is_undefined()) {
      const Value arguments[] = {Value::small_int(options_.protocol)};
      return vm::call(thread_, with_protocol, arguments);
    }
    Ref plain = own_method(object, "__reduce__");
    return plain.is_error() || plain.is_undefined() ? std::move(plain) : vm::call(thread_, plain);
  }

  /// getattr(self, name): a method bound to an object, or one of a built-in type (str.upper).
  bool save_method(Value method) {
    Ref self = vm::get_attribute_or_undefined(
        thread_, method, thread_.instance.intern(std::string_view("__self__")));
    if (self.is_undefined()) {
      self = vm::get_attribute(thread_, method, std::string_view("__objclass__"));
    }
    if (self.is_error()) return false;
    const Ref name = vm::get_attribute(thread_, method, std::string_view("__name__"));
    if (name.is_error()) return false;
    const Ref arguments = vm::make_tuple(thread_, {self.get(), name.get()});
    if (arguments.is_error() || !save_builtin("getattr") || !save(arguments)) return false;
    frame_ += 'R';
    memoize(method);
    return true;
  }

  bool save_builtin(std::string_view name) {
    const Ref module = vm::import_module(thread_, "builtins");
    if (module.is_error()) return false;
    const Ref function = vm::get_attribute(thread_, module, name);
    return !function.is_error() && save(function);
  }

  /// type(object)(its attributes of these names)
  bool save_call(Value object, std::initializer_list<std::string_view> names) {
    std::vector<Ref> parts;
    std::vector<Value> values;
    for (const std::string_view name : names) {
      parts.push_back(vm::get_attribute(thread_, object, name));
      if (parts.back().is_error()) return false;
      values.push_back(parts.back());
    }
    const Ref arguments = vm::make_tuple(thread_, std::span<const Value>(values));
    if (!save(Value(object.as_object()->type)) || !save(arguments)) return false;
    frame_ += 'R';
    memoize(object);
    return true;
  }

  bool save_bytearray(Value object) {
    std::string_view content;
    vm::bytes_view(object, content);
    if (options_.protocol == 5) {
      begin_blob();
      frame_ += '\x96';
      number(content.size(), 8);
      blob(content);
      memoize(object);
      return true;
    }
    const Ref bytes = vm::make_bytes(thread_, content);
    const Ref arguments = vm::make_tuple(thread_, {bytes.get()});
    if (!save(Value(object.as_object()->type)) || !save(arguments)) return false;
    frame_ += 'R';
    memoize(object);
    return true;
  }

  static std::string qualified_type_name(const vm::Type* type) {
    const std::string name = vm::to_utf8(type->name);
    if (!vm::is_str(type->module)) return name;
    const std::string module = vm::to_utf8(cast<vm::Str>(type->module));
    return module == "builtins" ? name : module + "." + name;
  }

  /// copyreg.__newobj__(cls, *arguments), a container's items, and the instance's state.
  bool save_instance(Value object) {
    const Ref arguments = new_arguments(object);
    if (arguments.is_error()) return false;
    if (vm::is_any_set(object)) return save_set_instance(object);
    if (!save(Value(object.as_object()->type)) || !save(arguments)) return false;
    frame_ += '\x81';
    memoize(object);
    if (vm::is_list(object) && !save_list_items(object)) return false;
    if (vm::is_dict(object) && !save_dict_items(cast<vm::Dict>(object))) return false;
    const Ref state = state_of(object);
    if (state.is_error()) return false;
    return state.is_none() || (save(state) && put('b'));
  }

  /// What cls.__new__ is called with: __getnewargs__ if there is one, else the immutable value that
  /// an instance of a subclass of str, int, tuple ... has.
  Ref new_arguments(Value object) {
    const Ref own = vm::get_attribute_or_undefined(
        thread_, object, thread_.instance.intern(std::string_view("__getnewargs__")));
    if (own.is_error()) return Ref::error();
    if (!own.is_undefined()) return vm::call(thread_, own);
    vm::Type* base = nullptr;
    switch (object.as_object()->type->layout) {
      case vm::Layout::integer:
        base = thread_.types().integer;
        break;
      case vm::Layout::floating:
        base = thread_.types().floating;
        break;
      case vm::Layout::str:
        base = thread_.types().str;
        break;
      case vm::Layout::bytes:
        base = thread_.types().bytes;
        break;
      case vm::Layout::tuple:
        base = thread_.types().tuple;
        break;
      case vm::Layout::plain:
      case vm::Layout::list:
      case vm::Layout::dict:
      case vm::Layout::set:
      case vm::Layout::frozenset:
        return Ref::share(thread_.instance.empty_tuple);
      default:
        return thread_.type_error("cannot pickle '{}' object",
                                  qualified_type_name(object.as_object()->type));
    }
    const Value whole[] = {object};
    const Ref value = vm::call(thread_, Value(base), whole);
    if (value.is_error()) return Ref::error();
    return vm::make_tuple(thread_, {value.get()});
  }

  /// A set's own reduction: (cls, ([items],), state).
  bool save_set_instance(Value object) {
    const Value whole[] = {object};
    const Ref items = vm::call(thread_, Value(thread_.types().list), whole);
    if (items.is_error()) return false;
    const Ref arguments = vm::make_tuple(thread_, {items.get()});
    if (!save(Value(object.as_object()->type)) || !save(arguments)) return false;
    frame_ += 'R';
    memoize(object);
    const Ref state = state_of(object);
    if (state.is_error()) return false;
    return state.is_none() || (save(state) && put('b'));
  }

  /// __getstate__() if the class has one, else the instance's dict, with the values of its
  /// __slots__ in a second one if there are any; None: there is nothing.
  Ref state_of(Value object) {
    const Ref get_state = own_method(object, "__getstate__");
    if (get_state.is_error()) return Ref::error();
    if (!get_state.is_undefined()) return vm::call(thread_, get_state);
    vm::Dict** slot = vm::dict_slot_of(object.as_object());
    const bool has_dict = slot != nullptr && *slot != nullptr && (*slot)->length > 0;
    Ref dict = has_dict ? Ref::share(*slot) : Ref::none();
    Ref slots = vm::make_dict(thread_);
    if (!collect_slots(object, slots.as<vm::Dict>())) return Ref::error();
    if (slots.as<vm::Dict>()->length == 0) return dict;
    return vm::make_tuple(thread_, {dict.get(), slots.get()});
  }

  bool collect_slots(Value object, vm::Dict* slots) {
    const vm::Type* type = object.as_object()->type;
    for (vm::Type* cls : *type->mro) {
      if (!cls->is_heap_type) continue;
      Value name;
      Value attribute;
      for (std::int64_t at = 0; vm::dict_next(cls->dict, at, name, attribute);) {
        if (!attribute.is_object() || !vm::is_str(name) ||
            attribute.as_object()->type != thread_.types().member_descriptor) {
          continue;
        }
        const Ref value = vm::get_attribute_or_undefined(thread_, object, cast<vm::Str>(name));
        if (value.is_error()) return false;
        if (!value.is_undefined() && !vm::dict_set(thread_, slots, name, value)) return false;
      }
    }
    return true;
  }

  bool save_exception(Value object) {
    const auto* exception = cast<vm::Exception>(object);
    if (!save(Value(exception->type)) || !save(exception->args)) return false;
    frame_ += 'R';
    memoize(object);
    if (exception->dict == nullptr || exception->dict->length == 0) return true;
    return save(exception->dict) && put('b');
  }

  /// What __reduce__ returned: a str (a global's name) or (callable, args[, state[, items to append
  /// [, (key, value) pairs]]]).
  bool save_reduced(Value object, Value reduced) {
    if (vm::is_str(reduced)) {
      std::string module = "__main__";
      const Ref of_object =
          vm::get_attribute_or_undefined(thread_, object, thread_.names().module_);
      if (of_object.is_error()) return false;
      if (vm::is_str(of_object)) module = vm::to_utf8(of_object.as<vm::Str>());
      return save_name(module, vm::to_utf8(cast<vm::Str>(reduced)), object);
    }
    if (!vm::is_tuple(reduced)) return fail("__reduce__ must return a string or tuple");
    const auto* parts = cast<vm::Tuple>(reduced);
    if (parts->length < 2 || parts->length > 6) {
      return fail("tuple returned by __reduce__ must contain 2 through 6 elements");
    }
    if (!save_making((*parts)[0], (*parts)[1])) return false;
    memoize(object);
    if (parts->length > 3 && !save_iterated((*parts)[3], false)) return false;
    if (parts->length > 4 && !save_iterated((*parts)[4], true)) return false;
    if (parts->length < 3 || (*parts)[2].is_none()) return true;
    return save((*parts)[2]) && put('b');
  }

  /// The call that makes the object: one of copyreg.__newobj__ has an opcode of its own.
  bool save_making(Value callable, Value arguments) {
    if (!vm::is_tuple(arguments)) {
      return fail("second item of the tuple returned by __reduce__ must be a tuple");
    }
    const auto given = cast<vm::Tuple>(arguments)->view();
    const bool is_new =
        vm::has_layout(callable, vm::Layout::function) &&
        vm::is_str(cast<vm::Function>(callable)->name) &&
        vm::to_utf8(cast<vm::Str>(cast<vm::Function>(callable)->name)) == "__newobj__" &&
        !given.empty();
    if (!is_new) return save(callable) && save(arguments) && put('R');
    const Ref rest = vm::make_tuple(thread_, given.subspan(1));
    return !rest.is_error() && save(given[0]) && save(rest) && put('\x81');
  }

  /// What an iterator gives: items for APPENDS, or pairs for SETITEMS.
  bool save_iterated(Value iterator, bool is_pairs) {
    if (iterator.is_none()) return true;
    std::vector<Ref> items;
    if (!vm::collect(thread_, iterator, items)) return false;
    const auto total = static_cast<std::int64_t>(items.size());
    for (std::int64_t at = 0; at < total;) {
      const std::int64_t count = std::min(kBatch, total - at);
      const bool is_single = count == 1;
      if (!is_single) frame_ += '(';
      for (std::int64_t i = 0; i < count; ++i, ++at) {
        const Ref& item = items[static_cast<std::size_t>(at)];
        if (!is_pairs) {
          if (!save(item)) return false;
          continue;
        }
        if (!vm::is_tuple(item) || item.as<vm::Tuple>()->length != 2) {
          return fail("dict items iterator must return 2-tuples");
        }
        const auto* pair = item.as<vm::Tuple>();
        if (!save((*pair)[0]) || !save((*pair)[1])) return false;
      }
      frame_ += is_pairs ? (is_single ? 's' : 'u') : (is_single ? 'a' : 'e');
    }
    return true;
  }

  vm::Thread& thread_;
  const PickleOptions& options_;
  std::string& out_;
  std::string frame_;
  std::size_t blob_start_ = 0;
  tsl::robin_map<std::uint64_t, std::uint32_t> memo_;  // by word; looked up, never walked
  std::vector<Ref> held_;                              // what the memo speaks of stays alive
};

}  // namespace

bool pickle_dumps(vm::Thread& thread, Value object, const PickleOptions& options,
                  std::string& out) {
  return Pickler(thread, options, out).run(object);
}

}  // namespace gilsim::runtime
