package dev.chainrule.nn.train;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Doubles;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import dev.chainrule.nn.file.FileText;
import dev.chainrule.nn.file.UnreadableFileException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a checkpoint holds beside tensors; a file is not trusted to be one. */
final class CheckpointFields {
  private static final Pattern COUNT = Pattern.compile("\\d+");

  private final Path file;
  private final Map<String, String> fields;

  CheckpointFields(Path file, Map<String, String> fields) {
    this.file = file;
    this.fields = fields;
  }

  String get(String name) {
    return get(name, text -> text);
  }

  /** Reads a count: none or more. */
  int getInt(String name) {
    return get(name, text -> COUNT.matcher(text).matches() ? Ints.tryParse(text) : null);
  }

  /** Reads a count: none or more. */
  long getLong(String name) {
    return get(name, text -> COUNT.matcher(text).matches() ? Longs.tryParse(text) : null);
  }

  double getDouble(String name) {
    return get(name, text -> Doubles.tryParse(text));
  }

  History getHistory(String name) {
    return get(
        name,
        text -> {
          try {
            return History.ofCsv(text);
          } catch (IllegalArgumentException | IndexOutOfBoundsException | UncheckedIOException e) {
            return null;
          }
        });
  }

  private <T> T get(String name, Function<String, @Nullable T> parse) {
    String text = fields.get(name);
    T parsed = text == null ? null : parse.apply(text);
    if (parsed == null) {
      throw damaged(name);
    }
    return parsed;
  }

  /** Refuses a field that is no such number as training gives. */
  void require(String name, boolean isRight) {
    if (!isRight) {
      throw damaged(name);
    }
  }

  private UnreadableFileException damaged(String name) {
    return UnreadableFileException.of(
        file, "is no checkpoint: its field %s is %s", name, String.valueOf(fields.get(name)));
  }

  /**
   * Refuses a checkpoint that was made with something else.
   *
   * @param field that says what it was made with
   * @param name of what is compared, as {@link Trainer#changing} takes it
   */
  void check(String field, String name, String expected) {
    String found = fields.get(field);
    checkArgument(
        expected.equals(found),
        "%s: the checkpoint was made with %s %s; here it is %s: set it as it was, or allow it by"
            + " changing(\"%s\")",
        file,
        FileText.shown(name),
        FileText.shown(String.valueOf(found)),
        FileText.shown(expected),
        FileText.shown(name));
  }
}
