// R-707 Two complaints of the same person, linked and unlinked: reversible, never merged.
#include <boost/json.hpp>

#include "complaints/complaint_writes_store.h"
#include "complaints/registration_actions.h"
#include "journal/journal.h"

namespace recours::complaints {
namespace {

using accounts::Viewer;

struct Pair {
  Complaint one, other;
};

// The history names no other complaint: who reads it may not see that one.
void note(db::Transaction& transaction, const Viewer& viewer, const char* command, const Complaint& of,
          const Complaint& other, Instant now) {
  ComplaintEvent event;
  event.at = now;
  event.command = command;
  event.from_state = event.to_state = name_of(of.state);
  insert_event(transaction, of.id, viewer.actor(), event);
  journal::append(transaction, viewer.actor(), now, std::string("complaint.") + command, {"complaint", of.number},
                  {{"other", other.number}});
}

// Both are held, in the order of their ids, and both must be the viewer's to see.
template <class Work>
Result<Complaint, Refusal> with_both(db::Database& database, const Viewer& viewer, const std::string& number,
                                     const std::string& other, Work work) {
  if (!viewer.can(accounts::Right::RecordComplaint) || viewer.read_only) throw Forbidden();
  return database.write([&](db::Transaction& transaction) -> Result<Complaint, Refusal> {
    const Pair pair{require_complaint(transaction, viewer, number), require_complaint(transaction, viewer, other)};
    if (pair.one.id == pair.other.id) {
      return fail(Refusal{"same_complaint", msg("A complaint cannot be linked to itself."), {}});
    }
    transaction.lock_rows("complaint", {pair.one.id.value, pair.other.id.value});
    work(transaction, pair);
    return find_by_id(transaction, pair.one.id).value();
  });
}

Link link_to(const Complaint& complaint) { return {LinkKind::Complaint, complaint.id.value, complaint.number}; }

}  // namespace

Result<Complaint, Refusal> link_complaints(db::Database& database, const Viewer& viewer, const std::string& number,
                                           const std::string& other, Instant now) {
  return with_both(database, viewer, number, other, [&](db::Transaction& transaction, const Pair& pair) {
    if (!insert_link(transaction, pair.one.id, link_to(pair.other))) return;
    insert_link(transaction, pair.other.id, link_to(pair.one));
    note(transaction, viewer, "link", pair.one, pair.other, now);
    note(transaction, viewer, "link", pair.other, pair.one, now);
  });
}

Result<Complaint, Refusal> unlink_complaints(db::Database& database, const Viewer& viewer, const std::string& number,
                                             const std::string& other, Instant now) {
  return with_both(database, viewer, number, other, [&](db::Transaction& transaction, const Pair& pair) {
    if (!delete_link(transaction, pair.one.id, link_to(pair.other))) return;
    delete_link(transaction, pair.other.id, link_to(pair.one));
    note(transaction, viewer, "unlink", pair.one, pair.other, now);
    note(transaction, viewer, "unlink", pair.other, pair.one, now);
  });
}

}  // namespace recours::complaints
