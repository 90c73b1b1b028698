package dev.chainrule.nn.train;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Checks the rooms of the module: files know no other, data knows files, the trainer both. */
class ArchitectureTest {
  private static final String ROOT = "dev.chainrule.nn";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT + ".data", ROOT + ".file", ROOT + ".train");

  @Test
  void eachRoom_knowsOnlyThoseBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("data")
        .definedBy(ROOT + ".data")
        .layer("file")
        .definedBy(ROOT + ".file")
        .layer("train")
        .definedBy(ROOT + ".train")
        .whereLayer("data")
        .mayOnlyAccessLayers("file")
        .whereLayer("file")
        .mayNotAccessAnyLayer()
        .whereLayer("train")
        .mayNotBeAccessedByAnyLayer()
        .check(CLASSES);
  }

  @Test
  void thereAreNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
