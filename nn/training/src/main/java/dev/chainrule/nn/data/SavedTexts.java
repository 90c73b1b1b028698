package dev.chainrule.nn.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps texts and lists of texts by name in the one kind of map that a safetensors file has room
 * for: of the list {@code columns} the size, and {@code columns.0}, {@code columns.1} and so on.
 */
final class SavedTexts {
  private final ImmutableMap<String, String> texts;

  SavedTexts(Map<String, String> texts) {
    this.texts = ImmutableMap.copyOf(texts);
  }

  static SavedTexts of(String name, String text) {
    return new SavedTexts(ImmutableMap.of(name, text));
  }

  Map<String, String> asMap() {
    return texts;
  }

  SavedTexts with(String name, List<String> list) {
    Map<String, String> more = new LinkedHashMap<>(texts);
    more.put(name, Integer.toString(list.size()));
    for (int i = 0; i < list.size(); i++) {
      more.put(name + "." + i, list.get(i));
    }
    return new SavedTexts(more);
  }

  /** Adds others, whose names then begin with this one. */
  SavedTexts with(String name, SavedTexts others) {
    Map<String, String> more = new LinkedHashMap<>(texts);
    others.texts.forEach((key, text) -> more.put(name + "." + key, text));
    return new SavedTexts(more);
  }

  /** Gives those whose names begin with this one, without it. */
  SavedTexts within(String name) {
    return new SavedTexts(within(texts, name));
  }

  /** Gives what is kept under names that begin with this one, by the rest of the names. */
  static <V> Map<String, V> within(Map<String, V> all, String name) {
    ImmutableMap.Builder<String, V> some = ImmutableMap.builder();
    all.forEach(
        (key, value) -> {
          if (key.startsWith(name + ".")) {
            some.put(key.substring(name.length() + 1), value);
          }
        });
    return some.buildOrThrow();
  }

  boolean isEmpty() {
    return texts.isEmpty();
  }

  /**
   * Gives a text.
   *
   * @throws IllegalArgumentException if there is none
   */
  String text(String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new IllegalArgumentException("Preprocessor.of: the text " + name + " is missing");
    }
    return text;
  }

  /**
   * Gives a list.
   *
   * @throws IllegalArgumentException if there is none, or a part of it is missing
   */
  List<String> list(String name) {
    Integer size = Ints.tryParse(text(name));
    checkArgument(size != null, "Preprocessor.of: the size of %s is %s", name, text(name));
    ImmutableList.Builder<String> list = ImmutableList.builder();
    for (int i = 0; i < size; i++) {
      list.add(text(name + "." + i));
    }
    return list.build();
  }
}
