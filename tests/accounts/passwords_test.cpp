#include "accounts/passwords.h"

#include <string>

#include <gtest/gtest.h>

namespace recours::accounts {
namespace {

constexpr const char* kEmail = "alice@helios.example";

std::string code_for(const std::string& password) {
  const auto refusal = password_refusal(password, kEmail);
  return refusal ? refusal->code : "";
}

//
TEST(Password, NeedsTwelveToAHundredAndTwentyEightCharacters) {
  EXPECT_EQ(code_for(std::string(11, 'a')), "too_short");
  EXPECT_EQ(code_for(std::string(12, 'a')), "");
  EXPECT_EQ(code_for(std::string(128, 'a')), "");
  EXPECT_EQ(code_for(std::string(129, 'a')), "too_long");
  EXPECT_EQ(code_for(""), "too_short");
}

TEST(Password, CountsCharactersNotBytes) {
  EXPECT_EQ(code_for("éééééééééé"), "too_short") << "20 bytes, 10 characters";
  EXPECT_EQ(code_for("éééééééééééé"), "");
}

TEST(Password, IsNotTheEmailAddressInAnySpelling) {
  EXPECT_EQ(code_for(kEmail), "same_as_email");
  EXPECT_EQ(code_for(" ALICE@Helios.example "), "same_as_email");
}

TEST(PasswordHash, IsArgon2idWithTheAgreedEffortAndASaltOfItsOwn) {
  const std::string hash = hash_password("une bruyère sous la pluie");
  EXPECT_EQ(hash.rfind("$argon2id$v=19$m=19456,t=2,p=1$", 0), 0U) << hash;
  EXPECT_NE(hash, hash_password("une bruyère sous la pluie"));
}

TEST(PasswordHash, FitsItsPasswordOnly) {
  const std::string hash = hash_password("une bruyère sous la pluie");
  EXPECT_TRUE(verify_password(hash, "une bruyère sous la pluie"));
  EXPECT_FALSE(verify_password(hash, "une bruyère sous la pluie "));
  EXPECT_FALSE(verify_password(hash, "Une bruyère sous la pluie"));
  EXPECT_FALSE(verify_password(hash, ""));
}

TEST(PasswordHash, OfNobodyFitsNothing) {
  EXPECT_FALSE(verify_password(std::nullopt, "the password of nobody"));
  EXPECT_FALSE(verify_password(std::nullopt, ""));
}

}  // namespace
}  // namespace recours::accounts
