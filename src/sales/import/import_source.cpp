#include "sales/import/import_source.h"

#include <filesystem>

namespace recours::sales {

ImportSource source_of(std::string name, std::shared_ptr<const Descriptor> file) {
  return {std::move(name), [file = std::move(file)] { return file; }};
}

ImportSource source_of(const ImportFile& file) {
  auto copy = std::make_shared<const Descriptor>(temporary_file(std::filesystem::temp_directory_path().c_str()));
  write_all(*copy, file.bytes);
  return source_of(file.name, std::move(copy));
}

}  // namespace recours::sales
