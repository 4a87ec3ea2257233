// What lists of complaints are asked for and what a row of them holds. Values only; the store turns them into SQL.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/paging.h"
#include "complaints/complaint.h"

namespace recours::complaints {

enum class Lateness { Any, Late, DueToday, DueThisWeek };     // week: to its Sunday
enum class Sort { SentOn, NextDue };                         // newest first; earliest first

struct ComplaintFilter {
  std::vector<std::string> states;                           // codes; empty: all but drafts
  Lateness late = Lateness::Any;
  std::optional<UserId> adviser, handler, received_by;
  std::string channel, subject, complexity, product, reason, activity;
  std::optional<Date> from, to;                              // of the date d'envoi; of an oral one, the day it was received
  std::string text;                                          // words: title, details, client, number; accents do not matter
  std::optional<std::int64_t> contact;
  Sort sort = Sort::SentOn;
};

struct ListedComplaint {
  ComplaintId id;
  std::string number, title, subject, state, complexity, adviser_name, handler_name, channel;
  std::string complainant_name;                              // Durand Marie, as lists say it; the company's name for one
  std::optional<Date> sent_on, received_on, next_due_on;
  std::string next_due;
  std::int64_t version = 1;
};

using ComplaintList = PageOf<ListedComplaint>;

// Exact to 1,000.
struct Counted {
  std::int64_t count = 0;
  bool more = false;
};

}  // namespace recours::complaints
