/** Handwritten digits, told apart by a network of 784-16-16-10. */
@NullMarked
@CheckReturnValue
package dev.chainrule.demos.digits;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
