package dev.chainrule.demos.gradbench;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.function.Function;

/** The evaluations by name, and the functions of each. */
final class Modules {
  static final Map<String, Map<String, Function<Input, Task<?>>>> ALL =
      ImmutableMap.<String, Map<String, Function<Input, Task<?>>>>builder()
          .put("hello", Map.of("square", Hello::square, "double", Hello::slope))
          .put("llsq", Scalars.of(LeastSquares::of))
          .put("lse", Scalars.of(LogSumExp::of))
          .put("det", Scalars.of(Minors::of))
          .put("ode", RungeKutta.FUNCTIONS)
          .put("kmeans", Map.of("cost", Clusters::cost, "dir", Clusters::direction))
          .put("saddle", Modes.of(Saddle::of))
          .put("particle", Modes.of(Particle::of))
          .put("gmm", Map.of("objective", Mixture::objective, "jacobian", Mixture::gradient))
          .put("lstm", Map.of("objective", Memory::objective, "jacobian", Memory::gradient))
          .put("ba", Map.of("objective", Bundle::objective, "jacobian", Bundle::jacobian))
          .put("ht", Map.of("objective", Hand::objective, "jacobian", Hand::jacobian))
          .build();

  private Modules() {}
}
