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
 * {@link Products} by OpenBLAS, into memory that is already there. The system property {@code
 * chainrule.threads} says how many threads, as for the other one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class OpenBlasProduct {
  /** In which precision. */
  @Param public DType dtype = DType.FLOAT64;

  /** Rows of the left one, its columns, columns of the right one. */
  @Param("1024x1024x1024")
  public String sizes = "";

  private int rows;
  private int inner;
  private int columns;
  private final DoublePointer[] doubles = new DoublePointer[3];
  private final FloatPointer[] floats = new FloatPointer[3];

  /** Random numbers. */
  @Setup
  public void build() {
    Random random = new Random(1);
    blas_set_num_threads(
        Integer.getInteger("chainrule.threads", Runtime.getRuntime().availableProcessors()));
    int[] all = Products.sizes(sizes);
    rows = all[0];
    inner = all[1];
    columns = all[2];
    int[] elements = {rows * inner, inner * columns, rows * columns};
    for (int m = 0; m < 3; m++) {
      double[] numbers = random.doubles(elements[m], -1, 1).toArray();
      doubles[m] = new DoublePointer(numbers);
      floats[m] = new FloatPointer(elements[m]);
      for (int i = 0; i < numbers.length; i++) {
        floats[m].put(i, (float) numbers[i]);
      }
    }
  }

  /** The product, into memory that is already there. */
  @Benchmark
  public void product() {
    if (dtype == DType.FLOAT64) {
      cblas_dgemm(
          CblasRowMajor,
          CblasNoTrans,
          CblasNoTrans,
          rows,
          columns,
          inner,
          1,
          doubles[0],
          inner,
          doubles[1],
          columns,
          0,
          doubles[2],
          columns);
    } else {
      cblas_sgemm(
          CblasRowMajor,
          CblasNoTrans,
          CblasNoTrans,
          rows,
          columns,
          inner,
          1,
          floats[0],
          inner,
          floats[1],
          columns,
          0,
          floats[2],
          columns);
    }
  }
}
