// Any number of small records of fixed size, read back in order: a part of memory, the rest in files without a name. What
// an import remembers of each invoice, so that a million of them cost no memory.
#pragma once

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <queue>
#include <span>
#include <type_traits>
#include <vector>

#include "base/descriptor.h"

namespace recours {

// Record: trivially copyable, with operator<.
template <class Record>
class SortedSpool {
  static_assert(std::is_trivially_copyable_v<Record>);
  struct Stretch {
    std::uint64_t next, end;  // records of the file
  };

 public:
  explicit SortedSpool(std::size_t most_in_memory = std::size_t{1} << 15) : most_(most_in_memory) {}

  void add(const Record& record) {
    waiting_.push_back(record);
    if (waiting_.size() >= most_) spill();
  }

  // Reads all in order; nothing may be added while it lives.
  class Cursor {
   public:
    explicit Cursor(SortedSpool& spool) : spool_(spool) {
      for (const auto& stretch : spool.stretches_) {
        heads_.push_back({stretch, {}, 0});
        push(heads_.size() - 1);
      }
    }
    bool next(Record& into) {
      if (queue_.empty()) return false;
      const auto [record, head] = queue_.top();
      queue_.pop();
      into = record;
      push(head);
      return true;
    }

   private:
    static constexpr std::size_t kReadAtOnce = 256;
    struct Head {
      Stretch left;
      std::vector<Record> read;
      std::size_t at;
    };
    struct Entry {
      Record record;
      std::size_t head;
      bool operator<(const Entry& other) const { return other.record < record; }
    };

    void push(std::size_t number) {
      Head& head = heads_[number];
      if (head.at == head.read.size()) {
        head.read.resize(static_cast<std::size_t>(std::min<std::uint64_t>(kReadAtOnce, head.left.end - head.left.next)));
        head.at = 0;
        if (head.read.empty()) return;
        read_all(spool_.file_, head.left.next * sizeof(Record),
                 {reinterpret_cast<char*>(head.read.data()), head.read.size() * sizeof(Record)});
        head.left.next += head.read.size();
      }
      queue_.push({head.read[head.at++], number});
    }

    SortedSpool& spool_;
    std::vector<Head> heads_;
    std::priority_queue<Entry> queue_;
  };
  Cursor read() {
    if (!waiting_.empty()) spill();
    return Cursor(*this);
  }

 private:
  void spill() {
    if (!file_) file_ = temporary_file(std::filesystem::temp_directory_path().c_str());
    std::sort(waiting_.begin(), waiting_.end());
    write_all(file_, {reinterpret_cast<const char*>(waiting_.data()), waiting_.size() * sizeof(Record)});
    stretches_.push_back({written_, written_ + waiting_.size()});
    written_ += waiting_.size();
    waiting_.clear();
  }

  std::size_t most_;
  std::vector<Record> waiting_;
  std::vector<Stretch> stretches_;
  std::uint64_t written_ = 0;
  Descriptor file_;
};

}  // namespace recours
