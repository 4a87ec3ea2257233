// Recordings and mails made on the spot, silent and short, with what the inspectors look at.
#pragma once

#include <cstdint>
#include <string>

namespace recours::testing_support {

using std::string_literals::operator""s;  // bytes with zeros among them

inline std::string four_bytes(std::uint32_t value) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xff);
  return out;
}

inline std::string little_endian(std::uint32_t value, int count = 4) {
  std::string out;
  for (int i = 0; i < count; ++i) out += static_cast<char>(value >> (8 * i) & 0xff);
  return out;
}

// MPEG 1 layer III, 128 kbit/s at 44,1 kHz: 417 bytes a frame.
inline std::string mp3_frames(int count = 4) {
  std::string out;
  for (int i = 0; i < count; ++i) out += "\xff\xfb\x90\x64"s + std::string(413, '\0');
  return out;
}
// An ID3v2 tag of this content; its length has seven bits a byte.
inline std::string id3_tag(const std::string& content) {
  const auto size = static_cast<std::uint32_t>(content.size());
  return "ID3\x03\0\0"s + static_cast<char>(size >> 21 & 127) + static_cast<char>(size >> 14 & 127) +
         static_cast<char>(size >> 7 & 127) + static_cast<char>(size & 127) + content;
}

inline std::string media_box(const std::string& type, const std::string& content) {
  return four_bytes(static_cast<std::uint32_t>(content.size() + 8)) + type + content;
}
inline std::string media_track(const std::string& handler) {
  return media_box("trak",
                   media_box("mdia", media_box("hdlr", std::string(8, '\0') + handler + std::string(13, '\0'))));
}
inline std::string m4a(const std::string& brand = "M4A ", const std::string& tracks = media_track("soun")) {
  return media_box("ftyp", brand + four_bytes(0) + "isom") + media_box("moov", media_box("mvhd", "x") + tracks) +
         media_box("mdat", std::string(64, '\0'));
}

inline std::string riff_chunk(const std::string& type, const std::string& content) {
  return type + little_endian(static_cast<std::uint32_t>(content.size())) + content +
         std::string(content.size() % 2, '\0');
}
// Mono, 8 kHz, 16 bits.
inline std::string wav_format(std::uint32_t coding = 1, std::uint32_t channels = 1, std::uint32_t rate = 8000) {
  return riff_chunk("fmt ", little_endian(coding, 2) + little_endian(channels, 2) + little_endian(rate) +
                                little_endian(rate * 2) + little_endian(2, 2) + little_endian(16, 2));
}
inline std::string riff(const std::string& chunks) {
  return "RIFF" + little_endian(static_cast<std::uint32_t>(chunks.size() + 4)) + "WAVE" + chunks;
}
inline std::string wav() { return riff(wav_format() + riff_chunk("data", std::string(160, '\0'))); }

inline std::string eml(const std::string& more = "",
                       const std::string& body = "Bonjour,\r\n\r\nJe conteste ces frais.\r\n") {
  return "Return-Path: <camille@exemple.example>\r\nFrom: Camille Roussel <camille@exemple.example>\r\n"
         "To: reclamations@cabinet.example\r\nSubject: =?UTF-8?Q?R=C3=A9clamation?=\r\n"
         "Date: Mon, 2 Nov 2026 09:12:00 +0100\r\nMessage-ID: <1@exemple.example>\r\n" +
         more + "\r\n" + body;
}

}  // namespace recours::testing_support
