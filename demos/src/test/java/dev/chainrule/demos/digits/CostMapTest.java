package dev.chainrule.demos.digits;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.layer.Activation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostMapTest {
  private final Plan plan =
      new Plan(
          List.of(Digits.PIXELS, 4, Digits.CLASSES),
          Activation.SIGMOID,
          Cost.SQUARED,
          DType.FLOAT64);
  private final Examples digits = new Artist(3).draw(250).examples();
  private final Examples some = digits.slice(0, 200);
  private final Classifier from = plan.network(1);
  private final Classifier to = plan.network(2);
  private final CostMap map = CostMap.of(from, to, digits);

  @Test
  void leadsFromOneNetworkToTheOther() {
    assertEquals(from.cost(some).item(), map.cost(0, 0), 1e-12);
    double untrained = (double) requireNonNull(map.toData().get("untrained"));
    assertEquals(from.cost(some).item(), untrained, 1e-12);
    assertEquals(to.cost(some).item(), map.cost(1, 0), 1e-12);
  }

  @Test
  @SuppressWarnings("unchecked") // it is data for a page
  void carefulStepsFollowTheSlopeOfTheMap() {
    List<double[]> walk = (List<double[]>) requireNonNull(map.toData().get("careful"));
    double[] across = walk.get(0);
    double[] up = walk.get(1);
    double h = 1e-5;
    for (int step : new int[] {0, 7}) {
      double x = across[step];
      double y = up[step];
      double slopeAcross = (map.cost(x + h, y) - map.cost(x - h, y)) / (2 * h);
      double slopeUp = (map.cost(x, y + h) - map.cost(x, y - h)) / (2 * h);
      assertEquals(-CostMap.RATE * slopeAcross, across[step + 1] - x, 1e-8);
      assertEquals(-CostMap.RATE * slopeUp, up[step + 1] - y, 1e-8);
      assertEquals(map.cost(x, y), walk.get(2)[step], 1e-12);
    }
  }

  @Test
  void givesTheCostOfEachCell() {
    Map<String, Object> data = map.toData();
    double[] costs = (double[]) requireNonNull(data.get("costs"));
    double[] across = (double[]) requireNonNull(data.get("across"));
    double[] up = (double[]) requireNonNull(data.get("up"));
    int cells = (int) requireNonNull(data.get("cells"));
    double x = across[0] + (across[1] - across[0]) * 3.5 / cells;
    double y = up[0] + (up[1] - up[0]) * 5.5 / cells;
    assertEquals(map.cost(x, y), costs[5 * cells + 3], 1e-12);
    assertEquals(cells * cells, costs.length);
  }
}
