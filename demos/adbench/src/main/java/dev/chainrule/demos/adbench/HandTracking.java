package dev.chainrule.demos.adbench;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Ints;
import dev.chainrule.autograd.Jvp;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.Vmap;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.transform.Jacobian;
import java.util.ArrayList;
import java.util.List;

/**
 * How far measured points are from a hand in some pose: the objective "hand". A point belongs to a
 * corner of the skin, or, in the form that ADBench calls complicated, to a triangle, in which two
 * more numbers of this point say where.
 */
public final class HandTracking {
  private final List<Tensor> start;
  private final HandSkeleton skeleton;
  private final Value influences; // [4 bones, corners]
  private final Value mirror;
  private final Value points; // [3, n]
  private final List<int[]> corners; // of the points: one each, or three, [n] first ones first

  /**
   * Makes an objective of n points.
   *
   * @param start where to evaluate it: the pose [26]; before that, if points lie in triangles, [n,
   *     2], the weights of each triangle's first two corners
   * @param correspondences the corner or the triangle of each point
   * @param points [n, 3]
   */
  public HandTracking(
      HandModel model, List<Tensor> start, List<Integer> correspondences, Tensor points) {
    int n = correspondences.size();
    checkArgument(
        points.shape().equals(Shape.of(n, 3)),
        "%s points belong to something, but the shape of the points is %s",
        n,
        points.shape());
    Tensor pose = start.get(start.size() - 1);
    checkArgument(
        pose.shape().equals(Shape.of(HandSkeleton.PARAMETERS)),
        "a pose has %s parameters, not %s",
        HandSkeleton.PARAMETERS,
        pose.shape());
    this.start = List.copyOf(start);
    this.skeleton = new HandSkeleton(model);
    this.points = Value.constant(points.transpose().copy());
    this.mirror = Value.constant(Tensor.of(model.isMirrored() ? -1.0 : 1.0, 1, 1));
    this.influences = influences(model);
    this.corners = new ArrayList<>();
    if (start.size() == 1) {
      corners.add(Ints.toArray(correspondences));
    } else {
      for (int corner : new int[] {0, 1, 2}) {
        corners.add(
            correspondences.stream()
                .mapToInt(triangle -> model.triangles().get(triangle).get(corner))
                .toArray());
      }
    }
  }

  /** Where each corner is in each bone's coordinates, times how much it follows this bone. */
  private static Value influences(HandModel model) {
    Tensor ofBones = model.inverses().matMul(model.corners().transpose()); // [bones, 4, corners]
    Tensor weighted = ofBones.mul(model.weights().transpose().expandDims(1));
    return Value.constant(weighted.reshape(-1, weighted.shape().size(2)));
  }

  /** Reads data of ADBench that come along, such as {@code complicated_hand1_t26_c100}. */
  public static HandTracking read(String name) {
    NumberFile file = NumberFile.named("hand/" + name);
    int n = file.count();
    int parameters = file.count();
    List<Integer> correspondences = new ArrayList<>();
    List<Tensor> points = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      correspondences.add(file.count());
      points.add(file.tensor(3));
    }
    List<Tensor> start = new ArrayList<>();
    if (name.startsWith("complicated")) {
      start.add(file.tensor(n, 2));
    }
    start.add(file.tensor(parameters));
    return new HandTracking(HandModel.read(), start, correspondences, Tensor.stack(points, 0));
  }

  /** Gives new variables at the start: the points' own numbers, if they have any, and the pose. */
  public List<Value> variables() {
    return start.stream().map(Value::of).toList();
  }

  /** Computes the errors [n, 3] at variables as {@link #variables} gives them. */
  public Value objective(List<Value> variables) {
    Value skin = skin(variables.get(variables.size() - 1));
    Value first = skin.indexSelect(1, corners.get(0));
    if (variables.size() == 1) {
      return points.sub(first).transpose();
    }
    Value weights = variables.get(0).transpose();
    Value third = skin.indexSelect(1, corners.get(2));
    Value alongFirst = first.sub(third).mul(weights.select(0, 0));
    Value alongSecond = skin.indexSelect(1, corners.get(1)).sub(third).mul(weights.select(0, 1));
    return points.sub(third.add(alongFirst).add(alongSecond)).transpose();
  }

  /** Where the corners are: [3, corners]. */
  private Value skin(Value pose) {
    Value turn = HandSkeleton.rotation(pose.slice(0, 0, 3)).mul(mirror);
    Value bones = skeleton.absolutes(pose).slice(1, 0, 3).permute(1, 0, 2);
    Value rows = bones.reshape(3, influences.shape().size(0));
    return turn.matMul(rows).matMul(influences).add(pose.slice(0, 3, 6).expandDims(1));
  }

  /**
   * Differentiates forward at the start, along all directions in one sweep: one for each parameter
   * of the pose, and before them, if points have numbers of their own, one for all the first ones
   * together and one for all the second ones, for no error depends on two points.
   *
   * @return the errors [n, 3], and their derivatives [26, n, 3] or [28, n, 3]
   */
  public Jacobian.WithValue jacobian() {
    List<Value> at = start.stream().map(Value::constant).toList();
    List<Value> both =
        Vmap.all(
            along -> {
              Jvp jvp = Jvp.of(this::objective, at, along);
              return List.of(jvp.value(), jvp.tangent());
            },
            directions());
    return new Jacobian.WithValue(both.get(0).select(0, 0), both.get(1));
  }

  private List<Value> directions() {
    int own = start.size() == 1 ? 0 : 2;
    Tensor each = Tensor.eye(own + HandSkeleton.PARAMETERS);
    Value pose = Value.constant(each.sliceFrom(1, own));
    if (own == 0) {
      return List.of(pose);
    }
    Shape all = Shape.of(own + HandSkeleton.PARAMETERS, corners.get(0).length, own);
    Tensor ofPoints = each.slice(1, 0, own).expandDims(1).broadcastTo(all);
    return List.of(Value.constant(ofPoints), pose);
  }
}
