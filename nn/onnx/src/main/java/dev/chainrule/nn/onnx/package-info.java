/**
 * Trained networks for other programs: {@link dev.chainrule.nn.onnx.OnnxFile} writes an MLP as an
 * ONNX model, which the runtimes of many languages and machines execute.
 */
@CheckReturnValue
@NullMarked
package dev.chainrule.nn.onnx;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
