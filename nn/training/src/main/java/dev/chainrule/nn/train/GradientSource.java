package dev.chainrule.nn.train;

/**
 * Finds the loss of a batch and its gradients, for a {@link Trainer}: on this thread, on several,
 * by compiled code or on another machine.
 *
 * <pre>{@code
 * GradientSource simple =
 *     batch -> {
 *       TrainingPass pass = batch.pass(0);
 *       Value loss = batch.loss(batch.examples(), pass);
 *       return new BatchGradients(loss.item(), batch.gradients(loss), pass.updates());
 *     };
 * }</pre>
 */
@FunctionalInterface
public interface GradientSource {
  /**
   * Finds the loss of a batch, and the gradient for each parameter; changes nothing.
   *
   * @param batch the examples, and the loss as a function of them and the parameters
   * @return the loss as it is before the step, and one gradient for each of the batch's parameters
   */
  BatchGradients find(TrainingBatch batch);
}
