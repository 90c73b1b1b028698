package dev.chainrule.autograd.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random programs in which two elements are made NaN or infinite on purpose. Which of them an
 * element of the result comes from is known by running the program without the one, or the other.
 */
class PlantedOriginTest {
  private static final int SIZE = PlantedProgram.SIZE;

  @Test
  void theOriginThatIsNamed_isThePlantedOne() {
    int checked = 0;
    int alone = 0;
    int uncertain = 0;
    for (int program = 0; program < 1000; program++) {
      PlantedProgram both = new PlantedProgram(program, true, true);
      double[] first = new PlantedProgram(program, true, false).result.data().toArray();
      double[] second = new PlantedProgram(program, false, true).result.data().toArray();
      assertTrue(
          NotFinite.forwardOrigin(new PlantedProgram(program, false, false).result).isEmpty());
      double[] numbers = both.result.data().toArray();
      for (int i = 0; i < numbers.length; i++) {
        if (!Double.isFinite(numbers[i])) {
          NotFiniteOrigin origin = origin(both, i);
          check(both, origin, numbers[i], first[i], second[i]);
          checked++;
          uncertain += origin.isCertain() ? 0 : 1;
          alone += Double.isFinite(first[i]) || Double.isFinite(second[i]) ? 1 : 0;
        }
      }
    }
    assertTrue(checked > 1500 && alone > 600, checked + " checked, " + alone + " of one alone");
    assertEquals(0, uncertain);
  }

  private static NotFiniteOrigin origin(PlantedProgram program, int place) {
    Value element = program.result.get(place / SIZE, place % SIZE);
    Optional<NotFiniteOrigin> origin = NotFinite.forwardOrigin(element);
    return origin.orElseThrow();
  }

  private static void check(
      PlantedProgram program, NotFiniteOrigin origin, double both, double first, double second) {
    Set<Integer> named =
        Stream.concat(Stream.of(origin), origin.others().stream())
            .map(program::number)
            .collect(Collectors.toSet());
    String message = "program " + program.seed + ": " + origin + ": " + named;
    if (!Double.isFinite(first) && Double.isFinite(second)) {
      assertTrue(named.contains(0), message);
    } else if (Double.isFinite(first) && !Double.isFinite(second)) {
      assertTrue(named.contains(1), message);
    } else if (Double.isInfinite(first) && Double.isInfinite(second) && Double.isNaN(both)) {
      assertEquals(Set.of(0, 1), named, message); // one infinity minus the other
    }
  }
}
