package dev.chainrule.nn.data;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Streams;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes batches of rows that are read as they are needed, and anew in each epoch. */
final class CsvBatches implements Batches {
  private final String origin;
  private final int size;
  private final Supplier<RowSource> open;
  private final Function<List<double[]>, Examples> examples;

  /** Gives rows of numbers, one after the other. */
  interface RowSource extends AutoCloseable {
    /** Reads the next row, or null after the last one. */
    double @Nullable [] next();

    @Override
    void close();
  }

  CsvBatches(
      String origin,
      int size,
      Supplier<RowSource> open,
      Function<List<double[]>, Examples> examples) {
    this.origin = origin;
    this.size = size;
    this.open = open;
    this.examples = examples;
  }

  @Override
  public OptionalInt count() {
    return OptionalInt.empty();
  }

  @Override
  public Stream<Examples> epoch(int epoch) {
    RowSource source = open.get();
    Iterator<Examples> batches =
        new AbstractIterator<>() {
          @Override
          protected @Nullable Examples computeNext() {
            List<double[]> rows = new ArrayList<>();
            double[] row = source.next();
            while (row != null) {
              rows.add(row);
              row = rows.size() < size ? source.next() : null;
            }
            return rows.isEmpty() ? endOfData() : examples.apply(rows);
          }
        };
    return Streams.stream(batches).onClose(source::close);
  }

  /** Gives the size of a batch, and where the rows come from. */
  @Override
  public String toString() {
    return "Batches(of " + size + ", from " + origin + ")";
  }
}
