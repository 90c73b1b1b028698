package dev.chainrule.autograd;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.op.Operation;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rooms of the engine, lowest first: each imports only from those below it. */
class ArchitectureTest {
  private static final String ROOT = "dev.chainrule.autograd";
  private static final JavaClasses ENGINE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  private static final String VECTOR_MODULE = "jdk.incubator.vector..";

  @Test
  void eachRoomImportsOnlyFromThoseBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("shape")
        .definedBy(ROOT + ".shape")
        .layer("kernel")
        .definedBy(ROOT + ".kernel..")
        .layer("op")
        .definedBy(ROOT + ".op")
        .layer("tensor")
        .definedBy(ROOT + ".tensor")
        .layer("values")
        .definedBy(ROOT)
        .layer("notation")
        .definedBy(ROOT + ".notation")
        .layer("graph")
        .definedBy(ROOT + ".graph")
        .layer("page")
        .definedBy(ROOT + ".page")
        .layer("check")
        .definedBy(ROOT + ".check")
        .layer("transform")
        .definedBy(ROOT + ".transform")
        .whereLayer("transform")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("check")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("page")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("graph")
        .mayOnlyBeAccessedByLayers("page", "check")
        .whereLayer("notation")
        .mayOnlyBeAccessedByLayers("graph", "page")
        .whereLayer("values")
        .mayOnlyBeAccessedByLayers("graph", "page", "check", "transform")
        .whereLayer("tensor")
        .mayOnlyBeAccessedByLayers("values", "notation", "graph", "page", "check", "transform")
        .whereLayer("op")
        .mayOnlyBeAccessedByLayers(
            "tensor", "values", "notation", "graph", "page", "check", "transform")
        .whereLayer("kernel")
        .mayOnlyBeAccessedByLayers("op", "tensor")
        .check(ENGINE);
  }

  @Test
  void noCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(ENGINE);
  }

  @Test
  void theEngineDependsOnGuavaAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(ROOT + "..", "java..", "com.google..", "org.jspecify..", VECTOR_MODULE)
        .check(ENGINE);
  }

  @Test
  void onlyTheVectorLoopsNeedTheVectorModule() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".kernel.simd")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(VECTOR_MODULE, ROOT + ".kernel.simd")
        .check(ENGINE);
  }

  /** An operation says what it is; nobody asks for its class. */
  @Test
  void noTypeTestOnOperations() {
    Set<String> tests =
        ENGINE.stream()
            .flatMap(type -> type.getInstanceofChecks().stream())
            .filter(test -> test.getRawType().isAssignableTo(Operation.class))
            .map(Object::toString)
            .collect(Collectors.toSet());
    assertEquals(Set.of(), tests);
  }

  @Test
  void tensorsKnowNothingOfDerivatives() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".tensor", ROOT + ".kernel", ROOT + ".shape")
        .should()
        .callMethodWhere(target(nameMatching("cotangent.*")))
        .check(ENGINE);
  }

  @Test
  void nobodySeesTheStorageOfAnArray() {
    Set<String> seen =
        Arrays.stream(NdArray.class.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()))
            .filter(field -> Modifier.isPublic(field.getModifiers()))
            .map(Object::toString)
            .collect(Collectors.toSet());
    assertEquals(Set.of(), seen);
  }

  @Test
  void theModuleExportsWhatUsersCall() {
    Set<String> exported =
        ModuleFinder.of(Path.of("target/classes"))
            .find(ROOT)
            .orElseThrow()
            .descriptor()
            .exports()
            .stream()
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toSet());
    assertEquals(
        Set.of(
            ROOT,
            ROOT + ".check",
            ROOT + ".graph",
            ROOT + ".op",
            ROOT + ".page",
            ROOT + ".shape",
            ROOT + ".tensor",
            ROOT + ".transform"),
        exported);
  }
}
