package dev.chainrule.autograd;

import org.jspecify.annotations.Nullable;

/**
 * What a sweep notes of a value while it runs. Every value has room for one sweep's, because
 * looking them up anywhere else costs more than a scalar operation does; {@link Order#notes} tells
 * where a sweep's are. At its end, all are as they were at first.
 */
class Notes {
  final Home home;
  int usesLeft; // by values that have not been served; 0 for what is not reached
  double sum; // of what a scalar was sent so far, in a sweep that computes with numbers
  @Nullable Object cotangent; // the sum of what it was sent otherwise; forward, its tangent

  Notes(Home home) {
    this.home = home;
  }
}
