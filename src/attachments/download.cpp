#include "attachments/download.h"

#include <vector>

#include <sodium.h>

#include "http/range.h"

namespace recours::attachments {
namespace {

std::string base64_of_hex(const std::string& hex_digits) {
  std::vector<unsigned char> bytes(hex_digits.size() / 2);
  std::size_t length = 0;
  sodium_hex2bin(bytes.data(), bytes.size(), hex_digits.data(), hex_digits.size(), nullptr, &length, nullptr);
  std::string text(sodium_base64_encoded_len(length, sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), length, sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the NUL sodium counts
  return text;
}

// For programs that do not read filename*: other characters become '_'.
std::string in_ascii(const std::string& name) {
  std::string text;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) == 0x80U) continue;  // the rest of a character that has its '_' already
    text += byte < 0x20 || byte >= 0x7F || c == '"' || c == '\\' || c == '%' ? '_' : c;
  }
  return text;
}

http::Response stored(const http::Request& request, db::Reader& reader, const Depot& depot, const std::string& sha256) {
  auto file = depot.blobs->open(reader, sha256);
  const auto size = size_of(*file);
  auto response = http::answer_with_file(request, {std::move(file), 0, size}, "\"" + sha256 + "\"");
  response.set("Repr-Digest", "sha-256=:" + base64_of_hex(sha256) + ":");
  return response;
}

}  // namespace

http::Response download_answer(const http::Request& request, db::Reader& reader, const Depot& depot,
                               const Attachment& attachment) {
  auto response = stored(request, reader, depot, attachment.sha256);
  response.set("Content-Type", std::string(media_type_of(attachment.type)));
  response.set("Content-Disposition", "attachment; filename=\"" + in_ascii(attachment.name) + "\"; filename*=UTF-8''" +
                                          http::urlencode(attachment.name));
  response.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
  response.set("Cache-Control", "private, no-store");
  return response;
}

http::Response sound_answer(const http::Request& request, db::Reader& reader, const Depot& depot,
                            const Attachment& attachment) {
  if (!is_sound(attachment.type)) throw NotFound();
  auto response = stored(request, reader, depot, attachment.sha256);
  response.set("Content-Type", std::string(media_type_of(attachment.type)));
  response.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
  response.set("Cache-Control", "private, no-cache");
  return response;
}

http::Response picture_answer(const http::Request& request, db::Reader& reader, const Depot& depot,
                              const Attachment& attachment, Picture picture) {
  const auto& sha256 = picture == Picture::Preview ? attachment.preview_sha256 : attachment.thumbnail_sha256;
  if (sha256.empty()) throw NotFound();
  auto response = stored(request, reader, depot, sha256);
  response.set("Content-Type", "image/jpeg");
  response.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
  response.set("Cache-Control", "private, no-cache");
  return response;
}

}  // namespace recours::attachments
