/** Draws how training went: charts as PNG and SVG, and a report as one HTML file. */
module dev.chainrule.nn.report {
  requires com.google.common;
  requires transitive dev.chainrule.nn.training;
  requires java.desktop;
  requires org.apache.xmlgraphics.batik.awt.util;
  requires org.apache.xmlgraphics.batik.svggen;
  requires org.jfree.jfreechart;
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;

  exports dev.chainrule.nn.report;
}
