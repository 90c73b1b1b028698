package dev.chainrule.nn;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rooms of the module, each on top of those before it. */
class ArchitectureTest {
  private static final String ROOT = "dev.chainrule.nn";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void eachRoom_knowsOnlyThoseBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("nn")
        .definedBy(ROOT)
        .layer("layer")
        .definedBy(ROOT + ".layer")
        .layer("loss")
        .definedBy(ROOT + ".loss")
        .layer("optim")
        .definedBy(ROOT + ".optim")
        .whereLayer("nn")
        .mayNotAccessAnyLayer()
        .whereLayer("layer")
        .mayOnlyAccessLayers("nn")
        .whereLayer("loss")
        .mayOnlyAccessLayers("nn")
        .whereLayer("optim")
        .mayOnlyAccessLayers("nn")
        .check(CLASSES);
  }

  @Test
  void thereAreNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theModuleDependsOnTheEngineAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "..", "dev.chainrule.autograd..", "java..", "com.google..", "org.jspecify..")
        .check(CLASSES);
  }
}
