package dev.chainrule.nn.file;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads and writes safetensors files: tensors by name, and texts about them. The length of a
 * header, eight bytes; the header, in JSON; then the numbers, little-endian, row by row.
 *
 * <p>What is written is of dtype F32 or F64. Read are also F16 and BF16, as float32, and whole
 * numbers up to 2⁵³ and truth values, as float64.
 */
public final class Safetensors {
  static final int MAX_HEADER_BYTES = 100_000_000; // as the format has it
  private static final int ALIGNMENT = 8;

  private final ImmutableMap<String, Tensor> tensors;
  private final ImmutableMap<String, String> metadata;

  private Safetensors(ImmutableMap<String, Tensor> tensors, ImmutableMap<String, String> metadata) {
    this.tensors = tensors;
    this.metadata = metadata;
  }

  /** Gives the tensors by name, in the order of the file. */
  public Map<String, Tensor> tensors() {
    return tensors;
  }

  /** Gives the texts by name, in the order of the file. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /**
   * Reads a file.
   *
   * @throws UnreadableFileException if it can't be read, or is no safetensors file
   */
  public static Safetensors read(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      long headerBytes = bytes(file, channel, 0, ALIGNMENT).getLong();
      if (headerBytes < 0 || headerBytes > Math.min(MAX_HEADER_BYTES, channel.size() - ALIGNMENT)) {
        throw UnreadableFileException.of(
            file, "is no safetensors file: a header of %d bytes does not fit", headerBytes);
      }
      long data = ALIGNMENT + headerBytes;
      byte[] json = bytes(file, channel, ALIGNMENT, (int) headerBytes).array();
      SafetensorsHeader header = SafetensorsHeader.parse(file, json, channel.size() - data);
      ImmutableMap.Builder<String, Tensor> tensors = ImmutableMap.builder();
      for (SafetensorsHeader.Entry entry : header.entries()) {
        tensors.put(entry.name(), tensor(file, channel, data, entry));
      }
      return new Safetensors(tensors.buildOrThrow(), ImmutableMap.copyOf(header.metadata()));
    } catch (IOException e) {
      throw UnreadableFileException.of(file, e);
    }
  }

  private static Tensor tensor(
      Path file, FileChannel channel, long data, SafetensorsHeader.Entry entry) throws IOException {
    long[] at = {data + entry.begin()};
    return entry
        .type()
        .tensor(
            file + ": tensor " + FileText.shown(entry.name()),
            entry.shape(),
            count -> {
              ByteBuffer chunk = bytes(file, channel, at[0], count);
              at[0] += count;
              return chunk;
            });
  }

  private static ByteBuffer bytes(Path file, FileChannel channel, long from, int count)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw UnreadableFileException.of(file, "is truncated");
      }
    }
    return buffer.flip();
  }

  /**
   * Writes a file; see {@link AtomicFile#write}.
   *
   * @throws IOException if that fails
   * @throws IllegalArgumentException if a tensor has the name {@code __metadata__}, or names and
   *     texts take more than 100 MB, which nobody would read
   */
  public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    checkArgument(
        !tensors.containsKey(SafetensorsHeader.METADATA),
        "write: no tensor can have the name %s",
        SafetensorsHeader.METADATA);
    List<SafetensorsHeader.Entry> entries = new ArrayList<>();
    long at = 0;
    for (DType dtype : new DType[] {DType.FLOAT64, DType.FLOAT32}) { // so that all are aligned
      for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
        Tensor numbers = tensor.getValue();
        if (numbers.dtype() == dtype) {
          long end = at + (long) numbers.shape().elements() * Bytes.size(dtype);
          entries.add(
              new SafetensorsHeader.Entry(
                  tensor.getKey(),
                  dtype == DType.FLOAT64 ? StoredType.F64 : StoredType.F32,
                  numbers.shape(),
                  at,
                  end));
          at = end;
        }
      }
    }
    byte[] json = new SafetensorsHeader(entries, metadata).toJson();
    checkArgument(
        json.length <= MAX_HEADER_BYTES - ALIGNMENT,
        "write: names and texts take %s bytes; a safetensors file holds up to %s",
        json.length,
        MAX_HEADER_BYTES - ALIGNMENT);
    AtomicFile.write(file, out -> write(out, json, entries, tensors));
  }

  private static void write(
      OutputStream out,
      byte[] json,
      List<SafetensorsHeader.Entry> entries,
      Map<String, Tensor> tensors)
      throws IOException {
    int headerBytes = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer length = ByteBuffer.allocate(ALIGNMENT).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putLong(headerBytes).array());
    out.write(json);
    out.write(" ".repeat(headerBytes - json.length).getBytes(StandardCharsets.US_ASCII));
    for (SafetensorsHeader.Entry entry : entries) {
      Bytes.write(out, requireNonNull(tensors.get(entry.name())));
    }
  }

  /** Gives the names and shapes of the tensors, and the names of the texts. */
  @Override
  public String toString() {
    return tensors.entrySet().stream()
        .map(entry -> FileText.shown(entry.getKey()) + " " + entry.getValue().shape())
        .collect(
            Collectors.joining(
                ", ", "Safetensors(", "; texts " + FileText.shown(metadata.keySet()) + ")"));
  }
}
