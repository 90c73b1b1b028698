/**
 * Objectives of ADBench (F. Srajer, Z. Kukelova, A. Fitzgibbon, A benchmark of selected algorithmic
 * differentiation tools on some problems in computer vision and machine learning, Optimization
 * Methods and Software 33, 2018), with data of its repository, which are under the MIT licence.
 *
 * <p>A Gaussian mixture and a diagonal LSTM have one result, whose gradient is taken backward; hand
 * tracking has more results than parameters, and is differentiated forward.
 */
@NullMarked
package dev.chainrule.demos.adbench;

import org.jspecify.annotations.NullMarked;
