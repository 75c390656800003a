// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.urna.crypto.Property;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.hash.Transcript;

/**
 * A1: for every kind of proof, the fields that its challenge binds, by name. Changing any one of them changes the challenge, and
 * the challenge is the hash of exactly these fields in this order.
 */
class HashCoverageTest {

    private final Random random = new Random(12);

    private Point point() {
        return SecretScalar.random(Property.entropy(random)).timesG();
    }

    @TestFactory
    Stream<DynamicTest> membership() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("E", "0123");
        fields.put("contest", "board");
        fields.put("place", "option:1");
        for (String name : List.of("K", "Y", "alpha", "beta")) {
            fields.put(name, point());
        }
        fields.put("v0", 0L);
        fields.put("v1", 1L);
        for (String name : List.of("A0", "B0", "A1", "B1")) {
            fields.put(name, point());
        }
        return coverage("membership", fields, f -> {
            Transcript before = Transcript.of("membership")
                    .text((String) f.get("E"))
                    .text((String) f.get("contest"))
                    .text((String) f.get("place"))
                    .point((Point) f.get("K"));
            Scalar z = Scalar.ONE;
            MembershipProof proof = new MembershipProof(
                    List.of(new MembershipProof.Branch((Point) f.get("A0"), (Point) f.get("B0"), z, z)),
                    new MembershipProof.Last((Point) f.get("A1"), (Point) f.get("B1"), z));
            return proof.challenge(
                    before,
                    (Point) f.get("Y"),
                    new Ciphertext((Point) f.get("alpha"), (Point) f.get("beta")),
                    List.of((Long) f.get("v0"), (Long) f.get("v1")));
        });
    }

    @TestFactory
    Stream<DynamicTest> ballotSignature() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("E", "0123");
        fields.put("K", point());
        fields.put("R", point());
        fields.put("ballot", "hash");
        return coverage(
                "ballot",
                fields,
                f -> KnowledgeProof.challenge(
                        Transcript.of("ballot").text((String) f.get("E")).point((Point) f.get("K")),
                        ((String) f.get("ballot")).getBytes(UTF_8),
                        (Point) f.get("R")));
    }

    @TestFactory
    Stream<DynamicTest> equality() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("E", "0123");
        fields.put("i", 3L);
        for (String name : List.of("V", "H", "D", "W", "W'")) {
            fields.put(name, point());
        }
        return coverage(
                "lot",
                fields,
                f -> EqualityProof.challenge(
                        Transcript.of("lot")
                                .text((String) f.get("E"))
                                .integer((Long) f.get("i"))
                                .point((Point) f.get("V"))
                                .point((Point) f.get("H"))
                                .point((Point) f.get("D")),
                        (Point) f.get("W"),
                        (Point) f.get("W'")));
    }

    private interface Challenge {
        Scalar of(Map<String, Object> fields);
    }

    private Stream<DynamicTest> coverage(String tag, Map<String, Object> fields, Challenge challenge) {
        Scalar original = challenge.of(fields);
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest(
                "is the hash of the fields in order", () -> assertThat(original).isEqualTo(hash(tag, fields))));
        tests.add(DynamicTest.dynamicTest(
                "binds the tag", () -> assertThat(original).isNotEqualTo(hash(tag + "x", fields))));
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            Map<String, Object> changed = new LinkedHashMap<>(fields);
            changed.put(field.getKey(), another(field.getValue()));
            tests.add(DynamicTest.dynamicTest(
                    "binds " + field.getKey(),
                    () -> assertThat(challenge.of(changed)).isNotEqualTo(original)));
        }
        return tests.stream();
    }

    private static Scalar hash(String tag, Map<String, Object> fields) {
        Transcript transcript = Transcript.of(tag);
        for (Object value : fields.values()) {
            if (value instanceof Point point) {
                transcript = transcript.point(point);
            } else if (value instanceof Long number) {
                transcript = transcript.integer(number);
            } else {
                transcript = transcript.text((String) value);
            }
        }
        return transcript.toScalar();
    }

    private static Object another(Object value) {
        if (value instanceof Point point) {
            return point.plus(Point.G);
        }
        return value instanceof Long number ? (Object) (number + 7) : value + "4";
    }
}
