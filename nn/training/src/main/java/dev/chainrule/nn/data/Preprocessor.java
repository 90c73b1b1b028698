package dev.chainrule.nn.data;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rows of a table into numbers for a network, and what the network puts out back into
 * what a person asked for. It is fitted on the rows to learn from: means that fill gaps, scales and
 * categories come from these alone, and stay the same for all rows that it is applied to.
 *
 * <pre>{@code
 * Preprocessor preprocessor =
 *     Preprocessor.builder()
 *         .numbers("rooms", "area")
 *         .categories("kind")
 *         .target("price")
 *         .fit(houses.training());
 * Examples training = preprocessor.apply(houses.training());
 * Examples heldOut = preprocessor.apply(houses.heldOut());
 * }</pre>
 */
public final class Preprocessor {
  private static final String INPUTS = "inputs";
  private static final String TARGET = "target";

  private final ImmutableList<Encoder> inputs;
  private final Target target;

  private Preprocessor(List<Encoder> inputs, Target target) {
    this.inputs = ImmutableList.copyOf(inputs);
    this.target = target;
  }

  /** Begins to say what is to be predicted from what. */
  public static Builder builder() {
    return new Builder(ImmutableList.of(), ImmutableList.of(), null, false);
  }

  /**
   * Turns rows into examples.
   *
   * @return inputs of shape [rows, {@link #width}]; targets of shape [rows, numbers], or the
   *     indices of classes, of shape [rows], or 0 and 1, of shape [rows, 1]
   * @throws IllegalArgumentException if a column is missing, a text is no category (unless these
   *     are ignored), or what is to be predicted has no value
   */
  public Examples apply(Table rows) {
    return Examples.of(inputs(rows), target.apply(rows));
  }

  /**
   * Turns rows into inputs; what is to be predicted need not be there.
   *
   * @return shape [rows, {@link #width}]
   * @throws IllegalArgumentException if a column is missing, or a text is no category, unless these
   *     are ignored
   */
  public Tensor inputs(Table rows) {
    inputs.forEach(encoder -> rows.check("inputs", encoder.columns()));
    List<Tensor> parts = inputs.stream().map(encoder -> encoder.apply(rows)).toList();
    return parts.get(0).concat(1, parts.subList(1, parts.size()));
  }

  /** Gives how many numbers a row becomes. */
  public int width() {
    return names().size();
  }

  /** Gives what the inputs stand for, such as {@code rooms, area, kind=flat, kind=house}. */
  public List<String> names() {
    return inputs.stream()
        .flatMap(encoder -> encoder.names().stream())
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Gives the classes, in the order of their indices; of two, the positive one is the second.
   *
   * @throws IllegalStateException if numbers are predicted
   */
  public List<String> classes() {
    return target.classes();
  }

  /**
   * Brings what a network puts out back to the units of the table.
   *
   * @param outputs shape [rows, numbers]
   * @return the same shape, in float64
   * @throws IllegalStateException if classes are predicted
   */
  public Tensor numbers(Tensor outputs) {
    return target.numbers(outputs);
  }

  /**
   * Makes probabilities of logits.
   *
   * @param logits shape [rows, classes], or [rows, 1] where there are two
   * @return shape [rows, classes], in the order of {@link #classes()}, in float64
   * @throws IllegalStateException if numbers are predicted
   */
  public Tensor probabilities(Tensor logits) {
    return target.probabilities(logits);
  }

  /**
   * Names the most probable class of each row.
   *
   * @param logits shape [rows, classes], or [rows, 1] where there are two
   * @throws IllegalArgumentException if one of the logits is NaN
   * @throws IllegalStateException if numbers are predicted
   */
  public List<String> classes(Tensor logits) {
    checkArgument(
        !logits.hasNaN(), "classes: a number that the network puts out is NaN: it names no class");
    double[] indices = probabilities(logits).argMax(1).toArray();
    return IntStream.range(0, indices.length)
        .mapToObj(row -> classes().get((int) indices[row]))
        .toList();
  }

  /** Gives the numbers to be saved, by name. */
  public Map<String, Tensor> tensors() {
    ImmutableMap.Builder<String, Tensor> all = ImmutableMap.builder();
    for (int i = 0; i < inputs.size(); i++) {
      String name = INPUTS + "." + i + ".";
      inputs.get(i).tensors().forEach((key, tensor) -> all.put(name + key, tensor));
    }
    target.encoder().tensors().forEach((key, tensor) -> all.put(TARGET + "." + key, tensor));
    return all.buildOrThrow();
  }

  /** Gives the texts to be saved, by name. */
  public Map<String, String> texts() {
    SavedTexts all = new SavedTexts(Map.of());
    for (int i = 0; i < inputs.size(); i++) {
      all = all.with(INPUTS + "." + i, inputs.get(i).texts());
    }
    return all.with(TARGET, target.texts()).asMap();
  }

  /**
   * Takes up one that was saved.
   *
   * @param tensors what {@link #tensors()} gave
   * @param texts what {@link #texts()} gave
   * @throws IllegalArgumentException if they are not what one gave
   */
  public static Preprocessor of(Map<String, Tensor> tensors, Map<String, String> texts) {
    SavedTexts all = new SavedTexts(texts);
    List<Encoder> inputs = new ArrayList<>();
    SavedTexts own = all.within(INPUTS + ".0");
    while (!own.isEmpty()) {
      inputs.add(Encoder.of(own, SavedTexts.within(tensors, INPUTS + "." + inputs.size())));
      own = all.within(INPUTS + "." + inputs.size());
    }
    checkArgument(!inputs.isEmpty(), "Preprocessor.of: there are no inputs");
    return new Preprocessor(
        inputs, Target.of(all.within(TARGET), SavedTexts.within(tensors, TARGET)));
  }

  /** Gives the names of the inputs, and what is predicted. */
  @Override
  public String toString() {
    return "Preprocessor(" + names() + " -> " + target.encoder().names() + ")";
  }

  /** Says what is to be predicted from what. Each method gives another builder. */
  public static final class Builder {
    private final ImmutableList<String> columns; // all that are named, for none counts twice
    private final ImmutableList<Plan> inputs;
    private final @Nullable TargetPlan target;
    private final boolean ignoresUnseen;

    /** Fits an encoder to rows. */
    private interface Plan {
      Encoder fit(Table rows, boolean ignoresUnseen);
    }

    /** Fits what is predicted to rows. */
    private interface TargetPlan {
      Target fit(Table rows);
    }

    private Builder(
        ImmutableList<String> columns,
        ImmutableList<Plan> inputs,
        @Nullable TargetPlan target,
        boolean ignoresUnseen) {
      this.columns = columns;
      this.inputs = inputs;
      this.target = target;
      this.ignoresUnseen = ignoresUnseen;
    }

    private ImmutableList<String> named(String method, String... more) {
      checkArgument(more.length > 0, "%s: name a column", method);
      Set<String> known = new HashSet<>(columns);
      for (String column : more) {
        checkArgument(known.add(column), "%s: column %s is named twice", method, column);
      }
      return ImmutableList.<String>builder().addAll(columns).add(more).build();
    }

    private Builder with(ImmutableList<String> columns, List<Plan> more) {
      return new Builder(
          columns,
          ImmutableList.<Plan>builder().addAll(inputs).addAll(more).build(),
          target,
          ignoresUnseen);
    }

    private Builder with(ImmutableList<String> columns, TargetPlan target) {
      checkState(this.target == null, "target: what is to be predicted was named already");
      return new Builder(columns, inputs, target, ignoresUnseen);
    }

    /**
     * Adds columns of numbers, each an input: gaps are filled by the mean, then each is brought to
     * mean 0 and standard deviation 1.
     *
     * @throws IllegalArgumentException if a column was named before
     */
    public Builder numbers(String... names) {
      List<String> own = ImmutableList.copyOf(names);
      return with(
          named("numbers", names), List.of((rows, ignores) -> NumberEncoder.fit(rows, own)));
    }

    /**
     * Adds columns of texts, of which each category is an input: 1 where it stands, else 0. A
     * missing value is a category of its own.
     *
     * @throws IllegalArgumentException if a column was named before
     */
    public Builder categories(String... names) {
      return with(named("categories", names), plans(false, names));
    }

    /**
     * Adds columns of texts, each of which is an input: the index of the category, in alphabetical
     * order from 0, for an embedding. A missing value is a category of its own.
     *
     * @throws IllegalArgumentException if a column was named before
     */
    public Builder indices(String... names) {
      return with(named("indices", names), plans(true, names));
    }

    private static List<Plan> plans(boolean givesIndex, String... names) {
      ImmutableList.Builder<Plan> plans = ImmutableList.builder();
      for (String name : names) {
        plans.add(
            (rows, ignoresUnseen) -> {
              OneHot oneHot = OneHot.fit(rows.texts(name));
              OneHot own = ignoresUnseen ? oneHot.ignoringUnseen() : oneHot;
              return new CategoryEncoder(name, own, givesIndex);
            });
      }
      return plans.build();
    }

    /**
     * Takes a text that was not there to fit for none of the categories, rather than refusing it:
     * all its inputs are 0, and its index is one more than the last; an embedding then needs one
     * thing more than there are categories.
     */
    public Builder ignoringUnseen() {
      return new Builder(columns, inputs, target, true);
    }

    /**
     * Predicts numbers, which are brought to mean 0 and standard deviation 1.
     *
     * @throws IllegalArgumentException if a column was named before
     * @throws IllegalStateException if something is predicted already
     */
    public Builder target(String... names) {
      List<String> own = ImmutableList.copyOf(names);
      return with(named("target", names), rows -> Target.numbers(rows, own));
    }

    /**
     * Predicts which of the texts of a column it is: one logit for each, for {@code
     * Loss.crossEntropy()}.
     *
     * @throws IllegalArgumentException if the column was named before
     * @throws IllegalStateException if something is predicted already
     */
    public Builder targetClasses(String name) {
      return with(named("targetClasses", name), rows -> Target.classes(rows, name));
    }

    /**
     * Predicts which of the two texts of a column it is: one logit, for {@code
     * Loss.binaryCrossEntropy()}.
     *
     * @param positive the text that a large logit stands for
     * @throws IllegalArgumentException if the column was named before
     * @throws IllegalStateException if something is predicted already
     */
    public Builder targetBinary(String name, String positive) {
      return with(named("targetBinary", name), rows -> Target.binary(rows, name, positive));
    }

    /**
     * Finds means, scales and categories.
     *
     * @param rows to learn from, without those that are held out
     * @throws IllegalArgumentException if a column is missing or has no values at all, or what is
     *     to be predicted has gaps, or not two texts where it is to be one of two
     * @throws IllegalStateException if there are no inputs, or nothing is to be predicted
     */
    public Preprocessor fit(Table rows) {
      TargetPlan predicted = target;
      checkState(
          !inputs.isEmpty(), "fit: there are no inputs; call numbers(...) or categories(...)");
      checkState(predicted != null, "fit: nothing is to be predicted; call target(...)");
      checkArgument(rows.count() > 0, "fit: there are no rows");
      rows.check("fit", columns);
      List<Encoder> encoders = inputs.stream().map(plan -> plan.fit(rows, ignoresUnseen)).toList();
      return new Preprocessor(encoders, predicted.fit(rows));
    }

    /** Gives the columns that were named. */
    @Override
    public String toString() {
      return "Preprocessor.builder(" + columns + ")";
    }
  }
}
