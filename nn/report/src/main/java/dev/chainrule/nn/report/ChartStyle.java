package dev.chainrule.nn.report;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.DoubleSummaryStatistics;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.LegendTitle;

/** Gives all charts the same fonts and colours, on no background of their own. */
final class ChartStyle {
  static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
  private static final float[] DASHES = {5, 3};
  private static final double MAX_TICKS = 8; // of powers of ten

  static {
    // Else texts that stand upright are drawn as outlines, which nobody can search or read aloud.
    TextUtils.setUseDrawRotatedStringWorkaround(false);
  }

  private ChartStyle() {}

  /** Makes a chart of a plot; its title is not drawn, for whoever shows it writes it above. */
  static Chart.Drawing drawing(XYPlot plot, boolean hasLegend) {
    plot.setBackgroundPaint(null);
    plot.setOutlinePaint(Palette.GRID);
    plot.setDomainGridlinePaint(Palette.GRID);
    plot.setRangeGridlinePaint(Palette.GRID);
    plot.setNoDataMessageFont(FONT);
    plot.setNoDataMessagePaint(Palette.INK);
    JFreeChart chart = new JFreeChart(null, FONT, plot, hasLegend);
    chart.setBackgroundPaint(null);
    LegendTitle legend = chart.getLegend();
    if (legend != null) {
      legend.setItemPaint(Palette.INK);
      legend.setItemFont(FONT);
      legend.setBackgroundPaint(null);
      legend.setFrame(BlockBorder.NONE);
    }
    return (graphics, width, height) ->
        chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
  }

  /** Makes an axis of numbers that need not begin at 0. */
  static NumberAxis axis(String label) {
    NumberAxis axis = new NumberAxis(label);
    axis.setAutoRangeIncludesZero(false);
    axis.setNumberFormatOverride(new TickFormat());
    return styled(axis);
  }

  /** Makes an axis with a number at each power of ten, or at every so many where they are many. */
  static LogAxis logAxis(String label, DoubleSummaryStatistics range) {
    LogAxis axis = new LogAxis(label + " (logarithmic)");
    axis.setSmallestValue(Double.MIN_NORMAL);
    axis.setNumberFormatOverride(new TickFormat());
    double decades = Math.log10(range.getMax()) - Math.log10(range.getMin());
    axis.setTickUnit(new NumberTickUnit(Math.max(1, Math.ceil(decades / MAX_TICKS))));
    return styled(axis);
  }

  /** Gives an axis the fonts and colours of all axes. */
  static <A extends ValueAxis> A styled(A axis) {
    axis.setLabelFont(FONT);
    axis.setLabelPaint(Palette.INK);
    axis.setTickLabelFont(SMALL);
    axis.setTickLabelPaint(Palette.INK);
    axis.setTickMarkPaint(Palette.GRID);
    axis.setAxisLinePaint(Palette.GRID);
    return axis;
  }

  /** Gives a line for each curve: every second one is dashed, so that not only colours differ. */
  static BasicStroke stroke(int index) {
    boolean isDashed = (index + index / Palette.categories()) % 2 == 1;
    return isDashed
        ? new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0)
        : new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }
}
