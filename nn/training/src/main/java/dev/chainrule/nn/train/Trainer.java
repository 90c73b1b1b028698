package dev.chainrule.nn.train;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.data.Batches;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.optim.Optimizer;
import dev.chainrule.nn.optim.ReduceOnPlateau;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trains a model, for one epoch unless told otherwise.
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
  final Layer model;
  final Optimizer optimizer;
  final List<Listener> listeners = new ArrayList<>();
  final Map<String, String> about = new LinkedHashMap<>();
  int epochs = 1;
  int patience;
  long seed;
  @Nullable Path checkpoint;
  private final Loss loss;
  private final Map<String, Metric> metrics = new LinkedHashMap<>();
  private int parts = 1;
  private int threads = 1;
  private @Nullable Examples heldOut;
  private @Nullable ReduceOnPlateau plateau;
  private @Nullable Checkpoint resumed;

  private Trainer(Layer model, Loss loss, Optimizer optimizer) {
    this.model = model;
    this.loss = loss;
    this.optimizer = optimizer;
  }

  /**
   * A trainer.
   *
   * @param optimizer of the model's parameters, or of some of them
   */
  public static Trainer of(Layer model, Loss loss, Optimizer optimizer) {
    return new Trainer(model, loss, optimizer);
  }

  /**
   * How many epochs there are in all, those before a {@link #resume} among them.
   *
   * @throws IllegalArgumentException if there are none
   */
  @CanIgnoreReturnValue
  public Trainer epochs(int epochs) {
    checkArgument(epochs >= 1, "epochs: %s; there must be at least 1", epochs);
    this.epochs = epochs;
    return this;
  }

  /** The seed of what is random in layers, such as dropout; 0 unless set. */
  @CanIgnoreReturnValue
  public Trainer seed(long seed) {
    this.seed = seed;
    return this;
  }

  /** Examples to look at after each epoch, and not to learn from. */
  @CanIgnoreReturnValue
  public Trainer heldOut(Examples heldOut) {
    checkArgument(heldOut.count() > 0, "heldOut: there are no examples");
    this.heldOut = heldOut;
    return this;
  }

  /**
   * Something to know of the held-out examples, beside their loss.
   *
   * @param name for the history; not {@value Epoch#LOSS}
   */
  @CanIgnoreReturnValue
  public Trainer metric(String name, Metric metric) {
    checkArgument(!name.equals(Epoch.LOSS), "metric: the name %s is taken", name);
    metrics.put(name, metric);
    return this;
  }

  /**
   * Ends training when the loss of the held-out examples has not become smaller for so many epochs;
   * then, or at the end, the model is again what it was when that loss was smallest.
   *
   * @throws IllegalArgumentException if it is less than one epoch
   */
  @CanIgnoreReturnValue
  public Trainer earlyStopping(int patience) {
    checkArgument(patience >= 1, "earlyStopping: %s epochs; there must be at least 1", patience);
    this.patience = patience;
    return this;
  }

  /**
   * Lets a learning rate, which the optimiser was made with, observe the loss of the held-out
   * examples after each epoch, or the loss of the epoch if none are held out.
   */
  @CanIgnoreReturnValue
  public Trainer reduceOnPlateau(ReduceOnPlateau learningRate) {
    this.plateau = learningRate;
    return this;
  }

  /** Tells somebody how training goes. */
  @CanIgnoreReturnValue
  public Trainer listener(Listener listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * Takes each batch apart, so that several threads may work on it. The result depends on the
   * number of parts, by rounding (and where a layer looks at a batch as a whole), but not on the
   * number of threads.
   *
   * @throws IllegalArgumentException if one of them is less than 1
   */
  @CanIgnoreReturnValue
  public Trainer microBatches(int parts, int threads) {
    checkArgument(
        parts >= 1 && threads >= 1,
        "microBatches: %s parts and %s threads; there must be at least 1 of each",
        parts,
        threads);
    this.parts = parts;
    this.threads = threads;
    return this;
  }

  /**
   * Puts all that training needs to go on into a file: at the beginning, after each epoch, and when
   * the program is asked to end. The file is replaced as a whole or not at all, whatever happens.
   */
  @CanIgnoreReturnValue
  public Trainer checkpoint(Path file) {
    this.checkpoint = file;
    return this;
  }

  /**
   * A text to keep in the checkpoint, such as how the model is to be built again.
   *
   * @param name that {@link #resume} compares, too: a checkpoint with another text is refused
   */
  @CanIgnoreReturnValue
  public Trainer about(String name, String text) {
    about.put(name, text);
    return this;
  }

  /**
   * Takes up training where a checkpoint left it, with the model and the optimiser built and set as
   * they were then; {@link #fit} compares them. What follows is, to the last bit, what would have
   * followed without a break, as long as the batches are the same.
   *
   * @throws IOException if the file can't be read or is no checkpoint
   */
  @CanIgnoreReturnValue
  public Trainer resume(Path file) throws IOException {
    resumed = Checkpoint.read(file);
    return this;
  }

  /**
   * Trains.
   *
   * @return how it went, the epochs before a {@link #resume} among them
   * @throws NotFiniteException if a loss or a gradient is NaN or infinite
   * @throws java.util.concurrent.CancellationException if this thread is interrupted, or the
   *     program asked to end
   * @throws java.io.UncheckedIOException if the checkpoint can't be written
   * @throws IllegalArgumentException if what is resumed was made with another model, optimiser,
   *     seed or text about it
   * @throws IllegalStateException if there are no batches, or nothing is held out for early
   *     stopping or metrics
   */
  @CanIgnoreReturnValue
  public History fit(Batches batches) {
    checkState(
        heldOut != null || (patience == 0 && metrics.isEmpty()),
        "fit: early stopping and metrics need examples to look at; call heldOut(...)");
    Progress progress = resumed == null ? Progress.NONE : resumed.resume(this);
    return new Run(this, batches, progress).go();
  }

  BatchGradient batchGradient() {
    return new BatchGradient(model, loss, optimizer, seed, parts, threads);
  }

  boolean isResumed() {
    return resumed != null;
  }

  boolean stopsEarly() {
    return patience > 0;
  }

  void observe(double loss) {
    if (plateau != null) {
      plateau.observe(loss);
    }
  }

  ReduceOnPlateau.State plateauState() {
    return plateau == null ? ReduceOnPlateau.State.NONE : plateau.state();
  }

  void restorePlateau(ReduceOnPlateau.State state) {
    if (plateau != null) {
      plateau.restore(state);
    }
  }

  Map<String, Double> evaluate() {
    return heldOut == null ? Map.of() : Evaluation.of(model, loss, metrics, heldOut);
  }
}
