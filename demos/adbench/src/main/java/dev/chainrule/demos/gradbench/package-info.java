/**
 * GradBench (<a href="https://github.com/gradbench/gradbench">github.com/gradbench/gradbench</a>),
 * the tool's side: a process that reads messages from its input, a line of JSON each, and answers
 * each with a line. From the top of the checkout,
 *
 * <pre>{@code
 * mvn -q -pl demos/adbench -am package -DskipTests
 * java --add-modules jdk.incubator.vector -jar demos/adbench/target/gradbench.jar
 * }</pre>
 *
 * <p>waits for messages. All of GradBench's evaluations are here, each as its page there defines
 * it; {@code demos/benchmarks/README.md} says more.
 */
@NullMarked
package dev.chainrule.demos.gradbench;

import org.jspecify.annotations.NullMarked;
