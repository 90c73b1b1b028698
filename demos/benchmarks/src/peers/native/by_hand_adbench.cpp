// Times the derivatives of ADBench, https://github.com/microsoft/ADBench, that were derived by hand: by_hand_adbench FILE.
// Built with -I <its folder src/cpp>, and its modules/manual/gmm_d.cpp and lstm_d.cpp.
#include <fstream>

#include "modules/manual/gmm_d.h"
#include "modules/manual/lstm_d.h"
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

int main(int, char** argv) {
  std::ifstream file(argv[1]);
  const std::string path = argv[1], name = path.substr(path.rfind('/') + 1);
  name[0] == 'g' ? gmm(name, file) : lstm(name, file);
}
