// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.vectors.Fields;
import org.urna.crypto.vectors.Vectors;

/**
 * Canonical writing and strict reading of section 12 (B1). The reader is led by the form that it expects: what is well written is read in
 * the form that an ordinary reader finds in it, what is not must fail in every form that could fit.
 */
class JsonVectorsTest {

    private static final Map<String, Object> ONE = Map.of("a", 1L);

    /** Examples of what the malformed texts would be if they were not. */
    private static final List<Object> EXPECTED = List.of(
            Map.of(),
            ONE,
            Map.of("a", "x"),
            Map.of("a", true),
            Map.of("a", List.of(1L)),
            Map.of("a", List.of(twice("b"))),
            twice("a"),
            members("a", "b"),
            nested(17),
            List.of());

    @TestFactory
    Stream<DynamicTest> json() throws Exception {
        return Vectors.tests("json", Map.of("read", JsonVectorsTest::read));
    }

    private static Verdict read(Fields fields) throws Exception {
        byte[] bytes = fields.text("json").getBytes(StandardCharsets.UTF_8);
        if (fields.text("expect").equals("ACCEPTED")) {
            Object value = fields.parsed("json");
            assertThat(Json.read(new Shape(value), bytes)).isEqualTo(value);
            assertThat(Json.write(new Shape(value), value)).isEqualTo(bytes);
            return Verdict.accept();
        }
        for (Object expected : EXPECTED.subList(1, EXPECTED.size())) {
            assertThatThrownBy(() -> Json.read(new Shape(expected), bytes)).isInstanceOf(MalformedException.class);
        }
        Object unexpected = Json.read(new Shape(EXPECTED.get(0)), bytes);
        throw new AssertionError("read as " + unexpected);
    }

    private static Map<String, Object> members(String... names) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (String name : names) {
            object.put(name, 1L);
        }
        return object;
    }

    /** A map cannot name a member twice; a list of two entries stands for an object that does. */
    private static Object twice(String name) {
        return new Twice(name);
    }

    private static Object nested(int depth) {
        Object value = ONE;
        for (int i = 1; i < depth; i++) {
            value = List.of(value);
        }
        return value;
    }

    private record Twice(String name) {}

    /** Reads and writes whatever has the shape of an example. */
    private record Shape(Object example) implements Form<Object> {

        @Override
        public Object read(JsonReader in) throws MalformedException {
            if (example instanceof Map<?, ?> members) {
                return readMembers(
                        in, members.keySet().stream().map(String.class::cast).toList(), members);
            }
            if (example instanceof Twice twice) {
                return readMembers(in, List.of(twice.name(), twice.name()), Map.of(twice.name(), 1L));
            }
            if (example instanceof List<?> elements) {
                return readElements(in, elements);
            }
            if (example instanceof String) {
                return in.string(2000, false);
            }
            return example instanceof Boolean ? in.bool() : in.integer(0, JsonReader.MAX_INTEGER);
        }

        private static Object readMembers(JsonReader in, List<String> names, Map<?, ?> examples)
                throws MalformedException {
            Map<String, Object> object = new LinkedHashMap<>();
            in.beginObject();
            for (String name : names) {
                in.beginMember(name);
                object.put(name, new Shape(examples.get(name)).read(in));
                in.leave();
            }
            in.endObject();
            return object;
        }

        private static Object readElements(JsonReader in, List<?> elements) throws MalformedException {
            List<Object> array = new ArrayList<>();
            in.beginArray();
            while (in.hasElement()) {
                in.require(array.size() < elements.size(), "too many elements");
                array.add(new Shape(elements.get(array.size())).read(in));
            }
            return array;
        }

        @Override
        public void write(JsonWriter out, Object value) {
            if (value instanceof Map<?, ?> members) {
                out.beginObject();
                members.forEach((name, member) -> {
                    out.member((String) name);
                    write(out, member);
                });
                out.endObject();
            } else if (value instanceof List<?> elements) {
                out.beginArray();
                elements.forEach(element -> {
                    out.element();
                    write(out, element);
                });
                out.endArray();
            } else if (value instanceof String text) {
                out.string(text);
            } else if (value instanceof Boolean flag) {
                out.bool(flag);
            } else {
                out.integer((Long) value);
            }
        }
    }
}
