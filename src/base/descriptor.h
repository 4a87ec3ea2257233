// An open file of the operating system and a view of its bytes: both close themselves. Nothing here knows a path.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace recours {

// Owns a file descriptor; -1 is none.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { reset(); }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    if (this != &other) {
      reset();
      number_ = std::exchange(other.number_, -1);
    }
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int get() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }
  void reset();

 private:
  int number_ = -1;
};

// Size in bytes; throws std::system_error.
std::size_t size_of(const Descriptor& file);
// Writes everything at the end of the file; throws std::system_error (ENOSPC: the disk is full).
void write_all(const Descriptor& file, std::string_view bytes);
// Fills `into` from there; throws std::system_error, also when the file ends before.
void read_all(const Descriptor& file, std::uint64_t offset, std::span<char> into);
// A readable and writable file without a name in this folder, gone when closed; throws std::system_error.
Descriptor temporary_file(const char* folder);

// The bytes of a file, mapped for reading. The file must not shrink meanwhile.
class MappedFile {
 public:
  MappedFile() = default;
  // Throws std::system_error.
  explicit MappedFile(const Descriptor& file);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
  MappedFile& operator=(MappedFile&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::string_view bytes() const { return bytes_; }

 private:
  std::string_view bytes_;
};

}  // namespace recours
