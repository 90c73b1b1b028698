/**
 * What the tests of every module say and do: compare numbers, expect messages, start processes. The
 * module {@code autograd/testing} hands these classes on to the modules above the engine.
 */
@CheckReturnValue
@NullMarked
package dev.chainrule.testing;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
