package dev.chainrule.demos.regression;

import static dev.chainrule.testing.MessageAssertions.assertMessage;
import static dev.chainrule.testing.TensorAssertions.assertIdentical;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.data.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GapsTest {
  @TempDir private Path folder = Path.of("");

  private Examples read(String text, Gaps gaps) throws IOException {
    Path file = Files.writeString(folder.resolve("f.csv"), text);
    return Table.read(file, "y", Set.of("kind"), Set.of("note"), gaps).examples();
  }

  @Test
  void aRowThatIsLeftOut_isLeftOutOfEveryColumn() throws IOException {
    String text = "a,kind,y,note\n1,x,10,\n,x,20,\n3,,30,\n4,z,40,\n5,z,,\n";
    Examples examples = read(text, Gaps.DROP_ROW);
    assertIdentical(Tensor.of(new double[][] {{1, 1, 0}, {4, 0, 1}}), examples.inputs());
    assertIdentical(Tensor.of(new double[][] {{10}, {40}}), examples.targets());
    assertMessage(UserError.class, "column y has gaps", () -> read(text, Gaps.MEAN));
  }

  @Test
  void means_areThoseOfTheRowsToLearnFrom() throws IOException {
    Examples all = read("a,kind,y,note\n1,x,1,\n3,x,2,\n,x,3,\n500,x,4,\n,x,5,\n", Gaps.MEAN);
    Examples.Split split = Gaps.filled(new Examples.Split(all.rows(0, 1, 2), all.rows(3, 4)));
    assertIdentical(Tensor.of(new double[][] {{1, 1}, {3, 1}, {2, 1}}), split.training().inputs());
    assertIdentical(Tensor.of(new double[][] {{500, 1}, {2, 1}}), split.heldOut().inputs());
  }
}
