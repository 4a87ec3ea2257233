#include "attachments/attachment.h"

#include <algorithm>
#include <stdexcept>

namespace recours::attachments {
namespace {

struct TypeWords {
  FileType type;
  std::string_view name;
  std::string_view media_type;
  std::string_view extension;
  std::string_view label;
};
constexpr TypeWords kTypes[] = {
    {FileType::Pdf, "pdf", "application/pdf", ".pdf", "PDF"},
    {FileType::Doc, "doc", "application/msword", ".doc", "DOC"},
    {FileType::Docx, "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx", "DOCX"},
    {FileType::Jpeg, "jpeg", "image/jpeg", ".jpg", "JPG"},
    {FileType::Png, "png", "image/png", ".png", "PNG"},
    {FileType::Eml, "eml", "message/rfc822", ".eml", "EML"},
    {FileType::Mp3, "mp3", "audio/mpeg", ".mp3", "MP3"},
    {FileType::M4a, "m4a", "audio/mp4", ".m4a", "M4A"},
    {FileType::Wav, "wav", "audio/wav", ".wav", "WAV"},
};

const TypeWords& words_of(FileType type) {
  return *std::find_if(std::begin(kTypes), std::end(kTypes),
                       [&](const TypeWords& words) { return words.type == type; });
}

// Each says what was found and what to do about it: the person who reads it has the file before them, not our rules.
Message sentence_of(std::string_view code) {
  if (code == "unsupported_type") {
    return msg("This kind of file is not accepted: send a PDF, a Word document (DOC, DOCX) or a picture (JPG, PNG).");
  }
  if (code == "too_large") return msg("This file is larger than 20 MB: reduce it or split it, then attach it again.");
  if (code == "empty") return msg("This file is empty: check it on your device, then attach it again.");
  if (code == "damaged") {
    return msg("This file is damaged or incomplete: open it on your device, save it again, then attach the copy.");
  }
  if (code == "encrypted") {
    return msg("This file is protected by a password: save it without protection, then attach it again.");
  }
  if (code == "macros") return msg("This document holds macros: save it as PDF, then attach the PDF.");
  if (code == "active_content") {
    return msg("This document holds programs that start by themselves: print it to a new PDF, then attach that one.");
  }
  if (code == "embedded_files") {
    return msg(
        "Other files are hidden in this document: attach each of them by itself, and the document without them.");
  }
  if (code == "external_content") {
    return msg("This document loads parts of it from the internet: save it as PDF, then attach the PDF.");
  }
  if (code == "polyglot") {
    return msg(
        "This file pretends to be several kinds of file at once: save it again from the program you made it with, "
        "then attach the copy.");
  }
  if (code == "archive_bomb") {
    return msg("Unpacked, this document would be far too large: save it as PDF, then attach the PDF.");
  }
  if (code == "image_too_large") {
    return msg("This picture has too many pixels: reduce it or take it at a lower resolution, then attach it again.");
  }
  if (code == "too_complex") {
    return msg(
        "This file is too complex to be checked: print it to a new PDF or take a photo of it, then attach that.");
  }
  if (code == "virus_found") {
    return msg(
        "The virus scanner found something in this file: it was not kept. Check your device, then send a clean copy.");
  }
  if (code == "already_attached") return msg("This file is attached already: there is nothing left to do.");
  if (code == "too_many_files") {
    return msg("There are 40 files already, which is the limit: remove one, or put several pages into one PDF.");
  }
  if (code == "too_large_together") {
    return msg("Together the files would exceed 100 MB: remove one or attach a smaller version.");
  }
  throw std::logic_error("no sentence for a file refused as " + std::string(code));
}

}  // namespace

std::string_view name_of(FileType type) { return words_of(type).name; }

std::optional<FileType> file_type_named(std::string_view name) {
  for (const auto& words : kTypes) {
    if (words.name == name) return words.type;
  }
  return std::nullopt;
}

std::string_view media_type_of(FileType type) { return words_of(type).media_type; }

std::string_view extension_of(FileType type) { return words_of(type).extension; }

bool is_image(FileType type) { return type == FileType::Jpeg || type == FileType::Png; }

bool is_sound(FileType type) { return type == FileType::Mp3 || type == FileType::M4a || type == FileType::Wav; }

std::string_view label_of(FileType type) { return words_of(type).label; }

//
bool takes(Formats formats, FileType type) {
  return formats == Formats::MailsAndSound || !(is_sound(type) || type == FileType::Eml);
}

std::string_view name_of(Source source) {
  switch (source) {
    case Source::Desk: return "desk";
    case Source::Phone: return "phone";
    case Source::Api: return "api";
  }
  return "desk";
}

std::string_view name_of(Scan scan) {
  switch (scan) {
    case Scan::NotConfigured: return "not_configured";
    case Scan::Waiting: return "waiting";
    case Scan::Clean: return "clean";
    case Scan::Infected: return "infected";
  }
  return "not_configured";
}

std::optional<Source> source_named(std::string_view name) {
  for (const auto source : {Source::Desk, Source::Phone, Source::Api}) {
    if (name_of(source) == name) return source;
  }
  return std::nullopt;
}

std::optional<Scan> scan_named(std::string_view name) {
  for (const auto scan : {Scan::NotConfigured, Scan::Waiting, Scan::Clean, Scan::Infected}) {
    if (name_of(scan) == name) return scan;
  }
  return std::nullopt;
}

//
std::optional<Refusal> objection_to_size(std::int64_t bytes) {
  if (bytes <= 0) return refused_file("empty");
  if (bytes > kMostFileBytes) return refused_file("too_large");
  return std::nullopt;
}

//
std::optional<Refusal> objection_to_amount(std::span<const Attachment> present, std::int64_t more_bytes) {
  int files = 1;
  std::int64_t together = more_bytes;
  for (const auto& attachment : present) {
    if (attachment.removed_at) continue;
    ++files;
    together += attachment.size;
  }
  if (files > kMostFiles) return refused_file("too_many_files");
  if (together > kMostTogetherBytes) return refused_file("too_large_together");
  return std::nullopt;
}

Refusal refused_file(std::string_view code) {
  const auto sentence = sentence_of(code);
  return {std::string(code), sentence, {{"file", std::string(code), sentence}}};
}

Refusal unsupported_type(Formats formats) {
  if (formats == Formats::Documents) return refused_file("unsupported_type");
  const auto sentence =
      msg("This kind of file is not accepted: send a PDF, a Word document (DOC, DOCX), a picture (JPG, PNG), a mail (EML) or "
          "a recording (MP3, M4A, WAV).");
  return {"unsupported_type", sentence, {{"file", "unsupported_type", sentence}}};
}

}  // namespace recours::attachments
