package dev.chainrule.nn.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.google.common.base.Enums;
import com.google.common.primitives.Ints;
import com.google.errorprone.annotations.FormatMethod;
import dev.chainrule.autograd.shape.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes the header of a safetensors file: what tensors there are, and where. */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
  static final String METADATA = "__metadata__";
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints( // what may be written can be read, however long the names
              StreamReadConstraints.builder()
                  .maxNameLength(Safetensors.MAX_HEADER_BYTES)
                  .maxStringLength(Safetensors.MAX_HEADER_BYTES)
                  .build())
          .build();

  /** Says of one tensor where it begins and ends, counted from the end of the header. */
  record Entry(String name, StoredType type, Shape shape, long begin, long end) {}

  byte[] toJson() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(METADATA);
        for (Map.Entry<String, String> field : metadata.entrySet()) {
          json.writeStringField(field.getKey(), field.getValue());
        }
        json.writeEndObject();
      }
      for (Entry entry : entries) {
        json.writeObjectFieldStart(entry.name);
        json.writeStringField("dtype", entry.type.name());
        json.writeFieldName("shape");
        int[] sizes = entry.shape.toArray();
        json.writeArray(sizes, 0, sizes.length);
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {entry.begin, entry.end}, 0, 2);
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  /**
   * Reads a header.
   *
   * @param dataBytes how many bytes come after it: the entries must cover them, one after the other
   */
  static SafetensorsHeader parse(Object file, byte[] json, long dataBytes) throws IOException {
    try (JsonParser parser = JSON.createParser(text(json))) {
      SafetensorsHeader header = new Reader(file, parser).header();
      header.checkCover(file, dataBytes);
      return header;
    } catch (CharacterCodingException e) {
      throw UnreadableFileException.of(file, "the header is not in UTF-8");
    } catch (JsonProcessingException e) {
      throw UnreadableFileException.of(file, "the header is no JSON: %s", e.getOriginalMessage());
    }
  }

  /** Decodes UTF-8, since the parser would guess at other encodings. */
  private static String text(byte[] json) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
  }

  private void checkCover(Object file, long dataBytes) {
    long covered = 0;
    for (Entry entry : entries) {
      if (entry.begin != covered) {
        throw UnreadableFileException.of(
            file,
            "tensor %s begins at byte %d of the data, but the one before it ends at %d",
            entry.name,
            entry.begin,
            covered);
      }
      covered = entry.end;
    }
    if (covered != dataBytes) {
      throw UnreadableFileException.of(
          file, "the tensors are %d bytes, but %d bytes are there", covered, dataBytes);
    }
  }

  private record Reader(Object file, JsonParser parser) {
    SafetensorsHeader header() throws IOException {
      List<Entry> entries = new ArrayList<>();
      Map<String, String> metadata = new LinkedHashMap<>();
      expect(JsonToken.START_OBJECT, parser.nextToken());
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        expect(JsonToken.START_OBJECT, parser.nextToken());
        if (name.equals(METADATA)) {
          readMetadata(metadata);
        } else {
          entries.add(entry(name));
        }
      }
      JsonToken rest = parser.nextToken();
      if (rest != null) {
        throw malformed("the header goes on after its end");
      }
      entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
      return new SafetensorsHeader(entries, metadata);
    }

    private void readMetadata(Map<String, String> metadata) throws IOException {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        metadata.put(name, string());
      }
    }

    private Entry entry(String name) throws IOException {
      StoredType type = null;
      List<Long> shape = null;
      List<Long> offsets = null;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        switch (parser.currentName()) {
          case "dtype" -> type = type(name, string());
          case "shape" -> shape = numbers();
          case "data_offsets" -> offsets = numbers();
          default -> throw malformed("tensor %s has a field %s", name, parser.currentName());
        }
      }
      if (type == null || shape == null || offsets == null || offsets.size() != 2) {
        throw malformed("tensor %s needs dtype, shape and two data_offsets", name);
      }
      return checked(name, type, shape, offsets.get(0), offsets.get(1));
    }

    private StoredType type(String name, String text) throws IOException {
      return Enums.getIfPresent(StoredType.class, text)
          .toJavaUtil()
          .orElseThrow(
              () ->
                  malformed(
                      "tensor %s is of dtype %s; read are %s",
                      name, text, Arrays.toString(StoredType.values())));
    }

    private Entry checked(String name, StoredType type, List<Long> sizes, long begin, long end)
        throws IOException {
      long elements = 1; // if an axis of size 0 had 1, as Shape counts
      for (long size : sizes) {
        boolean fits = size >= 0 && size <= Integer.MAX_VALUE;
        elements *= fits ? Math.max(size, 1) : 1;
        if (!fits || elements > Integer.MAX_VALUE) {
          throw malformed("tensor %s has a shape that is too large: %s", name, sizes);
        }
      }
      Shape shape = Shape.of(Ints.toArray(sizes));
      if (begin < 0 || end < begin || end - begin != type.bytes(shape.elements())) {
        throw malformed(
            "tensor %s of shape %s does not fit into bytes %d to %d", name, sizes, begin, end);
      }
      return new Entry(name, type, shape, begin, end);
    }

    private String string() throws IOException {
      expect(JsonToken.VALUE_STRING, parser.nextToken());
      return parser.getText();
    }

    private List<Long> numbers() throws IOException {
      List<Long> numbers = new ArrayList<>();
      expect(JsonToken.START_ARRAY, parser.nextToken());
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        expect(JsonToken.VALUE_NUMBER_INT, parser.currentToken());
        numbers.add(parser.getLongValue());
      }
      return numbers;
    }

    private void expect(JsonToken expected, @Nullable JsonToken found) throws IOException {
      if (found != expected) {
        throw malformed("the header has %s where %s should be", String.valueOf(found), expected);
      }
    }

    @FormatMethod
    private UnreadableFileException malformed(String format, Object... arguments) {
      return UnreadableFileException.of(file, format, arguments);
    }
  }
}
