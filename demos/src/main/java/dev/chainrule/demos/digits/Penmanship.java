package dev.chainrule.demos.digits;

import static dev.chainrule.demos.digits.Stroke.arc;
import static dev.chainrule.demos.digits.Stroke.line;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;

/** How each digit is written; some in two ways. */
final class Penmanship {
  private Penmanship() {}

  static final ImmutableListMultimap<Integer, ImmutableList<Stroke>> WAYS =
      ImmutableListMultimap.<Integer, ImmutableList<Stroke>>builder()
          .put(0, ImmutableList.of(arc(0.5, 0.5, 0.3, 0.45, 0, 360)))
          .put(1, ImmutableList.of(line(0.5, 0.05, 0.5, 0.95)))
          .put(1, ImmutableList.of(line(0.32, 0.25, 0.52, 0.05, 0.52, 0.95)))
          .put(
              2,
              ImmutableList.of(
                  arc(0.5, 0.3, 0.28, 0.25, 190, 400), line(0.71, 0.46, 0.22, 0.94, 0.8, 0.94)))
          .put(
              3,
              ImmutableList.of(
                  arc(0.45, 0.28, 0.27, 0.23, 210, 450), arc(0.45, 0.73, 0.3, 0.22, 270, 510)))
          .put(
              4,
              ImmutableList.of(line(0.6, 0.05, 0.2, 0.65, 0.85, 0.65), line(0.65, 0.4, 0.65, 0.95)))
          .put(
              4,
              ImmutableList.of(
                  line(0.25, 0.05, 0.22, 0.5, 0.75, 0.5), line(0.75, 0.05, 0.72, 0.95)))
          .put(
              5,
              ImmutableList.of(
                  line(0.78, 0.07, 0.32, 0.07, 0.28, 0.47), arc(0.48, 0.67, 0.28, 0.26, 225, 510)))
          .put(
              6,
              ImmutableList.of(
                  arc(0.62, 0.65, 0.38, 0.6, 275, 180), arc(0.5, 0.7, 0.26, 0.24, 0, 360)))
          .put(7, ImmutableList.of(line(0.2, 0.08, 0.8, 0.08, 0.4, 0.95)))
          .put(
              7,
              ImmutableList.of(line(0.2, 0.08, 0.8, 0.08, 0.4, 0.95), line(0.35, 0.5, 0.75, 0.5)))
          .put(
              8,
              ImmutableList.of(
                  arc(0.5, 0.27, 0.22, 0.21, 0, 360), arc(0.5, 0.72, 0.27, 0.23, 0, 360)))
          .put(
              9,
              ImmutableList.of(
                  arc(0.5, 0.3, 0.25, 0.24, 0, 360), arc(0.35, 0.35, 0.4, 0.65, -5, 65)))
          .build();
}
