/** A thin layer on the engine that builds and trains small networks. */
module dev.chainrule.nn {
  requires transitive dev.chainrule.autograd;
  requires com.google.common;
  requires static transitive com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  exports dev.chainrule.nn;
}
