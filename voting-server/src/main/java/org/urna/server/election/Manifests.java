// SPDX-License-Identifier: Apache-2.0
package org.urna.server.election;

import io.vertx.sqlclient.Row;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.server.store.Store;

/** The manifests in force, each read once. Safe for concurrent use. */
public final class Manifests {

    private final Map<String, Manifest> known = new ConcurrentHashMap<>();

    /**
     * The latest manifest in an election's row.
     *
     * @throws IllegalStateException if the election is still a draft
     */
    public Manifest of(Row election) {
        return known.computeIfAbsent(anchor(election).hex(), hash -> read(Store.bytes(election, "manifest")));
    }

    private static Manifest read(byte[] stored) {
        try {
            return Manifest.read(stored);
        } catch (MalformedException e) {
            throw new IllegalStateException("a stored manifest is damaged: " + e.getMessage(), e);
        }
    }

    /** Whether an election has no manifest yet. */
    public static boolean isDraft(Row election) {
        return election.getString("manifest_hash") == null;
    }

    /** {@code M}: the hash of the latest manifest entry. */
    public static Hash anchor(Row election) {
        return hash(election, "manifest_hash");
    }

    /** {@code E}: the hash of the {@code setup} entry. */
    public static Hash sealed(Row election) {
        return hash(election, "setup_hash");
    }

    private static Hash hash(Row election, String column) {
        String value = election.getString(column);
        if (value == null) {
            throw new IllegalStateException("the election has no " + column + " yet");
        }
        try {
            return Hash.parse(value);
        } catch (MalformedException e) {
            throw new IllegalStateException("a stored hash is damaged", e);
        }
    }
}
