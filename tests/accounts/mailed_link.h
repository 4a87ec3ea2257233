// The link of the latest mail with a key, as its recipient would click it.
#pragma once

#include <string>

#include "db/database.h"

namespace recours::testing_support {

// The text of the latest mail to this address; empty: none, or its body is forgotten.
inline std::string latest_mail_to(db::Database& database, const std::string& address) {
  return database.reader()
      ->find("SELECT text_body FROM outbox_message WHERE to_address = :address ORDER BY id DESC LIMIT 1",
             {{"address", address}}, [](const db::Row& row) { return row.get<std::string>("text_body"); })
      .value_or("");
}

// The key in it: 64 hexadecimal digits after `key=`; empty: none.
inline std::string mailed_key(db::Database& database, const std::string& address) {
  const auto text = latest_mail_to(database, address);
  const auto at = text.find("?key=");
  return at == std::string::npos ? "" : text.substr(at + 5, 64);
}

}  // namespace recours::testing_support
