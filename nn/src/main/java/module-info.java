/** A thin layer on the engine that builds and trains small networks. */
module dev.chainrule.nn {
  requires transitive dev.chainrule.autograd;
  requires com.fasterxml.jackson.core;
  requires com.google.common;
  requires me.tongfei.progressbar;
  requires org.apache.commons.csv;
  requires static transitive com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  exports dev.chainrule.nn;
  exports dev.chainrule.nn.data;
  exports dev.chainrule.nn.file;
  exports dev.chainrule.nn.train;
}
