// A value nobody can guess, for the idempotency key of a form.
#pragma once

#include <string>

namespace recours::accounts {

std::string random_key();  // 32 hex digits

}  // namespace recours::accounts
