#include "inspect/inspection.h"

#include "inspect/file_kind.h"
#include "inspect/foreign_data.h"
#include "inspect/jpeg.h"
#include "inspect/location.h"
#include "inspect/mail.h"
#include "inspect/pdf.h"
#include "inspect/pictures.h"
#include "inspect/png.h"
#include "inspect/sound.h"
#include "inspect/word_binary.h"
#include "inspect/word_package.h"

namespace recours::inspect {
namespace {

Verdict with_pictures(Verdict verdict, SmallPictures pictures) {
  verdict.preview = std::move(pictures.preview);
  verdict.thumbnail = std::move(pictures.thumbnail);
  return verdict;
}

// The pictures are drawn of what is kept: a file that came out wrong shows here, not with its reader.
Verdict look_at_jpeg(std::string_view bytes) {
  const auto size = read_jpeg(bytes).size;
  require_moderate(size);
  auto [cleaned, location_removed] = clean_jpeg(bytes);
  auto pictures = small_pictures_of_jpeg(cleaned ? std::string_view(*cleaned) : bytes, size);
  return with_pictures({.type = "jpeg", .location_removed = location_removed, .cleaned = std::move(cleaned)},
                       std::move(pictures));
}

Verdict look_at_png(std::string_view bytes) {
  require_moderate(read_png(bytes).size);
  auto [cleaned, location_removed] = clean_png(bytes);
  auto pictures = small_pictures_of_png(cleaned ? std::string_view(*cleaned) : bytes);
  return with_pictures({.type = "png", .location_removed = location_removed, .cleaned = std::move(cleaned)},
                       std::move(pictures));
}

// R-816 What browsers and colleagues cannot open everywhere is kept as JPEG.
Verdict converted(std::string_view bytes, const char* from) {
  if (has_zip_end(bytes)) throw Unacceptable(Reason::Polyglot);
  auto picture = to_jpeg(bytes);
  auto verdict = look_at_jpeg(picture);
  if (!verdict.cleaned) verdict.cleaned = std::move(picture);
  verdict.converted_from = from;
  return verdict;
}

Verdict look_at_pdf(std::string_view bytes) {
  check_pdf(bytes);
  return with_pictures({.type = "pdf"}, small_pictures_of_page(bytes));
}

}  // namespace

void start_libraries() {
  load_content_types();
  start_metadata();
  start_pictures();
}

Verdict look_at(std::string_view bytes) {
  if (bytes.empty()) throw Unacceptable(Reason::Empty);
  if (bytes.size() > kMostFileBytes) throw Unacceptable(Reason::TooLarge);
  switch (kind_of(bytes)) {
    case Kind::Jpeg: return look_at_jpeg(bytes);
    case Kind::Png: return look_at_png(bytes);
    case Kind::Heif: return converted(bytes, "heic");
    case Kind::Webp: return converted(bytes, "webp");
    case Kind::Pdf: return look_at_pdf(bytes);
    case Kind::WordBinary: check_word_binary(bytes); return {.type = "doc"};
    case Kind::WordPackage: check_word_package(bytes); return {.type = "docx"};
    case Kind::Mail: check_mail(bytes); return {.type = "eml"};
    case Kind::Mp3: check_mp3(bytes); return {.type = "mp3"};
    case Kind::M4a: check_m4a(bytes); return {.type = "m4a"};
    case Kind::Wav: check_wav(bytes); return {.type = "wav"};
  }
  throw Unacceptable(Reason::UnsupportedType);
}

}  // namespace recours::inspect
