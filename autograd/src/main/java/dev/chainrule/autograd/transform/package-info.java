/**
 * Functions of functions: each takes a function of values and gives its derivatives, in one form or
 * another. They are written with {@link dev.chainrule.autograd.Value} alone, so they compose with
 * each other, with {@link dev.chainrule.autograd.Jvp} (forward mode) and with {@link
 * dev.chainrule.autograd.Vmap} (many examples at once): a gradient of a gradient, a Hessian of each
 * example, a Jacobian of what was checkpointed.
 *
 * <p>A function is differentiated with respect to its inputs alone, even if it uses other values
 * that its inputs were made of. What it gives can be differentiated further, also with respect to
 * whatever else the function uses. Where nothing of that is connected to a variable, or nothing is
 * recorded, the results are constants.
 *
 * <p>Where each result depends on few inputs, {@link
 * dev.chainrule.autograd.transform.SparseJacobian} and {@link
 * dev.chainrule.autograd.transform.SparseHessian} find out which, compute many columns by one
 * sweep, and give a {@link dev.chainrule.autograd.transform.SparseMatrix}: rows, columns and
 * values.
 *
 * <p>{@link dev.chainrule.autograd.transform.ArrayFunction} has the same for callers who know plain
 * arrays and want to see no tensor.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.autograd.transform;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
