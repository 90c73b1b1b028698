package dev.chainrule.nn.train;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds where training is saved to and resumed from.
 *
 * @param file to save to, or null if nothing is saved
 * @param notes texts to keep there, by name
 * @param resumed what to go on from, or null if training begins anew
 * @param changing what may be another now than it was then, by name
 */
record CheckpointSettings(
    @Nullable Path file,
    ImmutableMap<String, String> notes,
    @Nullable Checkpoint resumed,
    ImmutableSet<String> changing) {
  static final CheckpointSettings NONE =
      new CheckpointSettings(null, ImmutableMap.of(), null, ImmutableSet.of());

  CheckpointSettings withFile(Path file) {
    return new CheckpointSettings(file, notes, resumed, changing);
  }

  CheckpointSettings withNote(String name, String text) {
    Map<String, String> more = new LinkedHashMap<>(notes);
    more.put(name, text);
    return new CheckpointSettings(file, ImmutableMap.copyOf(more), resumed, changing);
  }

  CheckpointSettings withResumed(Checkpoint resumed) {
    return new CheckpointSettings(file, notes, resumed, changing);
  }

  CheckpointSettings withChanging(Collection<String> names) {
    ImmutableSet<String> all =
        ImmutableSet.<String>builder().addAll(changing).addAll(names).build();
    return new CheckpointSettings(file, notes, resumed, all);
  }

  /** Lists what was set, for a person. */
  List<String> settings() {
    List<String> settings = new ArrayList<>();
    if (file != null) {
      settings.add("checkpoint " + file);
    }
    if (resumed != null) {
      settings.add("resumes after epoch " + resumed.history().epochs().size());
    }
    if (!changing.isEmpty()) {
      settings.add("changing " + changing);
    }
    return settings;
  }
}
