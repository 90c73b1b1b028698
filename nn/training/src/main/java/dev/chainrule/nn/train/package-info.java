/**
 * Trains networks: a {@link dev.chainrule.nn.train.Trainer} goes through batches of examples, epoch
 * after epoch, asks a {@link dev.chainrule.nn.train.GradientSource} for each batch's gradients,
 * lets an optimiser step by them, looks at held-out examples in between, and tells listeners. It
 * stops early when nothing gets better, says which operation it was when a number is no longer
 * finite, and leaves a checkpoint from which it goes on as if it had never been interrupted:
 * everything random is drawn from a seed and the number of the epoch and batch, and nothing depends
 * on the number of threads.
 */
@CheckReturnValue
@NullMarked
package dev.chainrule.nn.train;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
