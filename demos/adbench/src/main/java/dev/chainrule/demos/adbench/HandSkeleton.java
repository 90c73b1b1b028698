package dev.chainrule.demos.adbench;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the bones of a hand are, as a function of 26 parameters of its pose: 3 turn the hand about
 * an axis, 3 move it, and each of 5 fingers has 4 angles. Of a finger's four bones the first one
 * stays as it is, the second bends and spreads, the others bend.
 */
final class HandSkeleton {
  /** How many parameters a pose has. */
  static final int PARAMETERS = 26;

  private static final int OF_THE_HAND = 6;
  private static final int FINGERS = 5;

  private final Value relatives; // [bones, 4, 4]
  private final int[] bends; // the parameter of each bone; PARAMETERS: none
  private final int[] spreads;
  private final List<int[]> levels = new ArrayList<>(); // bones of equal depth in the tree
  private final List<int[]> parents = new ArrayList<>(); // of each level: places in the level above
  private final int[] places; // of each bone, level after level

  HandSkeleton(HandModel model) {
    this.relatives = Value.constant(model.relatives());
    int bones = model.parents().size();
    this.bends = unmoved(bones);
    this.spreads = unmoved(bones);
    for (int finger = 0; finger < FINGERS; finger++) {
      int bone = 4 * finger + 2;
      int parameter = 4 * finger + OF_THE_HAND;
      spreads[bone] = parameter + 1;
      bends[bone] = parameter;
      bends[bone + 1] = parameter + 2;
      bends[bone + 2] = parameter + 3;
    }
    this.places = new int[bones];
    sort(model.parents());
  }

  private static int[] unmoved(int bones) {
    int[] parameters = new int[bones];
    Arrays.fill(parameters, PARAMETERS);
    return parameters;
  }

  private void sort(List<Integer> parent) {
    int before = 0;
    for (int[] level = under(parent, -1); level.length > 0; ) {
      for (int i = 0; i < level.length; i++) {
        places[level[i]] = before + i;
      }
      int[] above = levels.isEmpty() ? level : levels.get(levels.size() - 1);
      parents.add(Arrays.stream(level).map(bone -> indexOf(above, parent.get(bone))).toArray());
      levels.add(level);
      before += level.length;
      level = Arrays.stream(level).flatMap(bone -> Arrays.stream(under(parent, bone))).toArray();
    }
  }

  private static int[] under(List<Integer> parent, int bone) {
    return IntStream.range(0, parent.size()).filter(i -> parent.get(i) == bone).toArray();
  }

  private static int indexOf(int[] bones, int bone) {
    return IntStream.range(0, bones.length).filter(i -> bones[i] == bone).findFirst().orElse(-1);
  }

  /** Gives matrices [bones, 4, 4] from the bones' coordinates into those of the hand. */
  Value absolutes(Value pose) {
    Value turned = relatives.matMul(turns(pose));
    List<Value> absolutes = new ArrayList<>();
    for (int[] level : levels) {
      Value bones = turned.indexSelect(0, level);
      int depth = absolutes.size();
      absolutes.add(
          depth == 0
              ? bones
              : absolutes.get(depth - 1).indexSelect(0, parents.get(depth)).matMul(bones));
    }
    return Value.concat(absolutes, 0).indexSelect(0, places);
  }

  /** For each bone: first it bends about the x axis, then it spreads about the z axis. */
  private Value turns(Value pose) {
    Value parameters = Value.concat(List.of(pose, Value.constant(Tensor.zeros(1))), 0);
    Value bend = parameters.indexSelect(0, bends);
    Value spread = parameters.indexSelect(0, spreads);
    Value zero = Value.constant(Tensor.zeros(bend.shape()));
    Value one = Value.constant(Tensor.ones(bend.shape()));
    Value cosBend = bend.cos();
    Value sinBend = bend.sin();
    Value cosSpread = spread.cos();
    Value sinSpread = spread.sin();
    List<Value> entries =
        List.of(
            cosSpread,
            sinSpread.mul(cosBend).neg(),
            sinSpread.mul(sinBend),
            zero,
            sinSpread,
            cosSpread.mul(cosBend),
            cosSpread.mul(sinBend).neg(),
            zero,
            zero,
            sinBend,
            cosBend,
            zero,
            zero,
            zero,
            zero,
            one);
    return Value.stack(entries, 1).reshape(entries.get(0).shape().size(0), 4, 4);
  }

  /**
   * The matrix [3, 3] that turns by the angle |v| about the axis v. As ADBench defines it, nothing
   * turns by less than 0.0001.
   */
  static Value rotation(Value v) {
    Value angle = v.norm2();
    if (angle.item() < 1e-4) {
      return Value.constant(Tensor.eye(3));
    }
    Value axis = v.div(angle);
    Value cross = axis.matMul(CROSS).reshape(3, 3);
    Value along = axis.outer(axis);
    Value cos = angle.cos();
    return along.add(Value.constant(Tensor.eye(3)).sub(along).mul(cos)).add(cross.mul(angle.sin()));
  }

  /** The matrix of the cross product with a vector, row by row, is this vector times that. */
  private static final Value CROSS =
      Value.constant(
          Tensor.of(
              new double[][] {
                {0, 0, 0, 0, 0, -1, 0, 1, 0},
                {0, 0, 1, 0, 0, 0, -1, 0, 0},
                {0, -1, 0, 1, 0, 0, 0, 0, 0}
              }));
}
