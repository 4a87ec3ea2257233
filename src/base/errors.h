// Failures that end a request or a job. They are thrown where they happen and translated once, in the
// dispatcher (page or problem+json) and in the job loop. A business refusal is not one: see base/refusal.h.
#pragma once

#include <stdexcept>
#include <string>

namespace recours {

// The record does not exist, or the viewer may not know that it does: both look the same (404).
class NotFound : public std::runtime_error {
 public:
  NotFound() : std::runtime_error("not found") {}
  explicit NotFound(const std::string& what) : std::runtime_error(what) {}
};

// The viewer sees the thing but may not do this to it (403).
class Forbidden : public std::runtime_error {
 public:
  Forbidden() : std::runtime_error("forbidden") {}
};

// Somebody else was faster: stale version or lost race (409).
class Conflict : public std::runtime_error {
 public:
  explicit Conflict(const std::string& what) : std::runtime_error(what) {}
};

// The request itself cannot be understood (400). `what` goes to the log only.
class Malformed : public std::runtime_error {
 public:
  explicit Malformed(const std::string& what) : std::runtime_error(what) {}
};

}  // namespace recours
