// SPDX-License-Identifier: MIT
//
// Makes classes: C3 linearisation, the instances' layout with __dict__ and __slots__, what the
// class body said of the class itself (__module__, __qualname__, __classcell__, ...), slots, then
// the hooks __set_name__ and __init_subclass__.
//
// Invariant: hooks run last, on a class that is complete.
#include "vm/core/class_builder.h"

#include "vm/core/slots.h"
#include "vm/core/type_lifetime.h"
#include "vm/core/type_of.h"
#include "vm/eval/operations.h"
#include "vm/objects/descriptors.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/function.h"
#include "vm/objects/list.h"
#include "vm/objects/module.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"
#include "vm/objects/weak_reference.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace gilsim::vm {

namespace {

bool fail(Ref) { return false; }

// --- mro ---

/// A sequence being merged: what is left of it is [position, end).
struct MergeList {
  std::span<Type* const> types;
  std::size_t position = 0;

  bool empty() const { return position == types.size(); }
  Type* head() const { return types[position]; }
  bool in_tail(const Type* type) const {
    return std::find(types.begin() + static_cast<std::ptrdiff_t>(position) + 1, types.end(),
                     type) != types.end();
  }
};

/// The first head that no list still wants later; nullptr: there is none.
Type* next_of_merge(const std::vector<MergeList>& lists) {
  for (const MergeList& list : lists) {
    if (list.empty()) continue;
    Type* candidate = list.head();
    const bool blocked = std::any_of(
        lists.begin(), lists.end(),
        [candidate](const MergeList& other) { return !other.empty() && other.in_tail(candidate); });
    if (!blocked) return candidate;
  }
  return nullptr;
}

bool no_consistent_order(Thread& thread, const std::vector<MergeList>& lists) {
  std::vector<Type*> heads;
  std::string names;
  for (const MergeList& list : lists) {
    if (list.empty() || std::find(heads.begin(), heads.end(), list.head()) != heads.end()) continue;
    heads.push_back(list.head());
    names += (names.empty() ? "" : ", ") + to_utf8(list.head()->name);
  }
  return fail(thread.type_error(
      "Cannot create a consistent method resolution\norder (MRO) for bases {}", names));
}

/// C3: a class stands before its bases, and bases in the order given.
bool linearise(Thread& thread, Type* type, const std::vector<Type*>& bases,
               std::vector<Type*>& mro) {
  mro.assign(1, type);
  std::vector<MergeList> lists;
  for (const Type* base : bases) lists.push_back({{base->mro->begin(), base->mro->size()}, 0});
  lists.push_back({bases, 0});
  while (true) {
    if (std::all_of(lists.begin(), lists.end(), [](const MergeList& l) { return l.empty(); })) {
      return true;
    }
    Type* next = next_of_merge(lists);
    if (next == nullptr) return no_consistent_order(thread, lists);
    mro.push_back(next);
    for (MergeList& list : lists) {
      if (!list.empty() && list.head() == next) ++list.position;
    }
  }
}

// --- layout ---

bool is_variable_sized(const Type* type) {
  return type->layout == Layout::tuple || type->layout == Layout::bytes;
}

/// True if instances have more in them than their base's, a __dict__ not counted.
bool adds_members(const Type* type) {
  const Type* base = type->base;
  if (base == nullptr || type->layout != base->layout) return true;
  const bool adds_dict = type->dict_offset != 0 && base->dict_offset == 0;
  return type->instance_size - (adds_dict ? sizeof(Dict*) : 0) != base->instance_size;
}

const Type* solid_base(const Type* type) {
  while (!adds_members(type)) type = type->base;
  return type;
}

bool is_identifier(const Str* text) {
  if (text->length == 0) return false;
  for (std::int64_t i = 0; i < text->length; ++i) {
    const char32_t c = text->at(i);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    if (!letter && (i == 0 || c < '0' || c > '9')) return false;
  }
  return true;
}

/// `__x` in class A is `_A__x`.
Ref mangle(Thread& thread, const Str* class_name, Str* name) {
  const std::string text = to_utf8(name);
  if (!text.starts_with("__") || text.ends_with("__")) return Ref::share(name);
  const std::string owner = to_utf8(class_name);
  const std::size_t start = owner.find_first_not_of('_');
  if (start == std::string::npos) return Ref::share(name);
  return make_str(thread, "_" + owner.substr(start) + text);
}

class ClassBuilder {
 public:
  ClassBuilder(Thread& thread, Type* metaclass, Str* name, Tuple* bases)
      : thread_(thread),
        names_(thread.names()),
        metaclass_(metaclass),
        name_(name),
        bases_(bases) {}

  Ref build(Dict* namespace_dict, Arguments keywords);

 private:
  bool check_bases();
  bool choose_base();
  bool may_add_weakref() const;
  bool read_slots();
  bool collect_slot_names(Value slots);
  bool add_slot_name(Value item);
  bool allocate();
  bool set_qualified_name();
  bool set_module();
  bool set_doc();
  bool wrap_special_functions();
  bool wrap(Str* name, Ref (*make)(Thread&, Value));
  bool set_class_cell();
  bool add_members();
  void join_hierarchy();
  bool call_set_name_hooks();
  bool call_set_name(Value key, Value value);
  bool call_init_subclass(Arguments keywords);

  Type* type() const { return class_.as<Type>(); }
  Dict* dict() const { return dict_.as<Dict>(); }
  Value own(Str* name) const { return dict_get(dict(), name); }

  Thread& thread_;
  const WellKnownNames& names_;
  Type* metaclass_;
  Str* name_;
  Tuple* bases_;
  Ref held_bases_;
  std::vector<Type*> base_types_;
  Type* base_ = nullptr;
  Ref dict_;
  Ref class_;
  bool has_slots_ = false;
  bool wants_dict_ = false;
  bool wants_weakref_ = false;
  std::vector<Ref> slot_names_;
};

bool ClassBuilder::check_bases() {
  if (bases_->length == 0) {
    held_bases_ = make_tuple(thread_, {Value(thread_.types().object)});
    if (held_bases_.is_error()) return false;
    bases_ = held_bases_.as<Tuple>();
  } else {
    held_bases_ = Ref::share(bases_);
  }
  for (const Value base : bases_->view()) {
    if (!has_layout(base, Layout::type)) {
      const bool resolves =
          !lookup_in_type(thread_, type_of_inline(thread_, base), names_.mro_entries_)
               .is_undefined();
      return fail(resolves ? thread_.type_error("type() doesn't support MRO entry resolution; "
                                                "use types.new_class()")
                           : thread_.type_error("bases must be types"));
    }
    Type* base_type = cast<Type>(base);
    if (!base_type->can_be_base) {
      return fail(
          thread_.type_error("type '{}' is not an acceptable base type", type_name(base_type)));
    }
    base_types_.push_back(base_type);
  }
  for (std::size_t i = 0; i < base_types_.size(); ++i) {
    const auto rest = base_types_.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    if (std::find(rest, base_types_.end(), base_types_[i]) != base_types_.end()) {
      return fail(thread_.type_error("duplicate base class {}", type_name(base_types_[i])));
    }
  }
  return true;
}

/// The base whose layout the class extends: the one with the most members, if it has all of the
/// others'.
bool ClassBuilder::choose_base() {
  const Type* winner = nullptr;
  for (Type* candidate_base : base_types_) {
    const Type* candidate = solid_base(candidate_base);
    if (winner == nullptr || (winner != candidate && candidate->is_subtype_of(winner))) {
      winner = candidate;
      base_ = candidate_base;
    } else if (!winner->is_subtype_of(candidate)) {
      return fail(thread_.type_error("multiple bases have instance lay-out conflict"));
    }
  }
  return true;
}

// --- __slots__ ---

bool ClassBuilder::add_slot_name(Value item) {
  if (!is_str(item)) {
    return fail(
        thread_.type_error("__slots__ items must be strings, not '{}'", type_name(thread_, item)));
  }
  auto* name = cast<Str>(item);
  if (!is_identifier(name)) return fail(thread_.type_error("__slots__ must be identifiers"));
  if (equal_text(name, names_.dict_)) {
    if (base_->dict_offset != 0 || wants_dict_) {
      return fail(thread_.type_error("__dict__ slot disallowed: we already got one"));
    }
    wants_dict_ = true;
    return true;
  }
  if (equal_text(name, names_.weakref_)) {
    if (wants_weakref_ || !may_add_weakref()) {
      return fail(
          thread_.type_error("__weakref__ slot disallowed: either we already got one, or "
                             "__itemsize__ != 0"));
    }
    wants_weakref_ = true;
    return true;
  }
  Ref mangled = mangle(thread_, name_, name);
  if (mangled.is_error()) return false;
  auto* slot = mangled.as<Str>();
  const bool is_own_cell =
      equal_text(slot, names_.qualname_) || equal_text(slot, names_.classcell_);
  if (!is_own_cell && !own(slot).is_undefined()) {
    return fail(
        thread_.value_error("'{}' in __slots__ conflicts with class variable", to_utf8(slot)));
  }
  const bool known = std::any_of(slot_names_.begin(), slot_names_.end(), [slot](const Ref& other) {
    return equal_text(other.as<Str>(), slot);
  });
  if (!known) slot_names_.push_back(std::move(mangled));
  return true;
}

bool ClassBuilder::collect_slot_names(Value slots) {
  if (is_str(slots)) return add_slot_name(slots);
  std::vector<Ref> items;
  if (!collect(thread_, slots, items)) return false;
  for (const Ref& item : items) {
    if (!add_slot_name(item)) return false;
  }
  return true;
}

/// False if the bases' instances have weak references already, or cannot have any.
bool ClassBuilder::may_add_weakref() const {
  if (is_variable_sized(base_) || base_->layout == Layout::integer) return false;
  return std::none_of(base_types_.begin(), base_types_.end(),
                      [this](const Type* base) { return supports_weak_references(thread_, base); });
}

bool ClassBuilder::read_slots() {
  const Ref slots = Ref::share(own(names_.slots_));
  has_slots_ = !slots.is_undefined();
  if (has_slots_) {
    if (!collect_slot_names(slots)) return false;
    if (!slot_names_.empty() && (is_variable_sized(base_) || base_->layout == Layout::integer ||
                                 base_->layout == Layout::type)) {
      return fail(thread_.type_error("nonempty __slots__ not supported for subtype of '{}'",
                                     type_name(base_)));
    }
  }
  if (base_->dict_offset != 0 || base_->layout == Layout::type) {
    wants_dict_ = false;
  } else if (!has_slots_) {
    wants_dict_ = true;
  } else {
    wants_dict_ = wants_dict_ || std::any_of(base_types_.begin(), base_types_.end(),
                                             [](const Type* b) { return b->dict_offset != 0; });
  }
  return true;
}

// --- the type object ---

bool ClassBuilder::allocate() {
  auto* made = static_cast<Type*>(thread_.heap().allocate(metaclass_, metaclass_->instance_size));
  class_ = Ref::adopt(made);
  made->is_heap_type = true;
  made->can_be_base = true;
  made->module = Value();
  incref(name_);
  made->name = name_;
  incref(name_);
  made->qualified_name = name_;
  made->bases = bases_;
  incref(bases_);
  made->base = base_;
  incref(base_);
  made->dict = dict();
  incref(made->dict);
  made->layout = base_->layout;
  made->dict_offset = base_->dict_offset;
  made->instance_size =
      base_->instance_size + static_cast<std::uint32_t>(slot_names_.size() * sizeof(Value));
  if (wants_dict_) {
    made->dict_offset = made->instance_size;
    made->instance_size += sizeof(Dict*);
  }
  made->is_collectable = base_->is_collectable || made->instance_size != base_->instance_size;
  made->version = thread_.interpreter.next_type_version();
  made->first_version = made->version;
  made->slots.dealloc = heap_instance_dealloc;
  made->slots.traverse = heap_instance_traverse;
  made->slots.clear = heap_instance_clear;
  std::vector<Type*> mro;
  if (!linearise(thread_, made, base_types_, mro)) return false;
  made->mro = TypeList::make(thread_.heap(), mro);
  return true;
}

bool ClassBuilder::set_qualified_name() {
  const Value given = own(names_.qualname_);
  if (given.is_undefined()) return true;
  if (!is_str(given)) {
    return fail(
        thread_.type_error("type __qualname__ must be a str, not {}", type_name(thread_, given)));
  }
  decref(std::exchange(type()->qualified_name, cast<Str>(Ref::share(given).release())));
  return dict_delete(thread_, dict(), names_.qualname_);
}

bool ClassBuilder::set_module() {
  Ref module = Ref::share(own(names_.module_));
  if (module.is_undefined() && thread_.frame != nullptr) {
    module = Ref::share(dict_get(thread_.frame->globals, names_.name_));
    if (!module.is_undefined() && !dict_set(thread_, dict(), names_.module_, module)) return false;
  }
  if (is_str(module)) type()->module = module.release();
  return true;
}

/// Last, so that it stands behind __dict__ and __weakref__ as in CPython.
bool ClassBuilder::set_doc() {
  if (!own(names_.doc_).is_undefined()) return true;
  return dict_set(thread_, dict(), names_.doc_, Value::none());
}

bool ClassBuilder::wrap(Str* name, Ref (*make)(Thread&, Value)) {
  const Ref found = Ref::share(own(name));
  if (!has_layout(found, Layout::function)) return true;
  const Ref wrapped = make(thread_, found);
  return !wrapped.is_error() && dict_set(thread_, dict(), name, wrapped);
}

bool ClassBuilder::wrap_special_functions() {
  if (!wrap(names_.new_dunder_, make_static_method) ||
      !wrap(names_.init_subclass_, make_class_method) ||
      !wrap(names_.class_getitem_, make_class_method)) {
    return false;
  }
  if (own(names_.eq_).is_undefined() || !own(names_.hash_).is_undefined()) return true;
  return dict_set(thread_, dict(), names_.hash_, Value::none());
}

bool ClassBuilder::set_class_cell() {
  const Ref cell = Ref::share(own(names_.classcell_));
  if (cell.is_undefined()) return true;
  if (!has_layout(cell, Layout::cell)) {
    std::string shown;
    if (!repr_utf8(thread_, type_of_inline(thread_, cell), shown)) return false;
    return fail(thread_.type_error("__classcell__ must be a nonlocal cell, not {}", shown));
  }
  decref(std::exchange(cell.as<Cell>()->content, class_.share().release()));
  return dict_delete(thread_, dict(), names_.classcell_);
}

/// Descriptors of __slots__ members and of the dict that the class adds.
bool ClassBuilder::add_members() {
  std::uint32_t offset = base_->instance_size;
  for (const Ref& slot : slot_names_) {
    const Ref member = make_member_descriptor(thread_, type(), slot.as<Str>(), offset);
    if (member.is_error() || !dict_set(thread_, dict(), slot.as<Str>(), member)) return false;
    offset += sizeof(Value);
  }
  if (wants_dict_ && own(names_.dict_).is_undefined()) {
    const Ref descriptor = make_getset(thread_, type(), &kInstanceDictDefinition);
    if (descriptor.is_error() || !dict_set(thread_, dict(), names_.dict_, descriptor)) return false;
  }
  if (!has_slots_ && may_add_weakref()) wants_weakref_ = true;
  if (!wants_weakref_ || !own(names_.weakref_).is_undefined()) return true;
  const Ref weak = make_getset(thread_, type(), &kInstanceWeakrefDefinition);
  return !weak.is_error() && dict_set(thread_, dict(), names_.weakref_, weak);
}

void ClassBuilder::join_hierarchy() {
  update_all_slots(thread_.instance, type());
  for (Type* base : base_types_) {
    if (base->is_heap_type) {
      base->subclasses = TypeList::append(thread_.heap(), base->subclasses, type());
    }
  }
  thread_.heap().track(type());
}

// --- hooks ---

bool ClassBuilder::call_set_name(Value key, Value value) {
  const Ref hook = lookup_special(thread_, value, names_.set_name_);
  if (hook.is_undefined()) return true;
  if (hook.is_error()) return false;
  const Value arguments[] = {class_, key};
  const Ref result = call(thread_, hook, arguments);
  if (!result.is_error()) return true;
  Ref cause = thread_.take_exception();
  if (!is_exception(cause)) return false;  // cancelled
  std::string shown;
  if (!repr_utf8(thread_, key, shown)) return false;
  thread_
      .error(thread_.types().RuntimeError, "Error calling __set_name__ on '{}' instance {} in '{}'",
             type_name(thread_, value), shown, type_name(type()))
      .reset();
  if (is_exception(thread_.pending())) {
    auto* error = cast<Exception>(thread_.pending());
    decref(std::exchange(error->context, cause.share().release()));
    decref(std::exchange(error->cause, cause.release()));
    error->suppress_context = true;
  }
  return false;
}

bool ClassBuilder::call_set_name_hooks() {
  // A hook may change the class: walk what was there.
  std::vector<std::pair<Ref, Ref>> entries;
  std::int64_t position = 0;
  Value key;
  Value value;
  while (dict_next(dict(), position, key, value)) {
    const Type* value_type = type_of_inline(thread_, value);
    if (value_type == thread_.types().function) continue;
    entries.emplace_back(Ref::share(key), Ref::share(value));
  }
  for (const auto& [entry_key, entry_value] : entries) {
    if (!call_set_name(entry_key, entry_value)) return false;
  }
  return true;
}

/// super(cls, cls).__init_subclass__(**keywords)
bool ClassBuilder::call_init_subclass(Arguments keywords) {
  Ref hook;
  for (std::size_t i = 1; i < type()->mro->size() && hook.is_undefined(); ++i) {
    hook = Ref::share(dict_get((*type()->mro)[i]->dict, names_.init_subclass_));
  }
  if (hook.is_undefined()) return true;
  const Type* hook_type = type_of_inline(thread_, hook);
  if (hook_type->slots.descriptor_get != nullptr) {
    hook = hook_type->slots.descriptor_get(thread_, hook, Value(), type());
    if (hook.is_error()) return false;
  }
  const Arguments only_keywords{keywords.values + keywords.positional_count, 0,
                                keywords.keyword_names};
  return !call(thread_, hook, only_keywords).is_error();
}

Ref ClassBuilder::build(Dict* namespace_dict, Arguments keywords) {
  if (!check_bases() || !choose_base()) return Ref::error();
  dict_ = dict_copy(thread_, namespace_dict);
  if (dict_.is_error() || !read_slots() || !allocate()) return Ref::error();
  if (!set_qualified_name() || !set_module() || !wrap_special_functions() || !set_class_cell() ||
      !add_members() || !set_doc()) {
    return Ref::error();
  }
  join_hierarchy();
  if (!call_set_name_hooks() || !call_init_subclass(keywords)) return Ref::error();
  return std::move(class_);
}

}  // namespace

bool update_is_abstract(Thread& thread, Type* type, Value abstract_methods) {
  const Truth any = is_true(thread, abstract_methods);
  if (any == Truth::error) return false;
  type->is_abstract = any == Truth::yes;
  return true;
}

Type* calculate_metaclass(Thread& thread, Type* metaclass, const Tuple* bases) {
  Type* winner = metaclass;
  for (const Value base : bases->view()) {
    Type* candidate = type_of_inline(thread, base);
    if (winner->is_subtype_of(candidate)) continue;
    if (!candidate->is_subtype_of(winner)) {
      thread
          .type_error(
              "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
              "subclass of the metaclasses of all its bases")
          .reset();
      return nullptr;
    }
    winner = candidate;
  }
  return winner;
}

Ref make_class(Thread& thread, Type* metaclass, Str* name, Tuple* bases, Dict* namespace_dict,
               Arguments keywords) {
  ClassBuilder builder(thread, metaclass, name, bases);
  return builder.build(namespace_dict, keywords);
}

}  // namespace gilsim::vm
