/**
 * Files that other programs read, too: tensors in safetensors and NumPy's .npy and .npz files, and
 * the parameters of a network under the names that they would have in PyTorch. A file is written
 * beside the old one and takes its place only when it is whole. A file that is read is not trusted:
 * what it promises is compared with its size before memory is taken, and what is wrong with it is
 * told by a {@link dev.chainrule.nn.file.UnreadableFileException}.
 */
@CheckReturnValue
@NullMarked
package dev.chainrule.nn.file;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
