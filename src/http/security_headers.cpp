#include "http/security_headers.h"

namespace recours::http {

void add_security_headers(Response& response, bool secure) {
  // A page that shows foreign content (the preview of a mail) brings a policy of its own.
  if (response.header("Content-Security-Policy").empty()) {
    response.set("Content-Security-Policy",
                 "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; "
                 "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
                 "manifest-src 'self'");
  }
  response.set("X-Content-Type-Options", "nosniff");
  if (response.header("Referrer-Policy").empty()) response.set("Referrer-Policy", "same-origin");
  response.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  response.set("Cross-Origin-Opener-Policy", "same-origin");
  response.set("Cross-Origin-Resource-Policy", "same-origin");
  if (secure) response.set("Strict-Transport-Security", "max-age=31536000");
  if (response.header("Cache-Control").empty()) response.set("Cache-Control", "no-store");
}

}  // namespace recours::http
