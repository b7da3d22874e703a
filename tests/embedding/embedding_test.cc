// SPDX-License-Identifier: MIT
//
// The public library, as a host uses it: values both ways, native functions, pausing, limits, ends,
// and what a host may do wrong.
#include "runtime/embedding/include/gilsim/gilsim.h"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace gilsim {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

// What an instance printed, on both streams.
struct Printed {
  std::string output, error;

  Options options(Options base = {}) {
    base.on_output = [this](Stream stream, std::string_view text) {
      (stream == Stream::output ? output : error) += text;
    };
    return base;
  }
};

Options live() {
  Options options;
  options.live = true;
  return options;
}

// The type and the text of the Python exception that `call` throws.
template <typename F>
std::pair<std::string, std::string> python_error(F call) {
  try {
    call();
  } catch (const PythonError& error) {
    return {error.type_name(), error.message()};
  }
  return {"nothing was thrown", ""};
}

template <typename F>
std::string error_of(F call) {
  try {
    call();
  } catch (const EndedError& error) {
    return std::string("ended: ") + error.what();
  } catch (const Error& error) {
    return error.what();
  }
  return "nothing was thrown";
}

// --- running and values --------------------------------------------------------------------------

TEST(Embedding, RunsAProgramAndKeepsItsNames) {
  Printed printed;
  Instance python(printed.options());
  python.run("def twice(x):\n    return 2 * x\nprint('defined')\n");
  python.run("print(twice(21))\n");
  EXPECT_EQ(printed.output, "defined\n42\n");
  EXPECT_EQ(python.get("twice")(4).as<int>(), 8);
  EXPECT_EQ(python.evaluate("twice('ab')").as<std::string>(), "abab");
}

TEST(Embedding, PassesValuesBothWays) {
  Instance python;
  const Value same = python.evaluate("lambda x: x");
  EXPECT_TRUE(same(nullptr).is_none());
  EXPECT_EQ(same(true).as<bool>(), true);
  EXPECT_EQ(same(-7).as<int>(), -7);
  EXPECT_EQ(same(std::numeric_limits<std::int64_t>::min()).as<std::int64_t>(),
            std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(same(std::numeric_limits<std::uint64_t>::max()).as<std::uint64_t>(),
            std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(same(0.25).as<double>(), 0.25);
  EXPECT_EQ(same("한글").as<std::string>(), "한글");
  const std::vector<std::vector<int>> nested{{1, 2}, {}, {3}};
  EXPECT_EQ(same(nested).as<std::vector<std::vector<int>>>(), nested);
  const std::map<std::string, double> table{{"a", 1.5}, {"b", 2}};
  EXPECT_EQ((same(table).as<std::map<std::string, double>>()), table);
  EXPECT_EQ(same(std::optional<int>()).as<std::optional<int>>(), std::nullopt);
  EXPECT_EQ(same(std::optional<int>(3)).as<std::optional<int>>(), 3);
  EXPECT_EQ(python.evaluate("b'\\x00\\xff'").as<std::string>(), std::string("\x00\xff", 2));
  EXPECT_EQ(python.evaluate("2 ** 80").str(), "1208925819614629174706176");
}

TEST(Embedding, KnowsTheKindOfAValue) {
  Instance python;
  python.run("class Account:\n    pass\naccount = Account()\n");
  const std::pair<const char*, Kind> cases[] = {
      {"None", Kind::none},      {"True", Kind::boolean},  {"1", Kind::integer},
      {"1.5", Kind::floating},   {"''", Kind::string},     {"b''", Kind::bytes},
      {"[]", Kind::list},        {"()", Kind::tuple},      {"{}", Kind::dict},
      {"print", Kind::callable}, {"account", Kind::other}, {"Account", Kind::callable},
      {"10**30", Kind::integer}, {"1e300", Kind::floating}};
  for (const auto& [text, kind] : cases) EXPECT_EQ(python.evaluate(text).kind(), kind) << text;
  EXPECT_EQ(python.get("account").type_name(), "Account");
}

TEST(Embedding, SaysWhatAConversionExpected) {
  Instance python;
  EXPECT_EQ(error_of([&] { python.evaluate("'x'").as<int>(); }), "expected int, got 'str'");
  EXPECT_EQ(error_of([&] { python.evaluate("300").as<std::uint8_t>(); }),
            "300 does not fit the type that was asked for");
  EXPECT_EQ(error_of([&] { python.evaluate("-1").as<std::uint64_t>(); }),
            "the int does not fit the type that was asked for");
  EXPECT_EQ(error_of([&] { python.evaluate("10**400").as<double>(); }),
            "int too large to convert to float");
  EXPECT_EQ(error_of([&] { python.evaluate("[1, None]").as<std::vector<int>>(); }),
            "expected int, got 'NoneType'");
  EXPECT_EQ(error_of([&] { Value().attribute("x"); }), "this value is empty: it has no instance");
}

TEST(Embedding, ReachesIntoObjects) {
  Instance python;
  python.run(
      "class Account:\n"
      "    def __init__(self, owner, *, total=0):\n"
      "        self.owner, self.total = owner, total\n");
  const Value account =
      python.get("Account").call({python.value("Ada")}, {{"total", python.value(5)}});
  EXPECT_EQ(account.attribute("owner").as<std::string>(), "Ada");
  account.set_attribute("total", 7);
  EXPECT_EQ(account.attribute("total").as<int>(), 7);
  const Value table = python.evaluate("{'a': [1, 2, 3]}");
  EXPECT_EQ(table.item("a").item(2).as<int>(), 3);
  table.set_item("b", 1.5);
  EXPECT_EQ(table.length(), 2u);
  EXPECT_EQ(table.repr(), "{'a': [1, 2, 3], 'b': 1.5}");
  EXPECT_TRUE(table.truth());
  EXPECT_EQ(python_error([&] { table.item("c"); }).first, "KeyError");
  EXPECT_EQ(python.import("math").attribute("factorial")(10).as<int>(), 3628800);
  python.set("limit", 12);
  EXPECT_EQ(python.evaluate("limit + 1").as<int>(), 13);
}

TEST(Embedding, ThrowsWhatPythonRaises) {
  Instance python;
  try {
    python.run("def fail():\n    raise ValueError('too small')\nfail()\n", "rules.py");
    FAIL();
  } catch (const PythonError& error) {
    EXPECT_STREQ(error.what(), "ValueError: too small");
    EXPECT_EQ(error.traceback(),
              "Traceback (most recent call last):\n"
              "  File \"rules.py\", line 3, in <module>\n"
              "    fail()\n"
              "  File \"rules.py\", line 2, in fail\n"
              "    raise ValueError('too small')\n"
              "ValueError: too small\n");
    EXPECT_EQ(error.exception().attribute("args").item(0).as<std::string>(), "too small");
  }
  EXPECT_EQ(python_error([&] { python.run("if\n"); }).first, "SyntaxError");
  EXPECT_EQ(python_error([&] { python.get("nothing"); }),
            (std::pair<std::string, std::string>("NameError", "name 'nothing' is not defined")));
  EXPECT_EQ(python_error([&] { python.run("import sys\nsys.exit(3)\n"); }).first, "SystemExit");
  EXPECT_EQ(python.evaluate("1 + 1").as<int>(), 2);  // none of it ended the instance
}

TEST(Embedding, ReadsFilesOnlyWhereItIsTold) {
  Instance python;
  EXPECT_EQ(python_error([&] { python.run("open('CMakeLists.txt')\n"); }).first, "PermissionError");
  EXPECT_EQ(python_error([&] { python.run("import embedding_test\n"); }).first,
            "ModuleNotFoundError");
  EXPECT_NE(error_of([&] { python.run_file("/nowhere/program.py"); }).find("cannot be read"),
            std::string::npos);
}

TEST(Embedding, ReadsInput) {
  Printed printed;
  Options options = printed.options();
  options.on_input = [lines = std::vector<std::string>{"Ada\n", "7\n"}]() mutable {
    const std::string line = lines.empty() ? "" : lines.front();
    if (!lines.empty()) lines.erase(lines.begin());
    return line;
  };
  Instance python(options);
  python.run("print(input() + '!', int(input()) + 1)\n");
  EXPECT_EQ(printed.output, "Ada! 8\n");
  EXPECT_EQ(python_error([&] { python.run("input()\n"); }).first, "EOFError");
}

TEST(Embedding, TakesEveryKnob) {
  Options options;
  options.gil = "cpython-2.7";
  options.switch_interval = "200";
  options.cores = 4;
  options.profile = "documents";
  options.seed = 7;
  options.start_method = "fork";
  options.arguments = {"game", "--fast"};
  options.environment = {{"MODE", "test"}};
  options.quickening = false;
  Instance python(options);
  EXPECT_EQ(python.evaluate("__import__('sys').argv").as<std::vector<std::string>>(),
            options.arguments);
  EXPECT_EQ(python.evaluate("__import__('os').environ['MODE']").as<std::string>(), "test");
  EXPECT_EQ(python.evaluate("__import__('os').cpu_count()").as<int>(), 4);
  const std::string json = python.finish().json;
  for (const char* line : {"\"gil\": \"cpython-2.7\"", "\"profile\": \"documents\"",
                           "\"switch_interval_ticks\": 200", "\"cores\": 4", "\"seed\": 7"}) {
    EXPECT_NE(json.find(line), std::string::npos) << line << json;
  }
}

TEST(Embedding, RefusesOptionsThatCannotBe) {
  const auto message = [](auto change) {
    Options options;
    change(options);
    return error_of([&] { const Instance python(options); });
  };
  EXPECT_NE(message([](Options& o) { o.gil = "jython"; }).find("jython"), std::string::npos);
  EXPECT_NE(message([](Options& o) { o.profile = "pdp11"; }).find("unknown profile"),
            std::string::npos);
  EXPECT_NE(message([](Options& o) { o.switch_interval = "soon"; }).find("soon"),
            std::string::npos);
  EXPECT_NE(message([](Options& o) { o.cores = 0; }).find("cores"), std::string::npos);
  EXPECT_NE(message([](Options& o) { o.max_ticks = 0; }).find("max_ticks"), std::string::npos);
  EXPECT_NE(message([](Options& o) {
              o.live = true;
              o.gil = "free-threaded";
            }).find("free-threaded"),
            std::string::npos);
}

// --- native functions ----------------------------------------------------------------------------

TEST(Embedding, CallsTypedNativeFunctions) {
  Instance python;
  python.define(
      "host", "mix",
      [](std::int64_t a, double b, const std::string& c, const std::vector<int>& d, bool e) {
        return c + std::to_string(a + static_cast<std::int64_t>(b) + d.at(0) + (e ? 1 : 0));
      });
  int called = 0;
  python.define("host", "count", [&called] { ++called; });
  python.define("host", "apply", [](const std::function<int(int)>& f, int x) { return f(f(x)); });
  python.run(
      "import host\n"
      "text = host.mix(1, 2.5, 'n=', [3], True)\n"
      "nothing = host.count()\n"
      "nine = host.apply(lambda x: x + 3, 3)\n");
  EXPECT_EQ(python.get("text").as<std::string>(), "n=7");
  EXPECT_TRUE(python.get("nothing").is_none());
  EXPECT_EQ(called, 1);
  EXPECT_EQ(python.get("nine").as<int>(), 9);
  python.define("host", "later", [] { return 5; });  // the module is imported already
  EXPECT_EQ(python.evaluate("host.later()").as<int>(), 5);
}

TEST(Embedding, PassesNativeFunctionsAsValues) {
  Instance python;
  const Value sorted = python.evaluate("lambda items, key: sorted(items, key=key)");
  const Value last_digit = python.function("last_digit", [](int number) { return number % 10; });
  const std::vector<int> numbers{19, 21, 5};
  EXPECT_EQ(sorted(numbers, last_digit).as<std::vector<int>>(), (std::vector<int>{21, 5, 19}));
  const std::function<int(int)> negative = [](int number) { return -number; };
  EXPECT_EQ(sorted(numbers, negative).as<std::vector<int>>(), (std::vector<int>{21, 19, 5}));
  EXPECT_EQ(python_error([&] { last_digit("x"); }),
            (std::pair<std::string, std::string>("TypeError", "expected int, got 'str'")));
}

TEST(Embedding, ChecksTheArgumentsOfNativeFunctions) {
  Instance python;
  python.define("host", "pair", [](std::int8_t, const std::string&) {});
  python.define("host", "first", [](Call& call) { return call.argument(0); });
  python.run("import host\n");
  const auto raised = [&](const std::string& call) {
    const auto [type, text] = python_error([&] { python.evaluate(call); });
    return type + ": " + text;
  };
  EXPECT_EQ(raised("host.pair(1)"),
            "TypeError: pair() takes 2 positional arguments but 1 was given");
  EXPECT_EQ(raised("host.pair(1, 'a', 3)"),
            "TypeError: pair() takes 2 positional arguments but 3 were given");
  EXPECT_EQ(raised("host.pair('a', 'b')"), "TypeError: expected int, got 'str'");
  EXPECT_EQ(raised("host.pair(200, 'b')"),
            "OverflowError: 200 does not fit the type that was asked for");
  EXPECT_EQ(raised("host.pair(a=1)"), "TypeError: pair() takes no keyword arguments");
  EXPECT_EQ(raised("host.first()"),
            "TypeError: first() takes at least 1 positional arguments but 0 were given");
  EXPECT_EQ(python.evaluate("host.first('x', 'y')").as<std::string>(), "x");
}

TEST(Embedding, TurnsCppExceptionsIntoPythonOnes) {
  struct Odd {};
  Instance python;
  python.run("class Refused(Exception):\n    pass\n");
  python.run(
      "import sys, types\nrules = types.ModuleType('rules')\n"
      "rules.Refused = Refused\nsys.modules['rules'] = rules\n");
  const std::pair<std::function<void()>, std::string> cases[] = {
      {[] { throw Raise("KeyError", "k"); }, "KeyError: 'k'"},
      {[] { throw Raise("rules.Refused", "no"); }, "Refused: no"},
      {[] { throw Raise("Nonsense", "x"); },
       "RuntimeError: the host raised 'Nonsense', which is no exception class: x"},
      {[] { throw std::bad_alloc(); }, "MemoryError: the host ran out of memory"},
      {[] { throw std::out_of_range("9"); }, "IndexError: 9"},
      {[] { throw std::invalid_argument("bad"); }, "ValueError: bad"},
      {[] { throw std::overflow_error("big"); }, "OverflowError: big"},
      {[] { throw std::runtime_error("other"); }, "RuntimeError: other"},
      {[] { throw Odd(); }, "RuntimeError: the host threw something that is no std::exception"},
      {[] { throw Cancelled(); },
       "RuntimeError: the host threw Cancelled, but nothing is cancelled"},
  };
  for (const auto& [body, expected] : cases) {
    const Value function = python.function("body", body);
    const auto [type, text] = python_error([&] { function(); });
    EXPECT_EQ(type + ": " + text, expected);
    // Python code can handle it, with the frames of the interpreter in between.
    python.set("body", function);
    python.run(
        "try:\n    [body() for _ in range(2)]\nexcept Exception as error:\n    seen = error\n");
    EXPECT_EQ(python.get("seen").type_name() + ": " + python.get("seen").str(), expected);
  }
}

TEST(Embedding, PassesPythonErrorsThroughNativeFunctions) {
  Instance python;
  python.define("host", "call", [](const Value& function) { function(); });
  python.define("host", "try_call", [](const Value& function) -> std::string {
    try {
      function();
      return "fine";
    } catch (const PythonError& error) {
      return error.type_name();
    }
  });
  python.run(
      "import host\n"
      "def fail():\n"
      "    raise LookupError('gone')\n"
      "try:\n"
      "    host.call(lambda: host.call(fail))\n"
      "except LookupError as error:\n"
      "    same = error.args\n"
      "swallowed = host.try_call(fail)\n");
  EXPECT_EQ(python.get("same").repr(), "('gone',)");
  EXPECT_EQ(python.get("swallowed").as<std::string>(), "LookupError");
}

TEST(Embedding, RunsPythonCodeFromNativeFunctionsToAnyDepthThatFits) {
  Instance python;
  python.define("host", "down", [&python](int depth) -> int {
    return depth == 0
               ? 0
               : python.evaluate("host.down(" + std::to_string(depth - 1) + ")").as<int>() + 1;
  });
  python.run("import host\n");
  EXPECT_EQ(python.evaluate("host.down(20)").as<int>(), 20);
  EXPECT_EQ(python_error([&] { python.evaluate("host.down(100000)"); }).first, "RecursionError");
  EXPECT_EQ(python.evaluate("host.down(3)").as<int>(), 3);
}

TEST(Embedding, GivesNativeFunctionsThreadsAndProcesses) {
  Printed printed;
  Instance python(printed.options());
  python.define("host", "where", [](Call& call) {
    return std::to_string(call.process()) + "/" + std::to_string(call.thread());
  });
  python.run(
      "import host\n"
      "from threading import Thread\n"
      "from multiprocessing import Process\n"
      "print(host.where())\n"
      "for kind in Thread, Process:\n"
      "    one = kind(target=lambda: print(host.where()))\n"
      "    one.start()\n"
      "    one.join()\n");
  EXPECT_EQ(printed.output, "1000/1\n1000/2\n1001/3\n");
}

// The virtual time that two threads with one call each take.
nanoseconds time_of_two_calls(const NativeOptions& native) {
  Options options;
  options.cores = 2;
  Instance python(options);
  python.define(
      "host", "work", [] {}, native);
  python.run(
      "import host\n"
      "from threading import Thread\n"
      "threads = [Thread(target=host.work) for _ in range(2)]\n"
      "for thread in threads: thread.start()\n"
      "for thread in threads: thread.join()\n");
  return python.finish().elapsed;
}

TEST(Embedding, ReleasesTheGilAndCostsWhatItSays) {
  const nanoseconds with_gil = time_of_two_calls({.releases_gil = false, .cost = milliseconds(50)});
  const nanoseconds without_gil =
      time_of_two_calls({.releases_gil = true, .cost = milliseconds(50)});
  EXPECT_GE(with_gil, milliseconds(100));
  EXPECT_LT(with_gil, milliseconds(110));
  EXPECT_GE(without_gil, milliseconds(50));
  EXPECT_LT(without_gil, milliseconds(60));
}

TEST(Embedding, RefusesValuesWithoutTheGil) {
  Instance python;
  EXPECT_NE(error_of([&] {
              python.define("host", "bad", [](const Value& value) { return value; },
                            {.releases_gil = true});
            }).find("without_gil()"),
            std::string::npos);
  python.define("host", "peek", [&python](Call& call, const Value& given) {
    std::string errors;
    call.without_gil(
        [&] {
          errors = error_of([&] { given.as<int>(); }) + "; " +
                   error_of([&] { python.evaluate("1"); }) + "; " +
                   error_of([&] { call.without_gil([] {}, {}); });
        },
        milliseconds(1));
    return errors;
  });
  python.define("host", "fail", [](Call& call) {
    call.without_gil([] { throw std::out_of_range("outside"); }, milliseconds(1));
    return 0;
  });
  EXPECT_EQ(python.evaluate("__import__('host').peek(1)").as<std::string>(),
            "values cannot be used without the GIL: convert them before; "
            "values and the instance cannot be used without the GIL: do it before or after; "
            "without_gil() within without_gil()");
  EXPECT_EQ(python_error([&] { python.evaluate("__import__('host').fail()"); }).first,
            "IndexError");
}

// --- ownership -----------------------------------------------------------------------------------

TEST(Embedding, GivesReferencesBack) {
  Instance python;
  python.run(
      "gone = []\n"
      "class Noted:\n"
      "    def __del__(self):\n"
      "        gone.append(1)\n");
  Value one = python.get("Noted")();
  Value copy = one;
  one = Value();
  EXPECT_EQ(python.evaluate("len(gone)").as<int>(), 0);
  std::thread([taken = std::move(copy)] {}).join();  // let go on another host thread
  EXPECT_EQ(python.evaluate("len(gone)").as<int>(), 1);
}

TEST(Embedding, ValuesMayOutliveTheirInstance) {
  Value number, list, copy;
  std::optional<PythonError> error;
  {
    Instance python;
    number = python.value(5);
    list = python.evaluate("[1, 2]");
    copy = list;
    try {
      python.run("1 / 0\n");
    } catch (const PythonError& thrown) {
      error = thrown;
    }
  }
  EXPECT_EQ(error_of([&] { number.as<int>(); }), "the instance of this value is gone");
  EXPECT_EQ(error_of([&] { list.length(); }), "the instance of this value is gone");
  EXPECT_EQ(error_of([&] { copy(); }), "the instance of this value is gone");
  EXPECT_EQ(error->type_name(), "ZeroDivisionError");
  EXPECT_EQ(error_of([&] { error->exception().str(); }), "the instance of this value is gone");
}

TEST(Embedding, ValuesCanBeReadAfterTheEnd) {
  Instance python;
  const Value number = python.value(5);
  const Value text = python.value("abc");
  const Value list = python.evaluate("[1]");
  python.finish();
  EXPECT_EQ(number.as<int>(), 5);
  EXPECT_EQ(text.as<std::string>(), "abc");
  EXPECT_EQ(error_of([&] { list.length(); }),
            "ended: the run is over (finished): nothing can be run any more");
}

TEST(Embedding, RefusesValuesOfAnotherInstanceOrProcess) {
  Instance first, second;
  const Value foreign = first.value("x");
  EXPECT_EQ(error_of([&] { second.set("x", foreign); }),
            "a value belongs to the process it came from: take as<T>() of it and pass that");
  EXPECT_EQ(error_of([&] { second.evaluate("len")(foreign); }),
            "a value belongs to the process it came from: take as<T>() of it and pass that");
  Printed printed;
  Instance python(printed.options());
  const Value kept = python.evaluate("[1]");
  python.define("host", "kept", [&] { return kept; });
  python.run(
      "import host\n"
      "from multiprocessing import Process\n"
      "def child():\n"
      "    try:\n"
      "        host.kept()\n"
      "    except RuntimeError as error:\n"
      "        print(error)\n"
      "process = Process(target=child)\n"
      "process.start()\n"
      "process.join()\n");
  EXPECT_EQ(printed.output,
            "a value belongs to the process it came from: take as<T>() of it and pass that\n");
}

// --- host threads --------------------------------------------------------------------------------

TEST(Embedding, RefusesTheWrongHostThread) {
  Instance python;
  const Value value = python.value(5);
  std::vector<std::string> errors;
  std::thread([&] {
    errors.push_back(error_of([&] { python.run("pass\n"); }));
    errors.push_back(error_of([&] { python.define("host", "f", [] {}); }));
    errors.push_back(error_of([&] { python.start("pass\n"); }));
    errors.push_back(error_of([&] { python.finish(); }));
    errors.push_back(error_of([&] { static_cast<void>(value.as<int>()); }));
    errors.push_back(error_of([&] { static_cast<void>(value.str()); }));
  }).join();
  for (const std::string& error : errors) {
    EXPECT_NE(error.find("belongs to the host thread that made it"), std::string::npos) << error;
  }
  EXPECT_EQ(python.evaluate("6 * 7").as<int>(), 42);
}

TEST(Embedding, ManyInstancesOnManyHostThreadsShareNothing) {
  constexpr const char* kProgram =
      "from threading import Thread\n"
      "total = 0\n"
      "def work():\n"
      "    global total\n"
      "    for i in range(3000):\n"
      "        total += i\n"
      "threads = [Thread(target=work) for _ in range(3)]\n"
      "for thread in threads: thread.start()\n"
      "for thread in threads: thread.join()\n";
  std::vector<std::string> reports(4);
  std::vector<std::thread> host_threads;
  for (int i = 0; i < 2; ++i) {
    host_threads.emplace_back([&reports, i] {
      Instance first, second;
      first.run(kProgram);
      second.run(kProgram);
      first.set("total", -1);
      EXPECT_EQ(second.get("total").as<int>(), 3 * 2999 * 3000 / 2);
      const auto facts = [](const Report& report) {
        return std::to_string(report.ticks) + "/" + std::to_string(report.elapsed.count()) + "/" +
               std::to_string(report.gil_handoffs);
      };
      reports[2 * i] = facts(second.finish());
      reports[2 * i + 1] = facts(second.report());
    });
  }
  for (std::thread& host_thread : host_threads) host_thread.join();
  EXPECT_EQ(reports[0], reports[1]);
  EXPECT_EQ(reports[0], reports[2]);
}

TEST(Embedding, AnInstanceCanMove) {
  Instance python;
  python.run("x = 1\n");
  Instance moved = std::move(python);
  EXPECT_EQ(moved.get("x").as<int>(), 1);
  moved = Instance();
  EXPECT_EQ(python_error([&] { moved.get("x"); }).first, "NameError");
}

// --- piece by piece ------------------------------------------------------------------------------

constexpr const char* kThousandTurns = "total = 0\nfor i in range(1000):\n    total += i\n";

TEST(Embedding, RunsForABudgetOfTicks) {
  Instance whole;
  whole.run(kThousandTurns);
  const std::int64_t all = whole.finish().ticks;

  Instance python;
  python.start(kThousandTurns);
  int turns = 0;
  while (python.resume(100) == Progress::paused) ++turns;
  EXPECT_NEAR(turns, static_cast<double>(all) / 100, 2);
  EXPECT_EQ(python.get("total").as<int>(), 499500);
  EXPECT_EQ(python.finish().ticks, all);
}

TEST(Embedding, PausingChangesNothingThatIsSimulated) {
  constexpr const char* kRace =
      "from threading import Thread\n"
      "def work():\n"
      "    for i in range(20000):\n"
      "        pass\n"
      "threads = [Thread(target=work) for _ in range(3)]\n"
      "for thread in threads: thread.start()\n"
      "for thread in threads: thread.join()\n";
  Options options;
  options.switch_interval = "50us";
  options.cores = 2;
  std::string events, paused_events;
  options.on_event = [&events](const Event& event) {
    events += std::string(event.kind) + std::to_string(event.time.count()) + "\n";
  };
  Instance python(options);
  python.run(kRace);
  python.finish();
  options.on_event = [&paused_events](const Event& event) {
    paused_events += std::string(event.kind) + std::to_string(event.time.count()) + "\n";
  };
  Instance pieces(options);
  pieces.start(kRace);
  int turns = 0;
  while (pieces.resume(777) == Progress::paused) ++turns;
  pieces.finish();
  EXPECT_GT(turns, 100);
  EXPECT_GT(events.size(), 1000u);
  EXPECT_EQ(events, paused_events);
}

TEST(Embedding, GivesTheResultOfACallThatWasPaused) {
  Instance python;
  python.run("def work(n):\n    return sum(i * i for i in range(n))\n");
  python.start_call(python.get("work"), {python.value(50)});
  EXPECT_EQ(error_of([&] { python.result(); }),
            "there is no result yet: resume() until it answers `finished`");
  EXPECT_EQ(python.resume(10), Progress::paused);
  EXPECT_NE(error_of([&] { python.evaluate("1"); }).find("in the middle of"), std::string::npos);
  EXPECT_NE(error_of([&] { python.finish(); }).find("in the middle of"), std::string::npos);
  EXPECT_EQ(python.resume(), Progress::finished);
  EXPECT_EQ(python.result().as<int>(), 40425);
  EXPECT_NE(error_of([&] { python.resume(); }).find("start() first"), std::string::npos);

  python.start("raise OSError('late')\n");
  EXPECT_EQ(python_error([&] { python.resume(); }).first, "OSError");
  EXPECT_EQ(python.evaluate("work(3)").as<int>(), 5);
}

TEST(Embedding, ANativeFunctionCanEndTheTurn) {
  Instance python;
  std::vector<int> frames;
  python.define("game", "next_frame", [&frames](Call& call, int number) {
    frames.push_back(number);
    call.pause();
  });
  python.start("import game\nfor i in range(3):\n    game.next_frame(i)\n");
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(python.resume(), Progress::paused);
    EXPECT_EQ(frames.back(), i);
  }
  EXPECT_EQ(python.resume(), Progress::finished);
  EXPECT_EQ(python_error([&] { python.run("game.next_frame(9)\n"); }).first, "RuntimeError");
}

TEST(Embedding, StepsThroughInstructions) {
  Instance python;
  python.start("x = 1\ny = x\n", "two.py");
  std::vector<std::string> steps;
  while (const std::optional<Step> step = python.step()) {
    EXPECT_EQ(step->file, "two.py");
    EXPECT_EQ(step->function, "<module>");
    steps.push_back(std::to_string(step->line) + " " + step->instruction);
  }
  EXPECT_EQ(steps,
            (std::vector<std::string>{"0 RESUME", "1 LOAD_CONST", "1 STORE_NAME", "2 LOAD_NAME",
                                      "2 STORE_NAME", "2 LOAD_CONST", "2 RETURN_VALUE"}));
  EXPECT_EQ(python.get("y").as<int>(), 1);

  python.start("x = 2\ny = x\n");
  ASSERT_TRUE(python.step().has_value());
  EXPECT_EQ(python.resume(), Progress::finished);
  EXPECT_EQ(python.get("y").as<int>(), 2);
}

TEST(Embedding, AnInstanceMayGoInTheMiddle) {
  bool cleaned = false;
  {
    Instance python;
    python.define("host", "deep", [&](Call& call) {
      struct Cleaner {
        bool& flag;
        ~Cleaner() { flag = true; }
      } const cleaner{cleaned};
      call.pause();
    });
    python.start("import host\ntry:\n    host.deep()\nexcept BaseException:\n    print('no')\n");
    EXPECT_EQ(python.resume(), Progress::paused);
  }
  EXPECT_TRUE(cleaned);
}

// --- ends ----------------------------------------------------------------------------------------

TEST(Embedding, ReportsAtTheEnd) {
  Printed printed;
  Instance python(printed.options());
  python.run(
      "import atexit\n"
      "from threading import Thread\n"
      "atexit.register(print, 'bye')\n"
      "Thread(target=print, args=('from a thread',), name='Speaker').start()\n");
  EXPECT_FALSE(python.ended());
  EXPECT_NE(error_of([&] { python.report(); }).find("finish()"), std::string::npos);
  const Report report = python.finish();
  EXPECT_TRUE(python.ended());
  EXPECT_EQ(printed.output, "from a thread\nbye\n");
  EXPECT_EQ(report.end, "finished");
  EXPECT_EQ(report.exit_status, 0);
  ASSERT_EQ(report.threads.size(), 2u);
  EXPECT_EQ(report.threads[1].name, "Speaker");
  EXPECT_GT(report.threads[0].time_in_state.at("running"), nanoseconds(0));
  ASSERT_EQ(report.processes.size(), 1u);
  EXPECT_GT(report.processes[0].peak_heap_bytes, 1000u);
  EXPECT_GT(report.gil_handoffs, 0);
  EXPECT_EQ(python.finish().ticks, report.ticks);
  EXPECT_NE(error_of([&] { python.run("pass\n"); }).find("ended: "), std::string::npos);
}

TEST(Embedding, StopsAtItsLimits) {
  const auto ended_by = [](auto change, const char* program) {
    Printed printed;
    Options options = printed.options();
    change(options);
    Instance python(options);
    const std::string error = error_of([&] { python.run(program); });
    EXPECT_TRUE(python.ended());
    EXPECT_EQ(python.report().end, "limit");
    EXPECT_EQ(python.report().exit_status, 101);
    EXPECT_NE(error_of([&] { python.evaluate("1"); }).find("ended: "), std::string::npos);
    return error + printed.output.substr(0, 1);
  };
  constexpr const char* kForever = "while True:\n    pass\n";
  EXPECT_NE(ended_by([](Options& o) { o.max_ticks = 5000; }, kForever).find("5000 ticks"),
            std::string::npos);
  EXPECT_NE(ended_by([](Options& o) { o.max_time = milliseconds(3); }, kForever).find("3000000 ns"),
            std::string::npos);
  EXPECT_NE(ended_by([](Options& o) { o.max_time = seconds(3); }, "import time\ntime.sleep(60)\n")
                .find("3000000000 ns"),
            std::string::npos);
  EXPECT_NE(
      ended_by([](Options& o) { o.max_output_bytes = 100; }, "while True:\n    print('spam')\n")
          .find("100 bytes of output"),
      std::string::npos);
}

TEST(Embedding, RaisesMemoryErrorAtTheMemoryLimit) {
  Options options;
  options.max_memory_bytes = 8 << 20;
  Instance python(options);
  EXPECT_EQ(python_error([&] { python.run("hoard = [0] * 10 ** 7\n"); }).first, "MemoryError");
  EXPECT_EQ(python_error([&] {
              python.run("hoard = []\nwhile True:\n    hoard.append(str(len(hoard)))\n");
            }).first,
            "MemoryError");
  python.run("hoard = None\n");
  EXPECT_EQ(python.evaluate("sum(range(10))").as<int>(), 45);
}

TEST(Embedding, ReportsADeadlock) {
  Instance python;
  const std::string error = error_of([&] {
    python.run("from threading import Lock\nlock = Lock()\nlock.acquire()\nlock.acquire()\n",
               "stuck.py");
  });
  EXPECT_NE(error.find("ended: the run is over (deadlock)"), std::string::npos) << error;
  EXPECT_NE(error.find("stuck.py"), std::string::npos) << error;
  EXPECT_EQ(python.report().exit_status, 100);
}

// Cancels as soon as the program has said that it is where it should be.
std::string cancel_when_ready(Options options, const std::string& program) {
  std::mutex mutex;
  std::condition_variable changed;
  bool is_ready = false;
  options.on_output = [](Stream, std::string_view) {};
  Instance python(options);
  python.define("host", "ready", [&] {
    const std::lock_guard lock(mutex);
    is_ready = true;
    changed.notify_all();
  });
  std::thread canceller([&] {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return is_ready; });
    python.cancel();
  });
  const std::string error = error_of([&] { python.run("import host\n" + program); });
  canceller.join();
  EXPECT_EQ(python.report().end, "interrupted");
  return error;
}

TEST(Embedding, CanBeCancelledFromAnotherThread) {
  EXPECT_NE(cancel_when_ready({},
                              "host.ready()\n"
                              "try:\n"
                              "    while True:\n"
                              "        pass\n"
                              "finally:\n"
                              "    print('never')\n")
                .find("ended: the run is over (interrupted)"),
            std::string::npos);
}

TEST(Embedding, CanBeCancelledInABlockingCallOfALiveRun) {
  for (const char* wait :
       {"import time\ntime.sleep(1000)\n", "import threading\nthreading.Event().wait(1000)\n",
        "from queue import Queue\nQueue().get(timeout=1000)\n"}) {
    EXPECT_NE(cancel_when_ready(live(), std::string("host.ready()\n") + wait)
                  .find("ended: the run is over (interrupted)"),
              std::string::npos)
        << wait;
  }
}

TEST(Embedding, CancelsWorkWithoutTheGil) {
  for (const bool is_live : {false, true}) {
    Options options;
    options.live = is_live;
    Instance python(options);
    std::thread canceller;
    python.define("host", "work", [&](Call& call) {
      call.without_gil(
          [&] {
            canceller = std::thread([&] { python.cancel(); });
            while (!call.cancelled()) std::this_thread::yield();
          },
          milliseconds(1));
      return 0;
    });
    EXPECT_NE(error_of([&] { python.run("import host\nhost.work()\n"); }).find("interrupted"),
              std::string::npos);
    canceller.join();
  }
}

TEST(Embedding, CanBeCancelledWhileItStandsStill) {
  Instance python;
  python.start("while True:\n    pass\n");
  EXPECT_EQ(python.resume(1000), Progress::paused);
  std::thread([&] { python.cancel(); }).join();
  EXPECT_NE(error_of([&] { python.resume(1000); }).find("interrupted"), std::string::npos);
  EXPECT_TRUE(python.ended());

  Instance idle;
  idle.cancel();
  EXPECT_NE(error_of([&] { idle.run("print('no')\n"); }).find("interrupted"), std::string::npos);
}

// --- callbacks -----------------------------------------------------------------------------------

TEST(Embedding, TellsOfEvents) {
  Options options;
  std::map<std::string, int> kinds;
  std::string end;
  options.on_event = [&](const Event& event) {
    ++kinds[std::string(event.kind)];
    if (event.kind == "thread_start" && event.thread == 2) {
      end = std::string(event.file) + ":" + std::to_string(event.line) + " " +
            std::to_string(event.other_thread);
    }
  };
  Instance python(options);
  python.run("from threading import Thread\nThread(target=print).start()\n", "events.py");
  python.finish();
  EXPECT_EQ(kinds["thread_start"], 2);
  EXPECT_EQ(kinds["thread_end"], 2);
  EXPECT_GE(kinds["take_gil"], 2);
}

TEST(Embedding, ACallbackThatThrowsEndsTheRunAndThrowsInTheHost) {
  for (const bool is_live : {false, true}) {
    Options options;
    options.live = is_live;
    options.on_output = [](Stream, std::string_view) { throw std::domain_error("disk full"); };
    Instance python(options);
    EXPECT_THROW(python.run("print('x', flush=True)\nwhile True:\n    pass\n"), std::domain_error);
    EXPECT_TRUE(python.ended());

    options.on_output = nullptr;
    options.on_event = [](const Event& event) {
      if (event.kind == "thread_start" && event.thread == 2) throw 7;
    };
    Instance watched(options);
    EXPECT_THROW(watched.run("from threading import Thread\n"
                             "Thread(target=print).start()\n"
                             "while True:\n    pass\n"),
                 int);
  }
}

TEST(Embedding, CallbacksThatAreNoNativeFunctionsCannotUseTheInstance) {
  std::string error;
  Instance* python = nullptr;
  Options options;
  options.on_output = [&](Stream, std::string_view) {
    error = error_of([&] { python->evaluate("1"); });
  };
  Instance made(options);
  python = &made;
  made.run("print(1)\n");
  EXPECT_EQ(error, "the instance is running: this cannot be done from within a callback");
}

TEST(Embedding, ANativeFunctionCannotEndOrStartItsOwnRun) {
  Instance python;
  std::string errors;
  python.define("host", "f", [&] {
    errors = error_of([&] { python.start("pass\n"); }) + "; " + error_of([&] { python.finish(); }) +
             "; " + error_of([&] { python.resume(); });
  });
  python.run("import host\nhost.f()\n");
  EXPECT_EQ(errors,
            "a native function cannot start() its own instance; "
            "the instance is running: this cannot be done from within a callback; "
            "nothing is started, or it runs already: start() first");
}

TEST(Embedding, ACallbackMayDestroyItsInstance) {
  auto python = std::make_unique<Instance>();
  Instance& same = *python;
  python->define("host", "end", [&] { python.reset(); });
  EXPECT_NE(error_of([&] {
              same.run("import host\nhost.end()\nwhile True:\n    pass\n");
            }).find("destroyed by one of its callbacks"),
            std::string::npos);
}

// --- live ----------------------------------------------------------------------------------------

TEST(Embedding, WorksLive) {
  Printed printed;
  Instance python(printed.options(live()));
  python.define("host", "twice", [](int x) { return 2 * x; });
  python.run("import host\nprint(host.twice(21))\n");
  EXPECT_EQ(printed.output, "42\n");
  EXPECT_EQ(python.evaluate("[1, 2, 3]").as<std::vector<int>>(), (std::vector<int>{1, 2, 3}));
  EXPECT_EQ(python_error([&] { python.run("1 / 0\n"); }).first, "ZeroDivisionError");
  EXPECT_NE(error_of([&] { python.start("pass\n"); }).find("live"), std::string::npos);
  EXPECT_EQ(python.finish().end, "finished");
}

// Two threads that wait for each other, outside the GIL: they meet only if both are in there.
TEST(Embedding, NativeFunctionsReallyRunBesideEachOtherLive) {
  Instance python(live());
  std::mutex mutex;
  std::condition_variable changed;
  int arrived = 0;
  python.define("host", "meet",
                [&] {
                  std::unique_lock lock(mutex);
                  ++arrived;
                  changed.notify_all();
                  changed.wait(lock, [&] { return arrived == 2; });
                },
                {.releases_gil = true});
  python.run(
      "import host\n"
      "from threading import Thread\n"
      "threads = [Thread(target=host.meet) for _ in range(2)]\n"
      "for thread in threads: thread.start()\n"
      "for thread in threads: thread.join()\n");
  EXPECT_EQ(arrived, 2);
  EXPECT_EQ(python.finish().threads.size(), 3u);
}

TEST(Embedding, ThreadsOfALiveRunGoOnBetweenCalls) {
  // They outlive the Instance, whose thread uses them until it is cancelled.
  std::mutex mutex;
  std::condition_variable changed;
  int rounds = 0;
  Instance python(live());
  python.define("host", "round", [&](Call& call) {
    call.without_gil(
        [&] {
          const std::lock_guard lock(mutex);
          ++rounds;
          changed.notify_all();
        },
        {});
    return 0;
  });
  python.run(
      "import host\n"
      "from threading import Thread\n"
      "def work():\n"
      "    while True:\n"
      "        host.round()\n"
      "Thread(target=work, daemon=True).start()\n");
  {
    std::unique_lock lock(mutex);
    const int before = rounds;
    changed.wait(lock, [&] { return rounds > before + 10; });
  }
  EXPECT_EQ(python.evaluate("6 * 7").as<int>(), 42);
}

TEST(Embedding, ALiveRunHasATimeLimit) {
  Options options = live();
  options.max_time = milliseconds(20);
  Instance python(options);
  EXPECT_NE(error_of([&] { python.run("import time\ntime.sleep(1000)\n"); }).find("(limit)"),
            std::string::npos);
}

TEST(Embedding, SaysItsVersion) { EXPECT_EQ(version(), "0.1.0"); }

}  // namespace
}  // namespace gilsim
