package dev.chainrule.demos.benchmarks;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import dev.chainrule.autograd.shape.DType;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
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

/**
 * The product of {@link Expressions} by OpenBLAS, into memory that is already there. The system
 * property {@code chainrule.threads} says how many threads, as for the other one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class OpenBlasProduct {
  private static final int SIZE = 1024;

  /** In which precision. */
  @Param public DType dtype = DType.FLOAT64;

  private final DoublePointer[] doubles = new DoublePointer[3];
  private final FloatPointer[] floats = new FloatPointer[3];

  /** Random numbers. */
  @Setup
  public void build() {
    Random random = new Random(1);
    blas_set_num_threads(
        Integer.getInteger("chainrule.threads", Runtime.getRuntime().availableProcessors()));
    for (int m = 0; m < 3; m++) {
      double[] numbers = random.doubles(SIZE * SIZE, -1, 1).toArray();
      doubles[m] = new DoublePointer(numbers);
      floats[m] = new FloatPointer(SIZE * SIZE);
      for (int i = 0; i < numbers.length; i++) {
        floats[m].put(i, (float) numbers[i]);
      }
    }
  }

  /** The product of two matrices of 1024 x 1024: 2^31 operations. */
  @Benchmark
  public void w6Product() {
    if (dtype == DType.FLOAT64) {
      cblas_dgemm(
          CblasRowMajor,
          CblasNoTrans,
          CblasNoTrans,
          SIZE,
          SIZE,
          SIZE,
          1,
          doubles[0],
          SIZE,
          doubles[1],
          SIZE,
          0,
          doubles[2],
          SIZE);
    } else {
      cblas_sgemm(
          CblasRowMajor,
          CblasNoTrans,
          CblasNoTrans,
          SIZE,
          SIZE,
          SIZE,
          1,
          floats[0],
          SIZE,
          floats[1],
          SIZE,
          0,
          floats[2],
          SIZE);
    }
  }
}
