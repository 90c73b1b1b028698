/**
 * Lessons on backpropagation as web pages: one file each, which carries the networks as programs
 * and runs them in the page. The numbers are the engine's.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.demos.pages;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
