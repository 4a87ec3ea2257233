// Files made on the spot for the inspectors: pictures with and without a place in them, PDFs out of their objects, Word
// documents out of their parts. Nothing here is read from disk.
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <gsf/gsf.h>
#include <zlib.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recours::testing_support {

using std::string_literals::operator""s;  // bytes with zeros among them

inline std::string big_endian(std::uint32_t value, int count = 4) {
  std::string out;
  for (int shift = (count - 1) * 8; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xff);
  return out;
}

// ---- JPEG and PNG, as bytes around a coded picture
// A segment such as "\xe1" with its length.
inline std::string jpeg_segment(char marker, const std::string& content) {
  return std::string("\xff") + marker + big_endian(static_cast<std::uint32_t>(content.size() + 2), 2) + content;
}
// With a segment right behind the start.
inline std::string with_segment(const std::string& jpeg, char marker, const std::string& content) {
  return jpeg.substr(0, 2) + jpeg_segment(marker, content) + jpeg.substr(2);
}

inline std::string png_chunk(const std::string& type, const std::string& content) {
  const auto checked = type + content;
  const auto sum = crc32(0, reinterpret_cast<const Bytef*>(checked.data()), static_cast<uInt>(checked.size()));
  return big_endian(static_cast<std::uint32_t>(content.size())) + checked + big_endian(static_cast<std::uint32_t>(sum));
}
inline const std::string kPngSignature = "\x89PNG\r\n\x1a\n";
// Only what the header says; eight-bit colours.
inline std::string png_of_size(std::uint32_t width, std::uint32_t height) {
  const auto header = big_endian(width) + big_endian(height) + "\x08\x02\0\0\0"s;
  return kPngSignature + png_chunk("IHDR", header) + png_chunk("IDAT", "x") + png_chunk("IEND", "");
}
// With a chunk behind IHDR.
inline std::string with_chunk(const std::string& png, const std::string& type, const std::string& content) {
  constexpr std::size_t kBehindHeader = 8 + 25;
  return png.substr(0, kBehindHeader) + png_chunk(type, content) + png.substr(kBehindHeader);
}

// ---- PDF
// Objects 1, 2, … of which 1 is the catalogue, with a right cross-reference table.
inline std::string pdf_of(const std::vector<std::string>& objects, const std::string& before = "") {
  std::string out = before + "%PDF-1.7\n";
  std::string table = "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    auto offset = std::to_string(out.size() - before.size());
    table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const auto start = std::to_string(out.size() - before.size());
  return out + table + "trailer\n<< /Size " + std::to_string(objects.size() + 1) + " /Root 1 0 R >>\nstartxref\n" +
         start + "\n%%EOF\n";
}
inline std::string pdf_stream(const std::string& dictionary, const std::string& content) {
  return "<< " + dictionary + " /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream";
}
// One page; `catalogue` and `page` are added to their dictionaries, `more` are objects 5 and up.
inline std::string one_page_pdf(const std::string& catalogue = "", const std::string& page = "",
                                const std::vector<std::string>& more = {}, const std::string& before = "") {
  std::vector<std::string> objects{
      "<< /Type /Catalog /Pages 2 0 R " + catalogue + " >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R " + page + " >>",
      pdf_stream("", "1 0 0 rg 100 100 200 200 re f")};
  objects.insert(objects.end(), more.begin(), more.end());
  return pdf_of(objects, before);
}
// As object 5 with its file as object 6.
inline std::vector<std::string> attached_file(const std::string& name, const std::string& content) {
  return {"<< /Type /Filespec /F (" + name + ") /UF (" + name + ") /EF << /F 6 0 R >> >>",
          pdf_stream("/Type /EmbeddedFile", content)};
}
inline const std::string kNamesAttached = "/Names << /EmbeddedFiles << /Names [(a) 5 0 R] >> >>";

// ---- ZIP and DOCX
using Entries = std::vector<std::pair<std::string, std::string>>;

inline std::string zip_of(const Entries& entries, const char* passphrase = nullptr) {
  std::size_t room = 65536;
  for (const auto& [name, content] : entries) room += name.size() * 2 + content.size() + 1024;
  std::string out(room, '\0');
  std::size_t used = 0;
  const std::unique_ptr<archive, int (*)(archive*)> zip(archive_write_new(), archive_write_free);
  archive_write_set_format_zip(zip.get());
  archive_write_set_bytes_in_last_block(zip.get(), 1);
  if (passphrase) {
    archive_write_set_options(zip.get(), "zip:encryption=traditional");
    archive_write_set_passphrase(zip.get(), passphrase);
  }
  archive_write_open_memory(zip.get(), out.data(), out.size(), &used);
  for (const auto& [name, content] : entries) {
    const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(), archive_entry_free);
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(content.size()));
    if (archive_write_header(zip.get(), entry.get()) != ARCHIVE_OK)
      throw std::runtime_error(archive_error_string(zip.get()));
    archive_write_data(zip.get(), content.data(), content.size());
  }
  archive_write_close(zip.get());
  return out.substr(0, used);
}

inline const std::string kWordMain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
inline std::string content_types(const std::string& main_type = kWordMain, const std::string& more = "") {
  return R"(<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
         R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
         R"(<Default Extension="xml" ContentType="application/xml"/>)" +
         more + R"(<Override PartName="/word/document.xml" ContentType=")" + main_type + R"("/></Types>)";
}
inline std::string relationships(const std::string& inside) {
  return R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)" + inside +
         "</Relationships>";
}
inline std::string relationship(const std::string& type, const std::string& target,
                                const std::string& mode = "Internal") {
  return R"(<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/)" + type +
         R"(" Target=")" + target + R"(" TargetMode=")" + mode + R"("/>)";
}
inline std::string word_text(const std::string& inside) {
  return R"(<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>)" +
         inside + "</w:p></w:body></w:document>";
}
inline std::string field_run(const std::string& inside) { return "<w:r>" + inside + "</w:r>"; }
inline std::string field(const std::vector<std::string>& pieces) {
  auto out = field_run(R"(<w:fldChar w:fldCharType="begin"/>)");
  for (const auto& piece : pieces) out += field_run("<w:instrText>" + piece + "</w:instrText>");
  return out + field_run(R"(<w:fldChar w:fldCharType="end"/>)");
}
// The parts of a small document; later ones are added.
inline Entries word_parts(const std::string& text = "<w:r><w:t>Bonjour</w:t></w:r>", const Entries& more = {},
                          const std::string& types = content_types()) {
  Entries parts{{"[Content_Types].xml", types},
                {"_rels/.rels", relationships(relationship("officeDocument", "word/document.xml"))},
                {"word/document.xml", word_text(text)}};
  parts.insert(parts.end(), more.begin(), more.end());
  return parts;
}
inline std::string docx(const std::string& text, const Entries& more = {}, const std::string& types = content_types()) {
  return zip_of(word_parts(text, more, types));
}
inline std::string docx() { return zip_of(word_parts()); }

// ---- OLE
// Streams by path, "Macros/VBA/dir" in folders.
inline std::string ole_of(const Entries& streams) {
  const auto owned = [](auto* object) {
    return std::shared_ptr<void>(object, [](void* held) { g_object_unref(held); });
  };
  GsfOutput* const memory = gsf_output_memory_new();
  const auto memory_owner = owned(memory);
  GsfOutfile* const root = gsf_outfile_msole_new(memory);
  const auto root_owner = owned(root);
  for (const auto& [path, content] : streams) {
    std::vector<GsfOutput*> open;
    GsfOutfile* folder = root;
    std::size_t from = 0;
    for (auto slash = path.find('/'); slash != path.npos; from = slash + 1, slash = path.find('/', from)) {
      open.push_back(gsf_outfile_new_child(folder, path.substr(from, slash - from).c_str(), TRUE));
      folder = GSF_OUTFILE(open.back());
    }
    open.push_back(gsf_outfile_new_child(folder, path.substr(from).c_str(), FALSE));
    gsf_output_write(open.back(), content.size(), reinterpret_cast<const guint8*>(content.data()));
    for (auto made = open.rbegin(); made != open.rend(); ++made) {
      gsf_output_close(*made);
      g_object_unref(*made);
    }
  }
  gsf_output_close(GSF_OUTPUT(root));
  const auto* const bytes = gsf_output_memory_get_bytes(GSF_OUTPUT_MEMORY(memory));
  return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(gsf_output_size(memory))};
}
// The stream WordDocument: the file information block with these flags, then text.
inline std::string word_stream(unsigned flags = 0, const std::string& text = "Bonjour") {
  std::string block(512, '\0');
  block[0] = '\xec', block[1] = '\xa5', block[2] = '\xc1';
  block[10] = static_cast<char>(flags & 0xff), block[11] = static_cast<char>(flags >> 8);
  return block + text + std::string(4096, '\0');
}
inline std::string doc(unsigned flags = 0, const Entries& more = {}, const std::string& text = "Bonjour") {
  Entries streams{{"WordDocument", word_stream(flags, text)}, {"0Table", std::string(4096, '\1')}};
  streams.insert(streams.end(), more.begin(), more.end());
  return ole_of(streams);
}

}  // namespace recours::testing_support
