/**
 * Pictures of training, as PNG and SVG, and as one HTML file. {@link
 * dev.chainrule.nn.report.HistoryCharts} draws loss, metrics and learning rate, {@link
 * dev.chainrule.nn.report.GradientNorms} how large gradients are in each layer, {@link
 * dev.chainrule.nn.report.DecisionBoundary} and {@link dev.chainrule.nn.report.ConfusionMatrix}
 * what a classifier says, and {@link dev.chainrule.nn.report.WeightImages} what its neurons look
 * for; {@link dev.chainrule.nn.report.FittedCurve} a curve among the points that it was fitted to.
 * {@link dev.chainrule.nn.report.TrainingReport} puts charts on a page, and {@link
 * dev.chainrule.nn.report.ReportFile} writes it while a trainer works.
 *
 * <p>Colours are chosen to be told apart by people who are colour-blind, too; lines also differ in
 * their dashes, points in their shapes.
 */
@CheckReturnValue
@NullMarked
package dev.chainrule.nn.report;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
