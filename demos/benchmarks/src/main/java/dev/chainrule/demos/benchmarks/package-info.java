/** How fast the engine is: workloads of known cost, for JMH to measure. */
@NullMarked
package dev.chainrule.demos.benchmarks;

import org.jspecify.annotations.NullMarked;
