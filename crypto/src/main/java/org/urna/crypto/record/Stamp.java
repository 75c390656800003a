// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes entries around bytes that someone else signed, without taking them apart.
 *
 * <p>The bytes must have been read by the strict reader of their type before; nothing is checked here again.
 */
public final class Stamp {

    private Stamp() {}

    /** The {@code ballot} entry of a {@link CastRequest}. */
    public static byte[] ballot(byte[] castRequest, Instant time) {
        return splice("{\"type\":\"ballot\",\"time\":\"" + Minute.format(time) + "\",", castRequest, 1);
    }

    /** The entry of a {@link SignedMessage}: its time goes behind its type. */
    public static byte[] message(byte[] signedMessage, Instant time) {
        int comma = 0;
        while (signedMessage[comma] != ',') {
            comma++;
        }
        String type = new String(signedMessage, 0, comma, StandardCharsets.US_ASCII);
        return splice(type + ",\"time\":\"" + Minute.format(time) + "\"", signedMessage, comma);
    }

    /**
     * The entry of a {@link Decision}.
     *
     * @param registrar the registrar's signature where one is needed, otherwise null
     */
    public static byte[] decision(
            EntryType type, byte[] decision, List<String> signatures, @Nullable String registrar, Instant time) {
        String head = "{\"type\":\"" + type.code() + "\",\"time\":\"" + Minute.format(time) + "\",\"signatures\":[\""
                + String.join("\",\"", signatures) + "\"],"
                + (registrar == null ? "" : "\"registrar\":\"" + registrar + "\",")
                + "\"decision\":";
        byte[] bytes = splice(head, decision, 0);
        byte[] entry = Arrays.copyOf(bytes, bytes.length + 1);
        entry[bytes.length] = '}';
        return entry;
    }

    private static byte[] splice(String head, byte[] tail, int from) {
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        byte[] entry = new byte[start.length + tail.length - from];
        System.arraycopy(start, 0, entry, 0, start.length);
        System.arraycopy(tail, from, entry, start.length, tail.length - from);
        return entry;
    }
}
