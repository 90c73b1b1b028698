/** Writes trained networks as ONNX files. */
module dev.chainrule.nn.onnx {
  requires com.google.common;
  requires com.google.protobuf;
  requires transitive dev.chainrule.nn;
  requires dev.chainrule.nn.training;
  requires org.tribuo.util.onnx;
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;

  exports dev.chainrule.nn.onnx;
}
