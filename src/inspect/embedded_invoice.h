// The XML of an electronic invoice inside a PDF (Factur-X, ZUGFeRD, XRechnung). Runs in the confined program, and in
// tests.
#pragma once

#include <exception>
#include <string>
#include <string_view>

namespace recours::inspect {

// Why there is nothing to read; the codes are those of attachments/embedded_invoice.cpp.
class NoInvoice : public std::exception {
 public:
  explicit NoInvoice(const char* code) : code_(code) {}
  const char* what() const noexcept override { return code_; }

 private:
  const char* code_;
};

// R-231 Throws NoInvoice: none, several, order, encrypted, damaged, too_large.
std::string embedded_invoice(std::string_view pdf);

}  // namespace recours::inspect
