// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Shuffle;
import org.urna.crypto.record.SignedMessage;

/** Takes the files of messages in parts that are short, so that even a small mix has several. */
public final class UploadDesk {

    /** Length of every part but the last. */
    public static final int PART_BYTES = 500;

    private static final String TOKEN = "abcdefghijklmnopqrst_-";

    private final Map<String, SortedMap<Integer, byte[]>> parts = new HashMap<>();
    private int taken;
    private int limit = Integer.MAX_VALUE;

    /** Parts that were taken so far, each as often as it came. */
    public synchronized int taken() {
        return taken;
    }

    /** From now on takes this many parts, and then no more: an upload breaks off. */
    public synchronized void breakOffAfter(int more) {
        limit = taken + more;
    }

    /** Takes all parts again. */
    public synchronized void mend() {
        limit = Integer.MAX_VALUE;
    }

    /** Forgets everything. */
    public synchronized void clear() {
        parts.clear();
        taken = 0;
        mend();
    }

    synchronized String announce(byte[] message) {
        List<String> missing = new ArrayList<>();
        for (Artifact each : files(read(message))) {
            List<Integer> open = new ArrayList<>();
            for (int part = 0; (long) part * PART_BYTES < each.length(); part++) {
                if (!known(each.sha256().hex()).containsKey(part)) {
                    open.add(part);
                }
            }
            missing.add("\"" + each.sha256().hex() + "\":" + open);
        }
        return "{\"token\":\"" + TOKEN + "\",\"partBytes\":" + PART_BYTES + ",\"missing\":{" + String.join(",", missing)
                + "}}";
    }

    synchronized int put(String path, byte[] content) {
        String[] names = path.split("/", -1);
        if (taken == limit || !names[0].equals(TOKEN)) {
            return 404;
        }
        taken++;
        known(names[1]).put(Integer.parseInt(names[2]), content);
        return 204;
    }

    synchronized byte @Nullable [] whole(Artifact artifact) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        known(artifact.sha256().hex()).values().forEach(all::writeBytes);
        byte[] bytes = all.toByteArray();
        return Hash.sha256(bytes).equals(artifact.sha256()) ? bytes : null;
    }

    private SortedMap<Integer, byte[]> known(String sha256) {
        return parts.computeIfAbsent(sha256, each -> new TreeMap<>());
    }

    static List<Artifact> files(SignedMessage signed) {
        if (signed.message() instanceof Shuffle shuffle) {
            return List.of(shuffle.output(), shuffle.proof());
        }
        return signed.message() instanceof Decryption decryption
                        && decryption.factors() instanceof Decryption.Stored stored
                ? List.of(stored.artifact())
                : List.of();
    }

    private static SignedMessage read(byte[] message) {
        try {
            return SignedMessage.read(message);
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
