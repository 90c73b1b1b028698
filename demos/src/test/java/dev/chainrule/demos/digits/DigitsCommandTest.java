package dev.chainrule.demos.digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.chainrule.demos.DemoProcess;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
  void learnsAndSaysWhatTheGradientTells() {
    String out = DemoProcess.run("digits", "--epochs", "3").succeeded();
    assertTrue(
        out.contains("1. 8000 digits to learn from, 2000 held out, drawn by this program"), out);
    assertTrue(out.contains("2. Gradient descent, 13002 parameters, batches of 100"), out);
    List<Double> costs = numbers(out, "^ +\\d+ +(\\d\\.\\d{4}) +\\S+ %$");
    assertEquals(3, costs.size());
    assertTrue(costs.get(2) < costs.get(1) && costs.get(1) < costs.get(0), out);
    assertEquals(1, numbers(out, "It is (\\S+) times more sensitive to .+$").size(), out);
    double difference = numbers(out, "among 13002 parameters is (\\S+)\\.$").get(0);
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
    DemoProcess.run("digits", "--mnist", missing.toString())
        .failed(1, "digits: " + missing + ": there is no such folder");
    run()
        .failed(
            1,
            "digits: "
                + folder
                + ": no digits here; expected train-images-idx3-ubyte and"
                + " train-labels-idx1-ubyte, or t10k-..., plain or .gz");
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
    DemoProcess.run("digits", "--learning-rate", "-3")
        .failed(1, "digits: --learning-rate: -3.0 must be a positive number");
    for (String wrong : new String[] {"784-0-10", "784", "10-784", "784-x-10", "784--10"}) {
      DemoProcess.run("digits", "--model", wrong)
          .failed(
              1,
              "digits: --model: "
                  + wrong
                  + " must be numbers from 784 inputs to 10 outputs, such as 784-128-10, with at"
                  + " least 1 node in each layer");
    }
    DemoProcess.run("digits", "--epochs", "0").failed(1, "digits: --epochs: 0 must be at least 1");
    DemoProcess.run("digits", "--activation", "gelu", "--export-onnx", folder + "/x.onnx")
        .failed(
            1,
            "digits: --export-onnx: OnnxFile.write: runtimes have no error function in float64, which"
                + " GELU needs; write the network in float32, by write(network, file,"
                + " DType.FLOAT32)");
    String nowhere = folder + "/none/x";
    DemoProcess.run("digits", "--save", nowhere)
        .failed(1, "digits: --save: " + nowhere + ": can't write the checkpoint");
    DemoProcess unreadable = DemoProcess.run("digits", "--epochs", "many");
    assertEquals(2, unreadable.exitCode());
    assertTrue(
        unreadable.err().startsWith("Invalid value for option '--epochs': 'many' is not an int"),
        unreadable.err());
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
    DemoProcess exporting =
        DemoProcess.run(with(options, "--epochs", "3", "--export-onnx", onnx.toString()));
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
    DemoProcess.run("digits", "--resume", file.toString())
        .failed(
            1,
            "digits: --resume: "
                + file
                + ": the checkpoint was made with optimizer Adam; here it is Sgd");
    Path image = folder.resolve("one.png");
    draw(image, 40, 90);
    String said =
        DemoProcess.run("digits", "predict", "--from", file.toString(), image.toString())
            .succeeded();
    assertEquals(3, numbers(said, "^ +\\d +(\\S+) %$").size(), said);
    draw(image, 0, 0);
    DemoProcess.run("digits", "predict", "--from", file.toString(), image.toString())
        .failed(1, "predict: " + image + ": there is nothing on it");
    DemoProcess.run("digits", "predict", "--from", file.toString(), file.toString())
        .failed(1, "predict: " + file + ": is no image in PNG, JPEG, GIF or BMP");
    DemoProcess.run("digits", "predict", "--from", folder + "/none", image.toString())
        .failed(1, "predict: " + folder + "/none: there is no such file");
    DemoProcess.run("digits", "predict", "--from", image.toString(), image.toString())
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

  private DemoProcess run(String... more) {
    String[] arguments = new String[3 + more.length];
    arguments[0] = "digits";
    arguments[1] = "--mnist";
    arguments[2] = folder.toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return DemoProcess.run(arguments);
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
