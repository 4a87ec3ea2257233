#include "inspect/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <malloc.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <memory>
#include <system_error>

namespace recours::inspect {
namespace {

constexpr rlim_t kMemoryBytes = rlim_t{1} << 30;
constexpr rlim_t kProcessorSeconds = 10;
constexpr rlim_t kFileBytes = rlim_t{64} << 20;
constexpr rlim_t kOpenFiles = 64;

[[noreturn]] void fail(int error, const char* what) { throw std::system_error(error, std::generic_category(), what); }

void limit(__rlimit_resource_t resource, rlim_t soft, rlim_t hard) {
  const rlimit wanted{soft, hard};
  if (setrlimit(resource, &wanted) != 0) fail(errno, "setrlimit");
}

// ---- files
constexpr std::uint64_t kReading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;

// Every right the kernel can take away; newer ones have no name in older headers.
std::uint64_t file_rights(long version) {
  std::uint64_t rights = (1ULL << 13) - 1;
  if (version >= 2) rights |= 1ULL << 13;  // moving between folders
  if (version >= 3) rights |= 1ULL << 14;  // truncating
  if (version >= 5) rights |= 1ULL << 15;  // ioctl on devices
  return rights;
}

void allow_reading(int rules, const char* path) {
  const int folder = ::open(path, O_PATH | O_CLOEXEC);
  if (folder < 0) return;  // not on this system
  landlock_path_beneath_attr beneath{};
  beneath.allowed_access = kReading;
  beneath.parent_fd = folder;
  syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
  ::close(folder);
}

// What libraries read while they work: their own data, fonts, character tables. Kernels without Landlock have seccomp,
// which lets nothing be written.
void give_up_files() {
  const long version = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return;
  landlock_ruleset_attr attributes{};
  attributes.handled_access_fs = file_rights(version);
  const auto rules =
      static_cast<int>(syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes.handled_access_fs, 0));
  if (rules < 0) fail(errno, "landlock_create_ruleset");
  for (const auto* path :
       {"/usr/lib", "/usr/lib64", "/usr/share", "/usr/local/share/fonts", "/etc/fonts", "/var/cache/fontconfig"}) {
    allow_reading(rules, path);
  }
  const long failed = syscall(SYS_landlock_restrict_self, rules, 0);
  const int error = errno;
  ::close(rules);
  if (failed != 0) fail(error, "landlock_restrict_self");
}

// ---- system calls
struct ReleaseFilter {
  void operator()(void* filter) const { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, ReleaseFilter>;

template <class... Comparison>
void allow(const Filter& filter, int call, Comparison... comparisons) {
  const scmp_arg_cmp array[] = {comparisons..., scmp_arg_cmp{}};
  const int failed = seccomp_rule_add_array(filter.get(), SCMP_ACT_ALLOW, call, sizeof...(comparisons), array);
  if (failed != 0) fail(-failed, "seccomp_rule_add");
}

void refuse(const Filter& filter, int call, int error) {
  const int failed = seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(static_cast<std::uint32_t>(error)), call, 0);
  if (failed != 0) fail(-failed, "seccomp_rule_add");
}

// Reading and writing what is open, memory, time, threads of its own.
void allow_harmless(const Filter& filter) {
  for (const int call : {SCMP_SYS(read),
                         SCMP_SYS(pread64),
                         SCMP_SYS(readv),
                         SCMP_SYS(preadv),
                         SCMP_SYS(write),
                         SCMP_SYS(writev),
                         SCMP_SYS(pwrite64),
                         SCMP_SYS(lseek),
                         SCMP_SYS(close),
                         SCMP_SYS(fstat),
                         SCMP_SYS(stat),
                         SCMP_SYS(lstat),
                         SCMP_SYS(newfstatat),
                         SCMP_SYS(statx),
                         SCMP_SYS(access),
                         SCMP_SYS(faccessat),
                         SCMP_SYS(faccessat2),
                         SCMP_SYS(readlink),
                         SCMP_SYS(readlinkat),
                         SCMP_SYS(getcwd),
                         SCMP_SYS(getdents64),
                         SCMP_SYS(statfs),
                         SCMP_SYS(fstatfs),
                         SCMP_SYS(fadvise64),
                         SCMP_SYS(mmap),
                         SCMP_SYS(munmap),
                         SCMP_SYS(mprotect),
                         SCMP_SYS(mremap),
                         SCMP_SYS(madvise),
                         SCMP_SYS(brk),
                         SCMP_SYS(membarrier),
                         SCMP_SYS(futex),
                         SCMP_SYS(set_robust_list),
                         SCMP_SYS(rseq),
                         SCMP_SYS(set_tid_address),
                         SCMP_SYS(gettid),
                         SCMP_SYS(getpid),
                         SCMP_SYS(sched_yield),
                         SCMP_SYS(sched_getaffinity),
                         SCMP_SYS(sched_getparam),
                         SCMP_SYS(sched_getscheduler),
                         SCMP_SYS(getpriority),
                         SCMP_SYS(clock_gettime),
                         SCMP_SYS(clock_getres),
                         SCMP_SYS(clock_nanosleep),
                         SCMP_SYS(nanosleep),
                         SCMP_SYS(gettimeofday),
                         SCMP_SYS(time),
                         SCMP_SYS(times),
                         SCMP_SYS(getrusage),
                         SCMP_SYS(getrlimit),
                         SCMP_SYS(sysinfo),
                         SCMP_SYS(uname),
                         SCMP_SYS(getrandom),
                         SCMP_SYS(getuid),
                         SCMP_SYS(geteuid),
                         SCMP_SYS(getgid),
                         SCMP_SYS(getegid),
                         SCMP_SYS(poll),
                         SCMP_SYS(ppoll),
                         SCMP_SYS(eventfd2),
                         SCMP_SYS(rt_sigaction),
                         SCMP_SYS(rt_sigprocmask),
                         SCMP_SYS(rt_sigreturn),
                         SCMP_SYS(sigaltstack),
                         SCMP_SYS(restart_syscall),
                         SCMP_SYS(exit),
                         SCMP_SYS(exit_group)}) {
    allow(filter, call);
  }
}

// Opening without writing or making; threads, not processes; signals and limits for itself only.
void allow_in_part(const Filter& filter) {
  constexpr scmp_datum_t kWriting = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY);
  allow(filter, SCMP_SYS(open), SCMP_A1(SCMP_CMP_MASKED_EQ, kWriting, 0));
  allow(filter, SCMP_SYS(openat), SCMP_A2(SCMP_CMP_MASKED_EQ, kWriting, 0));
  allow(filter, SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD | CLONE_VM, CLONE_THREAD | CLONE_VM));
  allow(filter, SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(getpid())));
  allow(filter, SCMP_SYS(prlimit64), SCMP_A2(SCMP_CMP_EQ, 0));
  allow(filter, SCMP_SYS(prctl), SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME));
  for (const int command : {F_GETFD, F_SETFD, F_GETFL}) {
    allow(filter, SCMP_SYS(fcntl), SCMP_A1(SCMP_CMP_EQ, static_cast<scmp_datum_t>(command)));
  }
  refuse(filter, SCMP_SYS(clone3), ENOSYS);  // its flags lie in memory, out of sight: libraries then take clone
  refuse(filter, SCMP_SYS(openat2), ENOSYS);
}

// An allow-list that answers EPERM to the rest: a library that tries something in vain, such as a cache of fonts, goes
// on.
void give_up_system_calls() {
  const Filter filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)));
  if (!filter) fail(ENOMEM, "seccomp_init");
  seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1);  // threads that run already
  allow_harmless(filter);
  allow_in_part(filter);
  const int failed = seccomp_load(filter.get());
  if (failed != 0) fail(-failed, "seccomp_load");
}

}  // namespace

void limit_resources() {
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // whoever asked is gone: nobody reads the answer
  prctl(PR_SET_DUMPABLE, 0);
  mallopt(M_ARENA_MAX, 2);  // arenas reserve address space for every thread
  limit(RLIMIT_CORE, 0, 0);
  limit(RLIMIT_CPU, kProcessorSeconds, kProcessorSeconds + 1);
  limit(RLIMIT_FSIZE, kFileBytes, kFileBytes);
  limit(RLIMIT_NOFILE, kOpenFiles, kOpenFiles);
  limit(RLIMIT_AS, kMemoryBytes, kMemoryBytes);
}

void give_up_rights() {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) fail(errno, "PR_SET_NO_NEW_PRIVS");
  give_up_files();
  give_up_system_calls();
}

}  // namespace recours::inspect
