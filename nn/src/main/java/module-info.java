/** A thin layer on the engine: layers, losses and optimisers of small networks. */
module dev.chainrule.nn {
  requires com.google.common;
  requires transitive dev.chainrule.autograd;
  requires static transitive com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  exports dev.chainrule.nn;
  exports dev.chainrule.nn.layer;
  exports dev.chainrule.nn.loss;
  exports dev.chainrule.nn.optim;
}
