// Data of the scalar workloads; the rest is as in data.py.
#pragma once
#include <cmath>
#include <cstdint>
#include <vector>

struct Lcg {
  std::uint64_t state = 42;
  double next() {
    state = (state * 1103515245 + 12345) % 2147483648u;
    return state / 2147483648.0;
  }
};

constexpr int LAYERS = 3, SIZES[LAYERS + 1] = {2, 16, 16, 1}, PARAMETERS = 337, POINTS = 100, WIDEST = 16;
// Operation nodes of W4b as micrograd builds them: 640 a point, 3 a margin, 100 + 1 for the mean, 337 * 2 + 1 for the
// penalty and 1 to add both.
constexpr double MOON_NODES = 640 * POINTS + 3 * POINTS + POINTS + 1 + 2 * PARAMETERS + 1 + 1;

struct Moons {
  double points[POINTS][2], labels[POINTS];
  std::vector<double> params;
  Moons() {
    Lcg u;
    const double pi = std::acos(-1.0);
    for (int i = 0; i < POINTS; i++) {
      const double t = pi * (i / 2) / 49;
      const bool upper = i % 2 == 0;
      points[i][0] = (upper ? std::cos(t) : 1 - std::cos(t)) + 0.2 * (u.next() - 0.5);
      points[i][1] = (upper ? std::sin(t) : 0.5 - std::sin(t)) + 0.2 * (u.next() - 0.5);
      labels[i] = upper ? 1 : -1;
    }
    for (int l = 0; l < LAYERS; l++)
      for (int j = 0; j < SIZES[l + 1]; j++) {
        for (int k = 0; k < SIZES[l]; k++) params.push_back(2 * u.next() - 1);
        params.push_back(0);
      }
  }
};

inline std::vector<double> rosenbrock_start(int n) {
  std::vector<double> x(n, 1.0);
  for (int i = 0; i < n; i += 2) x[i] = -1.2;
  return x;
}
