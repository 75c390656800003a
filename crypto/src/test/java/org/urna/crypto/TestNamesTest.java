// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.platform.commons.annotation.Testable;

/** A class with another name would be left out by the build without a word. */
@AnalyzeClasses(packages = "org.urna.crypto", importOptions = ImportOption.OnlyIncludeTests.class)
class TestNamesTest {

    @ArchTest
    static final ArchRule classesWithTestsEndInTest = methods()
            .that()
            .areMetaAnnotatedWith(Testable.class)
            .should()
            .beDeclaredInClassesThat(
                    JavaClass.Predicates.simpleNameEndingWith("Test").as("end in Test"));
}
