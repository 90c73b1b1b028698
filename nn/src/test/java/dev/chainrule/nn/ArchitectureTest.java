package dev.chainrule.nn;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rooms of the module, each on top of those before it. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.chainrule.nn");

  @Test
  void eachRoom_knowsOnlyThoseBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("nn")
        .definedBy("dev.chainrule.nn")
        .layer("data")
        .definedBy("dev.chainrule.nn.data")
        .layer("file")
        .definedBy("dev.chainrule.nn.file")
        .layer("train")
        .definedBy("dev.chainrule.nn.train")
        .whereLayer("nn")
        .mayNotAccessAnyLayer()
        .whereLayer("data")
        .mayOnlyAccessLayers("nn")
        .whereLayer("file")
        .mayOnlyAccessLayers("nn")
        .whereLayer("train")
        .mayNotBeAccessedByAnyLayer()
        .check(CLASSES);
  }

  @Test
  void thereAreNoCycles() {
    slices().matching("dev.chainrule.nn.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
