#include "inspect/embedded_invoice.h"

#define POINTERHOLDER_TRANSITION 4  // std::shared_ptr only
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>

#include <algorithm>
#include <array>
#include <map>
#include <new>

#include "inspect/inspection.h"

namespace recours::inspect {
namespace {

using namespace std::literals;

// As they are met; compared without regard to case.
constexpr std::array kInvoiceNames{"factur-x.xml"sv, "zugferd-invoice.xml"sv, "xrechnung.xml"sv};
constexpr std::array kOrderNames{"order-x.xml"sv};

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

// Some writers store a whole path.
std::string last_part(const std::string& name) { return name.substr(name.find_last_of("/\\") + 1); }

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), lower_case(last_part(name))) != names.end();
}

// Everything a stream unpacks to, up to the longest file that is looked at.
class WholeStream : public Pipeline {
 public:
  WholeStream() : Pipeline("whole stream", nullptr) {}
  void write(const unsigned char* data, std::size_t size) override {
    if (bytes_.size() + size > kMostFileBytes) too_large_ = true;
    if (!too_large_) bytes_.append(reinterpret_cast<const char*>(data), size);
  }
  void finish() override {}
  std::string take() {
    if (too_large_) throw NoInvoice("too_large");
    return std::move(bytes_);
  }

 private:
  std::string bytes_;
  bool too_large_ = false;
};

// The embedded files by their object, since the same one may stand in the list of names and beside the page.
struct EmbeddedFiles {
  std::map<QPDFObjGen, QPDFObjectHandle> invoices;
  bool has_order = false;

  void add(QPDFObjectHandle specification) {
    if (!specification.isDictionary()) return;
    QPDFFileSpecObjectHelper file(specification);
    const auto name = file.getFilename();
    if (is_among(kOrderNames, name)) has_order = true;
    auto stream = file.getEmbeddedFileStream();
    if (is_among(kInvoiceNames, name) && stream.isStream()) invoices.emplace(stream.getObjGen(), stream);
  }
};

EmbeddedFiles files_of(QPDF& pdf) {
  EmbeddedFiles found;
  QPDFEmbeddedFileDocumentHelper helper(pdf);
  if (helper.hasEmbeddedFiles()) {
    for (const auto& [key, file] : helper.getEmbeddedFiles()) found.add(file->getObjectHandle());
  }
  auto associated = pdf.getRoot().getKey("/AF");
  if (associated.isDictionary()) found.add(associated);
  if (associated.isArray()) {
    for (auto& file : associated.getArrayAsVector()) found.add(file);
  }
  return found;
}

std::string unpacked(QPDFObjectHandle stream) {
  WholeStream whole;
  bool is_unpacked = false;
  stream.pipeStreamData(&whole, &is_unpacked, 0, qpdf_dl_generalized, true);
  if (!is_unpacked) throw NoInvoice("damaged");
  return whole.take();
}

std::string invoice_of(QPDF& pdf) {
  if (pdf.isEncrypted()) throw NoInvoice("encrypted");
  const auto files = files_of(pdf);
  if (files.invoices.size() > 1) throw NoInvoice("several");
  if (files.invoices.empty()) throw NoInvoice(files.has_order ? "order" : "none");
  return unpacked(files.invoices.begin()->second);
}

}  // namespace

std::string embedded_invoice(std::string_view bytes) try {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.setAttemptRecovery(true);
  pdf.processMemoryFile("file", bytes.data(), bytes.size());
  return invoice_of(pdf);
} catch (const NoInvoice&) {
  throw;
} catch (const QPDFExc& failure) {
  throw NoInvoice(failure.getErrorCode() == qpdf_e_password ? "encrypted" : "damaged");
} catch (const std::bad_alloc&) {
  throw NoInvoice("too_large");
} catch (const std::exception&) {  // what qpdf throws of its own logic on broken input
  throw NoInvoice("damaged");
}

}  // namespace recours::inspect
