package dev.chainrule.autograd.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.kernel.Storage.Matrix;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Plain loops give the same bits as those on vector instructions. */
@Tag("vector")
class SameBitsTest {
  private static final int LENGTH = 4096;
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1,
    -1,
    0.875,
    -0.875,
    1e-300,
    -1e-300,
    1e-40,
    -1e-40,
    3e38,
    1e300,
    -1e300,
    16.9,
    18.1,
    37.0,
    37.5,
    39,
    -39,
    -87.5,
    -90,
    -104,
    88.8,
    -708.5,
    -740,
    -750,
    709.7,
    709.8,
    710,
    Double.MIN_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  private final double[] x = numbers(1);
  private final double[] y = numbers(2);
  private final Float64Loops plain = new PlainFloat64Loops();
  private final Float32Loops plain32 = new PlainFloat32Loops();

  @Test
  void thereAreVectorLoops() {
    assertEquals("SimdFloat64Loops", SimdLoops.float64().getClass().getSimpleName());
    assertEquals("SimdFloat32Loops", SimdLoops.float32().getClass().getSimpleName());
  }

  private static double[] numbers(int seed) {
    Random random = new Random(seed);
    double[] numbers = new double[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      double scale = Math.pow(10, random.nextInt(5) - 2);
      numbers[i] = i % 5 == 0 ? SPECIAL[i / 5 % SPECIAL.length] : random.nextGaussian() * scale;
    }
    return numbers;
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  private static Opcode valueOf(Opcode slope) {
    return slope == Opcode.TANH_SLOPE ? Opcode.TANH : Opcode.SIGMOID;
  }

  @ParameterizedTest
  @EnumSource(Opcode.class)
  void givesTheSameBitsInFloat64(Opcode opcode) {
    double[] got = new double[LENGTH];
    double[] want = new double[LENGTH];
    Float64Loops simd = SimdLoops.float64();
    double[] second = y;
    if (opcode == Opcode.SIGMOID_SLOPE || opcode == Opcode.TANH_SLOPE) { // made of the value at x
      second = new double[LENGTH];
      assertTrue(simd.map(valueOf(opcode), x, 0, second, 0, LENGTH));
    }
    if (plain.map(opcode, x, 0, got, 0, LENGTH)) {
      assertTrue(simd.map(opcode, x, 0, want, 0, LENGTH));
    } else if (plain.map(opcode, x, 0, second, 0, got, 0, LENGTH)) {
      assertTrue(simd.map(opcode, x, 0, second, 0, want, 0, LENGTH));
    }
    assertArrayEquals(want, got);
  }

  @ParameterizedTest
  @EnumSource(Opcode.class)
  void givesTheSameBitsInFloat32(Opcode opcode) {
    float[] left = floats(x);
    float[] right = floats(y);
    float[] got = new float[LENGTH];
    float[] want = new float[LENGTH];
    Float32Loops simd = SimdLoops.float32();
    if (opcode == Opcode.SIGMOID_SLOPE || opcode == Opcode.TANH_SLOPE) { // made of the value at x
      assertTrue(simd.map(valueOf(opcode), left, 0, right, 0, LENGTH));
    }
    if (plain32.map(opcode, left, 0, got, 0, LENGTH)) {
      assertTrue(simd.map(opcode, left, 0, want, 0, LENGTH));
    } else if (plain32.map(opcode, left, 0, right, 0, got, 0, LENGTH)) {
      assertTrue(simd.map(opcode, left, 0, right, 0, want, 0, LENGTH));
    }
    assertArrayEquals(want, got);
  }

  /** A few numbers, some blocks of them, or the rest of one; all near 0, or one far from it. */
  @ParameterizedTest
  @EnumSource(names = {"EXP", "TANH", "SIGMOID", "SILU"})
  void givesTheSameBitsOfExponentialsAtAnyLength(Opcode opcode) {
    Float64Loops simd = SimdLoops.float64();
    Float32Loops simd32 = SimdLoops.float32();
    double[] numbers = new Random(5).doubles(LENGTH, -9, 9).toArray();
    for (int length : new int[] {16, 63, 64, 65, 511, 512, 513, 1024, 1500}) {
      for (double other : new double[] {1, -300, 300}) {
        numbers[3 + length / 2] = other;
        double[] got = new double[LENGTH];
        double[] want = new double[LENGTH];
        assertTrue(plain.map(opcode, numbers, 3, got, 7, length));
        assertTrue(simd.map(opcode, numbers, 3, want, 7, length));
        assertArrayEquals(want, got);
        float[] got32 = new float[LENGTH];
        float[] want32 = new float[LENGTH];
        assertTrue(plain32.map(opcode, floats(numbers), 3, got32, 7, length));
        assertTrue(simd32.map(opcode, floats(numbers), 3, want32, 7, length));
        assertArrayEquals(want32, got32);
      }
    }
  }

  /** However the matrices lie: other layouts are read in place, or copied in other ways. */
  @ParameterizedTest
  @CsvSource({
    "false, false, 0",
    "false, false, 1",
    "false, true, 1",
    "true, false, 0",
    "true, false, 1",
    "true, true, 0"
  })
  void givesTheSameBitsOfProducts(boolean leftTurned, boolean rightTurned, int gap) {
    Random random = new Random(3);
    double[] left = random.doubles(80 * 601).map(n -> n - 0.5).toArray();
    double[] right = random.doubles(601 * 201).map(n -> n - 0.5).toArray();
    for (int rows : new int[] {2, 7, 24, 30}) {
      for (int columns : new int[] {2, 7, 16, 33, 70, 200}) {
        for (int inner : new int[] {1, 5, 300, 600}) {
          Matrix a = matrix(rows, inner, leftTurned, gap);
          Matrix b = matrix(inner, columns, rightTurned, gap);
          double[] got = new double[rows * columns];
          double[] want = new double[rows * columns];
          Float64Product.multiply(plain, left, a, right, b, got, 0);
          Float64Product.multiply(SimdLoops.float64(), left, a, right, b, want, 0);
          assertArrayEquals(want, got);
          float[] got32 = new float[rows * columns];
          float[] want32 = new float[rows * columns];
          Float32Product.multiply(plain32, floats(left), a, floats(right), b, got32, 0);
          Float32Product.multiply(
              SimdLoops.float32(), floats(left), a, floats(right), b, want32, 0);
          assertArrayEquals(want32, got32);
        }
      }
    }
  }

  private static Matrix matrix(int rows, int columns, boolean turned, int gap) {
    return turned
        ? new Matrix(0, columns, rows, rows + gap, 1).turned()
        : new Matrix(0, rows, columns, columns + gap, 1);
  }

  /** Sums of all lengths that are added up without halving, and of each place in a line. */
  @Test
  void givesTheSameBitsOfSums() {
    Random random = new Random(4);
    double[] numbers = new double[600]; // of sizes so different that the order is seen
    Arrays.setAll(numbers, i -> random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10));
    for (int length = 0; length <= 300; length++) {
      for (int from : new int[] {0, 3, 8, 300}) {
        double expected = plain.sum(numbers, from, length);
        assertEquals(expected, SimdLoops.float64().sum(numbers, from, length), 0.0);
        double sum = 0;
        double size = 0;
        for (int i = 0; i < length; i++) {
          sum += numbers[from + i];
          size += Math.abs(numbers[from + i]);
        }
        assertEquals(sum, expected, 1e-14 * size);
        assertEquals(
            plain32.sum(floats(numbers), from, length),
            SimdLoops.float32().sum(floats(numbers), from, length),
            0.0);
      }
    }
  }
}
