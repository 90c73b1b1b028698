/**
 * Holds what networks learn from: {@link dev.chainrule.nn.data.Examples}, from arrays, from CSV or
 * from files in IDX format such as MNIST's, some of them held out, the rest in {@link
 * dev.chainrule.nn.data.Batches}, in another order in each epoch; and the transforms that bring
 * numbers into shape, fitted on the examples to learn from. Files are not trusted: each mistake in
 * one is told by its file, line and column, in an {@link
 * dev.chainrule.nn.file.UnreadableFileException}.
 */
@CheckReturnValue
@NullMarked
package dev.chainrule.nn.data;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
