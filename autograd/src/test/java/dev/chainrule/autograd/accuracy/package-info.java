/** How far each pointwise function is from the truth, in units in the last place. */
@NullMarked
package dev.chainrule.autograd.accuracy;

import org.jspecify.annotations.NullMarked;
