package dev.chainrule.autograd.graph;

/** Text in lines of at most 80 columns, broken at spaces where possible. */
final class Lines {
  private static final int COLUMNS = 80;

  private final StringBuilder text = new StringBuilder();

  /**
   * Adds a line.
   *
   * @param hang by how much its rest is indented where it is too long
   */
  void add(int hang, String line) {
    String rest = line;
    while (rest.length() > COLUMNS) {
      int space = rest.lastIndexOf(' ', COLUMNS);
      boolean isBreakable = !rest.substring(0, Math.max(space, 0)).isBlank();
      int end = isBreakable ? space : COLUMNS;
      end -= Character.isHighSurrogate(rest.charAt(end - 1)) ? 1 : 0;
      text.append(rest.substring(0, end).stripTrailing()).append('\n');
      rest = " ".repeat(hang) + rest.substring(end).strip();
    }
    text.append(rest).append('\n');
  }

  /** Adds an empty line. */
  void blank() {
    text.append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
