// SPDX-License-Identifier: MIT
//
// Binding a call's arguments to a function's parameters, with CPython's messages when they do not
// fit.
//
// Slots: [ positional parameters | keyword-only parameters | *args | **kwargs | other locals ].
#include "vm/eval/eval.h"
#include "vm/eval/operations.h"
#include "vm/objects/dict.h"
#include "vm/objects/function.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <string>
#include <vector>

namespace gilsim::vm {

namespace {

std::string quoted_list(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i != 0) {
      const bool is_last = i + 1 == names.size();
      text += is_last ? (names.size() == 2 ? " and " : ", and ") : ", ";
    }
    text += "'" + names[i] + "'";
  }
  return text;
}

/// One binding: the call, the function and the slots that are filled.
class Binding {
 public:
  Binding(Thread& thread, Function* function, Arguments arguments, Value* slots)
      : thread_(thread),
        function_(function),
        code_(function->code),
        arguments_(arguments),
        slots_(slots) {}

  bool bind() {
    return make_keyword_dict() && take_positional() && take_keywords() && check_too_many() &&
           take_defaults() && take_keyword_defaults();
  }

 private:
  std::uint32_t named_count() const { return code_->argument_count + code_->keyword_only_count; }
  bool has(std::uint32_t flag) const { return (code_->flags & flag) != 0; }
  std::string parameter(std::uint32_t index) const { return to_utf8((*code_->local_names)[index]); }
  std::string function_name() const { return to_utf8(cast<Str>(function_->qualified_name)); }
  bool fail(std::string message) {
    thread_.raise(thread_.types().TypeError, function_name() + "() " + message).reset();
    return false;
  }

  bool make_keyword_dict() {
    if (!has(kCodeVarKeywords)) return true;
    Ref dict = make_dict(thread_);
    if (dict.is_error()) return false;
    extra_keywords_ = dict.as<Dict>();
    slots_[named_count() + (has(kCodeVarArgs) ? 1 : 0)] = dict.release();
    return true;
  }

  bool take_positional() {
    const std::uint32_t given = arguments_.positional_count;
    const std::uint32_t taken = std::min(given, code_->argument_count);
    for (std::uint32_t i = 0; i < taken; ++i) {
      incref(arguments_[i]);
      slots_[i] = arguments_[i];
    }
    if (!has(kCodeVarArgs)) return true;
    Ref rest =
        given > taken
            ? make_tuple(thread_, std::span<const Value>(arguments_.values + taken, given - taken))
            : Ref::share(thread_.instance.empty_tuple);
    if (rest.is_error()) return false;
    slots_[named_count()] = rest.release();
    return true;
  }

  /// The parameter of that name which may be given by keyword, or -1.
  std::int64_t find_parameter(const Str* name) const {
    for (std::uint32_t i = code_->positional_only_count; i < named_count(); ++i) {
      const Str* candidate = (*code_->local_names)[i];
      if (candidate == name || equal_text(candidate, name)) return i;
    }
    return -1;
  }

  bool take_keywords() {
    const std::uint32_t count = arguments_.keyword_count();
    for (std::uint32_t k = 0; k < count; ++k) {
      Str* name = cast<Str>((*arguments_.keyword_names)[k]);
      const Value value = arguments_[arguments_.positional_count + k];
      const std::int64_t index = find_parameter(name);
      if (index < 0) {
        if (extra_keywords_ == nullptr) return unexpected_keyword(name);
        if (!dict_set(thread_, extra_keywords_, name, value)) return false;
        continue;
      }
      if (!slots_[index].is_undefined()) {
        return fail(fmt::format("got multiple values for argument '{}'", to_utf8(name)));
      }
      incref(value);
      slots_[index] = value;
    }
    return true;
  }

  bool unexpected_keyword(const Str* name) {
    std::vector<std::string> positional_only;
    for (std::uint32_t k = 0; k < arguments_.keyword_count(); ++k) {
      const Str* given = cast<Str>((*arguments_.keyword_names)[k]);
      for (std::uint32_t i = 0; i < code_->positional_only_count; ++i) {
        if (equal_text((*code_->local_names)[i], given)) positional_only.push_back(parameter(i));
      }
    }
    if (!positional_only.empty()) {
      std::string names;
      for (const std::string& text : positional_only) names += (names.empty() ? "" : ", ") + text;
      return fail("got some positional-only arguments passed as keyword arguments: '" + names +
                  "'");
    }
    return fail(fmt::format("got an unexpected keyword argument '{}'", to_utf8(name)));
  }

  std::uint32_t default_count() const {
    return is_tuple(function_->defaults)
               ? static_cast<std::uint32_t>(cast<Tuple>(function_->defaults)->length)
               : 0;
  }

  bool check_too_many() {
    const std::uint32_t given = arguments_.positional_count;
    const std::uint32_t most = code_->argument_count;
    if (given <= most || has(kCodeVarArgs)) return true;
    std::uint32_t keyword_only_given = 0;
    for (std::uint32_t i = most; i < named_count(); ++i) {
      if (!slots_[i].is_undefined()) ++keyword_only_given;
    }
    const std::uint32_t defaults = default_count();
    const std::string takes = defaults != 0 ? fmt::format("from {} to {}", most - defaults, most)
                                            : fmt::format("{}", most);
    const bool plural = defaults != 0 || most != 1;
    if (keyword_only_given != 0) {
      return fail(fmt::format(
          "takes {} positional argument{} but {} positional argument{} (and {} keyword-only "
          "argument{}) were given",
          takes, plural ? "s" : "", given, given == 1 ? "" : "s", keyword_only_given,
          keyword_only_given == 1 ? "" : "s"));
    }
    return fail(fmt::format("takes {} positional argument{} but {} {} given", takes,
                            plural ? "s" : "", given, given == 1 ? "was" : "were"));
  }

  bool missing(const std::vector<std::string>& names, const char* kind) {
    return fail(fmt::format("missing {} required {} argument{}: {}", names.size(), kind,
                            names.size() == 1 ? "" : "s", quoted_list(names)));
  }

  bool take_defaults() {
    const std::uint32_t defaults = default_count();
    const std::uint32_t first_default = code_->argument_count - defaults;
    std::vector<std::string> absent;
    for (std::uint32_t i = 0; i < code_->argument_count; ++i) {
      if (!slots_[i].is_undefined()) continue;
      if (i < first_default) {
        absent.push_back(parameter(i));
        continue;
      }
      const Value value = (*cast<Tuple>(function_->defaults))[i - first_default];
      incref(value);
      slots_[i] = value;
    }
    return absent.empty() || missing(absent, "positional");
  }

  bool take_keyword_defaults() {
    std::vector<std::string> absent;
    for (std::uint32_t i = code_->argument_count; i < named_count(); ++i) {
      if (!slots_[i].is_undefined()) continue;
      const Value value =
          is_dict(function_->keyword_defaults)
              ? dict_get(cast<Dict>(function_->keyword_defaults), (*code_->local_names)[i])
              : Value::undefined();
      if (value.is_undefined()) {
        absent.push_back(parameter(i));
        continue;
      }
      incref(value);
      slots_[i] = value;
    }
    return absent.empty() || missing(absent, "keyword-only");
  }

  Thread& thread_;
  Function* function_;
  Code* code_;
  Arguments arguments_;
  Value* slots_;
  Dict* extra_keywords_ = nullptr;
};

}  // namespace

bool bind_arguments(Thread& thread, Function* function, Arguments arguments, Frame* frame) {
  return Binding(thread, function, arguments, frame->slots()).bind();
}

}  // namespace gilsim::vm
