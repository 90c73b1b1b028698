/**
 * Holds what networks learn from. A CSV file gives a {@link dev.chainrule.nn.data.Table}, of which
 * some rows are held out before a {@link dev.chainrule.nn.data.Preprocessor}, fitted on the others,
 * makes {@link dev.chainrule.nn.data.Examples} of it; these also come from arrays, or from files in
 * IDX format such as MNIST's, and are put into {@link dev.chainrule.nn.data.Batches}, in another
 * order in each epoch. Files are not trusted: each mistake in one is told by its file, line and
 * column, in an {@link dev.chainrule.nn.file.UnreadableFileException}.
 */
@CheckReturnValue
@NullMarked
package dev.chainrule.nn.data;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
