#include "db/pool_use.h"

namespace recours::db {

DatabaseUse connections_of(const Database& database) {
  const auto* lends = dynamic_cast<const LendsConnections*>(&database);
  return lends == nullptr ? DatabaseUse{} : lends->use();
}

}  // namespace recours::db
