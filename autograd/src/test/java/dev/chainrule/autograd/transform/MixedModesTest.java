package dev.chainrule.autograd.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.Jvp;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.Vmap;
import dev.chainrule.autograd.op.OperationTable;
import dev.chainrule.autograd.op.OperationTable.Sample;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Takes every operation of the table through every pair of modes of differentiation, in both
 * precisions: each gives the derivative along a direction, and all must agree.
 */
class MixedModesTest {
  /** How a derivative along a direction is computed. */
  private enum Mode {
    REVERSE {
      @Override
      Value along(Function<List<Value>, Value> f, List<Value> at, List<Value> directions) {
        return dot(Gradient.of(f, at), directions);
      }
    },
    FORWARD {
      @Override
      Value along(Function<List<Value>, Value> f, List<Value> at, List<Value> directions) {
        return Jvp.of(f, at, directions).tangent();
      }
    },
    CHECKPOINT {
      @Override
      Value along(Function<List<Value>, Value> f, List<Value> at, List<Value> directions) {
        DType dtype = at.get(0).dtype(); // a checkpoint has one
        Function<List<Value>, Value> sameDtype = in -> f.apply(in).to(dtype);
        return dot(Gradient.of(in -> Checkpoint.of(sameDtype, in), at), directions);
      }
    },
    RECORDED_REVERSE {
      @Override
      Value along(Function<List<Value>, Value> f, List<Value> at, List<Value> directions) {
        List<Value> inputs = at.stream().map(Value::alias).toList();
        return dot(f.apply(inputs).derivatives(inputs), directions);
      }
    },
    RECORDED_FORWARD {
      @Override
      Value along(Function<List<Value>, Value> f, List<Value> at, List<Value> directions) {
        List<Value> inputs = at.stream().map(Value::alias).toList();
        return Jvp.along(f.apply(inputs), inputs, directions);
      }
    },
    IMPLICIT {
      @Override
      Value along(Function<List<Value>, Value> f, List<Value> at, List<Value> directions) {
        return dot(Gradient.of(in -> implicit(f, in), at), directions);
      }
    },
    IMPLICIT_FORWARD {
      @Override
      Value along(Function<List<Value>, Value> f, List<Value> at, List<Value> directions) {
        return Jvp.of(in -> implicit(f, in), at, directions).tangent();
      }
    },
    EACH_REVERSE {
      @Override
      Value along(Function<List<Value>, Value> f, List<Value> at, List<Value> directions) {
        return ofEach(REVERSE, f, at, directions);
      }
    },
    EACH_FORWARD {
      @Override
      Value along(Function<List<Value>, Value> f, List<Value> at, List<Value> directions) {
        return ofEach(FORWARD, f, at, directions);
      }
    };

    abstract Value along(Function<List<Value>, Value> f, List<Value> at, List<Value> directions);

    /** As the middle one of three examples, of which the others are elsewhere. */
    private static Value ofEach(
        Mode mode, Function<List<Value>, Value> f, List<Value> at, List<Value> directions) {
      List<Value> examples = new ArrayList<>();
      at.forEach(x -> examples.add(Value.stack(List.of(x.mul(0.999), x, x.mul(0.998)), 0)));
      int count = at.size();
      for (Value direction : directions) {
        examples.add(Value.stack(List.of(direction.neg(), direction, direction.mul(2)), 0));
      }
      Value all =
          Vmap.of(
              in -> mode.along(f, in.subList(0, count), in.subList(count, in.size())), examples);
      return all.select(0, 1);
    }
  }

  /** The result as the root y of g(f(x)) - g(y), whose derivative is that of f. */
  private static Value implicit(Function<List<Value>, Value> f, List<Value> in) {
    DType dtype = in.get(0).dtype(); // a root has one
    UnaryOperator<Value> g = v -> v.mul(2).add(v.sin());
    Value y = f.apply(in).to(dtype);
    return Implicit.root((v, p) -> g.apply(f.apply(p).to(dtype)).sub(g.apply(v)), y.detach(), in);
  }

  private static Value dot(List<Value> gradients, List<Value> directions) {
    Value dot = directions.get(0).mul(gradients.get(0)).sum();
    for (int i = 1; i < gradients.size(); i++) {
      dot = dot.add(directions.get(i).mul(gradients.get(i)).sum());
    }
    return dot;
  }

  @TestFactory
  Stream<DynamicTest> everyPairAgrees() {
    return OperationTable.samples().stream()
        .filter(sample -> !sample.operation().name().equals("reading")) // no function of numbers
        .flatMap(
            sample ->
                Stream.of(DType.values())
                    .map(
                        dtype ->
                            DynamicTest.dynamicTest(
                                sample + " " + dtype, () -> check(sample, dtype))));
  }

  private static Tensor random(Shape shape, DType dtype, long seed) {
    return Tensor.uniform(shape, -1, 1, new Random(seed)).to(dtype);
  }

  private static void check(Sample sample, DType dtype) {
    List<Value> at = new ArrayList<>();
    List<Value> directions = new ArrayList<>();
    for (Tensor input : sample.inputs()) {
      at.add(Value.constant(input.to(dtype)));
      directions.add(Value.constant(random(input.shape(), dtype, 7 + at.size())));
    }
    Function<List<Value>, Value> function =
        in -> {
          Value result = sample.apply(in);
          return result.mul(Value.constant(random(result.shape(), result.dtype(), 5))).sum();
        };
    double first = Mode.REVERSE.along(function, at, directions).item();
    double second = Double.NaN;
    for (Mode outer : Mode.values()) {
      assertClose(first, outer.along(function, at, directions).item(), dtype, outer.toString());
      for (Mode inner : Mode.values()) {
        double found =
            outer.along(in -> inner.along(function, in, directions), at, directions).item();
        second = outer == inner && inner == Mode.REVERSE ? found : second;
        assertClose(second, found, dtype, outer + " over " + inner);
      }
    }
  }

  private static void assertClose(double expected, double actual, DType dtype, String modes) {
    double tolerance = dtype == DType.FLOAT64 ? 1e-12 : 2e-4;
    assertEquals(expected, actual, tolerance * Math.max(1, Math.abs(expected)), modes);
  }
}
