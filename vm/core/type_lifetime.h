// SPDX-License-Identifier: MIT
//
// How class objects, and instances of classes, are released and seen by the collector. Slots of
// type `type` and of every heap type.
#pragma once

#include "vm/core/heap.h"
#include "vm/core/type.h"

namespace gilsim::vm {

void type_dealloc(Heap& heap, Object* object);
void type_traverse(Object* object, Visit visit, void* context);
void type_clear(Heap& heap, Object* object);

/// Instances of any class made by Python code: their dict and __slots__ members, then what the
/// built-in type below them holds.
void heap_instance_dealloc(Heap& heap, Object* object);
void heap_instance_traverse(Object* object, Visit visit, void* context);
void heap_instance_clear(Heap& heap, Object* object);

}  // namespace gilsim::vm
