/**
 * Shows charts, graphs and explanations in Jupyter notebooks of the rapaio kernel: {@link
 * dev.chainrule.nn.report.jupyter.JupyterDisplay} is what the kernel looks for.
 */
@CheckReturnValue
@NullMarked
package dev.chainrule.nn.report.jupyter;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
