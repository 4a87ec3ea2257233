// CPU and wall clock of a piece of work, medians over rounds: what every row of the benchmark is made of.
#pragma once

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <vector>

namespace recours::bench {

inline double cpu_microseconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto micros = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec);
  };
  return micros(usage.ru_utime) + micros(usage.ru_stime);
}

inline double wall_microseconds() {
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// Median of one call in µs by this clock, over `rounds` rounds of `repeat` calls after a warm-up round.
inline double median_of(double (*clock)(), int rounds, int repeat, const std::function<void()>& work) {
  for (int i = 0; i < repeat; ++i) work();
  std::vector<double> taken;
  for (int round = 0; round < rounds; ++round) {
    const double before = clock();
    for (int i = 0; i < repeat; ++i) work();
    taken.push_back((clock() - before) / repeat);
  }
  const auto middle = taken.begin() + rounds / 2;
  std::nth_element(taken.begin(), middle, taken.end());
  return *middle;
}

inline double median_cpu(int repeat, const std::function<void()>& work) {
  return median_of(cpu_microseconds, 15, repeat, work);
}

}  // namespace recours::bench
