// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Base64Url;

/**
 * What makes one board of another, file by file, as {@code docs/vectors} writes it.
 *
 * @param files by path, the pieces that a changed or new file consists of: a text is base64url of bytes, a pair {@code [from, length]} a part of the
 *     {@link #original} of the file on the other board
 * @param removed paths that are not there any more
 */
record Patch(Map<String, List<Object>> files, List<String> removed) {

    /** Shorter parts that two files have in common are written anew: naming them would be as long. */
    private static final int BLOCK = 32;

    private static final int STEP = 8;

    /** The patch from one board to another; the same boards give the same patch. */
    static Patch between(Map<String, byte[]> before, Map<String, byte[]> after) {
        Map<String, List<Object>> files = new TreeMap<>();
        after.forEach((path, content) -> {
            if (!before.containsKey(path) || !Arrays.equals(before.get(path), content)) {
                files.put(path, pieces(original(before, path), content));
            }
        });
        List<String> removed = before.keySet().stream()
                .filter(path -> !after.containsKey(path))
                .sorted()
                .toList();
        return new Patch(files, removed);
    }

    /** The file of this path, or the tile or bundle of another width in its place; empty where there is neither. */
    private static byte[] original(Map<String, byte[]> before, String path) {
        String place = path.replaceFirst("\\.p/.*", ".p/");
        return before.keySet().stream()
                .filter(each -> each.equals(path) || (place.endsWith(".p/") && each.startsWith(place)))
                .min(Comparator.comparing((String each) -> !each.equals(path)).thenComparing(each -> each))
                .map(before::get)
                .orElse(new byte[0]);
    }

    private static List<Object> pieces(byte[] old, byte[] now) {
        Map<ByteBuffer, Integer> blocks = new HashMap<>();
        for (int at = 0; at + BLOCK <= old.length; at += STEP) {
            blocks.putIfAbsent(ByteBuffer.wrap(old, at, BLOCK), at);
        }
        List<Object> pieces = new ArrayList<>();
        int written = 0;
        int at = 0;
        while (at + BLOCK <= now.length) {
            Integer found = blocks.get(ByteBuffer.wrap(now, at, BLOCK));
            if (found == null) {
                at++;
                continue;
            }
            int from = found;
            while (at > written && from > 0 && old[from - 1] == now[at - 1]) {
                from--;
                at--;
            }
            int length = 0;
            while (from + length < old.length && at + length < now.length && old[from + length] == now[at + length]) {
                length++;
            }
            literal(pieces, now, written, at);
            pieces.add(List.of((long) from, (long) length));
            at += length;
            written = at;
        }
        literal(pieces, now, written, now.length);
        return pieces;
    }

    private static void literal(List<Object> pieces, byte[] bytes, int from, int to) {
        if (from < to) {
            pieces.add(Base64Url.encode(Arrays.copyOfRange(bytes, from, to)));
        }
    }

    /** The board that this makes of another. */
    Map<String, byte[]> applyTo(Map<String, byte[]> before) throws MalformedException {
        Map<String, byte[]> after = new LinkedHashMap<>(before);
        after.keySet().removeAll(removed);
        for (Map.Entry<String, List<Object>> file : files.entrySet()) {
            byte[] old = original(before, file.getKey());
            ByteArrayOutputStream now = new ByteArrayOutputStream();
            for (Object piece : file.getValue()) {
                if (piece instanceof String text) {
                    now.writeBytes(Base64Url.decode(text));
                } else {
                    List<?> part = (List<?>) piece;
                    now.write(old, Math.toIntExact((Long) part.get(0)), Math.toIntExact((Long) part.get(1)));
                }
            }
            after.put(file.getKey(), now.toByteArray());
        }
        return after;
    }
}
