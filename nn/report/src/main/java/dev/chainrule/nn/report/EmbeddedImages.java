package dev.chainrule.nn.report;

import java.awt.Image;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.util.Base64;
import org.apache.batik.svggen.DefaultImageHandler;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.w3c.dom.Element;

/** Puts images into an SVG document itself, as PNG: such as are in memory, as charts draw them. */
final class EmbeddedImages extends DefaultImageHandler {
  private static final String XLINK = "http://www.w3.org/1999/xlink";

  @Override
  protected void handleHREF(Image image, Element element, SVGGeneratorContext context) {
    if (!(image instanceof RenderedImage pixels)) {
      throw new UnsupportedOperationException("an image that is still being loaded");
    }
    embed(pixels, element);
  }

  @Override
  protected void handleHREF(RenderedImage image, Element element, SVGGeneratorContext context) {
    embed(image, element);
  }

  @Override
  protected void handleHREF(RenderableImage image, Element element, SVGGeneratorContext context) {
    throw new UnsupportedOperationException("renderable image");
  }

  private static void embed(RenderedImage image, Element element) {
    String bytes = Base64.getEncoder().encodeToString(Chart.png(image));
    element.setAttributeNS(XLINK, "xlink:href", "data:image/png;base64," + bytes);
  }
}
