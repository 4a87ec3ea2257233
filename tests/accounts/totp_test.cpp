#include "accounts/totp.h"

#include <set>

#include <gtest/gtest.h>

namespace recours::accounts {
namespace {

constexpr const char* kSecret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";  // "12345678901234567890", of RFC 6238, appendix B

Instant at(std::int64_t seconds) { return Instant(Instant::Time(std::chrono::seconds(seconds))); }

// R-116 The vectors of the RFC, their last six digits.
TEST(Totp, KnowsTheCodesOfTheStandard) {
  const struct {
    std::int64_t seconds;
    const char* code;
  } cases[] = {{59, "287082"},        {1111111109, "081804"}, {1111111111, "050471"},
               {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
  for (const auto& [seconds, code] : cases) {
    EXPECT_EQ(matching_step(kSecret, code, at(seconds)), seconds / 30) << seconds;
  }
}

// R-116 287082 is the code of the seconds 30 to 59.
TEST(Totp, TakesTheNeighboursAndNoOther) {
  const struct {
    std::int64_t seconds;
    bool good;
  } cases[] = {{0, true}, {29, true}, {30, true}, {59, true}, {60, true}, {89, true}, {90, false}, {119, false}};
  for (const auto& [seconds, good] : cases) {
    EXPECT_EQ(matching_step(kSecret, "287082", at(seconds)), good ? std::optional<std::int64_t>(1) : std::nullopt)
        << seconds;
  }
}

TEST(Totp, RefusesWhatIsNoCode) {
  for (const char* code : {"", "2", "28708", "2870820", "28708a", " 287082", "94287082", "-87082", "٢٨٧٠٨٢"}) {
    EXPECT_FALSE(matching_step(kSecret, code, at(59))) << code;
  }
}

TEST(Totp, SecretsAreLongAndNeverTheSame) {
  std::set<std::string> secrets;
  for (int i = 0; i < 100; ++i) {
    const auto& secret = *secrets.insert(new_totp_secret()).first;
    EXPECT_EQ(secret.size(), 32U);
    EXPECT_EQ(secret.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), std::string::npos);
  }
  EXPECT_EQ(secrets.size(), 100U);
}

TEST(Totp, TheAddressEscapesWhatPeopleWrite) {
  EXPECT_EQ(totp_address("Recours Nord & Sud", "a+b@c.example", "ABC"),
            "otpauth://totp/Recours%20Nord%20%26%20Sud:a%2Bb%40c.example?secret=ABC&issuer=Recours%20Nord%20%26%20Sud"
            "&algorithm=SHA1&digits=6&period=30");
}

}  // namespace
}  // namespace recours::accounts
