package dev.chainrule.nn.train;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;
import static dev.chainrule.nn.train.Epoch.LOSS;
import static java.util.Comparator.comparingDouble;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Tells how training went, epoch by epoch.
 *
 * @param epochs in order
 */
public record History(List<Epoch> epochs) {
  private static final String HELD_OUT = "held-out ";
  private static final List<String> COLUMNS = List.of("epoch", "loss", "learning rate", "seconds");
  private static final CSVFormat CSV = CSVFormat.RFC4180;

  /** Copies the list. */
  public History {
    epochs = ImmutableList.copyOf(epochs);
  }

  /**
   * Gives the last epoch.
   *
   * @throws IllegalStateException if there are no epochs
   */
  public Epoch last() {
    checkState(!epochs.isEmpty(), "last: there are no epochs");
    return epochs.get(epochs.size() - 1);
  }

  /**
   * Gives the epoch after which the loss of the held-out examples was smallest; where none are held
   * out, that with the smallest loss of its own. Of equals it is the first. Where some epochs have
   * held-out examples and others have none, only the former are compared.
   *
   * @throws IllegalStateException if there are no epochs
   */
  public Epoch best() {
    boolean hasHeldOut = epochs.stream().anyMatch(epoch -> epoch.heldOut().containsKey(LOSS));
    return epochs.stream()
        .filter(epoch -> !hasHeldOut || epoch.heldOut().containsKey(LOSS))
        .min(comparingDouble(epoch -> epoch.heldOut().getOrDefault(LOSS, epoch.loss())))
        .orElseThrow(() -> new IllegalStateException("best: there are no epochs"));
  }

  /** Gives the names of all numbers of held-out examples that some epoch has. */
  Set<String> heldOutNames() {
    Set<String> names = new LinkedHashSet<>();
    epochs.forEach(epoch -> names.addAll(epoch.heldOut().keySet()));
    return names;
  }

  /**
   * Writes a line of names, then a line for each epoch: {@code epoch,loss,learning rate,seconds},
   * and {@code held-out ...} for each number of held-out examples, empty where an epoch has none.
   * No digit is lost.
   */
  public String toCsv() {
    Set<String> heldOut = heldOutNames();
    List<Object> names = new ArrayList<>(COLUMNS);
    heldOut.forEach(name -> names.add(HELD_OUT + name));
    StringBuilder text = new StringBuilder(line(names));
    for (Epoch epoch : epochs) {
      List<Object> row = new ArrayList<>();
      row.addAll(List.of(epoch.number(), epoch.loss(), epoch.learningRate(), epoch.seconds()));
      for (String name : heldOut) {
        Double number = epoch.heldOut().get(name);
        row.add(number == null ? "" : number);
      }
      text.append(line(row));
    }
    return text.toString();
  }

  private static String line(List<Object> fields) {
    return CSV.format(fields.toArray()) + CSV.getRecordSeparator();
  }

  /**
   * Reads what {@link #toCsv} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static History ofCsv(String text) {
    CSVFormat format = CSV.builder().setHeader().setSkipHeaderRecord(true).get();
    List<Epoch> epochs = new ArrayList<>();
    try (CSVParser csv = CSVParser.parse(new StringReader(text), format)) {
      List<String> names = csv.getHeaderNames();
      checkArgument(
          names.size() >= COLUMNS.size() && names.subList(0, COLUMNS.size()).equals(COLUMNS),
          "History.ofCsv: the columns are %s",
          names);
      for (CSVRecord row : csv) {
        Map<String, Double> heldOut = new LinkedHashMap<>();
        for (String name : names) {
          if (name.startsWith(HELD_OUT) && !row.get(name).isEmpty()) {
            heldOut.put(name.substring(HELD_OUT.length()), Double.valueOf(row.get(name)));
          }
        }
        epochs.add(
            new Epoch(
                Integer.parseInt(row.get(0)),
                Double.parseDouble(row.get(1)),
                heldOut,
                Double.parseDouble(row.get(2)),
                Double.parseDouble(row.get(3))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int i = 0; i < epochs.size(); i++) {
      int number = epochs.get(i).number();
      checkArgument(number == i + 1, "History.ofCsv: epoch %s is in line %s", number, i + 1);
    }
    return new History(epochs);
  }

  /** Gives a small table of the last epochs and the best one, for people. */
  @Override
  public String toString() {
    return HistoryTable.of(this);
  }
}
