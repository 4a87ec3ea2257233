// The filter of a work queue as people set it: what the address says, kept as typed, and the chips and fields that
// change it.
#pragma once

#include "accounts/saved_view_parts.h"
#include "claims/filter_form.h"
#include "claims/work_store.h"

namespace recours::claims {

class QueueForm {
 public:
  // Keeps what is a filter of this queue; cursors and notices are none.
  QueueForm(Queue queue, const http::Fields& query);

  Queue queue() const { return queue_; }
  std::string text(std::string_view name) const;
  QueueForm with(std::string_view name, std::string_view value) const;
  const Query& query() const { return query_; }
  std::string path() const;
  // Never the bare path, which opens the view that opens first.
  std::string address() const;
  // The filter as it is kept in a view: the query of its address.
  std::string kept() const;
  // Nothing narrows it but the chip.
  bool is_plain() const;

  // What it means. What cannot be read is an error of its field.
  WorkFilter read(const accounts::Visit& visit);
  ui::FieldErrors errors;

 private:
  Queue queue_;
  Query query_;
};

std::string path_of(Queue queue);  // /queues/customer_service
// R-609 What the queue says about itself so that its views can be kept.
accounts::ViewedList viewed_queue(Queue queue);

// À traiter · the buckets · En retard · Non attribuées · À moi, each with how many.
ui::Html queue_chips(accounts::Visit& visit, const QueueForm& form);
ui::Html queue_fields(accounts::Visit& visit, const Policies& policies, const QueueForm& form);

// 999, or 1 000+.
std::string counted_work(ui::Language language, std::int64_t count);

}  // namespace recours::claims
