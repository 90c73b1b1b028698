package dev.chainrule.nn.data;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.file.FileText;
import java.util.List;
import java.util.Map;

/** Makes a row of zeros and a one, or an index, of each text in a column. */
record CategoryEncoder(String column, OneHot oneHot, boolean givesIndex) implements Encoder {
  static final String KIND = "categories";
  static final String INDEX_KIND = "indices";
  private static final String IGNORED = "ignored";

  @Override
  public Tensor apply(Table table) {
    List<String> texts = table.texts(column);
    for (int row = 0; row < texts.size() && !oneHot.ignoresUnseen(); row++) {
      if (!oneHot.isCategory(texts.get(row))) {
        throw new IllegalArgumentException(
            "apply: %s: column %s: '%s' is none of the categories that were there to fit: %s; the"
                    .formatted(
                        table.where(row),
                        column,
                        FileText.shown(texts.get(row)),
                        FileText.shown(oneHot.categories()))
                + " builder's ignoringUnseen() takes such for none of them");
      }
    }
    return givesIndex ? oneHot.indices(texts).reshape(texts.size(), 1) : oneHot.apply(texts);
  }

  @Override
  public List<String> columns() {
    return List.of(column);
  }

  @Override
  public List<String> names() {
    return givesIndex
        ? List.of(column)
        : oneHot.categories().stream()
            .map(category -> column + "=" + category)
            .collect(ImmutableList.toImmutableList());
  }

  @Override
  public SavedTexts texts() {
    return new SavedTexts(
            Map.of(
                "kind",
                givesIndex ? INDEX_KIND : KIND,
                "column",
                column,
                "unseen",
                oneHot.ignoresUnseen() ? IGNORED : "refused"))
        .with("categories", oneHot.categories());
  }

  /** Takes up what was saved; refuses it if it does not fit together. */
  static CategoryEncoder of(SavedTexts texts, boolean givesIndex) {
    OneHot oneHot = OneHot.of(texts.list("categories"));
    return new CategoryEncoder(
        texts.text("column"),
        texts.text("unseen").equals(IGNORED) ? oneHot.ignoringUnseen() : oneHot,
        givesIndex);
  }
}
