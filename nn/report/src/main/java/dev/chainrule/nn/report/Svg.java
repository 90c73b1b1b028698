package dev.chainrule.nn.report;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Graphics2D;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Writes charts as SVG. The library's text is read again to be given a title, a description, a size
 * that can change, and names that no other chart of the page has.
 */
final class Svg {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";
  private static final String INK =
      "rgb(%d,%d,%d)"
          .formatted(Palette.INK.getRed(), Palette.INK.getGreen(), Palette.INK.getBlue());

  private static final Pattern FONT_FAMILY = Pattern.compile("font-family:[^;]*;");
  private static final Pattern LONG_FRACTION = Pattern.compile("-?\\d*\\.\\d{3,}(?:E-?\\d+)?");

  private final Document document;
  private final Element root;

  private Svg(Chart chart, int height, Consumer<Graphics2D> drawing) {
    VectorGraphics2D graphics = new VectorGraphics2D();
    drawing.accept(graphics);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Processors.get("svg")
          .getDocument(
              graphics.getCommands(), new PageSize(0, 0, chart.width(), height))
          .writeTo(out);
    } catch (IOException e) { // not in memory
      throw new UncheckedIOException(e);
    }
    document = parsed(out.toByteArray());
    root = document.getDocumentElement();
    describe(chart);
    simplify(root);
  }

  /** Writes a document of its own, on white and with its title. */
  static String document(Chart chart) {
    Svg svg = new Svg(chart, chart.titledHeight(), chart::drawTitled);
    Element white = svg.element("rect");
    white.setAttribute("width", "100%");
    white.setAttribute("height", "100%");
    white.setAttribute("fill", "white");
    svg.root.insertBefore(white, svg.root.getFirstChild());
    return svg.text();
  }

  /**
   * Writes a part of a page, in the colour of the page's text and as wide as there is room.
   *
   * @param prefix of names inside, which no other part of the page has
   */
  static String inline(Chart chart, String prefix) {
    Svg svg = new Svg(chart, chart.height(), chart::draw);
    svg.root.removeAttribute("width");
    svg.root.removeAttribute("height");
    svg.adapt(svg.root, prefix);
    return svg.text();
  }

  private static Document parsed(byte[] xml) {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    try {
      // The text names a DTD, which is on the network.
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalStateException("the SVG that was drawn is no XML", e);
    }
  }

  private void describe(Chart chart) {
    Element description = element("desc");
    description.setTextContent(chart.description());
    root.insertBefore(description, root.getFirstChild());
    Element title = element("title");
    title.setTextContent(chart.title());
    root.insertBefore(title, description);
    root.setAttribute("role", "img");
    root.setAttribute("aria-label", chart.title() + ". " + chart.description());
    root.setAttribute("font-size", "12px"); // which the library does not say, being its default
    root.removeAttribute("x");
    root.removeAttribute("y");
  }

  private Element element(String name) {
    return document.createElementNS(NAMESPACE, name);
  }

  /** Names no font of this machine, and no more digits than can be seen. */
  private static void simplify(Node node) {
    NamedNodeMap attributes = node.getAttributes();
    for (int i = 0; attributes != null && i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      String text = attribute.getNodeValue();
      switch (attribute.getNodeName()) {
        case "style" ->
            attribute.setNodeValue(
                FONT_FAMILY.matcher(text).replaceAll("font-family:sans-serif;"));
        case "d", "x", "y", "width", "height", "points", "transform" ->
            attribute.setNodeValue(LONG_FRACTION.matcher(text).replaceAll(Svg::rounded));
        default -> {} // short already
      }
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      simplify(child);
    }
  }

  private static String rounded(MatchResult number) {
    return new BigDecimal(number.group())
        .setScale(2, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** Makes names inside the chart its own, and its ink that of the page. */
  private void adapt(Node node, String prefix) {
    NamedNodeMap attributes = node.getAttributes();
    for (int i = 0; attributes != null && i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      String text = attribute.getNodeValue();
      switch (attribute.getNodeName()) {
        case "id" -> attribute.setNodeValue(prefix + text);
        case "clip-path" -> attribute.setNodeValue(text.replace("url(#", "url(#" + prefix));
        case "style" -> attribute.setNodeValue(text.replace(INK, "currentColor"));
        default -> {} // the rest is the same in every chart
      }
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      adapt(child, prefix);
    }
  }

  private String text() {
    StringWriter out = new StringWriter();
    try {
      Transformer transformer = TransformerFactory.newInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      transformer.transform(new DOMSource(root), new StreamResult(out));
    } catch (TransformerException e) {
      throw new IllegalStateException("the chart can't be written", e);
    }
    return out.toString();
  }
}
