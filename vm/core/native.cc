// SPDX-License-Identifier: MIT
#include "vm/core/native.h"

#include "vm/core/native_signature.h"
#include "vm/objects/dict.h"
#include "vm/objects/str.h"
#include "vm/objects/tuple.h"

#include <charconv>
#include <stdexcept>
#include <string>
#include <vector>

namespace gilsim::vm {

std::uint32_t Arguments::keyword_count() const {
  return keyword_names == nullptr ? 0 : static_cast<std::uint32_t>(keyword_names->length);
}

namespace {

bool fail(Ref) { return false; }

const char* plural(std::size_t count) { return count == 1 ? "" : "s"; }

// --- parsing ---

class SignatureParser {
 public:
  SignatureParser(Instance& instance, const char* text) : instance_(instance), text_(text) {}

  void parse(bool skips_self);
  NativeSignature* build(Heap& heap) const;

 private:
  [[noreturn]] void bad(const char* what) const {
    throw std::logic_error("native signature \"" + std::string(text_) + "\": " + what);
  }
  std::string_view next_item();
  void add(std::string_view item, bool skips_self);
  Value parse_default(std::string_view text) const;

  Instance& instance_;
  std::string_view text_;
  std::size_t position_ = 0;
  std::vector<NativeParameter> positional_;
  std::vector<NativeParameter> keyword_only_;
  Str* rest_ = nullptr;
  Str* keywords_ = nullptr;
  std::size_t positional_only_ = 0;
  bool keyword_only_now_ = false;
};

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// The text up to the next comma outside quotes and brackets.
std::string_view SignatureParser::next_item() {
  const std::size_t start = position_;
  char quote = 0;
  int depth = 0;
  for (; position_ < text_.size(); ++position_) {
    const char c = text_[position_];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')') {
      --depth;
    } else if (c == ',' && depth == 0) {
      break;
    }
  }
  const std::string_view item = trim(text_.substr(start, position_ - start));
  ++position_;
  return item;
}

Value SignatureParser::parse_default(std::string_view text) const {
  if (text == "None") return Value::none();
  if (text == "True" || text == "False") return Value::boolean(text == "True");
  if (text == "...") return Value();
  if (text == "()") return instance_.empty_tuple;
  if (text.size() >= 2 && (text.front() == '\'' || text.front() == '"') &&
      text.back() == text.front()) {
    return instance_.intern(text.substr(1, text.size() - 2));
  }
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || !Value::fits_small_int(number)) {
    bad("a default must be None, True, False, an integer, a str, () or ...");
  }
  return Value::small_int(number);
}

void SignatureParser::add(std::string_view item, bool skips_self) {
  if (item == "/") {
    positional_only_ = positional_.size();
  } else if (item == "*") {
    keyword_only_now_ = true;
  } else if (item.starts_with("**")) {
    keywords_ = instance_.intern(trim(item.substr(2)));
  } else if (item.starts_with('*')) {
    rest_ = instance_.intern(trim(item.substr(1)));
    keyword_only_now_ = true;
  } else {
    if (skips_self && positional_.empty() && (item == "self" || item == "cls")) return;
    const std::size_t equals = item.find('=');
    const std::string_view name = trim(item.substr(0, equals));
    if (name.empty()) bad("a name is missing");
    NativeParameter parameter{instance_.intern(name), Value(), equals == std::string_view::npos};
    if (!parameter.required) parameter.default_value = parse_default(trim(item.substr(equals + 1)));
    auto& list = keyword_only_now_ ? keyword_only_ : positional_;
    if (!keyword_only_now_ && parameter.required && !list.empty() && !list.back().required) {
      bad("a parameter without a default follows one with a default");
    }
    list.push_back(parameter);
  }
}

void SignatureParser::parse(bool skips_self) {
  while (position_ < text_.size()) {
    const std::string_view item = next_item();
    if (item.empty()) bad("an empty item");
    add(item, skips_self);
  }
}

NativeSignature* SignatureParser::build(Heap& heap) const {
  std::vector<NativeParameter> all = positional_;
  if (rest_ != nullptr) all.push_back({rest_, Value(), false});
  all.insert(all.end(), keyword_only_.begin(), keyword_only_.end());
  if (keywords_ != nullptr) all.push_back({keywords_, Value(), false});
  const std::size_t bytes = sizeof(NativeSignature) + all.size() * sizeof(NativeParameter);
  auto* signature = static_cast<NativeSignature*>(heap.allocate_buffer(bytes));
  *signature = NativeSignature();
  signature->bytes = static_cast<std::uint32_t>(bytes);
  signature->positional_only_count = static_cast<std::uint16_t>(positional_only_);
  signature->positional_count = static_cast<std::uint16_t>(positional_.size());
  for (const NativeParameter& parameter : positional_) {
    if (parameter.required) ++signature->required_count;
  }
  signature->keyword_only_count = static_cast<std::uint16_t>(keyword_only_.size());
  signature->has_rest = rest_ != nullptr;
  signature->has_keywords = keywords_ != nullptr;
  signature->is_immortal = heap.interpreter() == nullptr;
  std::copy(all.begin(), all.end(), signature->parameters());
  return signature;
}

// --- binding ---

/// One call being bound.
class NativeBinder {
 public:
  NativeBinder(Thread& thread, const NativeName& name, const NativeSignature& signature,
               Arguments arguments, Value* out)
      : thread_(thread),
        name_(name),
        signature_(signature),
        arguments_(arguments),
        given_(arguments.positional_count),
        out_(out) {}

  bool check_counts() const;
  bool place_positional(Ref& rest);
  bool place_keywords(Ref& keywords);
  bool fill_defaults();

 private:
  bool check_positional_only_counts() const;
  bool check_keyword_counts() const;
  bool place_keyword(Str* keyword, Value value, Ref& keywords);
  std::int64_t find_parameter(Str* keyword) const;

  Thread& thread_;
  const NativeName& name_;
  const NativeSignature& signature_;
  Arguments arguments_;
  std::uint32_t given_;
  Value* out_;
};

/// What CPython says of functions that take no keyword arguments.
bool NativeBinder::check_positional_only_counts() const {
  if (arguments_.keyword_count() != 0) {
    return fail(thread_.type_error("{}() takes no keyword arguments", name_.qualified()));
  }
  const std::uint32_t least = signature_.required_count;
  const std::uint32_t most = signature_.positional_count;
  if (given_ >= least && (given_ <= most || signature_.has_rest)) return true;
  if (most == 0) {
    return fail(
        thread_.type_error("{}() takes no arguments ({} given)", name_.qualified(), given_));
  }
  if (most == 1 && least == 1 && !signature_.has_rest) {
    return fail(thread_.type_error("{}() takes exactly one argument ({} given)", name_.qualified(),
                                   given_));
  }
  return check_positional(thread_, name_.plain, arguments_, least,
                          signature_.has_rest ? UINT32_MAX : most);
}

/// What CPython says of functions that take some.
bool NativeBinder::check_keyword_counts() const {
  if (signature_.has_rest) return true;
  const std::uint32_t keywords = arguments_.keyword_count();
  const std::uint32_t positional = signature_.positional_count;
  const std::uint32_t all = positional + signature_.keyword_only_count;
  const std::uint32_t least = signature_.required_count;
  if (!signature_.has_keywords && given_ + keywords > all) {
    return fail(thread_.type_error("{}() takes {} {} {}argument{} ({} given)", name_.plain,
                                   least < all ? "at most" : "exactly", all,
                                   given_ == 0 ? "keyword " : "", plural(all), given_ + keywords));
  }
  if (given_ > positional) {
    if (positional == 0) {
      return fail(thread_.type_error("{}() takes no positional arguments", name_.plain));
    }
    return fail(thread_.type_error("{}() takes {} {} positional argument{} ({} given)", name_.plain,
                                   least < positional ? "at most" : "exactly", positional,
                                   plural(positional), given_));
  }
  const std::uint32_t needed =
      std::min<std::uint32_t>(signature_.positional_only_count, signature_.required_count);
  if (given_ < needed) {
    return fail(thread_.type_error("{}() takes {} {} positional argument{} ({} given)", name_.plain,
                                   needed < positional ? "at least" : "exactly", needed,
                                   plural(needed), given_));
  }
  return true;
}

bool NativeBinder::check_counts() const {
  return signature_.takes_keywords() ? check_keyword_counts() : check_positional_only_counts();
}

bool NativeBinder::place_positional(Ref& rest) {
  const std::uint32_t positional = signature_.positional_count;
  const std::uint32_t placed = std::min(given_, positional);
  std::copy_n(arguments_.values, placed, out_);
  if (!signature_.has_rest) return true;
  rest = make_tuple(thread_, arguments_.positional().subspan(placed));
  out_[positional] = rest;
  return !rest.is_error();
}

std::int64_t NativeBinder::find_parameter(Str* keyword) const {
  const NativeParameter* parameters = signature_.parameters();
  const auto matches = [keyword](const NativeParameter& parameter) {
    return parameter.name == keyword || equal_text(parameter.name, keyword);
  };
  for (std::uint32_t i = signature_.positional_only_count; i < signature_.positional_count; ++i) {
    if (matches(parameters[i])) return i;
  }
  const std::uint32_t first = signature_.first_keyword_only();
  for (std::uint32_t i = first; i < first + signature_.keyword_only_count; ++i) {
    if (matches(parameters[i])) return i;
  }
  return -1;
}

bool NativeBinder::place_keyword(Str* keyword, Value value, Ref& keywords) {
  const std::int64_t index = find_parameter(keyword);
  if (index < 0) {
    if (signature_.has_keywords) return dict_set(thread_, keywords.as<Dict>(), keyword, value);
    return fail(thread_.type_error("'{}' is an invalid keyword argument for {}()", to_utf8(keyword),
                                   name_.plain));
  }
  if (!out_[index].is_undefined()) {
    return fail(thread_.type_error("argument for {}() given by name ('{}') and position ({})",
                                   name_.plain, to_utf8(keyword), index + 1));
  }
  out_[index] = value;
  return true;
}

bool NativeBinder::place_keywords(Ref& keywords) {
  if (signature_.has_keywords) {
    keywords = make_dict(thread_);
    if (keywords.is_error()) return false;
    out_[signature_.value_count() - 1] = keywords;
  }
  const Tuple* names = arguments_.keyword_names;
  // What is missing is told before what is too much, as CPython does.
  Str* unknown = nullptr;
  for (std::uint32_t i = 0; i < arguments_.keyword_count(); ++i) {
    auto* keyword = cast<Str>((*names)[i]);
    if (!signature_.has_keywords && find_parameter(keyword) < 0) {
      if (unknown == nullptr) unknown = keyword;
      continue;
    }
    if (!place_keyword(keyword, arguments_.values[given_ + i], keywords)) return false;
  }
  return fill_defaults() && (unknown == nullptr || place_keyword(unknown, Value(), keywords));
}

bool NativeBinder::fill_defaults() {
  const NativeParameter* parameters = signature_.parameters();
  const std::uint32_t count = signature_.value_count() - (signature_.has_keywords ? 1 : 0);
  for (std::uint32_t i = 0; i < count; ++i) {
    if (!out_[i].is_undefined()) continue;
    if (parameters[i].required) {
      return fail(thread_.type_error("{}() missing required argument '{}' (pos {})", name_.plain,
                                     to_utf8(parameters[i].name), i + 1));
    }
    out_[i] = parameters[i].default_value;
  }
  return true;
}

}  // namespace

NativeSignature* parse_signature(Instance& instance, Heap& heap, const char* text,
                                 bool skips_self) {
  SignatureParser parser(instance, text);
  parser.parse(skips_self);
  return parser.build(heap);
}

void free_signature(Heap& heap, const NativeSignature* signature) {
  if (signature == nullptr || signature->is_immortal) return;
  heap.free_buffer(const_cast<NativeSignature*>(signature), signature->bytes);
}

std::string NativeName::qualified() const {
  std::string text(qualifier);
  if (!text.empty()) text += '.';
  return text.append(plain);
}

bool bind_native(Thread& thread, const NativeName& name, const NativeSignature& signature,
                 std::uint32_t implicit, Arguments arguments, Value* out, Ref& rest,
                 Ref& keywords) {
  std::copy_n(arguments.values, implicit, out);
  const Arguments explicit_arguments{
      arguments.values + implicit, arguments.positional_count - implicit, arguments.keyword_names};
  NativeBinder binder(thread, name, signature, explicit_arguments, out + implicit);
  return binder.check_counts() && binder.place_positional(rest) && binder.place_keywords(keywords);
}

bool check_no_keywords(Thread& thread, std::string_view function_name, Arguments arguments) {
  if (arguments.keyword_count() == 0) return true;
  return fail(thread.type_error("{}() takes no keyword arguments", function_name));
}

bool check_positional(Thread& thread, std::string_view function_name, Arguments arguments,
                      std::uint32_t minimum, std::uint32_t maximum) {
  const std::uint32_t given = arguments.positional_count;
  if (given >= minimum && given <= maximum) return true;
  const std::uint32_t expected = given < minimum ? minimum : maximum;
  const char* bound = minimum == maximum ? "" : given < minimum ? "at least " : "at most ";
  return fail(thread.type_error("{} expected {}{} argument{}, got {}", function_name, bound,
                                expected, plural(expected), given));
}

}  // namespace gilsim::vm
