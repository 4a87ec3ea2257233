#include "cli/metrics.h"

#include <sodium.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

namespace recours::cli {
namespace {

// One line per number; a family begins with its help and type.
class Text {
 public:
  void family(std::string_view name, std::string_view type, std::string_view help) {
    text_ += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n", name, help, type);
  }
  template <class Number>
  void value(std::string_view name, std::string_view labels, Number number) {
    if (labels.empty())
      text_ += fmt::format("{} {}\n", name, number);
    else
      text_ += fmt::format("{}{{{}}} {}\n", name, labels, number);
  }
  template <class Number>
  void single(std::string_view name, std::string_view type, std::string_view help, Number number) {
    family(name, type, help);
    value(name, "", number);
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

double seconds(std::chrono::microseconds time) { return static_cast<double>(time.count()) / 1e6; }

std::string labels_of(const http::RouteTraffic& route) {
  return fmt::format(R"(method="{}",route="{}")", http::name_of(route.method), route.route);
}

void add_requests(Text& text, const http::Traffic& traffic) {
  text.family("recours_http_requests_total", "counter", "Requests answered, by route pattern and class of status.");
  for (const auto& route : traffic.routes) {
    for (std::size_t i = 0; i < route.answers.size(); ++i) {
      if (route.answers.at(i) == 0) continue;
      text.value("recours_http_requests_total", fmt::format(R"({},class="{}xx")", labels_of(route), i + 1),
                 route.answers.at(i));
    }
  }
  text.family("recours_http_request_duration_seconds", "histogram",
              "From the complete request to the complete answer, without sending.");
  for (const auto& route : traffic.routes) {
    std::uint64_t total = 0;
    std::uint64_t sum = 0;
    for (const auto count : route.answers) total += count;
    for (std::size_t i = 0; i < http::kDurations.size(); ++i) {
      sum += route.within.at(i);
      text.value("recours_http_request_duration_seconds_bucket",
                 fmt::format(R"({},le="{}")", labels_of(route), seconds(http::kDurations.at(i))), sum);
    }
    text.value("recours_http_request_duration_seconds_bucket", labels_of(route) + R"(,le="+Inf")", total);
    text.value("recours_http_request_duration_seconds_sum", labels_of(route), seconds(route.total));
    text.value("recours_http_request_duration_seconds_count", labels_of(route), total);
  }
}

void add_load(Text& text, const http::Traffic& traffic) {
  text.single("recours_http_connections", "gauge", "Open connections.", traffic.connections);
  text.single("recours_http_requests_in_flight", "gauge", "Requests on a worker.", traffic.running);
  text.single("recours_http_requests_waiting", "gauge", "Requests that wait for a worker.", traffic.waiting);
  text.single("recours_http_spooled_bytes", "gauge", "Held by uploads under way.", traffic.spooled_bytes);
  text.family("recours_http_refused_total", "counter",
              "Requests refused before they reached a page: 503 is overload, 408 too slow.");
  for (const auto& [status, count] : traffic.refused) {
    text.value("recours_http_refused_total", fmt::format(R"(status="{}")", status), count);
  }
  text.single("recours_http_connections_closed_total", "counter", "Connections closed at once, beyond the limit.",
              traffic.closed_at_once);
  text.single("recours_tls_handshakes_failed_total", "counter", "Connections that did not come to terms on TLS.",
              traffic.failed_handshakes);
  if (traffic.certificate_ends_at == 0) return;
  text.single("recours_tls_certificate_end_seconds", "gauge", "Last moment of the certificate, in seconds since 1970.",
              traffic.certificate_ends_at);
}

void add_connections(Text& text, const db::DatabaseUse& use) {
  const auto add = [&](std::string_view name, std::string_view help, int db::PoolUse::*number) {
    text.family(name, "gauge", help);
    text.value(name, R"(kind="read")", use.readers.*number);
    text.value(name, R"(kind="write")", use.writers.*number);
  };
  add("recours_db_connections_limit", "Connections to the database there may be.", &db::PoolUse::limit);
  add("recours_db_connections_open", "Connections to the database there are.", &db::PoolUse::open);
  add("recours_db_connections_lent", "Connections in use.", &db::PoolUse::lent);
  add("recours_db_connections_awaited", "Threads that wait for one.", &db::PoolUse::waiting);
}

void add_mail(Text& text, const std::optional<mail::OutboxCounts>& outbox) {
  if (!outbox) return;
  text.family("recours_outbox_messages", "gauge",
              "Mail that has not left, each exact to 1,000; parked: given up, somebody must look.");
  text.value("recours_outbox_messages", R"(state="queued")", outbox->queued);
  text.value("recours_outbox_messages", R"(state="sending")", outbox->sending);
  text.value("recours_outbox_messages", R"(state="parked")", outbox->parked);
}

void add_jobs(Text& text, const std::map<std::string, jobs::JobRuns>& jobs) {
  if (jobs.empty()) return;
  text.family("recours_job_runs_total", "counter", "Runs of background jobs in this process.");
  for (const auto& [name, runs] : jobs) {
    text.value("recours_job_runs_total", fmt::format(R"(job="{}",end="done")", name), runs.done);
    text.value("recours_job_runs_total", fmt::format(R"(job="{}",end="failed")", name), runs.failed);
  }
  text.family("recours_job_last_done_seconds", "gauge",
              "When the last run that ended well began, in seconds since 1970.");
  for (const auto& [name, runs] : jobs) {
    if (!runs.last_done) continue;
    const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(runs.last_done->time().time_since_epoch());
    text.value("recours_job_last_done_seconds", fmt::format(R"(job="{}")", name),
               fmt::format("{:.3f}", static_cast<double>(since.count()) / 1e3));
  }
  text.family("recours_job_last_duration_seconds", "gauge", "How long the last run took.");
  for (const auto& [name, runs] : jobs) {
    text.value("recours_job_last_duration_seconds", fmt::format(R"(job="{}")", name), seconds(runs.last_took));
  }
}

void add_process(Text& text, const ProcessUse& use) {
  text.single("process_cpu_seconds_total", "counter", "Processor time.", use.cpu_seconds);
  text.single("process_resident_memory_bytes", "gauge", "Memory.", use.resident_bytes);
  text.single("process_open_fds", "gauge", "Open files and sockets.", use.open_files);
  text.single("process_start_time_seconds", "gauge", "Start, in seconds since 1970.",
              fmt::format("{:.2f}", use.started_at));
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

// Ticks since the machine started: field 22 of /proc/self/stat, counted behind the name, which may hold anything.
double start_of_process() {
  std::ifstream stat("/proc/self/stat");
  std::string line;
  std::getline(stat, line);
  std::istringstream rest(line.substr(std::min(line.rfind(')') + 1, line.size())));
  std::string field;
  for (int i = 3; i <= 22; ++i) rest >> field;
  double machine = 0;
  std::ifstream about("/proc/stat");
  for (std::string word; about >> word;) {
    if (word == "btime" && about >> machine) break;
  }
  return machine + std::strtod(field.c_str(), nullptr) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace

ProcessUse process_use() {
  ProcessUse use;
  rusage spent{};
  if (getrusage(RUSAGE_SELF, &spent) == 0) use.cpu_seconds = seconds(spent.ru_utime) + seconds(spent.ru_stime);
  std::ifstream memory("/proc/self/statm");
  std::uint64_t size = 0;
  std::uint64_t resident = 0;
  memory >> size >> resident;
  use.resident_bytes = resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
  std::error_code failed;
  for (auto file = std::filesystem::directory_iterator("/proc/self/fd", failed);
       !failed && file != std::filesystem::directory_iterator(); file.increment(failed)) {
    ++use.open_files;
  }
  static const double started = start_of_process();
  use.started_at = started;
  return use;
}

std::string metrics_text(const Metrics& metrics) {
  Text text;
  text.family("recours_build_info", "gauge", "What runs here.");
  text.value("recours_build_info", fmt::format(R"(version="{}",engine="{}")", metrics.version, metrics.engine), 1);
  add_requests(text, metrics.traffic);
  add_load(text, metrics.traffic);
  add_connections(text, metrics.connections);
  add_mail(text, metrics.outbox);
  add_jobs(text, metrics.jobs);
  add_process(text, metrics.process);
  return text.take();
}

bool may_read_metrics(const http::Request& request, std::string_view token) {
  if (!token.empty()) {
    const std::string expected = "Bearer " + std::string(token);
    const auto sent = request.header("authorization");
    return sent.size() == expected.size() && sodium_memcmp(sent.data(), expected.data(), expected.size()) == 0;
  }
  static constexpr std::array kMarks{"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host",
                                     "x-real-ip",       "forwarded",         "via"};
  const bool is_forwarded =
      std::any_of(kMarks.begin(), kMarks.end(), [&](const char* name) { return !request.header(name).empty(); });
  const bool is_here = request.client_address == "::1" || request.client_address.starts_with("127.");
  return is_here && !is_forwarded;
}

}  // namespace recours::cli
