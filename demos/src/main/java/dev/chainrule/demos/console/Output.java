package dev.chainrule.demos.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * What an example prints to. A {@link PrintStream} swallows it when something can't be written; on
 * top of this one, it throws an {@link OutputFailure}, so that a reader who has gone, or a full
 * disk, ends the program.
 */
public final class Output extends OutputStream {
  private final OutputStream raw;

  private Output(OutputStream raw) {
    this.raw = raw;
  }

  /** Gives the standard output stream, in the character set that Java found for it. */
  public static PrintStream standard() {
    String here = Charset.defaultCharset().name();
    String older = System.getProperty("sun.stdout.encoding", here); // before JDK 19
    Charset charset = Charset.forName(System.getProperty("stdout.encoding", older));
    return of(new FileOutputStream(FileDescriptor.out), charset);
  }

  /** Gives a stream that hands on at once whatever is printed. */
  public static PrintStream of(OutputStream raw, Charset charset) {
    return new PrintStream(new Output(raw), true, charset);
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) {
    try {
      raw.write(bytes, from, count);
    } catch (IOException e) {
      throw new OutputFailure(e);
    }
  }
}
