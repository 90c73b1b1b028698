package dev.chainrule.demos.digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.chainrule.demos.Demo;
import dev.chainrule.demos.DemoProcess;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The digits example as a process. */
class DigitsCommandTest {
  @TempDir private Path folder;

  @Test
  @Tag("long")
  void learnsAndSaysWhatTheGradientTells() {
    String out = DemoProcess.run("digits", "--epochs", "3").succeeded();
    assertTrue(
        out.contains("1. 8000 digits to learn from, 2000 held out, drawn by this program"), out);
    assertTrue(
        out.contains("   Gradient descent, 13002 parameters, batches of 100, learning rate 3\n"),
        out);
    List<Double> costs = numbers(out, "^ +\\d+ +(\\d\\.\\d{4}) +\\S+ %$");
    assertEquals(3, costs.size());
    assertTrue(costs.get(2) < costs.get(1) && costs.get(1) < costs.get(0), out);
    assertEquals(1, numbers(out, "The cost is (\\S+) times as sensitive to .+$").size(), out);
    assertTrue(out.contains("            a 5                         a 5 "), out);
    double difference =
        numbers(out.replaceAll("\\s+", " "), "by at most (\\S+) among 13002 parameters").get(0);
    assertTrue(difference < 1e-15, out);
    assertEquals(out, DemoProcess.run("digits", "--epochs", "3").succeeded());
  }

  @Test
  void readsAFolderOfOnePair() throws IOException {
    write("t10k-images-idx3-ubyte.gz", IdxBytes.zipped(images(10)));
    write("t10k-labels-idx1-ubyte", IdxBytes.labels(10, new byte[10]));
    String out = run("--batch", "4", "--epochs", "1").succeeded();
    assertTrue(out.contains("1. 8 digits to learn from, 2 held out, from " + folder), out);
    assertTrue(out.contains("100.00 %"), out);
    run("--batch", "9").failed(1, "digits: --batch: 9 is more than the 8 digits to learn from");
  }

  @Test
  void readsAFolderOfBothPairs() throws IOException {
    write("train-images-idx3-ubyte", images(7));
    write("train-labels-idx1-ubyte", IdxBytes.labels(7, new byte[7]));
    write("t10k-images-idx3-ubyte", images(3));
    write("t10k-labels-idx1-ubyte", IdxBytes.labels(3, new byte[3]));
    String out = run("--batch", "4", "--epochs", "1").succeeded();
    assertTrue(out.contains("1. 7 digits to learn from, 3 held out, from " + folder), out);
  }

  @Test
  void saysWhatIsWrongWithTheFolder() throws IOException {
    Path missing = folder.resolve("missing");
    Demo.run("digits", "--mnist", missing.toString())
        .failed(1, "digits: " + missing + ": there is no such folder");
    run()
        .failed(
            1,
            "digits: "
                + folder
                + ": no digits; expected train-images-idx3-ubyte, train-labels-idx1-ubyte");
    Path images = write("train-images-idx3-ubyte", images(3));
    run().failed(1, "digits: " + folder + ": has train-images-idx3-ubyte but no labels");
    write("train-labels-idx1-ubyte", IdxBytes.labels(2, (byte) 1, (byte) 2));
    run().failed(1, "digits: " + images + ": 3 images, but 2 labels in train-labels-idx1-ubyte");
    write("train-images-idx3-ubyte", Arrays.copyOf(images(3), 1000));
    run().failed(1, "digits: " + images + ": is truncated: 984 bytes of 2352");
    write("train-images-idx3-ubyte", new byte[1000]);
    run().failed(1, "digits: " + images + ": is no IDX file: it begins with 0x00000000");
    write("train-images-idx3-ubyte", IdxBytes.images(2, 2, 2, new byte[8]));
    run().failed(1, "digits: " + folder + ": images of 4 pixels; expected 28 x 28");
    write("train-images-idx3-ubyte", images(2));
    run().failed(1, "digits: " + folder + ": 2 digits are too few to hold some out");
    write("train-labels-idx1-ubyte", IdxBytes.labels(2, (byte) 1, (byte) 12));
    run().failed(1, "digits: " + folder + ": a label is 12; expected digits from 0 to 9");
  }

  @Test
  void saysWhatIsWrongWithAnOption() {
    Demo.run("digits", "--learning-rate", "-3")
        .failed(2, "digits: --learning-rate: -3.0 must be a positive number");
    for (String wrong : new String[] {"784-0-10", "784", "10-784", "784-x-10", "784--10"}) {
      Demo.run("digits", "--model", wrong)
          .failed(
              2,
              "digits: --model: " + wrong + " must be widths from 784 to 10, such as 784-128-10");
    }
    Demo.run("digits", "--epochs", "0").failed(2, "digits: --epochs: 0 must be at least 1");
    Demo.run("digits", "--activation", "gelu", "--export-onnx", folder + "/x.onnx")
        .failed(
            1,
            "digits: --export-onnx: OnnxFile.write: runtimes have no error function in float64, which"
                + " GELU needs; write the network in float32, by write(network, file,"
                + " DType.FLOAT32)");
    String nowhere = folder + "/none/x";
    Demo.run("digits", "--save", nowhere)
        .failed(1, "digits: --save: " + nowhere + ": there is no such folder");
    Demo.run("digits", "--epochs", "many")
        .failed(2, "digits: --epochs: 'many' is not a whole number; see --help");
  }

  /** A folder with ten digits. */
  private void writeDigits() throws IOException {
    write("train-images-idx3-ubyte", images(10));
    write("train-labels-idx1-ubyte", IdxBytes.labels(10, new byte[10]));
  }

  @Test
  void tooMuch_isRefused() {
    String model = "digits: --model: at most 20 widths, and 20000000 weights between them";
    Demo.run("digits", "--model", "784-100000000-10").failed(2, model);
    Demo.run("digits", "--model", "784-99999999999-10").failed(2, model);
    Demo.run("digits", "--model", "784" + "-1".repeat(19) + "-10").failed(2, model);
    Demo.run("digits", "--epochs", "2147483647")
        .failed(2, "digits: --epochs: 2147483647 must be at most 10000");
  }

  @Test
  void nothingThatIsRead_isOverwritten() throws IOException {
    writeDigits();
    Path labels = folder.resolve("train-labels-idx1-ubyte");
    byte[] before = Files.readAllBytes(labels);
    String reason =
        labels
            + ": that would overwrite the file train-labels-idx1-ubyte of --mnist; choose another";
    run("--save", labels.toString()).failed(1, "digits: --save: " + reason);
    run("--export-onnx", labels.toString()).failed(1, "digits: --export-onnx: " + reason);
    assertArrayEquals(before, Files.readAllBytes(labels));
    Path both = folder.resolve("both");
    run("--save", both.toString(), "--export-onnx", both.toString())
        .failed(
            1, "digits: --export-onnx: " + both + ": that would overwrite --save; choose another");
  }

  @Test
  void whatCantBeResumed_isToldWithTheReason() throws IOException {
    writeDigits();
    String nowhere = folder + "/nope";
    run("--resume", nowhere).failed(1, "digits: --resume: " + nowhere + ": there is no such file");
    run("--resume", folder.toString())
        .failed(1, "digits: --resume: " + folder + ": is a folder; name a file");
    String images = folder + "/train-images-idx3-ubyte";
    assertTrue(
        run("--resume", images)
            .err()
            .startsWith("digits: --resume: " + images + ": is no safetensors file"));
    String saved = folder + "/saved";
    String epochs = run("--epochs", "2", "--save", saved).succeeded();
    assertTrue(epochs.contains("       2    0."), epochs);
    String other = run("--resume", saved, "--optimizer", "adam").err();
    assertTrue(
        other.startsWith("digits: --resume: " + saved + ": the checkpoint was made with optimizer"),
        other);
    assertTrue(other.strip().endsWith(": set it as it was"), other);
    String done = run("--epochs", "2", "--resume", saved).succeeded();
    assertTrue(done.contains("All 2 epochs are done already"), done);
  }

  @Test
  void aCheckpointOfSomethingElse_isNoNetworkOfDigits() throws IOException {
    writeDigits();
    Path saved = folder.resolve("saved");
    String unused = run("--epochs", "1", "--save", saved.toString()).succeeded();
    String text = new String(Files.readAllBytes(saved), StandardCharsets.ISO_8859_1);
    for (String[] change : new String[][] {{"sigmoid", "sigmoit"}, {"16-16-10", "99999-10"}}) {
      String changed = text.replace(change[0], change[1]);
      Files.write(saved, changed.getBytes(StandardCharsets.ISO_8859_1));
      Demo demo =
          Demo.run("digits", "predict", "--from", saved.toString(), folder + "/train-images");
      assertEquals(1, demo.exitCode());
      assertTrue(
          demo.err().startsWith("predict: " + saved + ": holds no network of digits: "),
          demo.err());
      assertTrue(!demo.err().contains("dev.chainrule"), demo.err());
    }
  }

  @Test
  @Tag("long")
  void aRateThatIsTooLarge_isToldInALine_orShown() {
    Demo demo =
        Demo.run("digits", "--activation", "relu", "--learning-rate", "30", "--epochs", "2");
    assertTrue(demo.succeeded().contains("4. What the gradient tells"), demo.out());
  }

  @Test
  @Tag("long")
  void savesAndResumes_andSaysWhatIsOnAnImage() throws IOException {
    Path file = folder.resolve("saved");
    Path onnx = folder.resolve("network.onnx");
    String[] options = {
      "digits",
      "--model",
      "784-12-10",
      "--activation",
      "relu",
      "--loss",
      "cross-entropy",
      "--optimizer",
      "adam",
      "--precision",
      "float32"
    };
    Demo exporting = Demo.run(with(options, "--epochs", "3", "--export-onnx", onnx.toString()));
    assertEquals(0, exporting.exitCode(), exporting.err()); // newer JDKs warn of Protocol Buffers
    String whole = exporting.out();
    String part =
        DemoProcess.run(with(options, "--epochs", "2", "--save", file.toString())).succeeded();
    String rest =
        DemoProcess.run(with(options, "--epochs", "3", "--resume", file.toString())).succeeded();
    List<Double> costs = numbers(whole, "^ +\\d+ +(\\d\\.\\d{4}) +\\S+ %$");
    assertEquals(costs.subList(0, 2), numbers(part, "^ +\\d+ +(\\d\\.\\d{4}) +\\S+ %$"), part);
    assertEquals(costs.subList(2, 3), numbers(rest, "^ +\\d+ +(\\d\\.\\d{4}) +\\S+ %$"), rest);
    assertTrue(Files.size(onnx) > 4 * 784 * 12);
    Demo.run("digits", "--resume", file.toString())
        .failed(
            1,
            "digits: --resume: "
                + file
                + ": the checkpoint was made with model 784-12-10; here it is 784-16-16-10: set it"
                + " as it was");
    Path image = folder.resolve("one.png");
    draw(image, 40, 90);
    String said =
        DemoProcess.run("digits", "predict", "--from", file.toString(), image.toString())
            .succeeded();
    assertEquals(3, numbers(said, "^ +\\d +(\\S+) %$").size(), said);
    draw(image, 0, 0);
    Demo.run("digits", "predict", "--from", file.toString(), image.toString())
        .failed(1, "predict: " + image + ": there is nothing on it");
    Demo.run("digits", "predict", "--from", file.toString(), file.toString())
        .failed(1, "predict: " + file + ": is no image in PNG, JPEG, GIF or BMP");
    Demo.run("digits", "predict", "--from", folder + "/none", image.toString())
        .failed(1, "predict: " + folder + "/none: there is no such file");
    Demo.run("digits", "predict", "--from", image.toString(), image.toString())
        .failed(1, "predict: " + image + ": is no safetensors file: a header of " + header(image));
  }

  private static String header(Path image) throws IOException {
    byte[] bytes = Files.readAllBytes(image);
    long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return length + " bytes does not fit";
  }

  private static void draw(Path file, int from, int to) throws IOException {
    BufferedImage image = new BufferedImage(60, 100, BufferedImage.TYPE_INT_RGB);
    for (int row = from; row < to; row++) {
      for (int column = 25; column < 31; column++) {
        image.setRGB(column, row, 0xffffff);
      }
    }
    assertTrue(ImageIO.write(image, "png", file.toFile()));
  }

  private static String[] with(String[] options, String... more) {
    return Stream.of(options, more).flatMap(Stream::of).toArray(String[]::new);
  }

  private Demo run(String... more) {
    String[] arguments = new String[3 + more.length];
    arguments[0] = "digits";
    arguments[1] = "--mnist";
    arguments[2] = folder.toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Demo.run(arguments);
  }

  private static byte[] images(int count) {
    return IdxBytes.images(count, 28, 28, new byte[count * Digits.PIXELS]);
  }

  @CanIgnoreReturnValue
  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static List<Double> numbers(String out, String pattern) {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(out)
        .results()
        .map(match -> Double.parseDouble(match.group(1)))
        .toList();
  }
}
