package dev.chainrule.nn.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class FileTextTest {
  @Test
  void whatIsVisible_staysAsItIs() {
    assertEquals(
        "a 'b' \u00e9 \u6f22 \ud83d\ude00", FileText.shown("a 'b' \u00e9 \u6f22 \ud83d\ude00"));
    assertEquals("[1, 2]", FileText.shown(List.of(1, 2)));
  }

  @Test
  void whatIsInvisible_orTurnsTheTextAround_isEscaped() {
    assertEquals("\\u0000\\u000a\\u001b[2J", FileText.shown("\0\n\u001b[2J"));
    assertEquals("\\u202e\\u2028\\u200b\\ud800x", FileText.shown("\u202e\u2028\u200b\ud800x"));
    assertEquals("\\udb40\\udc41", FileText.shown(Character.toString(0xe0041))); // a hidden A
  }

  @Test
  void aLongText_isCut_butNotInsideACharacter() {
    assertEquals("x".repeat(200), FileText.shown("x".repeat(200)));
    assertEquals("x".repeat(200) + "...", FileText.shown("x".repeat(201)));
    String smiles = "x" + "\ud83d\ude00".repeat(200);
    assertEquals(smiles.substring(0, 199) + "...", FileText.shown(smiles));
  }

  @Test
  void anUnreadableFile_isNamed_andKeepsItsCause() {
    IOException missing = new NoSuchFileException("f");
    UnreadableFileException e = UnreadableFileException.of("f", missing);
    assertEquals("f: there is no such file", e.getMessage());
    assertEquals(missing, e.getCause());
    assertEquals(
        "f: is truncated", UnreadableFileException.of("f", new EOFException()).getMessage());
    UnreadableFileException damaged = UnreadableFileException.of("f", new ZipException("a\nb"));
    assertTrue(damaged.toString().endsWith("a\\u000ab"), damaged::toString);
    UnreadableFileException content = UnreadableFileException.of("f\n", "%d of %s", 3, "x\ty");
    assertEquals("f\\u000a: 3 of x\\u0009y", content.getMessage());
  }
}
