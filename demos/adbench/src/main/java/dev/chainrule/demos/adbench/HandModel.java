package dev.chainrule.demos.adbench;

import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A hand at rest: a tree of bones, and a skin of triangles whose corners follow several bones each.
 * Bone 0 is the wrist; fingers of four bones each follow, then any others.
 *
 * @param parents which bone each one hangs on, before it in this order; -1 for none
 * @param relatives [bones, 4, 4]: from each bone's coordinates into its parent's
 * @param inverses [bones, 4, 4]: from the hand's coordinates into each bone's
 * @param corners [corners, 4]: where the skin is, with a 1 behind each point
 * @param weights [corners, bones]: how much each corner follows each bone
 * @param triangles of the skin: three corners each
 * @param isMirrored whether it is the other hand
 */
public record HandModel(
    List<Integer> parents,
    Tensor relatives,
    Tensor inverses,
    Tensor corners,
    Tensor weights,
    List<List<Integer>> triangles,
    boolean isMirrored) {
  /** Reads the hand of ADBench, which comes along. */
  public static HandModel read() {
    NumberFile bones = NumberFile.named("hand/bones");
    List<Integer> parents = new ArrayList<>();
    List<Tensor> relatives = new ArrayList<>();
    List<Tensor> inverses = new ArrayList<>();
    while (bones.hasMore()) {
      bones.skip(1); // its name
      parents.add(bones.count());
      relatives.add(bones.tensor(4, 4));
      inverses.add(bones.tensor(4, 4));
    }
    return read(parents, Tensor.stack(relatives, 0), Tensor.stack(inverses, 0));
  }

  private static HandModel read(List<Integer> parents, Tensor relatives, Tensor inverses) {
    NumberFile skin = NumberFile.named("hand/vertices");
    List<Tensor> corners = new ArrayList<>();
    List<Tensor> weights = new ArrayList<>();
    while (skin.hasMore()) {
      corners.add(Tensor.concat(List.of(skin.tensor(3), Tensor.ones(1)), 0));
      skin.skip(5); // how to light it
      double[] ofBones = new double[parents.size()];
      for (int left = skin.count(); left > 0; left--) {
        ofBones[skin.count()] = skin.number();
      }
      weights.add(Tensor.of(ofBones));
    }
    NumberFile faces = NumberFile.named("hand/triangles");
    List<List<Integer>> triangles = new ArrayList<>();
    while (faces.hasMore()) {
      triangles.add(List.of(faces.count(), faces.count(), faces.count()));
    }
    return new HandModel(
        parents,
        relatives,
        inverses,
        Tensor.stack(corners, 0),
        Tensor.stack(weights, 0),
        triangles,
        /* isMirrored= */ false);
  }
}
