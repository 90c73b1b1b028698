/**
 * Things to run and look at: each example is a sub-command of {@link dev.chainrule.demos.Main} in a
 * room of its own. A user's mistake is a {@link dev.chainrule.demos.console.UserError}: one line
 * and an exit code, no stack trace.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.demos;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
