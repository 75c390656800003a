// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.bouncycastle.math.ec.ECPoint;
import org.urna.crypto.group.MultiScalar;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretMultiples;

/** What the packages of this module may know of each other and of the world. */
@AnalyzeClasses(packages = "org.urna.crypto", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theModuleDependsOnFewLibraries = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "com.sun.management..",
                    "javax.crypto..",
                    "org.urna.crypto..",
                    "org.bouncycastle..",
                    "com.nimbusds..",
                    "com.fasterxml.jackson.core..",
                    "org.jspecify.annotations..",
                    "com.google.errorprone.annotations..");

    @ArchTest
    static final ArchRule onlyJoseSeesNimbus = noClasses()
            .that()
            .resideOutsideOfPackage("..jose..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.nimbusds..");

    @ArchTest
    static final ArchRule onlyRecordSeesJackson = noClasses()
            .that()
            .resideOutsideOfPackage("..record..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml..");

    /** The library's ECDSA, which jose uses, asks for the curve's parameters; it multiplies by itself. */
    @ArchTest
    static final ArchRule onlyGroupSeesTheCurve = noClasses()
            .that()
            .resideOutsideOfPackages("..crypto.group..", "..crypto.jose..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.bouncycastle.math.ec", "org.bouncycastle.math.ec.custom..", "org.bouncycastle.asn1.x9..");

    /**
     * The engine's operations depend on the values, so it must not be near a secret: only the public points and scalars use it, and its
     * regular part is for {@link SecretMultiples} alone.
     */
    @ArchTest
    static final ArchRule onlyPublicPointsAndScalarsSeeTheEngine = noClasses()
            .that()
            .resideOutsideOfPackage("..crypto.group.engine..")
            .and()
            .doNotHaveFullyQualifiedName(Point.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(Scalar.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(MultiScalar.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(SecretMultiples.class.getName())
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..crypto.group.engine..");

    @ArchTest
    static final ArchRule secretsMeetTheRegularPartOfTheEngineOnly = classes()
            .that()
            .haveFullyQualifiedName(SecretMultiples.class.getName())
            .should()
            .onlyDependOnClassesThat(resideOutsideOfPackage("..crypto.group.engine..")
                    .or(simpleNameStartingWith("Regular").as("are regular")));

    @ArchTest
    static final ArchRule onlyPublicPointsUseTheIrregularMultiplication = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Point.class.getName())
            .should()
            .callMethod(ECPoint.class, "multiply", BigInteger.class);

    @ArchTest
    static final ArchRule nothingReachesForNetworkOrFiles = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.nio.file..", "java.sql..");

    @ArchTest
    static final ArchRule onlyTheEngineAsksAboutTheVirtualMachine = noClasses()
            .that()
            .resideOutsideOfPackage("..crypto.group.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.sun.management..", "java.lang.management..");

    @ArchTest
    static final ArchRule nothingAsksForTheTime = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethodWhere(target(name("now")));

    @ArchTest
    static final ArchRule chanceEntersThroughEntropyOnly = noClasses()
            .that()
            .resideOutsideOfPackage("..crypto.group..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ThreadLocalRandom.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(SecureRandom.class);

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.urna.crypto.(*)..").should().beFreeOfCycles();
}
