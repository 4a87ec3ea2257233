// The people of the tests: one distributor, two resellers, staff of each role. Names and numbers are invented.
#pragma once

#include <string>

#include "accounts/viewer.h"
#include "base/date.h"
#include "db/database.h"

namespace recours::testing_support {

inline constexpr const char* kPassword = "une bruyère sous la pluie";      // of everybody
inline constexpr const char* kAliceCustomerNo = "0000100234";
inline constexpr const char* kBobCustomerNo = "0000100567";

struct Cast {
  ResellerAccountId alice_account;        // Hélios Informatique SARL, 0000100234
  ResellerAccountId bob_account;          // Atelier du Réseau, 0000100567
  accounts::Viewer alice;                 // reseller
  accounts::Viewer alban;                 // reseller_admin of Alice's account
  accounts::Viewer bob;                   // reseller of the other account
  accounts::Viewer claire;                // customer_service
  accounts::Viewer remi;                  // rma
  accounts::Viewer wanda;                 // warehouse
  accounts::Viewer fabien;                // finance
  accounts::Viewer odile;                 // adviser: complaint desk, nothing of claims
  accounts::Viewer basile;                // adviser: other clients than Odile's
  accounts::Viewer hector;                // handler
  accounts::Viewer solene;                // compliance
  accounts::Viewer admin;                 // admin
};

// Fills an empty, migrated database: organisation, both accounts, everybody.
Cast make_cast(db::Database& database, Instant now);

// 2026-11-12 10:00 in Paris: a Thursday.
Instant test_now();

}  // namespace recours::testing_support
