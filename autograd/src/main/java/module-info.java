/**
 * The engine: tensors, values that remember how they were made, and the backward sweep that applies
 * the chain rule along every path.
 */
module dev.chainrule.autograd {
  requires transitive com.google.common; // for a graph is also one of Guava's
  requires static transitive com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  exports dev.chainrule.autograd;
  exports dev.chainrule.autograd.check;
  exports dev.chainrule.autograd.graph;
  exports dev.chainrule.autograd.op;
  exports dev.chainrule.autograd.page;
  exports dev.chainrule.autograd.shape;
  exports dev.chainrule.autograd.tensor;
  exports dev.chainrule.autograd.transform;
}
