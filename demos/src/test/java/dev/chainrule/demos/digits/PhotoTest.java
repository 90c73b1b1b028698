package dev.chainrule.demos.digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.demos.console.UserError;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that people have, and those that they had better not have. */
class PhotoTest {
  @TempDir private Path folder;

  /** A stroke from top to bottom. */
  private Path image(int type, int side, int paper, int ink) throws IOException {
    BufferedImage image = new BufferedImage(side, side, type);
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        boolean isInk = column == side / 2 && row > side / 8 && row < side * 7 / 8;
        image.setRGB(column, row, isInk ? ink : paper);
      }
    }
    Path file = folder.resolve("image.png");
    assertTrue(ImageIO.write(image, "png", file.toFile()));
    return file;
  }

  @Test
  void blackOnWhite_whiteOnBlack_andBlackOnGlass_areTheSame() throws IOException {
    int black = 0xff000000;
    int white = 0xffffffff;
    for (int side : new int[] {28, 60}) {
      String seen = read(image(BufferedImage.TYPE_INT_RGB, side, white, black));
      assertTrue(seen.contains("@"), seen);
      assertEquals(seen, read(image(BufferedImage.TYPE_INT_RGB, side, black, white)));
      assertEquals(seen, read(image(BufferedImage.TYPE_INT_ARGB, side, 0, black)));
    }
  }

  private static String read(Path file) {
    return Photo.read(file, DType.FLOAT64).draw();
  }

  @Test
  void anEmptySheet_isToldSo_whateverItsSize() throws IOException {
    for (int side : new int[] {1, 28, 60}) {
      Path file = image(BufferedImage.TYPE_INT_RGB, side, 0xffffff, 0xffffff);
      refused(file, "there is nothing on it");
    }
  }

  private static void refused(Path file, String reason) {
    UserError error = assertThrows(UserError.class, () -> read(file));
    assertEquals(file + ": " + reason, error.getMessage());
  }

  /** The beginning of a PNG, as far as its size is told. */
  private static byte[] header(int width, int height) {
    ByteBuffer chunk = ByteBuffer.allocate(17);
    chunk.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
    chunk.put(new byte[] {1, 0, 0, 0, 0}); // a bit for each pixel
    CRC32 crc = new CRC32();
    crc.update(chunk.array());
    ByteBuffer png = ByteBuffer.allocate(33 + 100);
    png.putLong(0x89504e470d0a1a0aL).putInt(13).put(chunk.array()).putInt((int) crc.getValue());
    return png.array();
  }

  @Test
  void aHugeImage_isRefused_beforeThereIsMemoryForIt() throws IOException {
    Path file = folder.resolve("huge.png");
    Files.write(file, header(30_000, 30_000));
    refused(file, "30000 x 30000 pixels are too many; make it smaller");
    Files.write(file, header(Integer.MAX_VALUE, Integer.MAX_VALUE));
    refused(file, "2147483647 x 2147483647 pixels are too many; make it smaller");
  }

  @Test
  void aDamagedImage_isRefused_howeverItIsDamaged() throws IOException {
    String damaged = "can't be read as an image; is it damaged?";
    Path file = folder.resolve("damaged.png");
    Files.write(file, header(100, 100));
    refused(file, damaged);
    for (String format : new String[] {"png", "gif", "bmp", "jpg"}) {
      BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
      image.setRGB(20, 20, 0xffffff);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      assertTrue(ImageIO.write(image, format, bytes));
      for (int i = 0; i < 100; i++) { // 24 and 13 make GIF and BMP end in no IOException
        byte[] content = bytes.toByteArray();
        content[i / 2 % content.length] = (byte) (i % 2 == 0 ? 0 : 255);
        Files.write(file, content);
        try {
          assertEquals(14, read(file).lines().count());
        } catch (UserError e) { // the only other thing that may happen
          assertTrue(String.valueOf(e.getMessage()).startsWith(file + ": "), e::getMessage);
        }
      }
    }
  }

  @Test
  void whatIsNoImage_isRefused() throws IOException {
    refused(folder, "is a folder; name a file");
    refused(folder.resolve("none"), "there is no such file");
    Path text = Files.writeString(folder.resolve("text.png"), "three");
    refused(text, "is no image in PNG, JPEG, GIF or BMP");
  }
}
