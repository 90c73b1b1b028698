package dev.chainrule.demos.digits;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.LayerState;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Initializer;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.loss.Losses;
import dev.chainrule.nn.optim.Sgd;
import dev.chainrule.nn.train.History;
import dev.chainrule.nn.train.Trainer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The network of the lesson on digits, 784-16-16-10 with sigmoids, before and after its training on
 * digits that the {@link Artist} drew. The same numbers come out each time.
 */
public final class LessonNetwork {
  private static final List<Integer> WIDTHS =
      List.of(Digits.PIXELS, 16, 16, Digits.CLASSES); // as in the well-known lesson
  private static final long SEED = 1;
  private static final int DRAWN = 20_000;
  private static final int HELD_OUT_EVERY = 5;
  private static final int EPOCHS = 10;
  private static final int BATCH = 10;
  private static final double LEARNING_RATE = 1;

  private final Classifier untrained;
  private final Classifier trained;
  private final Examples.Split split;

  private LessonNetwork(Classifier untrained, Classifier trained, Examples.Split split) {
    this.untrained = untrained;
    this.trained = trained;
    this.split = split;
  }

  /** Waits with the work until somebody asks; it would always come to the same. */
  private static final class Trained {
    static final LessonNetwork NETWORK = train();
  }

  /** Draws digits, and trains the network on most of them: some seconds, the first time. */
  public static LessonNetwork trained() {
    return Trained.NETWORK;
  }

  private static LessonNetwork train() {
    Examples.Split split = new Artist(SEED).draw(DRAWN).examples().holdOutEvery(HELD_OUT_EVERY);
    Plan plan = new Plan(WIDTHS, Activation.SIGMOID, Cost.SQUARED, DType.FLOAT64);
    Classifier network = plan.network(SEED);
    History unused =
        Trainer.of(network.mlp(), network.cost(), Sgd.of(network.mlp(), LEARNING_RATE))
            .epochs(EPOCHS)
            .seed(SEED)
            .fit(split.training().batches(BATCH).shuffled(SEED));
    return new LessonNetwork(plan.network(SEED), network, split);
  }

  /** Gives the digits that were learned from, and those that were not. */
  public Examples.Split digits() {
    return split;
  }

  /** Gives how the training went: how often through how many digits, in which steps. */
  public static Map<String, Object> settings() {
    return ImmutableMap.of("epochs", EPOCHS, "batch", BATCH, "rate", LEARNING_RATE);
  }

  /** Gives the parameters by their names, as they were drawn at random. */
  public Map<String, Tensor> before() {
    return LayerState.of(untrained.mlp());
  }

  /** Gives the parameters by their names, as training left them. */
  public Map<String, Tensor> after() {
    return LayerState.of(trained.mlp());
  }

  /** Computes the cost of the held-out digits, averaged, before training or after it. */
  public double cost(boolean isTrained) {
    return of(isTrained).cost(split.heldOut()).item();
  }

  /** Computes the outputs for the held-out digits, shape [count, 10]. */
  public Tensor outputs(boolean isTrained) {
    return of(isTrained).scores(split.heldOut().inputs());
  }

  private Classifier of(boolean isTrained) {
    return isTrained ? trained : untrained;
  }

  /** Computes what a walk over a map of the cost shows: see {@link CostMap}. */
  public CostMap map() {
    return CostMap.of(untrained, trained, split.training());
  }

  /**
   * Gives the cost as a graph in which every number is 0, to be run on others: {@code pixels}
   * (shape [images, 784]), {@code wanted} ([images, 10]) and the parameters by their names. Its
   * values are {@code hidden1}, {@code hidden2}, {@code output}, each with the {@code sum} before
   * its sigmoid, and {@code cost}.
   *
   * @param images how many; the cost is their average
   */
  public static Value graph(int images) {
    Value y = Value.of(Tensor.zeros(Shape.of(images, Digits.PIXELS))).named("pixels");
    for (Mlp.Stage stage : empty().stages()) {
      Value sum = stage.linear().apply(y).named(stage.name() + ".sum");
      y = stage.activation().apply(sum).named(stage.name());
    }
    Value wanted = Value.constant(Tensor.zeros(Shape.of(images, Digits.CLASSES))).named("wanted");
    return Losses.sumOfSquaredResiduals(y, wanted).div(images).named("cost");
  }

  private static Mlp empty() {
    Mlp.Builder mlp = Mlp.builder(Digits.PIXELS).initializer(Initializer.constant(0));
    for (int width : WIDTHS.subList(1, WIDTHS.size() - 1)) {
      mlp = mlp.hidden(width, Activation.SIGMOID);
    }
    return mlp.output(Digits.CLASSES, Activation.SIGMOID).build();
  }

  /** Gives the shades of an image as a scanner has them: 784 whole numbers from 0 to 255. */
  public static double[] shades(Examples digits, int image) {
    return IntStream.range(0, Digits.PIXELS)
        .mapToDouble(pixel -> Math.rint(255 * digits.inputs().at(image, pixel)))
        .toArray();
  }
}
