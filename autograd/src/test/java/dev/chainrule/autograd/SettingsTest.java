package dev.chainrule.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.testing.JavaProcess;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What system properties change, seen in a process of its own: speed, and nothing else. */
class SettingsTest {
  private static final List<String> VECTOR = List.of("--add-modules", "jdk.incubator.vector");

  /** A step of training that is large enough for several threads; prints a hash of every bit. */
  public static final class Step {
    public static void main(String[] args) {
      for (DType dtype : DType.values()) {
        Random random = new Random(1);
        Value x = Value.constant(Tensor.uniform(Shape.of(2000, 300), -1, 1, random).to(dtype));
        Value weights = Value.of(Tensor.uniform(Shape.of(270, 300), -1, 1, random).to(dtype));
        Value bias = Value.of(Tensor.uniform(Shape.of(270), -1, 1, random).to(dtype));
        Value row = Value.of(Tensor.uniform(Shape.of(300_001), -1, 1, random).to(dtype));
        Value turned = Value.of(Tensor.uniform(Shape.of(270, 2000), -1, 1, random).to(dtype));
        Value y = x.matMul(weights.transpose()).add(bias).mul(turned.transpose()).tanh();
        Value loss = y.square().mean().add(row.exp().mul(row).sin().sum());
        Gradients gradients = loss.gradients();
        System.out.println(loss.item());
        for (Value parameter : List.of(weights, bias, turned, row)) {
          System.out.println(Arrays.hashCode(gradients.of(parameter).toArray()));
        }
      }
    }
  }

  /** What the step prints, errors too. */
  private static String run(List<String> options) {
    JavaProcess step = JavaProcess.run(Step.class, options);
    assertEquals(0, step.exitCode(), step.err());
    return step.err() + step.out();
  }

  private static String withThreads(List<String> options, int threads) {
    return run(
        ImmutableList.<String>builder()
            .addAll(options)
            .add("-Dchainrule.threads=" + threads)
            .build());
  }

  @Test
  void resultsDoNotDependOnTheNumberOfThreads() {
    String alone = withThreads(VECTOR, 1);
    assertEquals(11, alone.lines().count(), alone); // a warning of Java's, and two times five
    assertEquals(alone, withThreads(VECTOR, 7));
  }

  @Test
  @Tag("long")
  void neitherDoThoseOfPlainLoops() {
    List<String> plain = List.of("-Dchainrule.vector=false");
    assertEquals(withThreads(plain, 1), withThreads(plain, 3));
    assertEquals(withThreads(VECTOR, 1), withThreads(VECTOR, 2));
  }

  @Test
  void vectorInstructionsDoNotChangeTheNumbers() {
    String plain = withThreads(List.of("-Dchainrule.vector=false"), 1);
    assertEquals(10, plain.lines().count(), plain);
    String vector = withThreads(VECTOR, 1); // loops of both kinds: it changes when that pays
    assertTrue(vector.endsWith(plain), vector + plain);
    List<String> atOnce =
        ImmutableList.<String>builder().addAll(VECTOR).add("-Dchainrule.vector=true").build();
    assertEquals(vector, withThreads(atOnce, 1));
  }

  @Test
  void withoutTheVectorModuleALineSaysWhatToAdd() {
    String out = run(List.of());
    assertTrue(
        out.contains(
            "plain loops in use: for vector instructions start java with"
                + " --add-modules jdk.incubator.vector"),
        out);
    assertEquals(12, out.lines().count(), out); // a line of the logger's before it
  }

  @Test
  void whoeverWantsPlainLoopsIsToldNothing() {
    assertEquals(10, run(List.of("-Dchainrule.vector=false")).lines().count());
    assertTrue(
        run(ImmutableList.<String>builder().addAll(VECTOR).add("-Dchainrule.vector=false").build())
            .contains("incubator"));
  }

  @Test
  void whatCannotBeReadIsToldAndLeftAside() {
    String out = runSmall("-Dchainrule.vector=yes");
    assertTrue(
        out.contains("-Dchainrule.vector=yes is not true or false; as if it were not set"), out);
    assertTrue(out.endsWith("Float64WarmLoops"), out);
    for (String threads : List.of("two", "0", "-1", "1.5", "")) {
      String printed = run(List.of("-Dchainrule.vector=false", "-Dchainrule.threads=" + threads));
      assertTrue(
          printed.contains("-Dchainrule.threads=" + threads + " is not a whole number from 1"),
          printed);
      assertTrue(printed.endsWith(withThreads(List.of("-Dchainrule.vector=false"), 1)), printed);
    }
  }

  /** Vector loops are slow until C2 has compiled them; where it is off, that is for ever. */
  @Test
  void withoutC2PlainLoopsAreTakenUnlessAPropertyInsists() {
    for (String off : List.of("-Xint", "-XX:TieredStopAtLevel=1", "-XX:TieredStopAtLevel=3")) {
      String out = runSmall(off);
      assertTrue(out.contains("plain loops in use: the JIT compiler C2 is off"), out);
      assertTrue(out.endsWith("PlainFloat64Loops"), out);
    }
    assertTrue(runSmall("-Dchainrule.vector=true", "-Xint").endsWith("Float64WarmLoops"));
    assertTrue(runSmall().endsWith("Float64WarmLoops"));
  }

  /** Without the instruction, Java computes x y + z ten thousand times slower. */
  @Test
  void withoutFusedMultiplyAddNoLoopUsesIt() {
    String out = runSmall("-XX:-UseFMA");
    assertTrue(out.contains("plain loops in use: this processor has no instruction"), out);
    assertTrue(out.endsWith("PlainFloat64Loops"), out);
    assertEquals(runWhole(), runWhole("-XX:-UseFMA"));
  }

  private static String runWhole(String... options) {
    JavaProcess process = JavaProcess.run(Whole.class, List.of(options));
    assertEquals(0, process.exitCode(), process.err());
    return process.out();
  }

  /** Prints hashes of products of whole numbers, which no rounding changes, and of exponentials. */
  static final class Whole {
    private Whole() {}

    public static void main(String[] args) {
      for (DType dtype : DType.values()) {
        for (int columns : new int[] {5, 20, 70}) {
          double[] digits = new double[90 * columns];
          Arrays.setAll(digits, i -> i * 31 % 10);
          Tensor x = Tensor.of(Shape.of(90, columns), digits).to(dtype);
          System.out.println(Arrays.hashCode(x.transpose().matMul(x).toArray()));
        }
        System.out.println(Tensor.of(0, Double.NaN, -1000).to(dtype).exp());
      }
    }
  }

  private static String runSmall(String... options) {
    JavaProcess process =
        JavaProcess.run(
            Small.class, ImmutableList.<String>builder().addAll(VECTOR).add(options).build());
    assertEquals(0, process.exitCode(), process.err());
    return process.err() + process.out().strip();
  }

  /** Prints which loops are in use. */
  static final class Small {
    private Small() {}

    public static void main(String[] args) throws ReflectiveOperationException {
      Field loops =
          Class.forName("dev.chainrule.autograd.kernel.Float64Storage").getDeclaredField("LOOPS");
      loops.setAccessible(true);
      System.out.println(loops.get(null).getClass().getSimpleName());
    }
  }
}
