package dev.chainrule.autograd.graph;

import java.util.List;

/** The rule by which an operation that is shown once takes an input in all rounds. */
sealed interface Source {

  /**
   * What an address says, in the same round of all repetitions whose rounds it does not name.
   *
   * @param address of the value
   */
  record At(Address address) implements Source {}

  /**
   * What was made some rounds before, in the innermost repetition whose round the address does not
   * name.
   *
   * @param lag how many rounds before, 1 at least
   * @param first what is taken in the first rounds, so many as {@code lag} says
   * @param then what is taken in later ones
   */
  record Before(int lag, List<Source> first, Address then) implements Source {}

  /**
   * Another one each round.
   *
   * @param all in the order in which the rounds run, which may begin again after the last
   * @param times how often each of them is taken, if it stands there once
   * @param out of which repetition's rounds: 0 for the innermost around the operation, else so many
   *     further out
   */
  record Each(List<Node> all, int times, int out) implements Source {

    /** Says whose rounds these are, if not those of the innermost repetition. */
    String whose() {
      return switch (out) {
        case 0 -> "";
        case 1 -> " of the outer repetition";
        default -> " of the repetition " + out + " further out";
      };
    }
  }
}
