/**
 * A curve of the user's choice, fitted to the columns of a file by least squares: its parameters,
 * how sure they are, and how sure the curve is. The solver is Hipparchus', the derivatives are the
 * engine's.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.demos.fit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
