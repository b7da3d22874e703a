// SPDX-License-Identifier: MIT
//
// Profiles: what ships is complete and says what the documents say; what is wrong is named with its
// line and a remedy.
#include "runtime/profile/profile.h"

#include <gtest/gtest.h>

namespace gilsim::runtime {
namespace {

std::int64_t loop_ps(const Profile& profile) {
  const auto cost = [&](vm::CostKind kind) {
    return profile.instruction_ps[static_cast<std::size_t>(kind)];
  };
  return 4 * cost(vm::CostKind::load_store) + cost(vm::CostKind::iterate) +
         cost(vm::CostKind::arithmetic) + cost(vm::CostKind::jump);
}

std::string error_of(const std::string& text) {
  std::string error;
  EXPECT_FALSE(parse_profile(text, "mine.toml", &error).has_value());
  return error;
}

TEST(Profile, ShippedOnesAreComplete) {
  EXPECT_EQ(shipped_profiles(), (std::vector<std::string_view>{
                                    "beazley-2009", "cpython-2.7", "cpython-3.11", "cpython-3.13",
                                    "documents", "pep371", "skvortsov-2021"}));
  for (const std::string_view name : shipped_profiles()) {
    std::string error;
    const auto profile = load_profile(name, &error);
    ASSERT_TRUE(profile.has_value()) << error;
    EXPECT_EQ(profile->name, name);
    // Those of published rows have the machine of that name.
    const bool is_published = profile->machine_name == name;
    EXPECT_TRUE(is_published || profile->machine_name == "reference") << name;
    EXPECT_FALSE(profile->description.empty());
  }
}

TEST(Profile, TheDocumentsLoopCostsWhatWasMeasured) {
  const auto cpython = load_profile("cpython-3.11", nullptr);
  ASSERT_TRUE(cpython.has_value());
  EXPECT_EQ(loop_ps(*cpython), 19'200);
  EXPECT_EQ(cpython->mean_tick_ps(), 2743);
  EXPECT_EQ(cpython->machine.cores, 2);
  EXPECT_EQ(cpython->machine.timer_slack_ps, 50 * kPicosecondsPerMicrosecond);
  EXPECT_EQ(cpython->machine.lock_operation_ps, 5'500);
  EXPECT_EQ(cpython->native_sum_range_ps, 300);
  EXPECT_EQ(cpython->start_method, "fork");

  const auto cpython_2_7 = load_profile("cpython-2.7", nullptr);
  ASSERT_TRUE(cpython_2_7.has_value());
  EXPECT_EQ(loop_ps(*cpython_2_7), 12'100);
  EXPECT_EQ(cpython_2_7->interval_tick_ps(3), 4033);
  EXPECT_FALSE(cpython_2_7->sleep_zero_waits);

  const auto cpython_3_13 = load_profile("cpython-3.13", nullptr);
  ASSERT_TRUE(cpython_3_13.has_value());
  EXPECT_EQ(loop_ps(*cpython_3_13), 27'000);

  const auto documents = load_profile("documents", nullptr);
  ASSERT_TRUE(documents.has_value());
  EXPECT_EQ(loop_ps(*documents), 46'000);  // 4.6 s for 10^8
  // Two processes: half of the loop, and both starts one after the other in the parent.
  const double two_processes_s =
      2.3 + 2e-12 * static_cast<double>(documents->fork_ps) +
      1e-12 * static_cast<double>(documents->fork_begin_ps + documents->process_end_ps);
  EXPECT_NEAR(two_processes_s, 2.6, 0.01);
}

TEST(Profile, AFileMayBuildOnAShippedOne) {
  std::string error;
  const auto profile =
      parse_profile("based_on = \"cpython-3.11\"\n[thread]\nstart_us = 1\n[changes]\ncores = 8\n",
                    "mine.toml", &error);
  ASSERT_TRUE(profile.has_value()) << error;
  EXPECT_EQ(profile->thread_start_ps, kPicosecondsPerMicrosecond);
  EXPECT_EQ(profile->machine.cores, 8);
  EXPECT_EQ(profile->machine.timer_slack_ps, 50 * kPicosecondsPerMicrosecond);
}

TEST(Profile, ErrorsNamePlaceAndRemedy) {
  EXPECT_EQ(error_of("based_on = \"cpython-3.11\"\n[thread]\nstart_ms = 1\n"),
            "mine.toml:3: unknown key 'start_ms'; [thread] has: start_us, begin_us, end_us, "
            "memory_kib");
  EXPECT_EQ(error_of("based_on = \"cpython-3.11\"\n[thread]\nstart_us = \"fast\"\n"),
            "mine.toml:3: start_us must be a number of microseconds");
  EXPECT_EQ(error_of("based_on = \"cpython-3.11\"\n\n[thread]\nstart_us = -1\n"),
            "mine.toml:4: start_us must be a number of microseconds, not negative, at most "
            "1000000000000");
  EXPECT_EQ(error_of("based_on = \"cpython-3.11\"\n[changes]\ncores = 0\n"),
            "mine.toml:3: cores must be more than 0");
  EXPECT_EQ(error_of("based_on = \"cpython-3.11\"\n[changes]\ncores = 1.5\n"),
            "mine.toml:3: cores must be a whole number");
  EXPECT_EQ(error_of("based_on = \"cpython-3.11\"\n[changes]\ncores = 100000\n"),
            "mine.toml: cores must be at most 1024");
  EXPECT_EQ(error_of("based_on = \"pypy\"\n"),
            "mine.toml:1: no profile 'pypy' to be based on; there are: beazley-2009, cpython-2.7, "
            "cpython-3.11, cpython-3.13, documents, pep371, skvortsov-2021");
  EXPECT_EQ(error_of("based_on = \"cpython-3.11\"\n[threads]\n"),
            "mine.toml:2: unknown section [threads]; there are: instruction, thread, process, "
            "transfer, work, calls, gil, free_threaded, changes (to the machine)");
  EXPECT_EQ(
      error_of("machine = \"reference\"\n"),
      "mine.toml: no value for load_store_ns; say `based_on = \"cpython-3.11\"` or give it in "
      "[instruction]");
  EXPECT_EQ(error_of("based_on = \"cpython-3.11\"\nspeed = 3\n"),
            "mine.toml:2: unknown key 'speed'; outside of the sections there are: description, "
            "based_on, machine");
  EXPECT_EQ(
      error_of("based_on = \"cpython-3.11\"\n[changes]\nwake_idle_long_max_us = 1\n"),
      "mine.toml: a range (wake_idle, context_switch) ends before it begins; exchange min and "
      "max");
  EXPECT_EQ(error_of("[process]\nstart_method = \"thread\"\n"),
            "mine.toml:2: start_method must be \"fork\" or \"spawn\"");
  EXPECT_EQ(error_of("[thread]\nstart_us = inf\n").substr(0, 13), "mine.toml:2: ");
  EXPECT_EQ(error_of("[thread\n").substr(0, 31), "mine.toml:1: not a TOML file: E");
}

TEST(Profile, UnknownNamesAndFilesAreSaid) {
  std::string error;
  EXPECT_FALSE(load_profile("cpython-9", &error).has_value());
  EXPECT_EQ(error,
            "unknown profile 'cpython-9'; there are: beazley-2009, cpython-2.7, cpython-3.11, "
            "cpython-3.13, documents, pep371, skvortsov-2021; a file is given by a path that ends "
            "in .toml");
  EXPECT_FALSE(load_profile("no/such.toml", &error).has_value());
  EXPECT_EQ(error, "no/such.toml: cannot be read; is it a file, and is it readable?");
  EXPECT_FALSE(load_profile("./", &error).has_value());
}

TEST(Profile, EveryKnobCanBeLookedUp) {
  for (const Knob& knob : knobs()) {
    EXPECT_FALSE(knob.meaning.empty()) << knob.name;
    EXPECT_FALSE(knob.unit.empty()) << knob.name;
    EXPECT_FALSE(knob.value.empty()) << knob.name;
    EXPECT_FALSE(knob.source.empty()) << knob.name;
  }
}

TEST(Profile, APublishedMachineIsTheReferenceBesideItsOwnSettings) {
  const auto reference = load_profile("cpython-2.7", nullptr);
  const auto beazley = load_profile("beazley-2009", nullptr);
  ASSERT_TRUE(reference.has_value() && beazley.has_value());
  EXPECT_TRUE(reference->machine.lock_is_semaphore);
  EXPECT_FALSE(beazley->machine.lock_is_semaphore);
  EXPECT_EQ(beazley->machine.cores, 4);
  EXPECT_EQ(beazley->machine.tick_period_ps, reference->machine.tick_period_ps);
  EXPECT_EQ(error_of("based_on = \"cpython-2.7\"\n[changes]\nlock = \"spin\"\n"),
            "mine.toml:3: lock must be \"semaphore\" or \"condition\"");
}

}  // namespace
}  // namespace gilsim::runtime
