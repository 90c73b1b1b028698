package dev.chainrule.nn.data;

import static dev.chainrule.nn.FileAssertions.assertUnreadable;
import static dev.chainrule.testing.MessageAssertions.assertMessage;
import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertClose;
import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreprocessorTest {
  private static final String HOUSES =
      """
      rooms,area,kind,price,sold
      1,10,flat,100,yes
      3,,house,300,no
      5,30,flat,500,yes
      7,1000,castle,9000,no
      """;

  @TempDir private Path folder = Path.of("");

  private Table houses() throws IOException {
    Path file = Files.writeString(folder.resolve("houses.csv"), HOUSES);
    return CsvFile.at(file).missing(Missing.KEEP).table();
  }

  private static Preprocessor.Builder prices() {
    return Preprocessor.builder().numbers("rooms", "area").categories("kind").target("price");
  }

  @Test
  void whatIsFitted_comesFromTheRowsToLearnFromAlone() throws IOException {
    Table training = houses().rows(0, 1, 2);
    Preprocessor preprocessor = prices().fit(training);
    assertEquals(List.of("rooms", "area", "kind=flat", "kind=house"), preprocessor.names());
    assertEquals(4, preprocessor.width());
    Examples examples = preprocessor.apply(training);
    double one = Math.sqrt(1.5); // in standard deviations of three equally spaced numbers
    assertClose(
        Tensor.of(new double[][] {{-one, -one, 1, 0}, {0, 0, 0, 1}, {one, one, 1, 0}}),
        examples.inputs());
    assertClose(Tensor.of(new double[][] {{-one}, {0}, {one}}), examples.targets());
    assertClose(
        Tensor.of(new double[][] {{100}, {300}, {500}}), preprocessor.numbers(examples.targets()));
    assertEquals(
        "Preprocessor([rooms, area, kind=flat, kind=house] -> [price])", preprocessor.toString());
    Preprocessor other = prices().fit(houses()); // the castle, too, has its say
    assertEquals(5, other.width());
    Table gap = houses().rows(1);
    assertEquals(0, preprocessor.inputs(gap).at(0, 1), 1e-15);
  }

  @Test
  void anUnseenCategory_isRefused_orIgnored() throws IOException {
    Table training = houses().rows(0, 1, 2);
    Table castle = houses().rows(3);
    Preprocessor strict = prices().fit(training);
    assertRefused(
        "houses.csv:5: column kind: 'castle' is none of the categories that were there to fit:"
            + " [flat, house]; the builder's ignoringUnseen() takes such for none of them",
        () -> strict.inputs(castle));
    Tensor inputs = prices().ignoringUnseen().fit(training).inputs(castle);
    assertIdentical(Tensor.zeros(Shape.of(1, 2)), inputs.slice(1, 2, 4));
    Preprocessor indices =
        Preprocessor.builder().indices("kind").target("price").ignoringUnseen().fit(training);
    assertIdentical(Tensor.of(new double[][] {{0}, {1}, {0}, {2}}), indices.inputs(houses()));
    assertEquals(List.of("kind"), indices.names());
  }

  @Test
  void classes_comeBackByName() throws IOException {
    Preprocessor kinds =
        Preprocessor.builder().numbers("rooms").targetClasses("kind").fit(houses());
    assertEquals(List.of("castle", "flat", "house"), kinds.classes());
    assertIdentical(Tensor.of(1.0, 2, 1, 0), kinds.apply(houses()).targets());
    Tensor logits = Tensor.of(new double[][] {{0, 1, 2}, {3, 0, 0}});
    assertEquals(List.of("house", "castle"), kinds.classes(logits));
    assertClose(logits.softmax(1), kinds.probabilities(logits));
    assertRefused(
        "probabilities: the network puts out shape [2, 2]; for classes [castle, flat, house] it"
            + " must be [rows, 3]",
        () -> kinds.probabilities(Tensor.zeros(Shape.of(2, 2))));
    assertMessage(
        IllegalStateException.class,
        "numbers: classes are predicted here, no numbers; call classes(...)",
        () -> kinds.numbers(logits));
  }

  @Test
  void oneOfTwo_isALogit_ofThePositiveOne() throws IOException {
    for (String positive : List.of("yes", "no")) {
      Preprocessor sold =
          Preprocessor.builder().numbers("rooms").targetBinary("sold", positive).fit(houses());
      String negative = positive.equals("yes") ? "no" : "yes";
      assertEquals(List.of(negative, positive), sold.classes());
      double yes = positive.equals("yes") ? 1 : 0;
      assertIdentical(
          Tensor.of(new double[][] {{yes}, {1 - yes}, {yes}, {1 - yes}}),
          sold.apply(houses()).targets());
      Tensor logits = Tensor.of(new double[][] {{2}, {-50}});
      assertEquals(List.of(positive, negative), sold.classes(logits));
      assertClose(
          Tensor.of(
              new double[][] {{1 / (1 + Math.exp(2)), 1 / (1 + Math.exp(-2))}, {1, Math.exp(-50)}}),
          sold.probabilities(logits));
      assertRefused(
          "classes: a number that the network puts out is NaN",
          () -> sold.classes(Tensor.of(new double[][] {{1}, {Double.NaN}})));
    }
    assertRefused(
        "fit: column kind must hold flat and one other text; it holds [castle, flat, house]",
        () -> Preprocessor.builder().numbers("rooms").targetBinary("kind", "flat").fit(houses()));
  }

  @Test
  void whatWasSaved_isTheSame() throws IOException {
    Table all = houses();
    for (Preprocessor.Builder builder :
        List.of(
            prices().indices("sold"),
            prices().ignoringUnseen(),
            Preprocessor.builder().numbers("area").targetBinary("sold", "no"),
            Preprocessor.builder().categories("kind", "sold").targetClasses("rooms"))) {
      Preprocessor fitted = builder.fit(all);
      Preprocessor again = Preprocessor.of(fitted.tensors(), fitted.texts());
      assertEquals(fitted.toString(), again.toString());
      assertIdentical(fitted.apply(all).inputs(), again.apply(all).inputs());
      assertIdentical(fitted.apply(all).targets(), again.apply(all).targets());
      assertEquals(fitted.texts(), again.texts());
      for (String name : fitted.texts().keySet()) { // one thing less is a mistake, not a default
        Map<String, String> less = new HashMap<>(fitted.texts());
        less.remove(name);
        assertRefused("Preprocessor.of: ", () -> Preprocessor.of(fitted.tensors(), less));
      }
      for (String name : fitted.tensors().keySet()) {
        Map<String, Tensor> less = new HashMap<>(fitted.tensors());
        less.remove(name);
        assertRefused("r.of: ", () -> Preprocessor.of(less, fitted.texts()));
      }
    }
  }

  @Test
  void aTableOfTheProgramsOwn_isPredictedFrom() throws IOException {
    Preprocessor preprocessor = prices().fit(houses());
    Table row =
        Table.of(
            Map.of(
                "rooms",
                List.of(3),
                "area",
                Arrays.asList((Object) null),
                "kind",
                List.of("flat")));
    assertEquals(1, row.count());
    Tensor mean = preprocessor.inputs(houses().rows(1));
    assertIdentical(mean.slice(1, 0, 2), preprocessor.inputs(row).slice(1, 0, 2));
    assertRefused(
        "texts: there is no column kind; the columns are [x]",
        () -> Table.of(Map.of("x", List.of(1))).texts("kind"));
    assertRefused(
        "Table.of: column x: NaN; where a value is missing, give null",
        () -> Table.of(Map.of("x", List.of(Double.NaN))));
    assertRefused("Table.of: there are no columns", () -> Table.of(Map.of()));
    assertRefused("rows, another has", () -> Table.of(Map.of("x", List.of(1), "y", List.of(1, 2))));
    assertRefused(
        "numbers: row 1: column x: '1d' is not a number",
        () -> Table.of(Map.of("x", List.of(1, "1d"))).numbers("x"));
  }

  @Test
  void mistakes_areTold() throws IOException {
    Table houses = houses();
    assertRefused(
        "fit: houses.csv:3: column area has no value, but is to be learned; leave such rows out"
            .replace("houses.csv", folder.resolve("houses.csv").toString()),
        () -> Preprocessor.builder().numbers("rooms").target("area").fit(houses));
    assertRefused("fit: column area has no values at all", () -> prices().fit(houses.rows(1)));
    assertRefused(
        "fit: there is no column x; the columns are [rooms, area, kind, price, sold]",
        () -> prices().numbers("x").fit(houses));
    assertUnreadable(
        "houses.csv:2: column kind: 'flat' is not a number",
        () -> Preprocessor.builder().numbers("kind").target("price").fit(houses));
    assertRefused("categories: column kind is named twice", () -> prices().categories("kind"));
    assertRefused("numbers: column price is named twice", () -> prices().numbers("price"));
    assertRefused("numbers: name a column", () -> prices().numbers());
    assertRefused(
        "inputs: there is no column rooms; the columns are [x]",
        () -> prices().fit(houses).inputs(Table.of(Map.of("x", List.of(1)))));
    assertRefused("fit: there are no rows", () -> prices().fit(houses.rows()));
    assertMessage(IllegalStateException.class, "already", () -> prices().targetClasses("sold"));
    assertMessage(
        IllegalStateException.class,
        "fit: nothing is to be predicted; call target(...)",
        () -> Preprocessor.builder().numbers("rooms").fit(houses));
    assertMessage(
        IllegalStateException.class,
        "fit: there are no inputs",
        () -> Preprocessor.builder().target("rooms").fit(houses));
    assertMessage(
        IllegalStateException.class,
        "classes: numbers are predicted here",
        () -> prices().fit(houses).classes());
    assertEquals("Preprocessor.builder([rooms, area, kind, price])", prices().toString());
  }

  @Test
  void textOutOfATable_isEscapedInMessages() {
    Table table = Table.of(Map.of("a\u001b[2J", List.of("1\u001b[31m")));
    assertRefused(
        "numbers: row 0: column a\\u001b[2J: '1\\u001b[31m' is not a number",
        () -> table.numbers("a\u001b[2J"));
    assertRefused("texts: there is no column b\\u001b;", () -> table.texts("b\u001b"));
    Table whole = Table.of(Map.of("u;v;kind", List.of("1;2;a", "3;4;b")));
    assertRefused(
        "texts: there is no column kind; the columns are [u;v;kind]; if something else than a comma"
            + " stands between them, say so by CsvFile.delimiter",
        () -> whole.texts("kind"));
  }

  @Test
  void aTable_isSplitLikeExamples() throws IOException {
    Table houses = houses();
    Table.Split split = houses.split(0.25, 1);
    assertEquals(3, split.training().count());
    assertEquals(1, split.heldOut().count());
    assertEquals(2, houses.folds(2, 1).size());
    Table.Split sold = houses.stratifiedSplit("sold", 0.5, 1);
    assertEquals(List.of("no", "yes"), sold.heldOut().texts("sold").stream().sorted().toList());
    for (Table.Split fold : houses.stratifiedFolds("sold", 2, 1)) {
      assertEquals(List.of("no", "yes"), fold.heldOut().texts("sold").stream().sorted().toList());
    }
    assertRefused(
        "has 1 of the 4 examples; each must have at least 2",
        () -> houses.stratifiedSplit("kind", 0.5, 1));
    assertRefused("rows: row 4 of 4", () -> houses.rows(4));
    assertEquals(
        "Split(training Table(3 rows of [rooms, area, kind, price, sold]), held out Table(1 rows"
            + " of [rooms, area, kind, price, sold]))",
        split.toString());
  }
}
