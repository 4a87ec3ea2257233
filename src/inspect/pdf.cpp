#include "inspect/pdf.h"

#define POINTERHOLDER_TRANSITION 4  // std::shared_ptr only
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include "inspect/binary.h"
#include "inspect/foreign_data.h"
#include "inspect/verdict.h"

namespace recours::inspect {
namespace {

using namespace std::literals;

constexpr std::size_t kMostObjects = 300'000;
constexpr int kDeepest = 64;

// The first bytes of a stream, however long it unpacks.
class FirstBytes : public Pipeline {
 public:
  FirstBytes() : Pipeline("first bytes", nullptr) {}
  void write(const unsigned char* data, std::size_t size) override {
    kept_.append(reinterpret_cast<const char*>(data), std::min(size, kMost - std::min(kMost, kept_.size())));
  }
  void finish() override {}
  const std::string& kept() const { return kept_; }

 private:
  static constexpr std::size_t kMost = 4096;
  std::string kept_;
};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Actions and annotations by the value of /S and /Subtype.
constexpr std::array kActions{"/JavaScript"sv, "/Launch"sv, "/SubmitForm"sv,       "/ImportData"sv, "/Rendition"sv,
                              "/Movie"sv,      "/Sound"sv,  "/RichMediaExecute"sv, "/GoToE"sv};
constexpr std::array kAnnotations{"/RichMedia"sv, "/Movie"sv, "/Screen"sv, "/Sound"sv};
constexpr std::array kActiveKeys{"/JS"sv, "/JavaScript"sv, "/XFA"sv, "/RichMediaContent"sv};

bool is_xml(QPDFObjectHandle stream) {
  FirstBytes first;
  bool unpacked = false;
  stream.pipeStreamData(&first, &unpacked, 0, qpdf_dl_generalized, true);
  std::string_view text = first.kept();
  if (!unpacked) return false;
  if (text.substr(0, 3) == "\xef\xbb\xbf") text.remove_prefix(3);
  text.remove_prefix(std::min(text.size(), text.find_first_not_of(" \t\r\n")));
  return text.substr(0, 1) == "<" && !has_script(text);
}

bool has_name_of_xml(QPDFObjectHandle specification) {
  for (const auto* key : {"/UF", "/F"}) {
    auto name = specification.getKey(key);
    if (name.isString() && !ends_ignoring_case(name.getUTF8Value(), ".xml")) return false;
  }
  return true;
}

// R-813 Electronic invoices carry their data as XML, and are welcome.
void require_invoice_data(QPDFObjectHandle specification) {
  auto files = specification.getKey("/EF");
  if (!files.isDictionary()) return;
  if (!has_name_of_xml(specification)) throw Unacceptable(Reason::EmbeddedFiles);
  for (auto& [key, file] : files.getDictAsMap()) {
    if (file.isStream() && !is_xml(file)) throw Unacceptable(Reason::EmbeddedFiles);
  }
}

template <std::size_t N>
bool is_name_among(QPDFObjectHandle value, const std::array<std::string_view, N>& words) {
  return value.isName() && among(words, value.getName());
}

void check_dictionary(QPDFObjectHandle dictionary) {
  if (is_name_among(dictionary.getKey("/S"), kActions)) throw Unacceptable(Reason::ActiveContent);
  if (is_name_among(dictionary.getKey("/Subtype"), kAnnotations)) throw Unacceptable(Reason::ActiveContent);
  for (const auto key : kActiveKeys) {
    if (dictionary.hasKey(std::string(key))) throw Unacceptable(Reason::ActiveContent);
  }
  if (dictionary.hasKey("/EF")) require_invoice_data(dictionary);
}

// One indirect object with everything inside it but other indirect ones, whose turn comes by themselves.
void check_value(QPDFObjectHandle value, int depth) {
  if (depth > kDeepest) throw Unacceptable(Reason::TooComplex);
  if (value.isStream()) {
    auto dictionary = value.getDict();
    if (is_name_among(dictionary.getKey("/Type"), std::array{"/EmbeddedFile"sv}) && !is_xml(value)) {
      throw Unacceptable(Reason::EmbeddedFiles);
    }
    return check_value(dictionary, depth + 1);
  }
  if (value.isDictionary()) {
    check_dictionary(value);
    for (auto& [key, held] : value.getDictAsMap()) {
      if (!held.isIndirect()) check_value(held, depth + 1);
    }
  }
  if (value.isArray()) {
    for (auto& held : value.getArrayAsVector()) {
      if (!held.isIndirect()) check_value(held, depth + 1);
    }
  }
}

void check_objects(QPDF& pdf) {
  const auto objects = pdf.getAllObjects();
  if (objects.size() > kMostObjects) throw Unacceptable(Reason::TooComplex);
  check_value(pdf.getTrailer(), 0);
  for (const auto& object : objects) check_value(object, 0);
}

}  // namespace

void check_pdf(std::string_view bytes) try {
  if (has_zip_end(bytes)) throw Unacceptable(Reason::Polyglot);
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.setAttemptRecovery(true);
  pdf.processMemoryFile("file", bytes.data(), bytes.size());
  if (pdf.isEncrypted()) throw Unacceptable(Reason::Encrypted);
  check_objects(pdf);
  if (pdf.getAllPages().empty()) throw Unacceptable(Reason::Damaged);
} catch (const Unacceptable&) {
  throw;
} catch (const QPDFExc& failure) {
  throw Unacceptable(failure.getErrorCode() == qpdf_e_password ? Reason::Encrypted : Reason::Damaged);
} catch (const std::bad_alloc&) {
  throw Unacceptable(Reason::TooComplex);
} catch (const std::exception&) {  // what qpdf throws of its own logic on broken input
  throw Unacceptable(Reason::Damaged);
}

}  // namespace recours::inspect
