package dev.chainrule.demos.benchmarks;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Matrix products: W6 of the tables, and other sizes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Products {
  /** In which precision. */
  @Param public DType dtype = DType.FLOAT64;

  /** Rows of the left one, its columns, columns of the right one. */
  @Param("1024x1024x1024")
  public String sizes = "";

  private Tensor left = Tensor.of(0);
  private Tensor right = Tensor.of(0);

  /** Random numbers, the same every time. */
  @Setup
  public void build() {
    int[] numbers = sizes(sizes);
    Random random = new Random(1);
    left = Tensor.uniform(Shape.of(numbers[0], numbers[1]), -1, 1, random).to(dtype);
    right = Tensor.uniform(Shape.of(numbers[1], numbers[2]), -1, 1, random).to(dtype);
  }

  /** Reads sizes such as 100x784x16. */
  static int[] sizes(String text) {
    return Pattern.compile("x").splitAsStream(text).mapToInt(Integer::parseInt).toArray();
  }

  /** The product, into new memory. */
  @Benchmark
  public Tensor product() {
    return left.matMul(right);
  }
}
