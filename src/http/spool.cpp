#include "http/spool.h"

#include <utility>

namespace recours::http {

bool SpoolRoom::take(std::size_t bytes) {
  std::size_t taken = taken_;
  do {
    if (bytes > most_ - taken) return false;
  } while (!taken_.compare_exchange_weak(taken, taken + bytes));
  return true;
}

bool Spool::Share::grow_to(std::size_t bytes) {
  if (bytes <= bytes_) return true;
  if (!room_->take(bytes - bytes_)) return false;
  bytes_ = bytes;
  return true;
}

Spool::Spool(std::shared_ptr<SpoolRoom> room, const std::string& folder)
    : room_(std::move(room)), file_(temporary_file(folder.c_str())) {}

bool Spool::append(std::string_view piece) {
  if (!room_.grow_to(size_ + piece.size())) return false;
  write_all(file_, piece);
  size_ += piece.size();
  return true;
}

std::shared_ptr<const MappedFile> Spool::finish() && {
  struct Kept {
    Share room;  // first: given back after the bytes are gone
    MappedFile file;
  };
  const auto kept = std::make_shared<Kept>(Kept{std::move(room_), MappedFile(file_)});
  file_.reset();
  return {kept, &kept->file};
}

}  // namespace recours::http
