// SPDX-License-Identifier: MIT
//
// Exception objects and tracebacks.
//
// All built-in exception classes share one layout, so that any of them can be combined in a class
// with several bases. The attributes that only some classes have (errno, name, value, code, ...)
// stand in `fields`, a small buffer made when the first of them is set.
#pragma once

#include "vm/bytecode/code.h"
#include "vm/core/thread.h"
#include "vm/core/type.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace gilsim::vm {

struct SyntaxErrorInfo;
struct Traceback;

struct Exception : Object {
  Dict* dict;       // owned or nullptr
  Value args;       // owned tuple
  Value cause;      // owned or Undefined
  Value context;    // owned or Undefined
  Value traceback;  // owned Traceback or Undefined
  Value* fields;    // owned buffer of kExceptionFieldCount owned values, or nullptr
  bool suppress_context;
};

/// Where a class keeps its own attributes in `fields`; classes that are not related share numbers.
inline constexpr int kExceptionFieldCount = 8;
enum ExceptionField : int {
  kFieldValue = 0,   // StopIteration.value, SystemExit.code
  kFieldName = 0,    // NameError, AttributeError, ImportError
  kFieldObject = 1,  // AttributeError.obj
  kFieldPath = 1,    // ImportError
  kFieldImportMessage = 2,
  kFieldErrno = 0,  // OSError
  kFieldStrerror,
  kFieldFilename,
  kFieldFilename2,
  kFieldMessage = 0,  // SyntaxError, exception groups
  kFieldSyntaxFile,
  kFieldLine,
  kFieldOffset,
  kFieldText,
  kFieldEndLine,
  kFieldEndOffset,
  kFieldPrintFileAndLine,
  kFieldExceptions = 1,  // exception groups: tuple
  kFieldEncoding = 0,    // Unicode errors
  kFieldUnicodeObject,
  kFieldStart,
  kFieldEnd,
  kFieldReason,
};

struct FrameObject : Object {
  Frame* frame;  // nullptr once the frame has ended
  Code* code;
  Dict* globals;   // owned
  Dict* builtins;  // owned
  /// While the frame lives: the dict that locals() gave out, or Undefined. Afterwards that dict, or
  /// the mapping of a module's or class's frame, or a tuple of the values of the slots.
  Value locals_snapshot;  // owned
  std::uint32_t last_instruction;
  Value back;  // owned FrameObject or None; Undefined while the frame lives
};

/// One entry of a traceback: where a frame was when the exception passed.
struct Traceback : Object {
  Value next;  // owned Traceback (towards the raise) or None
  Code* code;
  std::uint32_t instruction;
  Value frame;  // owned FrameObject
};

inline bool is_exception(Value value) { return has_layout(value, Layout::exception); }
inline bool is_exception_class(Value value) {
  return has_layout(value, Layout::type) && cast<Type>(value)->layout == Layout::exception;
}

/// A field, or Undefined. Borrowed.
inline Value exception_field(const Exception* exception, int field) {
  return exception->fields == nullptr ? Value() : exception->fields[field];
}
void set_exception_field(Exception* exception, int field, Value value);

/// A new instance of an exception class with the given args, without calling Python.
Ref make_exception(Thread& thread, Type* exception_class, std::span<const Value> args);

// Raising what carries more than a message. All return Ref::error().
/// StopIteration(value); no argument for None.
Ref raise_stop_iteration(Thread& thread, Value value);
/// NameError("name 'x' is not defined", name='x').
Ref raise_name_error(Thread& thread, Str* name);
/// AttributeError with name and obj, which suggestions need.
Ref raise_attribute_error(Thread& thread, Value object, Str* name, std::string_view message);
/// Gives name and obj to a pending AttributeError that has neither.
void complete_attribute_error(Thread& thread, Value object, Str* name);
/// OSError or the subclass that stands for the number; no file name if `filename` is empty.
Ref raise_os_error(Thread& thread, int error_number, std::string_view filename);
/// The SyntaxError (or subclass) that the parser found.
Ref raise_syntax_error(Thread& thread, const SyntaxErrorInfo& info, std::string_view file_name);

/// Adds an entry for the frame and instruction to the pending exception.
void add_traceback(Thread& thread, Frame* frame, std::uint32_t instruction);
/// The text CPython 3.11 prints for an uncaught exception, chain, notes and `^^^^` markers included
/// ("Traceback (most recent call last):" ... ). Never fails; never runs Python code without a
/// bound.
std::string format_exception(Thread& thread, Value exception);
/// The last line alone ("ValueError: text"); several lines for a SyntaxError. Ends with a newline.
std::string format_exception_only(Thread& thread, Value exception);
/// The same with its traceback (and, of a group, its members), without causes and contexts.
std::string format_one_exception(Thread& thread, Value exception);
/// One entry of a traceback, as it stands there.
std::string format_traceback_entry(Thread& thread, const Traceback* entry);

}  // namespace gilsim::vm
