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

// A sentence of this many characters.
std::string sentence(std::size_t length) {
  std::string text;
  while (text.size() < length) text += "la pluie tombe sur le canal ";
  return text.substr(0, length);
}

//
TEST(Password, NeedsTwelveToAHundredAndTwentyEightCharacters) {
  EXPECT_EQ(code_for(sentence(11)), "too_short");
  EXPECT_EQ(code_for(sentence(12)), "");
  EXPECT_EQ(code_for(sentence(128)), "");
  EXPECT_EQ(code_for(sentence(129)), "too_long");
  EXPECT_EQ(code_for(""), "too_short");
}

TEST(Password, CountsCharactersNotBytes) {
  EXPECT_EQ(code_for("éàèùôéàèùô"), "too_short") << "20 bytes, 10 characters";
  EXPECT_EQ(code_for("éàèùôéàèùôéà"), "");
}

TEST(Password, IsNotTheEmailAddressInAnySpelling) {
  EXPECT_EQ(code_for(kEmail), "same_as_email");
  EXPECT_EQ(code_for(" ALICE@Helios.example "), "same_as_email");
}

//
TEST(Password, IsNotWhatOthersChooseToo) {
  for (const char* frequent : {"aaaaaaaaaaaa", "abababababab", "123456789012", "000000000000", "12/11/1984 18:30", "password1234",
                               "PasswordPassword", "Mot de passe 2026!", "mot-de-passe-1", "azertyuiop123", "Qwertyuiop!2026",
                               "jetaimejetaime", "administrateur1", "Bienvenue2026!", "p@ssw0rd1234", "motdepasseadmin"}) {
    EXPECT_EQ(code_for(frequent), "frequent") << frequent;
  }
  for (const char* good : {"une bruyère sous la pluie", "password of the canal", "azertyuiop sur le mur", "12 canards sur le canal"}) {
    EXPECT_EQ(code_for(good), "") << good;
  }
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
