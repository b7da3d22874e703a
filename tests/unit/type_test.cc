// SPDX-License-Identifier: MIT
//
// Types without Python code: the table of built-in types, C3, layouts, slots, versions, attribute
// look-up, and the binding of natives' signatures.
#include "vm/core/instance.h"
#include "vm/core/interpreter.h"
#include "vm/core/slots.h"
#include "vm/core/thread.h"
#include "vm/core/type_of.h"
#include "vm/eval/operations.h"
#include "vm/objects/descriptors.h"
#include "vm/objects/dict.h"
#include "vm/objects/exception.h"
#include "vm/objects/function.h"
#include "vm/objects/instance_object.h"
#include "vm/objects/list.h"
#include "vm/objects/number.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace gilsim::vm {
namespace {

class SilentHost : public Host {
 public:
  bool write(Thread&, Stream, std::string_view) override { return true; }
  ModuleSource find_module(Thread&, std::string_view) override { return {}; }
  bool budget_spent(Thread& thread) override {
    thread.budget = {INT64_MAX / 2, TickCounts(TickCounts::kMost)};
    return true;
  }
  bool check_point(Thread&) override { return true; }
};

class TypeTest : public testing::Test {
 protected:
  TypeTest() { interpreter_.current_thread = &thread_; }
  ~TypeTest() override { thread_.clear_exception(); }

  Str* name(std::string_view text) { return instance_.intern(text); }

  /// A class with these bases; `entries` of its namespace are borrowed.
  Ref make(std::string_view class_name, std::initializer_list<Value> bases,
           std::initializer_list<std::pair<const char*, Value>> entries = {}) {
    const Ref base_tuple = make_tuple(thread_, bases);
    const Ref dict = make_dict(thread_);
    for (const auto& [key, value] : entries) {
      EXPECT_TRUE(dict_set(thread_, dict.as<Dict>(), name(key), value));
    }
    return make_class(thread_, thread_.types().type, name(class_name), base_tuple.as<Tuple>(),
                      dict.as<Dict>(), {});
  }

  Ref native(const NativeDefinition& definition) {
    return make_native_function(thread_, &definition, Value());
  }

  std::string text(Value value) {
    std::string shown;
    if (value.is_error()) return take_error();
    if (value.is_undefined()) return "<undefined>";
    return repr_utf8(thread_, value, shown) ? shown : take_error();
  }
  std::string take_error() {
    const Ref error = thread_.take_exception();
    if (!is_exception(error)) return "<no exception>";
    std::string shown;
    EXPECT_TRUE(str_utf8(thread_, error, shown));
    return std::string(type_name(thread_, error)) + ": " + shown;
  }
  std::string mro_names(const Ref& cls) {
    std::string names;
    for (const Type* member : *cls.as<Type>()->mro) names += to_utf8(member->name) + " ";
    return names;
  }
  Ref instance_of(const Ref& cls) { return call(thread_, cls); }

  SilentHost host_;
  Instance instance_{host_, InstructionCosts{}};
  Interpreter interpreter_{instance_};
  Budget budget_{INT64_MAX / 2, TickCounts(TickCounts::kMost)};
  Thread thread_{interpreter_, budget_};
};

// --- built-in types ---

std::vector<Type*> all_types(const BuiltinTypes& types) {
  std::vector<Type*> all;
#define GILSIM_VISIT(name) all.push_back(types.name);
  GILSIM_TYPES(GILSIM_VISIT)
#undef GILSIM_VISIT
#define EXCEPTION(name, base) all.push_back(types.name);
#include "vm/core/exceptions.def"
#undef EXCEPTION
  return all;
}

TEST_F(TypeTest, EveryBuiltinTypeIsComplete) {
  std::set<std::uint32_t> versions;
  for (Type* type : all_types(thread_.types())) {
    ASSERT_NE(type, nullptr);
    const std::string shown = to_utf8(type->name);
    EXPECT_TRUE(type->is_immortal()) << shown;
    EXPECT_EQ((*type->mro)[0], type) << shown;
    EXPECT_EQ((*type->mro)[type->mro->size() - 1], thread_.types().object) << shown;
    EXPECT_NE(type->slots.repr, nullptr) << shown;
    EXPECT_NE(type->slots.get_attribute, nullptr) << shown;
    EXPECT_NE(type->slots.hash, nullptr) << shown;
    EXPECT_TRUE(versions.insert(type->version).second) << shown;
  }
}

TEST_F(TypeTest, SlotsOfBuiltinTypesHaveWrappers) {
  const BuiltinTypes& types = thread_.types();
  EXPECT_EQ(text(get_attribute(thread_, types.list, "__len__")),
            "<slot wrapper '__len__' of 'list' objects>");
  EXPECT_EQ(text(get_attribute(thread_, types.integer, "__radd__")),
            "<slot wrapper '__radd__' of 'int' objects>");
  EXPECT_EQ(text(get_attribute(thread_, types.list, "__radd__")),
            "AttributeError: type object 'list' has no attribute '__radd__'");
  EXPECT_EQ(text(get_attribute(thread_, types.list, "__hash__")), "None");
  EXPECT_EQ(text(get_attribute(thread_, types.list, "append")),
            "<method 'append' of 'list' objects>");
}

TEST_F(TypeTest, WrappersCheckTheirArguments) {
  const BuiltinTypes& types = thread_.types();
  const Ref add = get_attribute(thread_, types.integer, "__add__");
  const Value one_and_two[] = {Value::small_int(1), Value::small_int(2)};
  EXPECT_EQ(text(call(thread_, add, one_and_two)), "3");
  EXPECT_EQ(text(call(thread_, add, std::span<const Value>(one_and_two, 1))),
            "TypeError: expected 1 argument, got 0");
  EXPECT_EQ(text(call(thread_, add)),
            "TypeError: descriptor '__add__' of 'int' object needs an argument");
  const Value wrong[] = {Value::none(), Value::small_int(2)};
  EXPECT_EQ(text(call(thread_, add, wrong)),
            "TypeError: descriptor '__add__' requires a 'int' object but received a 'NoneType'");
}

// --- making classes ---

TEST_F(TypeTest, C3KeepsEachOrder) {
  const Ref a = make("A", {});
  const Ref b = make("B", {a});
  const Ref c = make("C", {a});
  const Ref d = make("D", {b, c});
  EXPECT_EQ(mro_names(d), "D B C A object ");
  EXPECT_TRUE(d.as<Type>()->is_subtype_of(a.as<Type>()));
  EXPECT_FALSE(a.as<Type>()->is_subtype_of(d.as<Type>()));
  EXPECT_EQ(text(make("E", {a, b})),
            "TypeError: Cannot create a consistent method resolution\norder (MRO) for bases A, B");
  EXPECT_EQ(text(make("E", {a, a})), "TypeError: duplicate base class A");
}

TEST_F(TypeTest, BasesMustFitTogether) {
  const BuiltinTypes& types = thread_.types();
  EXPECT_EQ(text(make("E", {types.integer, types.str})),
            "TypeError: multiple bases have instance lay-out conflict");
  EXPECT_EQ(text(make("E", {types.boolean})),
            "TypeError: type 'bool' is not an acceptable base type");
  EXPECT_EQ(text(make("E", {Value::small_int(1)})), "TypeError: bases must be types");
  const Ref mixin = make("Mixin", {});
  const Ref both = make("Both", {mixin, types.list});
  EXPECT_EQ(both.as<Type>()->layout, Layout::list);
  EXPECT_EQ(both.as<Type>()->base, types.list);
}

TEST_F(TypeTest, InstancesKeepAttributesInTheirDict) {
  const Ref a = make("A", {}, {{"shared", Value::small_int(1)}});
  const Ref object = instance_of(a);
  EXPECT_EQ(text(get_attribute(thread_, object, "shared")), "1");
  EXPECT_TRUE(set_attribute(thread_, object, name("shared"), Value::small_int(2)));
  EXPECT_EQ(text(get_attribute(thread_, object, "shared")), "2");
  EXPECT_EQ(text(get_attribute(thread_, a, "shared")), "1");
  EXPECT_TRUE(set_attribute(thread_, object, name("shared"), Value()));
  EXPECT_EQ(text(get_attribute(thread_, object, "shared")), "1");
  EXPECT_FALSE(set_attribute(thread_, object, name("shared"), Value()));
  EXPECT_EQ(take_error(), "AttributeError: 'A' object has no attribute 'shared'");
  EXPECT_EQ(text(get_attribute(thread_, object, "other")),
            "AttributeError: 'A' object has no attribute 'other'");
}

TEST_F(TypeTest, SlotsMembersStandInTheInstance) {
  const Ref slots = make_tuple(thread_, {Value(name("x")), Value(name("__y"))});
  const Ref a = make("A", {}, {{"__slots__", slots}});
  EXPECT_EQ(a.as<Type>()->dict_offset, 0u);
  const Ref object = instance_of(a);
  EXPECT_EQ(text(get_attribute(thread_, object, "x")),
            "AttributeError: 'A' object has no attribute 'x'");
  EXPECT_TRUE(set_attribute(thread_, object, name("x"), Value::small_int(5)));
  EXPECT_TRUE(set_attribute(thread_, object, name("_A__y"), object));
  EXPECT_EQ(text(get_attribute(thread_, object, "x")), "5");
  EXPECT_FALSE(set_attribute(thread_, object, name("z"), Value::small_int(5)));
  EXPECT_EQ(take_error(), "AttributeError: 'A' object has no attribute 'z'");
  const Ref conflict = make("B", {}, {{"__slots__", slots}, {"x", Value::none()}});
  EXPECT_EQ(text(conflict), "ValueError: 'x' in __slots__ conflicts with class variable");
}

TEST_F(TypeTest, SubclassesOfSequencesKeepDictBehindTheItems) {
  const Ref pair = make("Pair", {thread_.types().tuple});
  const Value items[] = {Value::small_int(1), Value::small_int(2), Value::small_int(3)};
  const Ref list = make_list(thread_, items);
  const Value arguments[] = {list};
  const Ref object = call(thread_, pair, arguments);
  ASSERT_FALSE(object.is_error()) << take_error();
  EXPECT_TRUE(set_attribute(thread_, object, name("label"), Value::none()));
  EXPECT_EQ(text(object), "(1, 2, 3)");
  EXPECT_EQ(text(get_attribute(thread_, object, "label")), "None");
}

TEST_F(TypeTest, NoArgumentsForObjectsConstructor) {
  const Ref a = make("A", {});
  const Value one[] = {Value::small_int(1)};
  EXPECT_EQ(text(call(thread_, a, one)), "TypeError: A() takes no arguments");
}

// --- slots of classes ---

Ref answer_length(Thread&, Arguments) { return Ref::small_int(7); }
constexpr NativeDefinition kLength{"__len__", answer_length};

TEST_F(TypeTest, ASubclassKeepsTheSlotsOfABuiltin) {
  Type* list = thread_.types().list;
  const Ref plain = make("Plain", {list});
  EXPECT_EQ(plain.as<Type>()->slots.length, list->slots.length);
  EXPECT_EQ(plain.as<Type>()->slots.compare, list->slots.compare);
  EXPECT_EQ(plain.as<Type>()->slots.new_instance, list->slots.new_instance);
  EXPECT_EQ(plain.as<Type>()->slots.hash, hash_not_implemented);
  const Ref length = native(kLength);
  const Ref overriding = make("Overriding", {list}, {{"__len__", length}});
  EXPECT_NE(overriding.as<Type>()->slots.length, list->slots.length);
  EXPECT_EQ(overriding.as<Type>()->slots.get_item, list->slots.get_item);
  std::int64_t found = 0;
  ASSERT_TRUE(vm::length(thread_, instance_of(overriding), found));
  EXPECT_EQ(found, 7);
}

TEST_F(TypeTest, AChangeOfABaseReachesItsSubclasses) {
  const Ref a = make("A", {});
  const Ref b = make("B", {a});
  const Ref c = make("C", {a});
  const Ref d = make("D", {b, c});
  const Ref unrelated = make("U", {});
  const std::uint32_t before = d.as<Type>()->version;
  const std::uint32_t unrelated_before = unrelated.as<Type>()->version;
  EXPECT_EQ(d.as<Type>()->slots.length, nullptr);
  const Ref length = native(kLength);
  ASSERT_TRUE(set_type_attribute(thread_, a.as<Type>(), name("__len__"), length));
  EXPECT_NE(d.as<Type>()->slots.length, nullptr);
  EXPECT_NE(d.as<Type>()->version, before);
  EXPECT_EQ(unrelated.as<Type>()->version, unrelated_before);
  std::int64_t found = 0;
  ASSERT_TRUE(vm::length(thread_, instance_of(d), found));
  EXPECT_EQ(found, 7);
  ASSERT_TRUE(set_type_attribute(thread_, a.as<Type>(), name("__len__"), Value()));
  EXPECT_EQ(d.as<Type>()->slots.length, nullptr);
  EXPECT_FALSE(set_type_attribute(thread_, a.as<Type>(), name("__len__"), Value()));
  EXPECT_EQ(take_error(), "AttributeError: type object 'A' has no attribute '__len__'");
}

TEST_F(TypeTest, BuiltinTypesDoNotChange) {
  EXPECT_FALSE(set_attribute(thread_, thread_.types().list, name("x"), Value::none()));
  EXPECT_EQ(take_error(), "TypeError: cannot set 'x' attribute of immutable type 'list'");
}

Ref equal_to_all(Thread&, Arguments) { return Ref::boolean(true); }
constexpr NativeDefinition kEqual{"__eq__", equal_to_all};

TEST_F(TypeTest, EqualityWithoutHashIsUnhashable) {
  const Ref equal = native(kEqual);
  const Ref a = make("A", {}, {{"__eq__", equal}});
  std::int64_t hash = 0;
  EXPECT_FALSE(vm::hash(thread_, instance_of(a), hash));
  EXPECT_EQ(take_error(), "TypeError: unhashable type: 'A'");
  EXPECT_EQ(equals(thread_, instance_of(a), Value::small_int(1)), Truth::yes);
}

TEST_F(TypeTest, SubclassesOfBuiltinsAreFoundInOrderOfAge) {
  const Ref first = make("First", {thread_.types().list});
  const Ref second = make("Second", {thread_.types().list});
  EXPECT_EQ(text(call_method(thread_, thread_.types().list, "__subclasses__")),
            "[<class 'First'>, <class 'Second'>]");
  EXPECT_EQ(text(call_method(thread_, first, "__subclasses__")), "[]");
}

TEST_F(TypeTest, AClassInACycleIsCollected) {
  const std::size_t before = thread_.heap().tracked_count();
  {
    const Ref a = make("A", {});
    const Ref object = instance_of(a);
    ASSERT_TRUE(set_attribute(thread_, a, name("instance"), object));
    ASSERT_TRUE(set_attribute(thread_, object, name("self"), object));
  }
  EXPECT_GT(thread_.heap().tracked_count(), before);
  thread_.heap().collect(2);
  EXPECT_EQ(thread_.heap().tracked_count(), before);
}

TEST_F(TypeTest, TwoInstancesShareNothing) {
  SilentHost other_host;
  Instance other(other_host, InstructionCosts{});
  EXPECT_NE(other.types.list, instance_.types.list);
  EXPECT_NE(other.intern("append"), instance_.intern("append"));
}

// --- signatures ---

/// Shows what the native found.
Ref show(Thread& thread, Arguments arguments) {
  std::string shown;
  for (std::uint32_t i = 0; i < arguments.positional_count; ++i) {
    std::string item = "-";
    if (!arguments[i].is_undefined() && !repr_utf8(thread, arguments[i], item)) return Ref::error();
    shown += (i == 0 ? "" : " ") + item;
  }
  return make_str(thread, shown);
}

class SignatureTest : public TypeTest {
 protected:
  /// Calls a native of that signature; `keywords` follow the positional values.
  std::string bind(const char* signature, std::initializer_list<Value> positional,
                   std::initializer_list<std::pair<const char*, Value>> keywords = {}) {
    definition_ = {"f", show, signature};
    const Ref function = native(definition_);
    std::vector<Value> values(positional);
    std::vector<Value> names;
    for (const auto& [key, value] : keywords) {
      names.push_back(name(key));
      values.push_back(value);
    }
    const Ref name_tuple = make_tuple(thread_, std::span<const Value>(names));
    const Ref result = call(thread_, function,
                            Arguments{values.data(), static_cast<std::uint32_t>(positional.size()),
                                      names.empty() ? nullptr : name_tuple.as<Tuple>()});
    return result.is_error() ? take_error() : to_utf8(result.as<Str>());
  }

  static Value n(std::int64_t number) { return Value::small_int(number); }

  NativeDefinition definition_{};
};

TEST_F(SignatureTest, PositionalValuesAndDefaults) {
  EXPECT_EQ(bind("", {}), "");
  EXPECT_EQ(bind("a, b, /", {n(1), n(2)}), "1 2");
  EXPECT_EQ(bind("a, b=None, c=-5, d='x,y', e=True, f=(), g=...", {n(1)}),
            "1 None -5 'x,y' True () -");
  EXPECT_EQ(bind("a, *rest", {n(1), n(2), n(3)}), "1 (2, 3)");
  EXPECT_EQ(bind("a, *rest", {n(1)}), "1 ()");
}

TEST_F(SignatureTest, Keywords) {
  EXPECT_EQ(bind("a, b=2", {}, {{"b", n(5)}, {"a", n(4)}}), "4 5");
  EXPECT_EQ(bind("a, /, *, key=None, reverse=False", {n(1)}, {{"reverse", Value::boolean(true)}}),
            "1 None True");
  EXPECT_EQ(bind("*rest, sep=' ', **others", {n(1)}, {{"x", n(3)}, {"sep", n(2)}}),
            "(1,) 2 {'x': 3}");
}

TEST_F(SignatureTest, ErrorsAsCPythonWordsThem) {
  EXPECT_EQ(bind("", {n(1)}), "TypeError: f() takes no arguments (1 given)");
  EXPECT_EQ(bind("a, /", {n(1), n(2)}), "TypeError: f() takes exactly one argument (2 given)");
  EXPECT_EQ(bind("a, /", {}, {{"a", n(1)}}), "TypeError: f() takes no keyword arguments");
  EXPECT_EQ(bind("a, b=1, /", {}), "TypeError: f expected at least 1 argument, got 0");
  EXPECT_EQ(bind("a, b, /", {n(1)}), "TypeError: f expected 2 arguments, got 1");
  EXPECT_EQ(bind("a, b=1", {n(1), n(2), n(3)}),
            "TypeError: f() takes at most 2 arguments (3 given)");
  EXPECT_EQ(bind("number, digits=None", {}),
            "TypeError: f() missing required argument 'number' (pos 1)");
  EXPECT_EQ(bind("a=1, b=2", {}, {{"x", n(1)}}),
            "TypeError: 'x' is an invalid keyword argument for f()");
  EXPECT_EQ(bind("a=1, b=2", {n(1)}, {{"a", n(1)}}),
            "TypeError: argument for f() given by name ('a') and position (1)");
  EXPECT_EQ(bind("*, key=None", {n(1)}), "TypeError: f() takes no positional arguments");
}

}  // namespace
}  // namespace gilsim::vm
