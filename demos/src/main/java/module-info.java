/** Worked examples that train on real input. */
module dev.chainrule.demos {
  requires com.google.common;
  requires dev.chainrule.nn;
  requires info.picocli;
  requires me.tongfei.progressbar;
  requires org.apache.commons.csv;
  requires static transitive com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  opens dev.chainrule.demos to
      info.picocli;
  opens dev.chainrule.demos.digits to
      info.picocli;
  opens dev.chainrule.demos.dosage to
      info.picocli;
  opens dev.chainrule.demos.threelayer to
      info.picocli;
}
