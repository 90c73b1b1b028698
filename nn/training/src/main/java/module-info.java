/** Trains networks: examples and batches, files of numbers, the trainer and its checkpoints. */
module dev.chainrule.nn.training {
  requires com.fasterxml.jackson.core;
  requires com.google.common;
  requires transitive dev.chainrule.nn;
  requires me.tongfei.progressbar;
  requires org.apache.commons.csv;
  requires static transitive com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  exports dev.chainrule.nn.data;
  exports dev.chainrule.nn.file;
  exports dev.chainrule.nn.train;
}
