package dev.chainrule.autograd.tensor;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.Operand;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Walks every method of the vocabulary, and makes each mistake that its parameters allow: an axis
 * that does not exist, shapes that do not go together, mixed precisions, no operand. The message
 * begins with the method that was called, and shows what did not go together.
 */
class VocabularyMistakesTest {
  private static final Tensor MATRIX = Tensor.ones(2, 3);
  private static final Tensor OTHER = Tensor.ones(4, 5);
  private static final Tensor SINGLE = MATRIX.to(DType.FLOAT32);

  /** Second names: a message begins with the first one. */
  private static final Map<String, String> ALIASES =
      Map.of("plus", "add", "minus", "sub", "times", "mul", "multiply", "mul");

  /** Where the axis stands among the whole numbers of a method, if some of them are none. */
  private static final Map<String, Integer> AXIS_AT =
      Map.ofEntries(
          Map.entry("topK", 1),
          Map.entry("argTopK", 1),
          Map.entry("roll", 1),
          Map.entry("repeatInterleave", 1),
          Map.entry("compress", 0),
          Map.entry("slice", 0),
          Map.entry("sliceFrom", 0),
          Map.entry("select", 0),
          Map.entry("indexSelect", 0),
          Map.entry("split", 0),
          Map.entry("variance", 1),
          Map.entry("standardDeviation", 1));

  /** Methods whose whole numbers are no axes. */
  private static final Set<String> NO_AXES =
      Set.of("reshape", "tile", "pad", "get", "tril", "triu", "polygamma");

  /** Indices may be of another precision than what they lead into. */
  private static final Set<String> TAKES_INDEX = Set.of("gather", "scatterAdd", "compress");

  /** Whose operands may have any two shapes. */
  private static final Set<String> TAKES_ANY_SHAPES = Set.of("kronecker");

  private static Stream<Method> words() {
    Set<String> foundations = Set.of("apply", "literal", "self", "shape", "dtype", "run");
    return Arrays.stream(Numeric.class.getMethods())
        .filter(method -> !method.isBridge() && !foundations.contains(method.getName()))
        .sorted(Comparator.comparing(Method::toString));
  }

  private static DynamicTest test(Method word, Runnable check) {
    String parameters = Arrays.toString(word.getParameterTypes());
    return DynamicTest.dynamicTest(word.getName() + parameters, check::run);
  }

  @Test
  void allWordsAreWalked() {
    assertTrue(words().count() > 150, () -> words().count() + " methods");
    assertEquals(
        5, Arrays.stream(Operand.class.getMethods()).map(Method::getName).distinct().count());
  }

  @TestFactory
  Stream<DynamicTest> axesThatDoNotExist() {
    return words()
        .filter(word -> !NO_AXES.contains(word.getName()) && !axes(word).isEmpty())
        .filter(word -> !Arrays.equals(word.getParameterTypes(), threeRanges()))
        .map(word -> test(word, () -> checkAxes(word)));
  }

  private static Class<?>[] threeRanges() {
    return new Class<?>[] {int[].class, int[].class, int[].class};
  }

  /** The parameters that name axes. */
  private static List<Integer> axes(Method word) {
    List<Integer> whole = new ArrayList<>();
    Class<?>[] types = word.getParameterTypes();
    for (int i = 0; i < types.length; i++) {
      if (types[i] == int.class || types[i] == int[].class) {
        whole.add(i);
      }
    }
    Integer axis = AXIS_AT.get(word.getName());
    return axis == null || whole.size() == 1 ? whole : List.of(whole.get(axis));
  }

  private static void checkAxes(Method word) {
    for (int parameter : axes(word)) {
      boolean isArray = word.getParameterTypes()[parameter] == int[].class;
      for (int axis : new int[] {3, -4, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
        Object bad = isArray ? new int[] {axis} : axis;
        refused(word, MATRIX, with(arguments(word, MATRIX), parameter, bad), "[2, 3]");
        Value value = Value.of(MATRIX);
        refused(word, value, with(arguments(word, value), parameter, bad), "[2, 3]");
      }
      if (isArray) {
        Object twice = new int[] {1, -1};
        refused(word, MATRIX, with(arguments(word, MATRIX), parameter, twice), "[2, 3]");
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> shapesThatDoNotGoTogether() {
    return words()
        .filter(word -> !operands(word).isEmpty())
        .filter(word -> !TAKES_ANY_SHAPES.contains(word.getName()))
        .map(word -> test(word, () -> checkShapes(word)));
  }

  private static List<Integer> operands(Method word) {
    List<Integer> operands = new ArrayList<>();
    Class<?>[] types = word.getParameterTypes();
    for (int i = 0; i < types.length; i++) {
      if (types[i] == Numeric.class || types[i] == List.class) {
        operands.add(i);
      }
    }
    return operands;
  }

  private static void checkShapes(Method word) {
    for (int operand : operands(word)) {
      boolean isList = word.getParameterTypes()[operand] == List.class;
      Object[] tensors = arguments(word, MATRIX);
      refused(word, MATRIX, with(tensors, operand, listed(isList, OTHER)), "[2, 3]", "[4, 5]");
      Value value = Value.of(MATRIX);
      Object other = listed(isList, Value.of(OTHER));
      refused(word, value, with(arguments(word, value), operand, other), "[2, 3]", "[4, 5]");
    }
  }

  private static Object listed(boolean isList, Object operand) {
    return isList ? List.of(operand) : operand;
  }

  @TestFactory
  Stream<DynamicTest> precisionsThatDoNotMix() {
    return words()
        .filter(word -> !operands(word).isEmpty())
        .map(word -> test(word, () -> checkPrecisions(word)));
  }

  private static void checkPrecisions(Method word) {
    for (int operand : operands(word)) {
      boolean isIndex = TAKES_INDEX.contains(word.getName()) && operand < 2;
      if (!isIndex) {
        boolean isList = word.getParameterTypes()[operand] == List.class;
        Object[] mixed = with(arguments(word, MATRIX), operand, listed(isList, SINGLE));
        refused(word, MATRIX, mixed, "float64", "float32");
        Value value = Value.of(MATRIX);
        Object single = listed(isList, Value.of(SINGLE));
        refused(word, value, with(arguments(word, value), operand, single), "float64", "float32");
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> nothingInPlaceOfAnOperand() {
    return words()
        .filter(word -> !operands(word).isEmpty() || word.getName().equals("to"))
        .map(
            word ->
                test(
                    word,
                    () -> {
                      for (int operand :
                          word.getName().equals("to") ? List.of(0) : operands(word)) {
                        refused(word, MATRIX, with(arguments(word, MATRIX), operand, null), "null");
                      }
                    }));
  }

  /** Arguments that go together with an operand of shape [2, 3]. */
  private static Object[] arguments(Method word, Numeric<?> operand) {
    return Arrays.stream(word.getParameterTypes()).map(type -> argument(type, operand)).toArray();
  }

  private static Object argument(Class<?> type, Numeric<?> operand) {
    Map<Class<?>, Supplier<Object>> byType =
        Map.of(
            Numeric.class, () -> operand,
            List.class, () -> List.of(operand),
            Shape.class, operand::shape,
            DType.class, () -> DType.FLOAT64,
            String.class, () -> "ij,ij->ij",
            int.class, () -> 0,
            int[].class, () -> new int[] {0, 0},
            double.class, () -> 0.5,
            boolean.class, () -> true);
    return requireNonNull(byType.get(type), type::toString).get();
  }

  private static Object[] with(Object[] arguments, int at, @Nullable Object replaced) {
    Object[] changed = arguments.clone();
    changed[at] = replaced;
    return changed;
  }

  private static void refused(Method word, Object operand, Object[] arguments, String... shown) {
    Throwable thrown =
        assertThrows(InvocationTargetException.class, () -> word.invoke(operand, arguments))
            .getCause();
    String name = ALIASES.getOrDefault(word.getName(), word.getName());
    String message =
        assertInstanceOf(IllegalArgumentException.class, thrown, () -> word + ": " + thrown)
            .getMessage();
    assertNotNull(message);
    assertTrue(message.startsWith(name + ":"), () -> word + ": " + message);
    for (String part : shown) {
      assertTrue(message.contains(part), () -> word + ": " + message);
    }
  }

  /** Counts, sizes and indices that there can't be, of the words that take such. */
  @Test
  void numbersOutOfBounds() {
    refused("topK: there are no 4 elements along axis 1 of [2, 3]", () -> MATRIX.topK(4, 1));
    refused("topK: there are no -1 elements along axis 1 of [2, 3]", () -> MATRIX.topK(-1, -1));
    refused("argTopK: there are no 3 elements along axis 0 of [2, 3]", () -> MATRIX.argTopK(3, 0));
    refused("select: 3 is out of bounds for axis 1 of [2, 3]", () -> MATRIX.select(-1, 3));
    refused("select: -4 is out of bounds for axis 1 of [2, 3]", () -> MATRIX.select(1, -4));
    refused("get: 2 is out of bounds for axis 0 of [2, 3]", () -> MATRIX.get(2));
    refused("get: 3 indices into [2, 3]", () -> MATRIX.get(0, 0, 0));
    refused("indexSelect: 2 is out of bounds for axis 0 of [2, 3]", () -> MATRIX.indexSelect(0, 2));
    refused("sliceFrom: from 4 to 3 is not within axis 1 of [2, 3]", () -> MATRIX.sliceFrom(1, 4));
    refused(
        "sliceFrom: from -4 to 3 is not within axis 1 of [2, 3]", () -> MATRIX.sliceFrom(1, -4));
    refused(
        "slice: from -1 to -2 ends before it begins (along axis 1 of [2, 3])",
        () -> MATRIX.slice(1, -1, -2));
    refused("gather: 3 is out of bounds", () -> MATRIX.gather(1, MATRIX.add(2)));
    refused("gather: -4 is out of bounds", () -> MATRIX.gather(1, MATRIX.sub(5)));
    refused("gather: 0.5 is no index into axis 1 of [2, 3]", () -> MATRIX.gather(1, MATRIX.div(2)));
    refused("gather: NaN is no index", () -> MATRIX.gather(1, MATRIX.filled(Double.NaN)));
    refused("gather: Infinity is no index", () -> MATRIX.gather(1, MATRIX.div(0)));
    refused("scatterAdd: 3 is out of bounds", () -> MATRIX.scatterAdd(1, MATRIX.add(2), MATRIX));
    refused("repeatInterleave: a count of -1 for [2, 3]", () -> MATRIX.repeatInterleave(-1, 0));
    refused("repeatInterleave: shape", () -> MATRIX.repeatInterleave(Integer.MAX_VALUE, 0));
    refused("tile: shape", () -> MATRIX.tile(Integer.MAX_VALUE, 2));
    refused("pad: ", () -> MATRIX.pad(new int[] {Integer.MAX_VALUE, 0}, new int[2], 0));
    refused("pad: shape", () -> MATRIX.pad(new int[] {1 << 30, 0}, new int[2], 0));
    refused(
        "variance: a correction of 3 is more than the 2 elements",
        () -> MATRIX.variance(3, true, 0));
    refused("standardDeviation: a correction of 7", () -> MATRIX.standardDeviation(7, true));
    assertEquals(Double.NaN, MATRIX.variance(6, false).item());
    refused("diag: takes a vector or a matrix, not [1, 2, 3]", () -> MATRIX.expandDims(0).diag());
    refused("diag: takes a vector or a matrix, not []", () -> MATRIX.sum().diag());
    refused("diag: shape", () -> Tensor.zeros(100_000).diag());
    refused("trace: takes matrices [.., n, m], not [6]", () -> MATRIX.flatten().trace());
    refused("tril: there is no axis -2 in shape [6]", () -> MATRIX.flatten().tril());
    refused("triu: there is no axis -2 in shape []", () -> MATRIX.sum().triu(1));
    refused(
        "matrixTranspose: there is no axis -2 in shape [6]",
        () -> MATRIX.flatten().matrixTranspose());
    int[] maximum = {Integer.MAX_VALUE, Integer.MAX_VALUE};
    assertEquals(Shape.of(1, 1), MATRIX.slice(new int[2], new int[] {2, 3}, maximum).shape());
  }

  /** A float32 holds no odd number beyond 2²⁴: an index would be off by one. */
  @Test
  void indicesThatFloat32DoesNotHold() {
    Tensor longest = Tensor.ofFloats(1).broadcastTo(Shape.of((1 << 24) + 1));
    String rest = ": float32 can't count along axis 0 of [16777217]: convert by to(...)";
    refused("argMax" + rest, () -> longest.argMax(0));
    refused("argMin" + rest, () -> longest.argMin(0));
    refused("argSort" + rest, () -> longest.argSort(0));
    refused("argTopK" + rest, () -> longest.argTopK(1, 0));
    refused("sort" + rest, () -> longest.sort(0));
    refused("topK" + rest, () -> longest.topK(1, -1));
    assertEquals(0, longest.slice(0, 0, 1 << 24).argMax(0).item());
  }

  @Test
  void nothingToReduce() {
    Tensor nothing = Tensor.zeros(0, 3);
    for (String name : List.of("max", "min", "normInf", "argMax", "argMin")) {
      Method word = words().filter(w -> w.getName().equals(name)).findFirst().orElseThrow();
      boolean isAxis = word.getParameterTypes()[0] == int.class;
      Object[] arguments =
          word.getParameterCount() == 2
              ? new Object[] {true, new int[0]}
              : new Object[] {isAxis ? (Object) 0 : new int[0]};
      refused(word, nothing, arguments, "[0, 3]");
    }
  }

  private static void refused(String message, Supplier<Tensor> mistake) {
    String shown =
        assertThrows(IllegalArgumentException.class, () -> mistake.get().toArray()).getMessage();
    assertNotNull(shown);
    assertTrue(shown.startsWith(message), shown);
  }
}
