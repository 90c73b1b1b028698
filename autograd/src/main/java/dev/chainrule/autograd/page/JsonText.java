package dev.chainrule.autograd.page;

import dev.chainrule.autograd.notation.Json;
import java.util.List;
import java.util.Map;

/** Writes maps, lists, numbers and texts as JSON that may stand inside of a web page. */
final class JsonText {
  private final StringBuilder text = new StringBuilder();

  private JsonText() {}

  /**
   * Writes a value.
   *
   * @param value a map with texts as keys, a list, a {@code double[]}, a number, a truth value or a
   *     text
   * @throws IllegalArgumentException if it is anything else
   */
  static String of(Object value) {
    JsonText json = new JsonText();
    json.write(value);
    return json.text.toString();
  }

  private void write(Object value) {
    if (value instanceof Map<?, ?> map) {
      text.append('{');
      map.forEach(
          (key, entry) -> {
            separate('{');
            text.append(Json.quoted(key.toString()));
            text.append(':');
            write(entry);
          });
      text.append('}');
    } else if (value instanceof List<?> list) {
      text.append('[');
      for (Object entry : list) {
        separate('[');
        write(entry);
      }
      text.append(']');
    } else if (value instanceof double[] numbers) {
      text.append('[');
      for (double number : numbers) {
        separate('[');
        number(number);
      }
      text.append(']');
    } else if (value instanceof Number number) {
      number(number.doubleValue());
    } else if (value instanceof Boolean) {
      text.append(value);
    } else if (value instanceof CharSequence) {
      text.append(Json.quoted(value.toString()));
    } else {
      throw new IllegalArgumentException(
          "HtmlPage: data can't be of "
              + value.getClass().getSimpleName()
              + "; give maps, lists, double[], numbers, true or false, and texts");
    }
  }

  private void separate(char open) {
    if (text.charAt(text.length() - 1) != open) {
      text.append(',');
    }
  }

  /** Writes a number with all its digits; JSON has no NaN and no infinity, so these are texts. */
  private void number(double number) {
    if (!Double.isFinite(number)) {
      text.append(Json.quoted(Double.toString(number)));
    } else if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      text.append(number == 0 && 1 / number < 0 ? "-0" : Long.toString((long) number));
    } else {
      text.append(number);
    }
  }
}
