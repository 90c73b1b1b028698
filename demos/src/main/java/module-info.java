/** Worked examples that train on real input. */
module dev.chainrule.demos {
  requires com.google.common;
  requires dev.chainrule.nn.onnx;
  requires dev.chainrule.nn.report;
  requires dev.chainrule.nn.training;
  requires info.picocli;
  requires java.desktop;
  requires org.apache.commons.csv;
  requires static transitive com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  opens dev.chainrule.demos to
      info.picocli;
  opens dev.chainrule.demos.console to
      info.picocli;
  opens dev.chainrule.demos.digits to
      info.picocli;
  opens dev.chainrule.demos.dosage to
      info.picocli;
  opens dev.chainrule.demos.fit to
      info.picocli;
  opens dev.chainrule.demos.moons to
      info.picocli;
  opens dev.chainrule.demos.pages to
      info.picocli;
  opens dev.chainrule.demos.regression to
      info.picocli;
  opens dev.chainrule.demos.threelayer to
      info.picocli;
}
