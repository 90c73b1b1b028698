package dev.chainrule.autograd.notation;

import com.google.common.escape.Escaper;
import com.google.common.xml.XmlEscapers;

/**
 * The elements of presentation MathML that formulas are made of. Browsers show it without any
 * library.
 */
public final class MathMl {
  /** The dot that stands between the factors of a formula. */
  public static final String TIMES = "<mo>&#x22C5;</mo>";

  /** The sign that stands between the factors of the chain rule. */
  public static final String TIMES_SIGN = "<mo>&#xD7;</mo>";

  private static final Escaper ESCAPER = XmlEscapers.xmlAttributeEscaper();

  private MathMl() {}

  /** A number. */
  public static String number(String text) {
    return "<mn>" + ESCAPER.escape(text.replace('-', '\u2212')) + "</mn>";
  }

  /** A name of a value or a function. */
  public static String name(String text) {
    return "<mi>" + ESCAPER.escape(text) + "</mi>";
  }

  /** Words within a formula. */
  public static String words(String text) {
    return "<mtext>" + ESCAPER.escape(text) + "</mtext>";
  }

  /** A sign between numbers, such as + or =. */
  public static String sign(String text) {
    return "<mo>" + ESCAPER.escape(text) + "</mo>";
  }

  /** Several elements in a row. */
  public static String row(String elements) {
    return "<mrow>" + elements + "</mrow>";
  }

  /** Elements in parentheses. */
  public static String parenthesized(String elements) {
    return row(sign("(") + elements + sign(")"));
  }

  /** A fraction of two elements. */
  public static String fraction(String above, String below) {
    return "<mfrac>" + row(above) + row(below) + "</mfrac>";
  }

  /** An element raised to another one. */
  public static String power(String base, String exponent) {
    return "<msup>" + row(base) + row(exponent) + "</msup>";
  }

  /** The derivative of one name by another. */
  public static String derivative(String of, String by) {
    return fraction(differential(of), differential(by));
  }

  private static String differential(String name) {
    return "<mi mathvariant=\"normal\">d</mi>" + name(name);
  }

  /** A row of a table of equations: what stands left of the sign of equality, and right of it. */
  public static String equationRow(String left, String right) {
    return "<mtr>" + cell(left) + cell(sign("=")) + cell(right) + "</mtr>";
  }

  private static String cell(String elements) {
    return "<mtd>" + row(elements) + "</mtd>";
  }

  /** A whole formula that stands in a line of its own, of rows of a table. */
  public static String table(String rows) {
    return "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\">"
        + "<mtable columnalign=\"right center left\" displaystyle=\"true\">"
        + rows
        + "</mtable></math>";
  }
}
