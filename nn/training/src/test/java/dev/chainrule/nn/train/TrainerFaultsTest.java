package dev.chainrule.nn.train;

import static dev.chainrule.nn.train.TrainerFixtures.disc;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.LayerState;
import dev.chainrule.nn.data.Batches;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.layer.BatchNorm;
import dev.chainrule.nn.layer.Dropout;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.layer.Sequential;
import dev.chainrule.nn.optim.Adam;
import dev.chainrule.nn.optim.ReduceOnPlateau;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lets something go wrong at every place where a training calls another's code: a layer, a loss, a
 * metric, batches, a schedule, a listener. Afterwards the model, its buffers and the optimiser are
 * as before a step, or as after it; the checkpoint can be read; nothing else lies about; and what
 * is resumed ends with the same bits as if nothing had happened.
 */
class TrainerFaultsTest {
  private static final int EPOCHS = 3;

  @TempDir private Path folder = Path.of("");

  /** What goes wrong. */
  private enum Fault {
    EXCEPTION {
      @Override
      void happen(Path checkpoint) {
        throw new IllegalStateException("injected");
      }
    },
    MEMORY {
      @Override
      void happen(Path checkpoint) {
        throw new OutOfMemoryError("injected");
      }
    },
    STACK {
      @Override
      void happen(Path checkpoint) {
        throw new StackOverflowError("injected");
      }
    },
    INTERRUPT {
      @Override
      void happen(Path checkpoint) {
        Thread.currentThread().interrupt();
      }
    },
    /** From now on no checkpoint can be written: a folder is in the way. */
    DISK {
      @Override
      void happen(Path checkpoint) {
        try {
          Path unused = Files.createDirectory(part(checkpoint));
        } catch (FileAlreadyExistsException e) {
          throw new AssertionError("a part of a checkpoint was left", e);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };

    abstract void happen(Path checkpoint);
  }

  private static Path part(Path checkpoint) {
    return checkpoint.resolveSibling(checkpoint.getFileName() + ".part");
  }

  /** A training with others' code in all places. */
  private final class Scene implements Listener, Batches {
    final Path checkpoint = folder.resolve("checkpoint");
    final List<double[]> states = new ArrayList<>(); // after each step
    final Layer model =
        Sequential.of(
            Linear.of(2, 3), this::layer, BatchNorm.of(3), Dropout.of(0.1), Linear.of(3, 2));
    private final ReduceOnPlateau plateau = ReduceOnPlateau.of(0.1, 0.5, 1);
    private final Adam adam = Adam.of(model, this::rate);
    private final Fault fault;
    int touched;
    private int left;

    Scene(Fault fault, int left) {
      this.fault = fault;
      this.left = left;
    }

    private synchronized void touch() {
      touched++;
      if (--left == 0) {
        fault.happen(checkpoint);
      }
    }

    private Value layer(Value x) {
      touch();
      return x.tanh();
    }

    private double rate(long step) {
      touch();
      return plateau.at(step);
    }

    private Value loss(Value outputs, Tensor targets) {
      touch();
      return Loss.crossEntropy().of(outputs, targets);
    }

    private double metric(Tensor outputs, Tensor targets) {
      touch();
      return Metric.accuracy().of(outputs, targets);
    }

    @Override
    public Stream<Examples> epoch(int epoch) {
      touch();
      return disc(24, 1)
          .batches(8)
          .shuffled(2)
          .epoch(epoch)
          .peek(batch -> touch())
          .onClose(this::touch);
    }

    @Override
    public OptionalInt count() {
      return OptionalInt.of(3);
    }

    @Override
    public void epochBegins(int epoch, int done, OptionalInt batches) {
      touch();
    }

    @Override
    public void batchDone(int epoch, int batch, double loss) {
      states.add(state());
      touch();
    }

    @Override
    public void epochDone(Epoch epoch) {
      touch();
    }

    @Override
    public void interrupted(@Nullable Path checkpoint) {
      touch();
    }

    @Override
    public void close() {
      touch();
    }

    /** All numbers that training changes. */
    double[] state() {
      List<Tensor> all = new ArrayList<>(LayerState.of(model).values());
      all.addAll(adam.state().values());
      return all.stream().flatMapToDouble(tensor -> Arrays.stream(tensor.toArray())).toArray();
    }

    Trainer trainer(int parts) {
      return Trainer.of(model, this::loss, adam)
          .epochs(EPOCHS)
          .heldOut(disc(9, 3))
          .metric("accuracy", this::metric)
          .earlyStopping(EPOCHS)
          .reduceOnPlateau(plateau)
          .microBatches(parts, parts)
          .checkpoint(checkpoint)
          .listener(this);
    }

    /** Says whether something was thrown, which must be what was injected, or what came of it. */
    boolean fails(Trainer trainer) {
      try {
        trainer.fit(this);
        return false;
      } catch (CancellationException e) {
        assertEquals(Fault.INTERRUPT, fault);
      } catch (IllegalStateException | OutOfMemoryError | StackOverflowError e) {
        assertEquals("injected", e.getMessage());
      } catch (UncheckedIOException e) {
        assertEquals(Fault.DISK, fault);
      }
      return true;
    }
  }

  @ParameterizedTest
  @EnumSource
  void afterAFault_nothingIsHalf(Fault fault) throws IOException {
    injectEverywhere(fault, 1, 5);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("long")
  void afterAFault_nothingIsHalf_anywhere(Fault fault) throws IOException {
    injectEverywhere(fault, 1, 1);
    injectEverywhere(fault, 2, 1);
  }

  private void injectEverywhere(Fault fault, int parts, int every) throws IOException {
    Scene clean = new Scene(fault, 0);
    double[] before = clean.state();
    assertTrue(!clean.fails(clean.trainer(parts)));
    double[] after = clean.state();
    for (int at = 1; at <= clean.touched; at += every) {
      Files.deleteIfExists(clean.checkpoint);
      Scene scene = new Scene(fault, at);
      Trainer trainer = scene.trainer(parts);
      boolean hasFailed = scene.fails(trainer);
      boolean wasInterrupted = Thread.interrupted();
      assertTrue(fault == Fault.INTERRUPT || !wasInterrupted);
      Files.deleteIfExists(part(scene.checkpoint)); // the folder, if it was put there
      int steps = (int) scene.adam.steps();
      double[] expected = steps == 0 ? before : clean.states.get(steps - 1);
      double[] found = scene.state();
      if (!Arrays.equals(found, after)) { // back to the best already
        assertArrayEquals(expected, found, "at " + at);
      }
      assertEquals(Files.exists(scene.checkpoint) ? 1 : 0, files());
      if (hasFailed && Files.exists(scene.checkpoint)) {
        assertTrue(!scene.fails(trainer.resume(scene.checkpoint)), "at " + at);
        assertArrayEquals(after, scene.state(), "at " + at);
      }
    }
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.count();
    }
  }
}
