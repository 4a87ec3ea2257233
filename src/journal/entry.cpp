#include <algorithm>
#include <stdexcept>
#include <vector>

#include <sodium.h>
#include <boost/json.hpp>

#include "base/text.h"
#include "journal/journal.h"

namespace recours::journal {
namespace {

constexpr std::size_t kHashBytes = crypto_hash_sha256_BYTES;

std::string field(std::string_view bytes) {
  std::string out;
  for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(bytes.size() >> shift & 0xFF);
  return out.append(bytes);
}

std::string fields_of(const Entry& entry) {
  return field(entry.at) + field(entry.actor_id) + field(entry.source) + field(entry.action) +
         field(entry.subject_type) + field(entry.subject_id);
}

std::string bytes_of(std::string_view hex_digits) {
  std::string bytes(kHashBytes, '\0');
  std::size_t length = 0;
  const int outcome = sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), hex_digits.data(),
                                     hex_digits.size(), nullptr, &length, nullptr);
  if (outcome != 0 || length != kHashBytes || hex_digits.size() != 2 * kHashBytes) {
    throw std::invalid_argument("not 64 hexadecimal digits");
  }
  return bytes;
}

std::string sha256(std::string_view bytes) {
  std::string digest(kHashBytes, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return hex(digest);
}

std::string canonical_object(const boost::json::object& object) {
  std::vector<const boost::json::key_value_pair*> members;
  for (const auto& member : object) members.push_back(&member);
  std::sort(members.begin(), members.end(),
            [](const auto* a, const auto* b) { return std::string_view(a->key()) < std::string_view(b->key()); });
  std::string out = "{";
  for (const auto* member : members) {
    if (out.size() > 1) out += ',';
    out += boost::json::serialize(boost::json::string_view(member->key())) + ":" + canonical(member->value());
  }
  return out + "}";
}

}  // namespace

std::string canonical(const boost::json::value& value) {
  if (const auto* object = value.if_object()) return canonical_object(*object);
  if (const auto* array = value.if_array()) {
    std::string out = "[";
    for (const auto& item : *array) {
      if (out.size() > 1) out += ',';
      out += canonical(item);
    }
    return out + "]";
  }
  return boost::json::serialize(value);
}

std::string commitment_of(const Entry& entry, std::string_view salt_hex, std::string_view content) {
  return sha256(bytes_of(salt_hex) + field("recours-commitment-1") + fields_of(entry) + field(content));
}

std::string chain_hash_of(const Entry& entry, std::int64_t position, std::string_view previous_hex) {
  const auto previous = previous_hex.empty() ? std::string(kHashBytes, '\0') : bytes_of(previous_hex);
  return sha256(previous + field("recours-link-1") + field(std::to_string(position)) + field(std::to_string(entry.id)) +
                fields_of(entry) + bytes_of(entry.commitment));
}

}  // namespace recours::journal
