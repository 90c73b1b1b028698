package dev.chainrule.demos.adbench;

import dev.chainrule.autograd.Value;
import java.util.List;

/**
 * One observation of a point by a camera. It is written in scalars: 11 numbers of the camera (3
 * that turn it about an axis, 3 where it is, its focal length, 2 where its axis meets the picture,
 * 2 of its lens), 3 of the point, a weight, and 2 of where the point was seen. Tensors of one shape
 * in their places are so many observations.
 */
final class Observation {
  /** How many numbers a camera has. */
  static final int CAMERA = 11;

  /** How many numbers may change: all but where the point was seen. */
  static final int INPUTS = CAMERA + 3 + 1;

  private Observation() {}

  /** Computes how far the projected point is from where it was seen, times the weight: x and y. */
  static List<Value> errors(List<Value> observation) {
    List<Value> turned = turned(observation.subList(0, 3), fromCamera(observation));
    Value x = turned.get(0).div(turned.get(2));
    Value y = turned.get(1).div(turned.get(2));
    Value square = x.square().add(y.square());
    Value lens = observation.get(9).add(observation.get(10).mul(square)).mul(square).add(1);
    Value scale = lens.mul(observation.get(6));
    Value weight = observation.get(CAMERA + 3);
    return List.of(
        x.mul(scale).add(observation.get(7)).sub(observation.get(INPUTS)).mul(weight),
        y.mul(scale).add(observation.get(8)).sub(observation.get(INPUTS + 1)).mul(weight));
  }

  /** Computes how far a weight is from 1. */
  static Value weightError(Value weight) {
    return weight.square().rsub(1);
  }

  private static List<Value> fromCamera(List<Value> observation) {
    return List.of(
        observation.get(CAMERA).sub(observation.get(3)),
        observation.get(CAMERA + 1).sub(observation.get(4)),
        observation.get(CAMERA + 2).sub(observation.get(5)));
  }

  /**
   * Turns a point about an axis v, by the angle |v|: Rodrigues' formula. By no angle, it goes by
   * the first order of that: x + v × x.
   */
  private static List<Value> turned(List<Value> v, List<Value> x) {
    Value square = dot(v, v);
    Value turns = square.greater(0);
    Value some = square.where(turns, 1);
    Value angle = some.sqrt();
    Value cos = angle.cos().where(turns, 1);
    Value sin = angle.sin().div(angle).where(turns, 1);
    Value along = dot(v, x).mul(cos.rsub(1).div(some));
    return List.of(
        x.get(0).mul(cos).add(cross(v, x, 1, 2).mul(sin)).add(v.get(0).mul(along)),
        x.get(1).mul(cos).add(cross(v, x, 2, 0).mul(sin)).add(v.get(1).mul(along)),
        x.get(2).mul(cos).add(cross(v, x, 0, 1).mul(sin)).add(v.get(2).mul(along)));
  }

  private static Value dot(List<Value> x, List<Value> y) {
    return x.get(0).mul(y.get(0)).add(x.get(1).mul(y.get(1))).add(x.get(2).mul(y.get(2)));
  }

  /** One number of a cross product. */
  private static Value cross(List<Value> x, List<Value> y, int i, int j) {
    return x.get(i).mul(y.get(j)).sub(x.get(j).mul(y.get(i)));
  }
}
