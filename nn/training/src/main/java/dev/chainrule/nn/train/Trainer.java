package dev.chainrule.nn.train;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.data.Batches;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.file.UnreadableFileException;
import dev.chainrule.nn.optim.Lbfgs;
import dev.chainrule.nn.optim.LearningRate;
import dev.chainrule.nn.optim.Optimizer;
import dev.chainrule.nn.optim.ReduceOnPlateau;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains a model. A trainer does not change: each setting gives another trainer, of the same model
 * and optimiser, which training does change.
 *
 * <pre>{@code
 * History history =
 *     Trainer.of(mlp, Loss.crossEntropy(), Adam.of(mlp, 1e-3))
 *         .epochs(20)
 *         .heldOut(split.heldOut())
 *         .metric("accuracy", Metric.accuracy())
 *         .earlyStopping(3)
 *         .fit(split.training().batches(100).shuffled(1));
 * }</pre>
 */
public final class Trainer {
  private static final Class<?> LIBRARY = LearningRate.class; // whose schedules are known

  private final TrainerSettings settings;

  private Trainer(TrainerSettings settings) {
    this.settings = settings;
  }

  /**
   * Makes a trainer.
   *
   * @param optimizer of the model's parameters, or of some of them
   * @throws IllegalArgumentException if the loss takes logits, and the model ends in a softmax or a
   *     sigmoid
   */
  public static Trainer of(Layer model, Loss loss, Optimizer optimizer) {
    return of(model, loss, new OptimizerStepping(optimizer));
  }

  /**
   * Makes a trainer that minimises the loss of each batch by itself, with as many iterations as are
   * set: to be given all examples as one batch.
   *
   * <pre>{@code
   * Trainer.of(mlp, Loss.mse(), Lbfgs.of(mlp).iterations(20)).epochs(10).fit(all.batches(all.count()));
   * }</pre>
   *
   * @param lbfgs of the model's parameters, or of some of them
   * @throws IllegalArgumentException if the loss takes logits, and the model ends in a softmax or a
   *     sigmoid
   */
  public static Trainer of(Layer model, Loss loss, Lbfgs lbfgs) {
    return of(model, loss, new LbfgsStepping(lbfgs));
  }

  private static Trainer of(Layer model, Loss loss, Stepping stepping) {
    Logits.check(model, loss);
    return new Trainer(TrainerSettings.of(model, loss, stepping));
  }

  /**
   * Sets how many epochs there are in all, those before a {@link #resume} among them. Has to be
   * said before {@link #fit}.
   *
   * @throws IllegalArgumentException if there are none
   */
  public Trainer epochs(int epochs) {
    checkArgument(epochs >= 1, "epochs: %s; there must be at least 1", epochs);
    return new Trainer(settings.withEpochs(epochs));
  }

  /** Sets the seed of what is random in layers, such as dropout; 0 unless set. */
  public Trainer seed(long seed) {
    return new Trainer(settings.withSeed(seed));
  }

  /**
   * Holds examples to look at after each epoch, and not to learn from.
   *
   * @throws IllegalArgumentException if there are none
   */
  public Trainer heldOut(Examples heldOut) {
    checkArgument(heldOut.count() > 0, "heldOut: there are no examples");
    return with(settings.validation().withHeldOut(heldOut));
  }

  /**
   * Adds something to know of the held-out examples, beside their loss.
   *
   * @param name for the history; not {@value Epoch#LOSS}
   * @throws IllegalArgumentException if the name is that one, or one that was given before
   */
  public Trainer metric(String name, Metric metric) {
    boolean isTaken = name.equals(Epoch.LOSS) || settings.validation().metrics().containsKey(name);
    checkArgument(!isTaken, "metric: the name %s is taken", name);
    return with(settings.validation().withMetric(name, metric));
  }

  /**
   * Ends training when the loss of the held-out examples has not become smaller for so many epochs;
   * then, or at the end, the model is again what it was when that loss was smallest.
   *
   * @throws IllegalArgumentException if it is less than one epoch
   */
  public Trainer earlyStopping(int patience) {
    checkArgument(patience >= 1, "earlyStopping: %s epochs; there must be at least 1", patience);
    return with(settings.validation().withPatience(patience));
  }

  /**
   * Lets a learning rate observe the loss of the held-out examples after each epoch, or the loss of
   * the epoch if none are held out. One that the optimiser was made with observes it anyway; this
   * is for one that stands inside of a schedule of your own.
   *
   * @throws IllegalArgumentException if the optimiser's learning rate does not depend on it
   */
  public Trainer reduceOnPlateau(ReduceOnPlateau learningRate) {
    LearningRate schedule = settings.stepping().schedule();
    boolean isOwn =
        schedule != null && !schedule.getClass().getPackage().equals(LIBRARY.getPackage());
    checkArgument(
        isOwn || (schedule != null && ReduceOnPlateau.in(schedule) == learningRate),
        "reduceOnPlateau: the optimiser's learning rate is %s, which does not depend on it; give it"
            + " to the optimiser, and nothing is to be said here",
        schedule);
    return with(settings.validation().withPlateau(learningRate));
  }

  private Trainer with(Validation validation) {
    return new Trainer(settings.withValidation(validation));
  }

  /** Adds somebody to be told how training goes. */
  public Trainer listener(Listener listener) {
    return new Trainer(settings.withListener(listener));
  }

  /**
   * Takes each batch apart, so that several threads may work on it. The result depends on the
   * number of parts, by rounding (and where a layer looks at a batch as a whole), but not on the
   * number of threads. What a layer's buffers become is the mean of what the parts make of them.
   *
   * @throws IllegalArgumentException if one of the numbers is less than 1
   */
  public Trainer microBatches(int parts, int threads) {
    return gradientsFrom(MicroBatches.of(parts, threads));
  }

  /** Lets something else find the gradients of a batch, such as compiled code. */
  public Trainer gradientsFrom(GradientSource source) {
    return new Trainer(settings.withGradients(source));
  }

  /**
   * Puts all that training needs to go on into a file: at the beginning, after each epoch, and when
   * the program is asked to end. The file is replaced as a whole or not at all, whatever happens.
   */
  public Trainer checkpoint(Path file) {
    return with(settings.checkpoint().withFile(file));
  }

  /**
   * Keeps a text in the checkpoint, such as how the model is to be built again.
   *
   * @param name that {@link #resume} compares, too: a checkpoint with another text is refused
   */
  public Trainer note(String name, String text) {
    return with(settings.checkpoint().withNote(name, text));
  }

  /**
   * Takes up training where a checkpoint left it, with everything built and set as it was then:
   * {@link #fit} compares the model, the loss, the optimiser with its learning rate, the batches,
   * the seed, what is frozen, and the notes, and refuses a difference unless {@link #changing}
   * allows it. A layer, a loss or a schedule that is a function of yours has no name to be
   * compared, and is told by what it gives for fixed numbers. Metrics and held-out examples may be
   * added, left out and renamed. What follows is, to the last bit, what would have followed without
   * a break, as long as the batches are the same.
   *
   * <p>A trainer goes on from a checkpoint once; to return to it, call this method again.
   *
   * @throws UnreadableFileException if the file can't be read, or is no checkpoint
   */
  public Trainer resume(Path file) {
    return with(settings.checkpoint().withResumed(Checkpoint.read(file)));
  }

  /**
   * Allows something to be another now than it was in the checkpoint that is resumed. With other
   * batches, an epoch that was not done begins anew; another optimiser must keep the same from step
   * to step.
   *
   * @param names of "model", "frozen", "loss", "optimizer", "seed", "batches", "gradients" and
   *     "held out", or of a note
   */
  public Trainer changing(String... names) {
    return with(settings.checkpoint().withChanging(List.of(names)));
  }

  private Trainer with(CheckpointSettings checkpoint) {
    return new Trainer(settings.withCheckpoint(checkpoint));
  }

  /**
   * Trains.
   *
   * @return how it went, the epochs before a {@link #resume} among them
   * @throws NotFiniteException if a loss or a gradient is NaN or infinite
   * @throws java.util.concurrent.CancellationException if this thread is interrupted, or the
   *     program asked to end
   * @throws java.io.UncheckedIOException if the checkpoint can't be written
   * @throws IllegalArgumentException if what is resumed was made with something else; nothing has
   *     changed then
   * @throws IllegalStateException if the number of epochs was not set, there are no batches,
   *     nothing is held out for early stopping or metrics, the loss depends on a variable that is
   *     none of the model's parameters and none of the optimiser's, or this trainer has resumed
   *     already
   */
  @CanIgnoreReturnValue
  public History fit(Batches batches) {
    checkState(
        settings.epochs() > 0,
        "fit: say how many epochs there are: trainer.epochs(10).fit(batches). A trainer does not"
            + " change: each setting gives another one");
    checkState(
        settings.validation().isComplete(),
        "fit: early stopping and metrics need examples to look at; call heldOut(...)");
    return new TrainingRun(settings, batches).toTheEnd();
  }

  /** Lists all that was set, in one line. */
  @Override
  public String toString() {
    List<String> texts = new ArrayList<>();
    texts.add(Layer.describe(settings.model()));
    texts.add("loss " + settings.loss());
    texts.add(settings.stepping().toString());
    if (settings.epochs() > 0) {
      texts.add("epochs " + settings.epochs());
    }
    texts.add("seed " + settings.seed());
    texts.add("gradients from " + settings.gradients());
    texts.addAll(settings.validation().settings());
    texts.addAll(settings.checkpoint().settings());
    return "Trainer(" + String.join(", ", texts) + ")";
  }
}
