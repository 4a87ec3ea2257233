// Boost.Asio and Boost.Beast as server*.cpp use them; nothing else includes this.
#pragma once

#include <chrono>

// Asio's fences are unknown to ThreadSanitizer, and GCC warns that it will not see them; locks order everything here.
#pragma GCC diagnostic push
#ifdef __SANITIZE_THREAD__
#pragma GCC diagnostic ignored "-Wtsan"
#endif
#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#pragma GCC diagnostic pop

namespace recours::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;
using SteadyClock = std::chrono::steady_clock;

}  // namespace recours::http
