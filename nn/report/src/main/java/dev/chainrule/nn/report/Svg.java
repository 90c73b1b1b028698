package dev.chainrule.nn.report;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.io.StringWriter;
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
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Writes charts as SVG, with a title, a description, a size that can change, and names that no
 * other chart of the page has.
 */
final class Svg {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";
  private static final String INK =
      "rgb(%d,%d,%d)"
          .formatted(Palette.INK.getRed(), Palette.INK.getGreen(), Palette.INK.getBlue());
  private static final Pattern LONG_FRACTION = Pattern.compile("-?\\d*\\.\\d{3,}(?:E-?\\d+)?");

  private final Document document;
  private final Element root;

  private Svg(Chart chart, int height, Consumer<Graphics2D> drawing) {
    try {
      document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .getDOMImplementation()
              .createDocument(NAMESPACE, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this Java can't write XML", e);
    }
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment(null);
    context.setImageHandler(new EmbeddedImages());
    SVGGraphics2D graphics = new SVGGraphics2D(context, false);
    graphics.setSVGCanvasSize(new Dimension(chart.width(), height));
    drawing.accept(graphics);
    root = graphics.getRoot();
    root.setAttribute("viewBox", "0 0 " + chart.width() + " " + height);
    describe(chart);
  }

  /** Writes a document of its own, on white and with its title. */
  static String document(Chart chart) {
    Svg svg = new Svg(chart, chart.titledHeight(), chart::drawTitled);
    Element white = svg.element("rect");
    white.setAttribute("width", "100%");
    white.setAttribute("height", "100%");
    white.setAttribute("style", "fill:white; stroke:none");
    svg.root.insertBefore(white, svg.root.getFirstChild());
    svg.adapt(svg.root, "", INK);
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
    svg.adapt(svg.root, prefix, "currentColor");
    return svg.text();
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
  }

  private Element element(String name) {
    return document.createElementNS(NAMESPACE, name);
  }

  /** Makes names inside the chart its own, its ink another, and leaves out what can't be seen. */
  private void adapt(Node node, String prefix, String ink) {
    NamedNodeMap attributes = node.getAttributes();
    for (int i = 0; attributes != null && i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      String text = attribute.getNodeValue();
      switch (attribute.getNodeName()) {
        case "id" -> attribute.setNodeValue(prefix + text);
        case "d", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "points", "transform" ->
            attribute.setNodeValue(LONG_FRACTION.matcher(text).replaceAll(Svg::rounded));
        case "aria-label", "xlink:href" -> {} // a text, and an image
        default ->
            attribute.setNodeValue(text.replace(INK, ink).replace("url(#", "url(#" + prefix));
      }
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      adapt(child, prefix, ink);
    }
  }

  private static String rounded(MatchResult number) {
    return new BigDecimal(number.group())
        .setScale(2, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
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
