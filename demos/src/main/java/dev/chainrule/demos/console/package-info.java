/**
 * What the examples share in talking to a person: the mistakes they report, the pictures they draw.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.demos.console;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
