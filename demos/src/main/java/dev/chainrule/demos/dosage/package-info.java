/**
 * Drug effectiveness against dosage, fitted by the smallest network that can bend twice: one input,
 * two softplus nodes, one output.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.demos.dosage;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
