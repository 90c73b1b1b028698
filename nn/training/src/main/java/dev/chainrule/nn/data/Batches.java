package dev.chainrule.nn.data;

import java.util.OptionalInt;
import java.util.stream.Stream;

/** Gives the batches that an epoch goes through. */
public interface Batches {
  /**
   * Gives the batches of an epoch; the same epoch gives the same ones in the same order. To be
   * closed.
   *
   * @param epoch from 0 on
   */
  Stream<Examples> epoch(int epoch);

  /** Gives how many batches an epoch has, if that is known. */
  OptionalInt count();
}
