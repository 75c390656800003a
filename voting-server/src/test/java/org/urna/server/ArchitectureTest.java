// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.Future;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Random;

/** The boundaries that keep the server readable and its event loops free. */
@AnalyzeClasses(packages = "org.urna.server", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule nobodyWaits = noClasses()
            .that()
            // people and processes, not the server: they have no event loop
            .resideOutsideOfPackages(
                    "org.urna.server.demo..",
                    "org.urna.server.trial..",
                    "org.urna.server.bench..",
                    "org.urna.server.soak..")
            .should()
            .callMethod(Future.class, "await")
            .orShould()
            .callMethod(Future.class, "result")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .because("an event loop that waits serves nobody");

    @ArchTest
    static final ArchRule onlyHttpKnowsHttp = noClasses()
            .that()
            .resideOutsideOfPackages("org.urna.server.http..", "org.urna.server.demo..", "org.urna.server")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.ext.web..", "io.vertx.openapi..", "org.urna.server.http..")
            .because("rules must be testable and readable without a request");

    @ArchTest
    static final ArchRule vertxReadsNoJson = noClasses()
            .that()
            .doNotHaveSimpleName("OpenApiDocument")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Json.class, JsonObject.class, JsonArray.class)
            .because("the JSON codec of Vert.x takes comments and lets the last of two equal members win");

    @ArchTest
    static final ArchRule randomnessComesFromEntropy = noClasses()
            .that()
            .resideOutsideOfPackage("org.urna.server.demo..") // who of the simulated members votes how, from a seed
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .because("org.urna.crypto.group.Entropy is the one source");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("org.urna.server.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule handlersAreNotForOthers =
            classes().that().haveSimpleNameEndingWith("Handler").should().bePackagePrivate();
}
