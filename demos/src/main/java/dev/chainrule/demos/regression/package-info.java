/**
 * The {@code regression} example: a number predicted from others, out of a CSV file, by a straight
 * line and by a network, and how good both are on rows that they have not seen.
 */
@CheckReturnValue
@NullMarked
package dev.chainrule.demos.regression;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
