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
  const std::size_t more = bytes - bytes_;
  for (std::size_t i = 0; i < rooms_.size(); ++i) {
    if (rooms_[i]->take(more)) continue;
    while (i > 0) rooms_[--i]->give_back(more);
    return false;
  }
  bytes_ = bytes;
  return true;
}

std::shared_ptr<SpoolRoom> ClientRooms::room_of(const std::string& address) {
  const std::lock_guard lock(mutex_);
  std::erase_if(rooms_, [](const auto& entry) { return entry.second.expired(); });
  auto& known = rooms_[address];
  auto room = known.lock();
  if (!room) known = room = std::make_shared<SpoolRoom>(most_);
  return room;
}

Spool::Spool(std::vector<std::shared_ptr<SpoolRoom>> rooms, const std::string& folder)
    : share_(std::move(rooms)), file_(temporary_file(folder.c_str())) {}

bool Spool::append(std::string_view piece) {
  if (!share_.grow_to(size_ + piece.size())) return false;
  write_all(file_, piece);
  size_ += piece.size();
  return true;
}

std::shared_ptr<const MappedFile> Spool::finish() && {
  struct Kept {
    Share share;  // first: given back after the bytes are gone
    MappedFile file;
  };
  const auto kept = std::make_shared<Kept>(Kept{std::move(share_), MappedFile(file_)});
  file_.reset();
  return {kept, &kept->file};
}

}  // namespace recours::http
