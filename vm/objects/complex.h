// SPDX-License-Identifier: MIT
//
// Complex numbers: the object, and the arithmetic that constant folding shares with it.
//
// Arithmetic is CPython 3.11's (Objects/complexobject.c), operation by operation, so that the last
// digit agrees: division scales by the larger part of the divisor, and small integer powers are
// products.
#pragma once

#include "vm/core/thread.h"
#include "vm/core/type.h"

#include <string>

namespace gilsim::vm {

struct Complex {
  double real = 0;
  double imaginary = 0;
};

enum class ComplexResult : std::uint8_t { ok, zero_division, overflow };

Complex complex_sum(Complex left, Complex right);
Complex complex_difference(Complex left, Complex right);
Complex complex_product(Complex left, Complex right);
ComplexResult complex_quotient(Complex left, Complex right, Complex& out);
ComplexResult complex_power(Complex base, Complex exponent, Complex& out);
/// repr(): "(1+2j)", "2j".
std::string complex_repr(Complex number);

struct ComplexObject : Object {
  Complex number;
};

/// True for complex and its subclasses.
bool is_complex(const Thread& thread, Value value);
/// REQUIRES: is_complex(value).
inline Complex complex_of(Value value) { return cast<ComplexObject>(value)->number; }
Ref make_complex(Thread& thread, Complex number);
Value make_complex_in(Heap& heap, Type* complex_type, Complex number);
/// A complex, or what has __complex__, __float__ or __index__. False: TypeError is pending.
bool to_complex(Thread& thread, Value value, Complex& out);
/// base ** exponent with Python's errors.
Ref power_of_complex(Thread& thread, Complex base, Complex exponent);

void initialise_complex_type(Instance& instance);

}  // namespace gilsim::vm
