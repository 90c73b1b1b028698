// Times the derivatives of ADBench, https://github.com/microsoft/ADBench, that were derived by hand: by_hand_adbench FILE.
// Built with -I <its folder src/cpp>, its modules/manual/*_d.cpp, and its shared/utils.cpp, which read ba and hands; what a
// hand looks like is in files beside FILE.
#include <fstream>

#include "modules/manual/ba_d.h"
#include "modules/manual/gmm_d.h"
#include "modules/manual/hand_d.h"
#include "modules/manual/lstm_d.h"
#include "shared/utils.h"
#include "timing.hpp"

static std::vector<double> read(std::ifstream& file, size_t count) {
  std::vector<double> numbers(count);
  for (double& number : numbers) file >> number;
  return numbers;
}

static void gmm(const std::string& name, std::ifstream& file) {
  int d, k, n;
  file >> d >> k >> n;
  const int row = d * (d + 1) / 2;
  auto alphas = read(file, k), means = read(file, k * d), icf = read(file, k * row), x = read(file, n * d);
  Wishart wishart;
  file >> wishart.gamma >> wishart.m;
  double value;
  std::vector<double> gradient(k + k * d + k * row);
  auto step = [&] {
    gmm_objective_d(d, k, n, alphas.data(), means.data(), icf.data(), x.data(), wishart, &value, gradient.data());
  };
  step();
  measure(name, "ADBench by hand", step, abs_sum(gradient));
}

static void lstm(const std::string& name, std::ifstream& file) {
  int l, c, b;
  file >> l >> c >> b;
  auto layers = read(file, 8 * l * b), around = read(file, 3 * b), state = read(file, 2 * l * b), text = read(file, c * b);
  double value;
  std::vector<double> gradient(8 * l * b + 3 * b);
  auto step = [&] { lstm_objective_d(l, c, b, layers.data(), around.data(), state, text.data(), &value, gradient.data()); };
  step();
  measure(name, "ADBench by hand", step, abs_sum(gradient));
}

static void ba(const std::string& name, const std::string& path) {
  int n, m, p;
  std::vector<double> cameras, points, weights, features;
  std::vector<int> seen;
  read_ba_instance(path, n, m, p, cameras, points, weights, seen, features);
  std::vector<double> errors(2 * p), weight_errors(p), block(2 * (BA_NCAMPARAMS + 3 + 1));
  BASparseMat jacobian(n, m, p);
  auto step = [&] {
    jacobian.clear();
    for (int i = 0; i < p; i++) {
      std::fill(block.begin(), block.end(), 0.0);
      const int camera = seen[2 * i], point = seen[2 * i + 1];
      compute_reproj_error_d(&cameras[BA_NCAMPARAMS * camera], &points[3 * point], weights[i], features[2 * i],
                             features[2 * i + 1], &errors[2 * i], block.data());
      jacobian.insert_reproj_err_block(i, camera, point, block.data());
    }
    for (int i = 0; i < p; i++) {
      double slope = 0;
      compute_zach_weight_error_d(weights[i], &weight_errors[i], &slope);
      jacobian.insert_w_err_block(i, slope);
    }
  };
  step();
  measure(name, "ADBench by hand", step, abs_sum(jacobian.vals));
}

static void hand(const std::string& name, const std::string& path) {
  const bool in_triangles = name[0] == 'c';
  std::vector<double> pose, weights;
  HandDataLightMatrix data;
  read_hand_instance(path.substr(0, path.rfind('/') + 1), path, &pose, &data, in_triangles ? &weights : nullptr);
  const size_t n = data.correspondences.size();
  std::vector<double> errors(3 * n), jacobian(3 * n * (pose.size() + (in_triangles ? 2 : 0)));
  auto step = [&] {
    if (in_triangles)
      hand_objective_d(pose.data(), weights.data(), data, errors.data(), jacobian.data());
    else
      hand_objective_d(pose.data(), data, errors.data(), jacobian.data());
  };
  step();
  measure(name, "ADBench by hand", step, abs_sum(jacobian));
}

int main(int, char** argv) {
  std::ifstream file(argv[1]);
  const std::string path = argv[1], name = path.substr(path.rfind('/') + 1);
  switch (name[0]) {
    case 'g': gmm(name, file); break;
    case 'l': lstm(name, file); break;
    case 'b': ba(name, path); break;
    default: hand(name, path);
  }
}
