package dev.chainrule.nn.data;

import static dev.chainrule.nn.FileAssertions.assertUnreadable;
import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.file.UnreadableFileException;
import dev.chainrule.testing.JavaProcess;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {
  @TempDir private Path folder = Path.of("");

  private CsvFile file(String text) throws IOException {
    return CsvFile.at(Files.writeString(folder.resolve("f.csv"), text));
  }

  @Test
  void numbersAndTexts_quotedAndSpaced_withAByteOrderMark() throws IOException {
    CsvFile file = file("\uFEFFa, b ,\"c, d\"\r\n1, 2.5 ,\"x \"\"y\"\"\"\r\n\r\n-3e2,+.5,z\r\n");
    assertEquals(List.of("a", "b", "c, d"), file.columns());
    assertIdentical(Tensor.of(new double[][] {{2.5, 1}, {0.5, -300}}), file.numbers("b", "a"));
    assertEquals(List.of("x \"y\"", "z"), file.texts("c, d"));
    Examples examples = file.examples(List.of("a"), List.of("b", "a"));
    assertIdentical(Tensor.of(new double[][] {{1}, {-300}}), examples.inputs());
    assertIdentical(Tensor.of(new double[][] {{2.5, 1}, {0.5, -300}}), examples.targets());
  }

  @Test
  void everyDigit_comesBack() throws IOException {
    double[] numbers = new Random(1).doubles(500, -1e6, 1e6).toArray();
    StringBuilder text = new StringBuilder("x\n");
    Arrays.stream(numbers).forEach(x -> text.append(x).append('\n'));
    assertArrayEquals(numbers, file(text.toString()).numbers("x").toArray());
  }

  @Test
  void inTheOnlyColumn_anEmptyLineIsAMissingValue() throws IOException {
    String text = "\n\nx\r\n1\r\n\r\n3\r\n"; // those before the header are none
    CsvFile file = file(text);
    assertUnreadable("f.csv:5: column x has no value", () -> file.numbers("x"));
    assertUnreadable("f.csv:5: column x has no value", () -> file.table());
    assertEquals(List.of("1", "", "3"), file.texts("x"));
    Tensor kept = file.missing(Missing.KEEP).numbers("x");
    assertArrayEquals(new double[] {1, Double.NaN, 3}, kept.toArray());
    assertArrayEquals(new double[] {1, 3}, file.missing(Missing.DROP_ROW).numbers("x").toArray());
    assertEquals(3, file.missing(Missing.KEEP).table().count());
    assertEquals(List.of("x"), file.columns());
    CsvFile last = file("x\n1\n\n");
    assertUnreadable("f.csv:3: column x has no value", () -> last.numbers("x"));
    CsvFile index = file("\"\"\n1\n"); // a name that is empty is no empty line
    assertUnreadable("f.csv:1: no column has a name", () -> index.columns());
  }

  @Test
  void missingValues_areRefused_leftOut_orKept() throws IOException {
    CsvFile file = file("a,b\n1,2\n,4\n3,NA\n5,?\n");
    assertUnreadable(
        "f.csv:3: column a has no value; leave such rows out, or keep the gaps to be filled, by"
            + " missing(...)",
        () -> file.numbers("a"));
    assertUnreadable("f.csv:3: column a has no value", () -> file.table());
    CsvFile whole = file.missing(Missing.DROP_ROW);
    assertIdentical(Tensor.of(new double[][] {{1, 2}}), whole.numbers("a", "b"));
    CsvFile kept = file.missing(Missing.KEEP);
    assertIdentical(
        Tensor.of(new double[][] {{1, 2}, {Double.NaN, 4}, {3, Double.NaN}, {5, Double.NaN}}),
        kept.numbers("a", "b"));
    assertEquals(List.of("2", "4", "", ""), kept.table().texts("b"));
    CsvFile pandas = file("a\nN/A\nn/a\n<NA>\n#N/A\nnan\n-nan\nNULL\nnull\nNone\n7\n");
    assertEquals(7, pandas.missing(Missing.DROP_ROW).numbers("a").item());
    CsvFile none = file("a,b\n,1\n,2\n").missing(Missing.DROP_ROW);
    assertUnreadable("f.csv: has no rows without gaps", () -> none.numbers("a"));
  }

  @Test
  void onlyColumnsThatAreAskedFor_count() throws IOException {
    CsvFile file = file("a,b,c\n1,2,\n,4,x\n3,NA,y\n5,6,\n");
    CsvFile whole = file.missing(Missing.DROP_ROW);
    assertIdentical(Tensor.of(new double[][] {{1}, {3}, {5}}), whole.numbers("a"));
    assertEquals(List.of("2", "4", "6"), whole.texts("b"));
    assertIdentical(Tensor.of(new double[][] {{1, 2}, {5, 6}}), whole.numbers("a", "b"));
    assertEquals(List.of("1", "5"), whole.table("a", "b").texts("a"));
    Examples examples = whole.examples(List.of("a"), List.of("b"));
    assertArrayEquals(new double[] {1, 5}, examples.inputs().toArray());
    try (Stream<Examples> batches = whole.batches(9, List.of("b"), List.of("a")).epoch(0)) {
      assertEquals(List.of(2), batches.map(Examples::count).toList());
    }
    assertEquals(List.of("x", "y"), whole.table("c").texts("c"));
  }

  @Test
  void anUnnamedColumn_suchAsAnIndex_isPassedOver() throws IOException {
    for (String header : List.of(",a,b\n", "\"\",\"a\",\"b\"\n", " ,a,b\r\n")) {
      CsvFile file = file(header + "0,1,2\n\"1\",3,4\n");
      assertEquals(List.of("a", "b"), file.columns());
      assertEquals(List.of("a", "b"), file.table().columns());
      assertIdentical(Tensor.of(new double[][] {{2, 1}, {4, 3}}), file.numbers("b", "a"));
      assertUnreadable("has no column ; its columns are [a, b]", () -> file.numbers(""));
    }
    assertEquals(List.of("a"), file("a,,\n1,,\n").columns()); // as spreadsheets write it
    CsvFile nameless = file(",\n1,2\n");
    assertUnreadable("f.csv:1: no column has a name", () -> nameless.columns());
  }

  @Test
  void aByteOrderMark_beforeAQuote_isNoneOfTheName() throws IOException {
    CsvFile file = file("\uFEFF\"a, x\",b\n1,2\n");
    assertEquals(List.of("a, x", "b"), file.columns());
    assertIdentical(Tensor.of(new double[][] {{1}}), file.numbers("a, x"));
    CsvFile empty = file("\uFEFF");
    assertUnreadable("is empty", () -> empty.columns());
    CsvFile inside = file("a\uFEFFb,c\n1,2\n"); // there it is a character like any other
    assertEquals(List.of("a\uFEFFb", "c"), inside.columns());
  }

  @Test
  void delimiterDecimalCommaAndMissingTokens_canBeSet() throws IOException {
    CsvFile file = file("a;b;c\n1,5;-2;x, y\n-3,25e1;.;NA\n");
    CsvFile set = file.delimiter(';').decimalComma().missingTokens(".").missing(Missing.KEEP);
    assertIdentical(
        Tensor.of(new double[][] {{1.5, -2}, {-32.5, Double.NaN}}), set.numbers("a", "b"));
    assertEquals(List.of("x, y", "NA"), set.table().texts("c")); // no longer a token
    CsvFile tabs = file("a\tb\n1\t2\n\t4\n").delimiter('\t').missing(Missing.KEEP);
    assertIdentical(Tensor.of(new double[][] {{1, 2}, {Double.NaN, 4}}), tabs.numbers("a", "b"));
    CsvFile thousands = file("a\n1.234,5\n").delimiter(';').decimalComma();
    assertUnreadable("'1.234,5' is not a number", () -> thousands.numbers("a"));
    for (char wrong : new char[] {'"', '\n', '\r'}) {
      assertThrows(IllegalArgumentException.class, () -> file.delimiter(wrong));
    }
  }

  @Test
  void aFileThatIsWrittenOtherwise_isToldWhatToSay() throws IOException {
    CsvFile semicolons = file("a;b\n1;2\n");
    assertUnreadable(
        "f.csv: has no column a; its columns are [a;b]; if ';' stands between them, say so by"
            + " delimiter(';')",
        () -> semicolons.numbers("a"));
    CsvFile decimals = file("a;b\n1,5;2,5\n");
    assertUnreadable(
        "f.csv:2: has 3 fields; the header has 1; if ';' stands between them, say so by"
            + " delimiter(';')",
        () -> decimals.table());
    CsvFile tabs = file("a\tb\n1\t2\n");
    assertUnreadable("say so by delimiter('\\t')", () -> tabs.numbers("b"));
    CsvFile commas = file("a;b\n1,5;2\n").delimiter(';');
    assertUnreadable(
        "f.csv:2: column a: '1,5' is not a number; if its comma is a decimal point, say so by"
            + " decimalComma()",
        () -> commas.numbers("a"));
    assertUnreadable("say so by decimalComma()", () -> commas.table().numbers("a"));
    CsvFile rowNames = file("a,b\nx,1,2\n");
    assertUnreadable(
        "f.csv:2: has 3 fields; the header has 2; if one is the row's name, it needs a name, too",
        () -> rowNames.numbers("a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1d",
        "1f",
        "0x1p3",
        "Infinity",
        "-Infinity",
        "inf",
        "1e999",
        "1_000",
        "1,000",
        "1.2.3",
        "e5",
        "1e",
        "+",
        ".",
        "- 1",
        "\u0661",
        "\uff11",
        "1e5f",
        "0x10",
        "1L",
        "true"
      })
  void whatOnlyAProgramTakesForANumber_isNone(String text) throws IOException {
    CsvFile file = file("a\n\"" + text + "\"\n");
    assertUnreadable("'" + text + "' is not a number", () -> file.numbers("a"));
  }

  @Test
  void controlCharacters_areNoSpaces() throws IOException {
    CsvFile file = file("a,b\n1\0, \u001b[31mx\u001b\t\n");
    assertUnreadable("f.csv:2: column a: '1\\u0000' is not a number", () -> file.numbers("a"));
    assertEquals(List.of("\u001b[31mx\u001b"), file.texts("b"));
    assertEquals(List.of("\u001b[31mx\u001b"), file.table().texts("b"));
  }

  @Test
  void aColumnThatIsNamedTwice_isRefused() throws IOException {
    CsvFile file = file("a,b\n1,2\n");
    assertRefused("table: column a is named twice", () -> file.table("a", "b", "a"));
  }

  @Test
  void aFolder_isToldFromAFileThatIsMissing() throws IOException {
    CsvFile none = CsvFile.at(folder.resolve("x"));
    UnreadableFileException missing =
        assertThrows(UnreadableFileException.class, () -> none.columns());
    assertEquals(folder.resolve("x") + ": there is no such file", missing.getMessage());
    assertTrue(missing.getCause() instanceof NoSuchFileException);
    assertUnreadable(folder + ": is a folder, not a file", () -> CsvFile.at(folder).columns());
  }

  @Test
  void mistakesInAFile_areToldByLineAndColumn() throws IOException {
    CsvFile text = file("a,b\n1,2\n3,abc\n");
    assertUnreadable("f.csv:3: column b: 'abc' is not a number", () -> text.numbers("a", "b"));
    assertUnreadable("f.csv: has no column c; its columns are [a, b]", () -> text.numbers("c"));
    assertUnreadable("f.csv: has no column c; its columns are [a, b]", () -> text.texts("c"));
    CsvFile spread = file("t,b\n\n\"two\nlines\",1\nx,y\n"); // lines are not rows
    assertUnreadable("f.csv:5: column b: 'y' is not a number", () -> spread.numbers("b"));
    CsvFile endless = file("a\n1\nInfinity\n");
    assertUnreadable("f.csv:3: column a: 'Infinity' is not a number", () -> endless.numbers("a"));
    CsvFile longer = file("a,b\n1,2\n3,4,5\n");
    assertUnreadable("f.csv:3: has 3 fields; the header has 2", () -> longer.numbers("a"));
    CsvFile twice = file("a,a\n1,2\n");
    assertUnreadable(
        "the columns must have names, each another; found [a, a]", () -> twice.columns());
    CsvFile empty = file("");
    assertUnreadable("is empty; its first line should name the columns", () -> empty.columns());
    CsvFile header = file("a,b\n");
    assertUnreadable("f.csv: has no rows", () -> header.numbers("a"));
    Files.write(folder.resolve("f.csv"), "a\n\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    CsvFile latin = CsvFile.at(folder.resolve("f.csv"));
    assertThrows(UnreadableFileException.class, () -> latin.texts("a"));
    CsvFile quotes = file("a\n\"x\"y\n");
    assertThrows(UnreadableFileException.class, () -> quotes.texts("a"));
  }

  @Test
  void batches_areReadAsTheyAreNeeded_andAnewInEachEpoch() throws IOException {
    StringBuilder text = new StringBuilder("x,y\n");
    for (int i = 0; i < 10; i++) {
      text.append(i).append(',').append(i == 7 ? "" : i * i).append('\n');
    }
    CsvFile file = file(text.toString()).missing(Missing.DROP_ROW);
    Batches batches = file.batches(4, List.of("x"), List.of("y"));
    assertEquals(OptionalInt.empty(), batches.count());
    for (int epoch = 0; epoch < 2; epoch++) {
      try (Stream<Examples> all = batches.epoch(epoch)) {
        List<Examples> list = all.toList();
        assertEquals(List.of(4, 4, 1), list.stream().map(Examples::count).toList());
        assertArrayEquals(new double[] {4, 5, 6, 8}, list.get(1).inputs().toArray());
        assertArrayEquals(new double[] {81}, list.get(2).targets().toArray());
      }
    }
    assertThrows(IllegalArgumentException.class, () -> file.batches(0, List.of("x"), List.of("y")));
    assertThrows(IllegalArgumentException.class, () -> file.batches(1, List.of(), List.of("y")));
    assertThrows(UnreadableFileException.class, () -> file.batches(1, List.of("z"), List.of("y")));
  }

  @Test
  void aFileLargerThanTheHeap_isReadInBatches() throws Exception {
    Path large = folder.resolve("large.csv");
    try (BufferedWriter out = Files.newBufferedWriter(large)) {
      out.write("x,y\n");
      for (int i = 0; i < 1_500_000; i++) { // 24 MB as numbers alone, and the heap has 16
        out.write(i + ",1\n");
      }
    }
    Path log = folder.resolve("log");
    List<String> options = List.of("-Xmx16m", "-Dchainrule.vector=false");
    Process process = JavaProcess.start(Reader.class, options, log, large.toString());
    int exitCode = process.waitFor();
    String output = Files.readString(log);
    assertEquals(0, exitCode, output);
    assertEquals(String.format(Locale.ROOT, "%.0f", 1_500_000L * 1_499_999L / 2.0), output.strip());
  }

  static final class Reader {
    private Reader() {}

    public static void main(String... arguments) {
      Batches batches = CsvFile.at(Path.of(arguments[0])).batches(1000, List.of("x"), List.of("y"));
      try (Stream<Examples> all = batches.epoch(0)) {
        double sum = all.mapToDouble(batch -> batch.inputs().sum().item()).sum();
        System.out.printf(Locale.ROOT, "%.0f%n", sum);
      }
    }
  }

  @Test
  void textOutOfTheFile_isCutAndEscapedInMessages() throws IOException {
    CsvFile control = file("a\n\"1\u001b[2J\n2\u202e\"\n");
    assertUnreadable("'1\\u001b[2J\\u000a2\\u202e' is not a number", () -> control.numbers("a"));
    CsvFile endless = file("a\n" + "x".repeat(100_000) + "\n");
    assertUnreadable("'" + "x".repeat(200) + "...' is not", () -> endless.numbers("a"));
  }

  @Test
  void aMutatedFile_givesNumbersOrTheDocumentedException() throws IOException {
    byte[] valid = "a,b\n1,\"2\"\n-3.5e2,4\n\"5\",6\n".getBytes(StandardCharsets.UTF_8);
    Random random = new Random(1);
    int read = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] mutated = valid.clone();
      for (int change = random.nextInt(3); change >= 0; change--) {
        mutated[random.nextInt(mutated.length)] =
            (byte) "1,\"\n\r .eNa\u00e9".charAt(random.nextInt(11));
      }
      Files.write(folder.resolve("f.csv"), mutated);
      CsvFile file = CsvFile.at(folder.resolve("f.csv"));
      try {
        Tensor numbers = file.numbers("a", "b");
        assertEquals(2, numbers.shape().size(1));
        read++;
      } catch (UnreadableFileException e) {
        assertTrue(e.toString().contains("f.csv"), e::toString);
      }
    }
    assertTrue(read > 100 && read < 2900, "read " + read);
  }
}
