/**
 * Formulas for people to read. {@link dev.chainrule.autograd.notation.Notation} writes operations
 * and their derivative rules in the signs of school mathematics; an {@link
 * dev.chainrule.autograd.notation.Expression} is such a formula, and writes itself as text or as
 * MathML; {@link dev.chainrule.autograd.notation.Decimals} writes numbers and tensors.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.autograd.notation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
