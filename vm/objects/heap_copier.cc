// SPDX-License-Identifier: MIT
#include "vm/objects/heap_copier.h"

#include "vm/eval/operations.h"
#include "vm/objects/big_int.h"
#include "vm/objects/bytes.h"
#include "vm/objects/descriptors.h"
#include "vm/objects/dict.h"
#include "vm/objects/dict_view.h"
#include "vm/objects/exception.h"
#include "vm/objects/function.h"
#include "vm/objects/generator.h"
#include "vm/objects/generic_alias.h"
#include "vm/objects/instance_object.h"
#include "vm/objects/list.h"
#include "vm/objects/module.h"
#include "vm/objects/number.h"
#include "vm/objects/sequence.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <fmt/core.h>
#include <tsl/robin_map.h>

#include <algorithm>
#include <cstring>

namespace gilsim::vm {

struct HeapCopier::Table {
  tsl::robin_map<const Object*, Object*> copies;  // looked up; walked only to carry identities over
};

HeapCopier::HeapCopier(Interpreter& from, Interpreter& to)
    : from_(from), to_(to), table_(std::make_unique<Table>()) {}
HeapCopier::~HeapCopier() = default;

Value HeapCopier::copy(Value value) {
  if (!value.is_object() || value.bits() == 0) return value;
  Object* object = value.as_object();
  if (object->is_immortal()) return value;
  if (object->type->layout == Layout::frame || object->type->layout == Layout::traceback) {
    return Value::none();
  }
  const auto found = table_->copies.find(object);
  if (found != table_->copies.end()) {
    incref(found->second);
    return found->second;
  }
  return blank_copy(object);
}

/// A block like the object's, with its bytes, to be filled in later. Owned by the caller.
Value HeapCopier::blank_copy(Object* object) {
  const std::size_t bytes = Heap::block_bytes_of(object);
  Object* made = to_.heap.allocate(nullptr, bytes);
  std::memcpy(static_cast<void*>(made + 1), object + 1, bytes - sizeof(Object));
  table_->copies.emplace(object, made);
  // A class is copied before its instances are filled, so that `made->type` is right from the
  // start.
  made->type = cast<Type>(copy(Value(object->type)));
  pending_.emplace_back(object, made);
  return made;
}

Object* HeapCopier::copy_borrowed(Object* object) {
  borrowed_.push_back(copy_object(object));
  return borrowed_.back();
}

bool HeapCopier::finish() {
  while (!pending_.empty()) {
    const auto [from, to] = pending_.back();
    pending_.pop_back();
    fill(from, to);
    if (Heap::is_tracked(from)) to_.heap.track(to);
  }
  for (Object* object : borrowed_) decref(object);
  borrowed_.clear();
  for (const auto& [from, to] : table_->copies) to_.inherit_identity(from_, from, to);
  to_.inherit_identities_of_immortals(from_);
  return error_.empty();
}

void HeapCopier::fill(Object* from, Object* to) {
  const Type* root = from->type;
  while (root->is_heap_type) root = root->base;
  fill_built_in(root->layout, from, to);
  const auto copy_the_rest = root->slots.copy_to_heap;
  if (!root->has_own_layout && copy_the_rest != nullptr && root->layout != Layout::other) {
    copy_the_rest(*this, from, to);
  }
  if (from->type->is_heap_type && from->type->layout != Layout::type) fill_added_words(to);
}

/// The dict and the __slots__ of an instance of a class made by Python code.
void HeapCopier::fill_added_words(Object* to) {
  for (Value& word : added_words(to)) {
    if (holds_object(word)) copy_in_place(word);
  }
}

void HeapCopier::fill_type(Type* from, Type* to) {
  copy_in_place(to->name);
  copy_in_place(to->qualified_name);
  copy_in_place(to->module);
  copy_in_place(to->base);
  copy_in_place(to->bases);
  copy_in_place(to->dict);
  to->subclasses = nullptr;
  std::vector<Type*> order;
  for (Type* type : *from->mro) {
    order.push_back(copy_object(type));
    borrowed_.push_back(
        order.back());  // the order borrows, but what it names may have no owner yet
  }
  to->mro = TypeList::make(to_.heap, order);
  to->version = to_.next_type_version();
  to->first_version = to->version;
  if (from->subclasses != nullptr) {
    for (Type* type : *from->subclasses) {
      const auto twin = table_->copies.find(type);
      if (twin == table_->copies.end()) continue;
      to->subclasses = TypeList::append(to_.heap, to->subclasses, static_cast<Type*>(twin->second));
    }
  }
}

namespace {

/// A buffer of the same size with the same bytes in the other heap.
template <typename T>
T* copy_buffer(Heap& heap, const T* buffer, std::size_t bytes) {
  if (bytes == 0) return nullptr;
  void* made = heap.allocate_buffer(bytes);
  std::memcpy(made, buffer, bytes);
  return static_cast<T*>(made);
}

}  // namespace

void HeapCopier::fill_built_in(Layout layout, Object* from, Object* to) {
  Heap& heap = to_.heap;
  switch (layout) {
    case Layout::plain:
    case Layout::floating:
      return;
    case Layout::integer: {
      if (from->type->is_heap_type) {
        copy_in_place(static_cast<IntInstance*>(to)->number);
        return;
      }
      auto* number = static_cast<BigInt*>(to);
      const auto* source = static_cast<BigInt*>(from);
      number->limbs = source->owns_buffer()
                          ? copy_buffer(heap, source->limbs,
                                        static_cast<std::size_t>(source->count) * sizeof(Limb))
                          : reinterpret_cast<Limb*>(number + 1);
      return;
    }
    case Layout::str: {
      auto* text = static_cast<Str*>(to);
      const auto* source = static_cast<Str*>(from);
      const auto bytes = static_cast<std::size_t>(source->length + 1) * source->width;
      text->data = source->data == source + 1
                       ? static_cast<void*>(text + 1)
                       : copy_buffer(heap, static_cast<char*>(source->data), bytes);
      return;
    }
    case Layout::bytes:
      return;
    case Layout::bytearray: {
      auto* bytes = static_cast<ByteArray*>(to);
      bytes->data = copy_buffer(heap, bytes->data, static_cast<std::size_t>(bytes->capacity));
      return;
    }
    case Layout::list: {
      auto* list = static_cast<List*>(to);
      list->items =
          copy_buffer(heap, list->items, static_cast<std::size_t>(list->capacity) * sizeof(Value));
      for (std::int64_t i = 0; i < list->length; ++i) copy_in_place(list->items[i]);
      return;
    }
    case Layout::tuple: {
      auto* tuple = static_cast<Tuple*>(to);
      for (std::int64_t i = 0; i < tuple->length; ++i) copy_in_place(tuple->items()[i]);
      return;
    }
    case Layout::dict: {
      auto* dict = static_cast<Dict*>(to);
      dict_copy_table(heap, dict, *static_cast<Dict*>(from));
      for (std::int64_t i = 0; i < dict->used; ++i) {
        copy_in_place(dict->entries[i].key);
        copy_in_place(dict->entries[i].value);
      }
      return;
    }
    case Layout::set:
    case Layout::frozenset: {
      auto* set = static_cast<Set*>(to);
      set_copy_table(heap, set, *static_cast<Set*>(from));
      for (std::uint64_t i = 0; i <= set->mask; ++i) copy_in_place(set->table[i].key);
      return;
    }
    case Layout::range: {
      auto* range = static_cast<Range*>(to);
      for (Value* part : {&range->start, &range->stop, &range->step, &range->length}) {
        copy_in_place(*part);
      }
      return;
    }
    case Layout::slice: {
      auto* slice = static_cast<Slice*>(to);
      for (Value* part : {&slice->start, &slice->stop, &slice->step}) copy_in_place(*part);
      return;
    }
    case Layout::function: {
      auto* function = static_cast<Function*>(to);
      function->quick = nullptr;
      copy_in_place(function->globals);
      copy_in_place(function->builtins);
      copy_in_place(function->dict);
      for (Value* part :
           {&function->defaults, &function->keyword_defaults, &function->closure, &function->name,
            &function->qualified_name, &function->module, &function->doc, &function->annotations}) {
        copy_in_place(*part);
      }
      return;
    }
    case Layout::native_function: {
      auto* native = static_cast<NativeFunctionObject*>(to);
      copy_in_place(native->self);
      copy_in_place(native->module);
      return;
    }
    case Layout::bound_method: {
      auto* method = static_cast<BoundMethod*>(to);
      copy_in_place(method->function);
      copy_in_place(method->self);
      return;
    }
    case Layout::cell:
      copy_in_place(static_cast<Cell*>(to)->content);
      return;
    case Layout::module: {
      auto* module = static_cast<Module*>(to);
      copy_in_place(module->dict);
      return;
    }
    case Layout::type:
      fill_type(static_cast<Type*>(from), static_cast<Type*>(to));
      return;
    case Layout::exception: {
      auto* exception = static_cast<Exception*>(to);
      copy_in_place(exception->dict);
      copy_in_place(exception->args);
      copy_in_place(exception->cause);
      copy_in_place(exception->context);
      exception->traceback = Value();
      if (exception->fields != nullptr) {
        exception->fields =
            copy_buffer(heap, exception->fields, kExceptionFieldCount * sizeof(Value));
        for (int i = 0; i < kExceptionFieldCount; ++i) copy_in_place(exception->fields[i]);
      }
      return;
    }
    case Layout::property: {
      auto* property = static_cast<Property*>(to);
      for (Value* part : {&property->getter, &property->setter, &property->deleter, &property->doc,
                          &property->name}) {
        copy_in_place(*part);
      }
      return;
    }
    case Layout::static_method:
    case Layout::class_method: {
      auto* method = static_cast<MethodWrapper*>(to);
      copy_in_place(method->function);
      copy_in_place(method->dict);
      return;
    }
    case Layout::super: {
      auto* super = static_cast<Super*>(to);
      copy_in_place(super->this_class);
      copy_in_place(super->self);
      copy_in_place(super->self_class);
      return;
    }
    case Layout::generator:
      fill_generator(static_cast<Generator*>(from), static_cast<Generator*>(to));
      return;
    default:
      fill_other(from, to);
      return;
  }
}

/// Its frame is in a buffer; one that is running now runs in the parent alone.
void HeapCopier::fill_generator(Generator* from, Generator* to) {
  copy_in_place(to->name);
  copy_in_place(to->qualified_name);
  to->handled.previous = nullptr;
  copy_in_place(to->handled.exception);
  if (from->frame == nullptr) return;
  if (from->state == GeneratorState::running) {
    to->frame = nullptr;
    to->state = GeneratorState::finished;
    return;
  }
  Frame* frame = copy_buffer(to_.heap, from->frame, from->frame_bytes);
  to->frame = frame;
  frame->generator = to;
  frame->previous = nullptr;
  frame->frame_object = nullptr;
  frame->quick = &to_.quick_code(*frame->code);
  copy_in_place(frame->function);
  copy_in_place(frame->globals);
  copy_in_place(frame->builtins);
  copy_in_place(frame->locals);
  copy_in_place(frame->pending_self);
  const std::uint32_t live = frame->code->local_count + frame->stack_depth;
  for (std::uint32_t i = 0; i < live; ++i) copy_in_place(frame->slots()[i]);
}

void HeapCopier::copy_visited_words(Object* from, Object* to) {
  std::vector<std::uint64_t> visited;
  from->type->slots.traverse(
      from,
      [](Value value, void* context) {
        if (value.is_object() && value.bits() != 0) {
          static_cast<std::vector<std::uint64_t>*>(context)->push_back(value.bits());
        }
      },
      &visited);
  auto* word = reinterpret_cast<Value*>(to + 1);
  const auto* end =
      reinterpret_cast<Value*>(reinterpret_cast<char*>(to) + Heap::block_bytes_of(from));
  for (; word < end; ++word) {
    const auto found = std::find(visited.begin(), visited.end(), word->bits());
    if (found == visited.end()) continue;
    copy_in_place(*word);
    visited.erase(found);
  }
}

namespace {

/// Iterators and proxies that hold all they refer to in themselves.
bool keeps_references_inside(const BuiltinTypes& types, const Type* type) {
  for (const Type* one :
       {types.dict_key_iterator, types.dict_value_iterator, types.dict_item_iterator,
        types.dict_reverse_key_iterator, types.dict_reverse_value_iterator,
        types.dict_reverse_item_iterator, types.set_iterator, types.callable_iterator,
        types.enumerate, types.zip, types.map, types.filter, types.reversed, types.mapping_proxy,
        types.method_wrapper, types.simple_namespace}) {
    if (type == one) return true;
  }
  return false;
}

}  // namespace

/// Iterators, views and native objects.
void HeapCopier::fill_other(Object* from, Object* to) {
  const BuiltinTypes& types = from_.instance.types;
  const Type* type = from->type;
  while (type->is_heap_type) type = type->base;
  if (type->slots.copy_to_heap != nullptr) {
    type->slots.copy_to_heap(*this, from, to);
  } else if (type == types.list_iterator || type == types.tuple_iterator ||
             type == types.str_iterator || type == types.bytes_iterator ||
             type == types.list_reverse_iterator || type == types.sequence_iterator) {
    copy_in_place(static_cast<SequenceIterator*>(to)->sequence);
  } else if (type == types.range_iterator) {
    // Numbers alone.
  } else if (keeps_references_inside(types, type)) {
    copy_visited_words(from, to);
  } else if (type == types.dict_keys || type == types.dict_values || type == types.dict_items) {
    copy_in_place(static_cast<DictView*>(to)->dict);
  } else if (type == types.member_descriptor) {
    auto* member = static_cast<MemberDescriptor*>(to);
    copy_in_place(member->name);
    copy_in_place(member->owner);
  } else if (type == types.getset_descriptor) {
    auto* getset = static_cast<NativeFunctionObject*>(to);
    copy_in_place(getset->self);  // its class
    copy_in_place(getset->module);
    if (getset->self.is_object()) getset->owner = cast<Type>(getset->self);
  } else if (type == types.generic_alias) {
    copy_in_place(static_cast<GenericAlias*>(to)->origin);
    copy_in_place(static_cast<GenericAlias*>(to)->arguments);
  } else {
    error_ = fmt::format(
        "fork: a '{}' object is reachable from the program's globals, and copying one is not in "
        "the "
        "subset",
        type_name(type));
    // Left as an empty object of no use: the caller gives the copy up.
    to->type = from_.instance.types.object;
  }
}

}  // namespace gilsim::vm
