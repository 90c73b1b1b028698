package dev.chainrule.demos.moons;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.layer.ScalarMlp;
import dev.chainrule.nn.loss.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The same network and the same loss, said in one of two ways. */
interface Form {
  /** The scores of all points: shape [count, 1]. */
  Value scores();

  /** What is learned, by name. */
  Map<String, Parameter> parameters();

  /** The max-margin loss of the points, plus α times the sum of the squares of all parameters. */
  Value loss(double alpha);

  /** By tensors: all points at once. */
  static Form tensor(Mlp mlp, Moons moons) {
    Value points = Value.constant(moons.points());
    Value labels = Value.constant(moons.labels());
    return new Form() {
      @Override
      public Value scores() {
        return mlp.apply(points);
      }

      @Override
      public Map<String, Parameter> parameters() {
        return mlp.parameters();
      }

      @Override
      public Value loss(double alpha) {
        Value squares = Value.constant(0);
        for (Parameter parameter : parameters().values()) {
          squares = squares.add(parameter.value().square().sum());
        }
        return Losses.hinge(scores(), labels).add(squares.mul(alpha));
      }
    };
  }

  /** By scalars: point by point, neuron by neuron. */
  static Form scalar(Mlp mlp, Moons moons) {
    ScalarMlp neurons = ScalarMlp.of(mlp);
    return new Form() {
      private List<Value> all() {
        List<Value> scores = new ArrayList<>();
        for (int i = 0; i < moons.count(); i++) {
          Value x = Value.constant(moons.points().at(i, 0));
          Value y = Value.constant(moons.points().at(i, 1));
          scores.addAll(neurons.apply(List.of(x, y)));
        }
        return scores;
      }

      @Override
      public Value scores() {
        double[] scores = all().stream().mapToDouble(Value::item).toArray();
        return Value.constant(Tensor.of(moons.labels().shape(), scores));
      }

      @Override
      public Map<String, Parameter> parameters() {
        return neurons.parameters();
      }

      @Override
      public Value loss(double alpha) {
        Value margins = Value.constant(0);
        List<Value> scores = all();
        for (int i = 0; i < scores.size(); i++) {
          margins = margins.add(scores.get(i).mul(moons.labels().at(i, 0)).neg().add(1).relu());
        }
        Value squares = Value.constant(0);
        for (Parameter parameter : parameters().values()) {
          squares = squares.add(parameter.value().square());
        }
        return margins.div(scores.size()).add(squares.mul(alpha));
      }
    };
  }
}
