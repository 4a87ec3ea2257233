#include "support/smtp_catcher.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>

extern char** environ;

namespace recours::testing_support {
namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Beside this file, whichever folder the tests are started from.
std::filesystem::path script() { return std::filesystem::path(__FILE__).replace_filename("smtp_catcher.mjs"); }

std::string first_line(int descriptor) {
  std::string line;
  char c = 0;
  while (read(descriptor, &c, 1) == 1 && c != '\n') line += c;
  return line;
}

pid_t spawn_node(std::vector<std::string> arguments, int input, int output) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, 0);
  posix_spawn_file_actions_adddup2(&actions, output, 1);
  std::vector<char*> argv;
  for (auto& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  pid_t child = -1;
  const int error = posix_spawnp(&child, "node", &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("node is needed for these tests and cannot be started");
  return child;
}

}  // namespace

std::string CaughtMail::header(std::string_view name) const {
  const auto end = text.find("\r\n\r\n");
  const auto head = "\r\n" + text.substr(0, end) + "\r\n";
  auto start = head.find("\r\n" + std::string(name) + ":");
  if (start == std::string::npos) return "";
  start += 2 + name.size() + 1;
  std::string value;
  for (auto i = start; i < head.size(); ++i) {
    if (head.compare(i, 2, "\r\n") == 0) {
      if (i + 2 >= head.size() || (head[i + 2] != ' ' && head[i + 2] != '\t')) break;
      ++i;
      continue;
    }
    value += head[i];
  }
  return value.substr(std::min(value.find_first_not_of(' '), value.size()));
}

SmtpCatcher::SmtpCatcher(const Login& login) {
  std::string pattern = (std::filesystem::temp_directory_path() / "recours-smtp-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("cannot create " + pattern);
  folder_ = pattern;
  int input[2];
  int output[2];
  if (pipe2(input, O_CLOEXEC) != 0 || pipe2(output, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  std::vector<std::string> arguments{"node", script().string(), folder_.string(), "--until-stdin-ends"};
  if (!login.user.empty()) arguments.insert(arguments.end(), {"--user", login.user, "--password", login.password});
  child_ = spawn_node(arguments, input[0], output[1]);
  stdin_ = input[1];
  close(input[0]);
  close(output[1]);
  const auto line = first_line(output[0]);
  close(output[0]);
  port_ = std::atoi(line.c_str());
  if (port_ == 0) throw std::runtime_error("the SMTP catcher did not start: npm ci?");
}

SmtpCatcher::~SmtpCatcher() {
  kill(child_, SIGKILL);
  waitpid(child_, nullptr, 0);
  close(stdin_);
  std::filesystem::remove_all(folder_);
}

mail::SmtpSettings SmtpCatcher::settings() const {
  mail::SmtpSettings settings;
  settings.host = "127.0.0.1";
  settings.port = port_;
  settings.from = {"Aubépine Distribution", "recours@distributeur.example"};
  return settings;
}

std::vector<CaughtMail> SmtpCatcher::mails() const {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    if (entry.path().extension() == ".eml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<CaughtMail> mails;
  for (auto& file : files) {
    mails.push_back({read_file(file), read_file(std::filesystem::path(file).replace_extension(".json"))});
  }
  return mails;
}

}  // namespace recours::testing_support
