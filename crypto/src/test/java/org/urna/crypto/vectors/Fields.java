// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.urna.crypto.MalformedException;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Hex;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.proof.EqualityProof;
import org.urna.crypto.proof.KnowledgeProof;

/** One JSON object of a vector file. It remembers which members were read, so that one that nobody looked at is a failure. */
public final class Fields {

    private final Map<String, Object> members;
    private final Set<String> unread;

    Fields(Map<String, Object> members) {
        this.members = members;
        this.unread = new HashSet<>(members.keySet());
    }

    /** Fails if a member was never read. */
    public void done() {
        assertThat(unread).as("fields that the test does not know").isEmpty();
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    private <T> T get(String name, Class<T> type) {
        unread.remove(name);
        Object value = members.get(name);
        assertThat(value).as(name).isInstanceOf(type);
        return type.cast(value);
    }

    public String text(String name) {
        return get(name, String.class);
    }

    /** The value of a text that is JSON itself, as an ordinary reader reads it. */
    public Object parsed(String name) throws IOException {
        return Json.parse(text(name));
    }

    public long integer(String name) {
        return get(name, Long.class);
    }

    public boolean flag(String name) {
        return get(name, Boolean.class);
    }

    public byte[] bytes(String name) throws MalformedException {
        return Hex.decode(text(name));
    }

    public Point point(String name) throws MalformedException {
        return toPoint(text(name));
    }

    /** The point of this name, or infinity where the case says {@code "infinity":true} instead. */
    public Point pointOrInfinity(String name) throws MalformedException {
        if (has(name)) {
            return point(name);
        }
        assertThat(flag("infinity")).isTrue();
        return Point.INFINITY;
    }

    public Scalar scalar(String name) throws MalformedException {
        return toScalar(text(name));
    }

    public List<Object> list(String name) {
        return new ArrayList<>((List<?>) get(name, Object.class));
    }

    public List<String> texts(String name) {
        return list(name).stream().map(String.class::cast).toList();
    }

    public List<Long> integers(String name) {
        return list(name).stream().map(Long.class::cast).toList();
    }

    public List<Point> points(String name) throws MalformedException {
        return Json.mapped(texts(name), Fields::toPoint);
    }

    public List<Scalar> scalars(String name) throws MalformedException {
        return Json.mapped(texts(name), Fields::toScalar);
    }

    public List<byte[]> hexes(String name) throws MalformedException {
        return Json.mapped(texts(name), Hex::decode);
    }

    public Fields object(String name) {
        return new Fields(Json.asObject(get(name, Object.class)));
    }

    /** An object whose members are values under names of their own, such as files by path. */
    public Map<String, Object> map(String name) {
        return Json.asObject(get(name, Object.class));
    }

    public List<Fields> objects(String name) {
        return list(name).stream().map(each -> new Fields(Json.asObject(each))).toList();
    }

    public Ciphertext ciphertext(String name) throws MalformedException {
        return toCiphertext(list(name));
    }

    public List<Ciphertext> ciphertexts(String name) throws MalformedException {
        return Json.mapped(list(name), Fields::toCiphertext);
    }

    public KnowledgeProof knowledge(String name) throws MalformedException {
        List<String> parts = texts(name);
        assertThat(parts).hasSize(2);
        return new KnowledgeProof(toPoint(parts.get(0)), toScalar(parts.get(1)));
    }

    public EqualityProof equality(String name) throws MalformedException {
        List<String> parts = texts(name);
        assertThat(parts).hasSize(3);
        return new EqualityProof(toPoint(parts.get(0)), toPoint(parts.get(1)), toScalar(parts.get(2)));
    }

    /** The hash input of this name, a list of parts, under {@code tag}. */
    public Transcript transcript(String tag, String name) throws MalformedException {
        Transcript transcript = Transcript.of(tag);
        for (Fields part : objects(name)) {
            if (part.has("name")) {
                assertThat(part.text("name")).isNotEmpty();
            }
            transcript = part.appendedTo(transcript);
            part.done();
        }
        return transcript;
    }

    private Transcript appendedTo(Transcript transcript) throws MalformedException {
        if (has("text")) {
            return transcript.text(text("text"));
        }
        if (has("integer")) {
            return transcript.integer(integer("integer"));
        }
        if (has("point")) {
            return transcript.point(point("point"));
        }
        return has("scalar") ? transcript.scalar(scalar("scalar")) : transcript.bytes(bytes("bytes"));
    }

    public static Point toPoint(String text) throws MalformedException {
        return Point.decode(Base64Url.decode(text));
    }

    public static Scalar toScalar(String text) throws MalformedException {
        return Scalar.decode(Base64Url.decode(text));
    }

    private static Ciphertext toCiphertext(Object pair) throws MalformedException {
        assertThat(pair)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(2);
        List<?> points = (List<?>) pair;
        return new Ciphertext(toPoint(String.valueOf(points.get(0))), toPoint(String.valueOf(points.get(1))));
    }
}
