// Times a step and prints one result line, the same line that timing.py prints.
#pragma once
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

inline double env_seconds(const char* name, double fallback) {
  const char* s = std::getenv(name);
  return s ? std::atof(s) : fallback;
}

// Keeps the compiler from knowing what memory holds, so that no step is folded away.
inline void barrier() { asm volatile("" ::: "memory"); }
template <class T> inline void keep(T& value) { asm volatile("" : "+m"(value)::"memory"); }

// check is a value that all peers of a workload must agree on; times are divided by the nodes, if these are given.
template <class Step>
void measure(const std::string& workload, const std::string& peer, Step step, double check, double nodes = 1,
             const std::string& note = "") {
  using clock = std::chrono::steady_clock;
  auto seconds = [](clock::time_point from) { return std::chrono::duration<double>(clock::now() - from).count(); };
  const double warm_up = env_seconds("WARM_UP_S", 1.0), length = env_seconds("MEASURE_S", 3.0);
  auto begin = clock::now();
  long steps = 0;
  for (long burst = 1; seconds(begin) < warm_up; burst = std::min(burst * 2, 4096L))
    for (long i = 0; i < burst; i++, steps++) { step(); barrier(); }
  const long inner = std::max(1L, std::lround(200e-6 / (seconds(begin) / steps)));
  std::vector<double> samples;
  begin = clock::now();
  while (seconds(begin) < length || samples.size() < 7) {
    auto start = clock::now();
    for (long i = 0; i < inner; i++) { step(); barrier(); }
    samples.push_back(seconds(start) / inner * 1e6);
  }
  std::sort(samples.begin(), samples.end());
  const size_t n = samples.size();
  const double median = n % 2 ? samples[n / 2] : (samples[n / 2 - 1] + samples[n / 2]) / 2;
  std::printf("%-14s %-34s f64  t1 median %12.6f us  min %12.6f  max %12.6f  n %6zux%-6ld check %.10g  %s",
              workload.c_str(), peer.c_str(), median / nodes, samples.front() / nodes, samples.back() / nodes, n, inner, check, note.c_str());
  std::printf("\n");
  std::fflush(stdout);
}

inline double abs_sum(const std::vector<double>& v) {
  double s = 0;
  for (double x : v) s += std::fabs(x);
  return s;
}
