// R-141 What other programs are told: changes of state of claims and complaints, read from the journal, which every
// verb of both desks writes in its own transaction. No personal data: number and states only. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/date.h"

namespace recours::webhooks {

struct EventKind {
  const char* code;   // complaint.closed
  const char* label;  // English, for ui::tr
};
std::span<const EventKind> event_kinds();
bool is_event(std::string_view code);

// One entry of the journal, as far as it matters here.
struct JournalLine {
  std::int64_t position = 0;  // in the sealed chain
  std::int64_t entry = 0;
  std::string at;  // RFC 3339
  std::string action, subject_type, subject_id;
  std::string content;  // JSON
};

struct Event {
  std::string id;  // evt_42
  std::string kind;
  std::string occurred_at;
  std::string subject;  // claim, complaint, webhook
  std::string number;
  std::string state, previous_state;  // empty: not told
};

// None: nothing other programs are told.
std::optional<Event> event_of(const JournalLine& line);
// The one « Envoyer un essai » sends.
Event test_event(const std::string& id, Instant now);

// The body as it is signed and sent: {"id","type","occurred_at","data":{"subject","number","state","previous_state"}}.
std::string body_of(const Event& event);

}  // namespace recours::webhooks
