package dev.chainrule.autograd.op;

/** What an operation does to the places of elements, if that is all it does to them. */
public enum Movement {
  /** Each element of a result is one of the inputs', or 0. */
  GATHER,
  /** Each element of the input is added to one of the result. */
  SCATTER,
  /** It computes. */
  NONE
}
