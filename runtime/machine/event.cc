// SPDX-License-Identifier: MIT
//
// The names of events, causes and states, from the lists in event.h.
#include "runtime/machine/event.h"

namespace gilsim::runtime {

#define GILSIM_NAME(name, text) \
  case Enumeration::name:       \
    return #name;

std::string_view name_of(EventKind kind) {
  using Enumeration = EventKind;
  switch (kind) { GILSIM_EVENT_KINDS(GILSIM_NAME) }
  return "";
}

std::string_view name_of(Cause cause) {
  using Enumeration = Cause;
  switch (cause) { GILSIM_CAUSES(GILSIM_NAME) }
  return "";
}

std::string_view name_of(ThreadState state) {
  using Enumeration = ThreadState;
  switch (state) { GILSIM_THREAD_STATES(GILSIM_NAME) }
  return "";
}

#undef GILSIM_NAME

#define GILSIM_MEANING(name, text) \
  case Cause::name:                \
    return text;

std::string_view meaning_of(Cause cause) {
  switch (cause) { GILSIM_CAUSES(GILSIM_MEANING) }
  return "";
}

#undef GILSIM_MEANING

}  // namespace gilsim::runtime
