// Where uploads wait: each in a file without a name, all of them within a limit together. What an upload took is free
// again when the last who reads it lets go; what was aborted leaves nothing. Knows no socket; may be used from any
// thread.
#pragma once

#include <atomic>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/descriptor.h"

namespace recours::http {

// The bytes all uploads may hold together.
class SpoolRoom {
 public:
  explicit SpoolRoom(std::size_t most_bytes) : most_(most_bytes) {}
  // False, and nothing taken, when they do not fit any more.
  [[nodiscard]] bool take(std::size_t bytes);
  void give_back(std::size_t bytes) { taken_ -= bytes; }
  std::size_t taken() const { return taken_; }

 private:
  const std::size_t most_;
  std::atomic<std::size_t> taken_ = 0;
};

// R-164 The rooms of the addresses uploads come from, so that one address cannot take all there is. A room lives as long
// as somebody holds some of it.
class ClientRooms {
 public:
  explicit ClientRooms(std::size_t most_bytes_each) : most_(most_bytes_each) {}
  std::shared_ptr<SpoolRoom> room_of(const std::string& address);

 private:
  const std::size_t most_;
  std::mutex mutex_;
  std::map<std::string, std::weak_ptr<SpoolRoom>> rooms_;
};

// R-822 One upload while it arrives.
class Spool {
 public:
  // What it takes is taken from each of the rooms. Throws std::system_error.
  Spool(std::vector<std::shared_ptr<SpoolRoom>> rooms, const std::string& folder);
  Spool(std::shared_ptr<SpoolRoom> room, const std::string& folder) : Spool(std::vector{std::move(room)}, folder) {}
  // Room for an upload whose length is known; false: there is none.
  [[nodiscard]] bool expect(std::size_t bytes) { return share_.grow_to(bytes); }
  // False: no room. Throws std::system_error when the disk is full or broken.
  [[nodiscard]] bool append(std::string_view piece);
  // The upload, complete. The file is closed; its bytes and its room stay as long as the view.
  std::shared_ptr<const MappedFile> finish() &&;

 private:
  // What one upload holds of the rooms.
  class Share {
   public:
    explicit Share(std::vector<std::shared_ptr<SpoolRoom>> rooms) : rooms_(std::move(rooms)) {}
    ~Share() {
      for (const auto& room : rooms_) room->give_back(bytes_);
    }
    Share(Share&&) noexcept = default;
    Share& operator=(Share&&) = delete;
    bool grow_to(std::size_t bytes);

   private:
    std::vector<std::shared_ptr<SpoolRoom>> rooms_;
    std::size_t bytes_ = 0;
  };

  Share share_;
  Descriptor file_;
  std::size_t size_ = 0;
};

}  // namespace recours::http
