// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A verifier that shares code with the server it checks would share its faults. */
@AnalyzeClasses(packages = "org.urna.verifier", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theVerifierNeverDependsOnTheServerOrTheTrustee = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.urna.server..", "org.urna.trustee..", "io.vertx..");

    @ArchTest
    static final ArchRule onlyHttpReachesTheNetwork = noClasses()
            .that()
            .resideOutsideOfPackage("..verifier.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..");
}
