// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The demo proves something only if its people share nothing with the server but HTTP. */
@AnalyzeClasses(packages = "org.urna.server.demo", importOptions = DoNotIncludeTests.class)
class SimulatedVotersArchitectureTest {

    @ArchTest
    static final ArchRule theDemoSeesNothingOfTheServer = classes()
            .that()
            .resideInAPackage("org.urna.server.demo..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("org.urna.server")
            .andShould()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "com.eatthepath.otp..",
                    "org.bouncycastle.util.encoders..",
                    "org.urna.crypto..",
                    "org.urna.server.demo..",
                    "com.fasterxml.jackson..",
                    "picocli..",
                    "me.tongfei..",
                    "org.jspecify..");
}
