// SPDX-License-Identifier: MIT
#include "runtime/modules/libcrypto.h"

#include <gtest/gtest.h>

namespace gilsim::runtime {
namespace {

TEST(Libcrypto, HasAllItsFunctions) {
  EXPECT_EQ(libcrypto().error, "");
#define GILSIM_LIBCRYPTO_CHECK(name) EXPECT_NE(libcrypto().name, nullptr) << #name;
  GILSIM_LIBCRYPTO_FUNCTIONS(GILSIM_LIBCRYPTO_CHECK)
#undef GILSIM_LIBCRYPTO_CHECK
}

TEST(Libcrypto, ThatIsMissingIsNamedWithItsPackage) {
  const Libcrypto none = load_libcrypto("libnone.so.9");
  EXPECT_NE(none.error.find("libnone.so.9"), std::string::npos) << none.error;
  EXPECT_NE(none.error.find("libssl3"), std::string::npos) << none.error;
}

TEST(Libcrypto, WithoutItsFunctionsIsNamed) {
  const Libcrypto other = load_libcrypto("libm.so.6");
  EXPECT_NE(other.error.find("EVP_"), std::string::npos) << other.error;
}

}  // namespace
}  // namespace gilsim::runtime
