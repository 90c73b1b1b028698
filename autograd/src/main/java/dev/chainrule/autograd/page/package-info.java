/**
 * Calculations as web pages: one file, which carries a graph and its backward sweep as data and
 * runs both again, on whatever numbers its reader chooses.
 *
 * <p>A {@link dev.chainrule.autograd.page.Page} shows any result step by step. An {@link
 * dev.chainrule.autograd.page.HtmlPage} carries graphs for pages that tell a story of their own.
 * Derivative rules are not written a second time: while the engine sweeps backwards, it notes what
 * each rule does, in operations of the vocabulary, and that list is what the page runs. So the
 * page's interpreter knows the values of operations, and nothing of derivatives.
 */
@NullMarked
@CheckReturnValue
package dev.chainrule.autograd.page;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
