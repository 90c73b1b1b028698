// Derivatives written by hand: the limit for an automatic tool on the same machine. PEER names the compiler flags.
#ifndef PEER
#define PEER "C++ by hand"
#endif

#include "timing.hpp"
#include "workloads.hpp"

inline double relu(double z) { return z > 0 ? z : 0; }

// Reverse sweep of expression(), statement by statement.
double expression_gradient(double a, double b, double& ga, double& gb) {
  const double c0 = a + b, d0 = a * b + b * b * b;
  const double c1 = 2 * c0 + 1, c2 = 2 * c1 + 1 - a;
  const double s = b + a, t = b - a;
  const double d1 = 3 * d0 + relu(s), d2 = 4 * d1 + relu(t);
  const double e = c2 - d2, f = e * e, r = 10 / f;
  const double df = 0.5 - r / f, de = 2 * e * df, dc2 = de, dd2 = -de;
  const double dd1 = 4 * dd2, dt = t > 0 ? dd2 : 0, dd0 = 3 * dd1, ds = s > 0 ? dd1 : 0, dc0 = 4 * dc2;
  ga = dc0 + dd0 * b - dc2 + ds - dt;
  gb = dc0 + dd0 * (a + 3 * b * b) + ds + dt;
  return f / 2 + r;
}

double rosenbrock_gradient(const double* __restrict x, double* __restrict g, int n) {
  auto t = [&](int i) { return x[i + 1] - x[i] * x[i]; };
  double sum = 100 * t(0) * t(0) + (1 - x[0]) * (1 - x[0]);
  g[0] = -400 * x[0] * t(0) - 2 * (1 - x[0]);
  for (int i = 1; i + 1 < n; i++) {  // t(i - 1) is computed again rather than carried over, so that the loop vectorises
    const double s = 1 - x[i];
    sum += 100 * t(i) * t(i) + s * s;
    g[i] = 200 * t(i - 1) - 400 * x[i] * t(i) - 2 * s;
  }
  g[n - 1] = 200 * t(n - 2);
  return sum;
}

// Backpropagation point by point; weights and gradients neuron by neuron, as in workloads.hpp.
double moon_gradient(const Moons& m, const double* p, double* g) {
  const double *p1 = p, *p2 = p + 48, *p3 = p + 320;
  double *g1 = g, *g2 = g + 48, *g3 = g + 320;
  double penalty = 0, loss = 0;
  for (int k = 0; k < PARAMETERS; k++) {
    penalty += p[k] * p[k];
    g[k] = 2e-4 * p[k];
  }
  for (int i = 0; i < POINTS; i++) {
    const double *x = m.points[i], y = m.labels[i];
    double h1[16], h2[16], d1[16] = {}, score = p3[16];
    for (int j = 0; j < 16; j++) h1[j] = relu(p1[3 * j] * x[0] + p1[3 * j + 1] * x[1] + p1[3 * j + 2]);
    for (int j = 0; j < 16; j++) {
      double z = 0;
      for (int k = 0; k < 16; k++) z += p2[17 * j + k] * h1[k];
      h2[j] = relu(z + p2[17 * j + 16]);
      score += p3[j] * h2[j];
    }
    const double margin = 1 - y * score;
    if (margin <= 0) continue;
    loss += margin;
    const double d = -y / POINTS;
    g3[16] += d;
    for (int j = 0; j < 16; j++) {
      g3[j] += d * h2[j];
      const double dz = h2[j] > 0 ? d * p3[j] : 0;
      g2[17 * j + 16] += dz;
      for (int k = 0; k < 16; k++) {
        g2[17 * j + k] += dz * h1[k];
        d1[k] += dz * p2[17 * j + k];
      }
    }
    for (int j = 0; j < 16; j++) {
      const double dz = h1[j] > 0 ? d1[j] : 0;
      g1[3 * j] += dz * x[0];
      g1[3 * j + 1] += dz * x[1];
      g1[3 * j + 2] += dz;
    }
  }
  return loss / POINTS + 1e-4 * penalty;
}

int main(int argc, char** argv) {
  const std::string only = argc > 1 ? argv[1] : "";
  double a = -4, b = 2, ga, gb, y;
  auto expr = [&] { keep(a); keep(b); y = expression_gradient(a, b, ga, gb); keep(y); keep(ga); keep(gb); };
  expr();
  if (only == "W4a-expression") measure("W4a-expression", PEER, expr, std::fabs(ga) + std::fabs(gb), 1, "value " + std::to_string(y));

  const Moons moons;
  std::vector<double> gm(PARAMETERS);
  auto mlp = [&] { y = moon_gradient(moons, moons.params.data(), gm.data()); keep(y); };
  mlp();
  if (only == "W4b-network") measure("W4b-network", PEER, mlp, abs_sum(gm), MOON_NODES, "value " + std::to_string(y));

  const int n = 10000;
  auto x = rosenbrock_start(n);
  std::vector<double> gr(n);
  auto rosen = [&] { y = rosenbrock_gradient(x.data(), gr.data(), n); keep(y); };
  rosen();
  if (only == "W4c-rosenbrock") measure("W4c-rosenbrock", PEER, rosen, abs_sum(gr), 1, "value " + std::to_string(y));
}
