// The text of a file of any size, read piece by piece in flat memory: UTF-8, Windows-1252 or UTF-16, told apart by
// looking at all of it once. Called by the imports of tables; whole small texts are base/encoding.h.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/csv.h"
#include "base/descriptor.h"
#include "base/finding.h"

namespace recours {

// UTF-8 between two offsets of an open file.
struct TextFile {
  std::shared_ptr<const Descriptor> file;
  std::uint64_t begin = 0, end = 0;
};

// None, with an Error, when it is no text: NUL characters, bytes of neither encoding, broken UTF-16. What is not UTF-8 is
// rewritten into a file without a name. Throws std::system_error when the disk fails.
std::optional<TextFile> open_text(std::shared_ptr<const Descriptor> file, std::vector<Finding>& findings);

// Up to this many bytes of the file from its beginning.
std::string first_bytes(const Descriptor& file, std::size_t most);

// The rows of a text in the order of the file, or of some pieces of it in any order.
class TextRows final : public CsvSource {
 public:
  struct Part {
    std::uint64_t begin = 0, end = 0;
    std::int64_t line = 1;  // of the file, where it begins
  };
  using Parts = std::function<std::optional<Part>()>;

  explicit TextRows(TextFile text);
  // The heading stands in [text.begin, heading_end); then each part, which ends where a row ends.
  TextRows(TextFile text, std::uint64_t heading_end, Parts parts);

  Piece more(std::size_t keep) override;

 private:
  bool next_part();

  TextFile text_;
  Parts parts_;
  Part part_;
  std::uint64_t at_ = 0;  // what of the part is read
  std::string kept_;
};

}  // namespace recours
