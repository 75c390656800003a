// SPDX-License-Identifier: Apache-2.0
package org.urna.server.keys;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.urna.crypto.log.Checkpoint;

/** The elections' keys, each read from its files once. Safe for concurrent use. */
public final class KeyRing implements SealingKeys {

    private final Vertx vertx;
    private final KeyStore files;
    private final LastSigned lastSigned;
    private final Map<String, ElectionKeys> held = new ConcurrentHashMap<>();

    public KeyRing(Vertx vertx, KeyStore files) {
        this.vertx = vertx;
        this.files = files;
        this.lastSigned = files.lastSigned();
    }

    /**
     * The keys of an election; fails with {@link java.io.IOException} if a file is missing or damaged.
     *
     * @param origin the name of its board, as in its manifest
     */
    public Future<ElectionKeys> of(String election, String origin) {
        ElectionKeys known = held.get(election);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return vertx.executeBlocking(() -> files.load(election, origin)).map(loaded -> {
            held.put(election, loaded);
            return loaded;
        });
    }

    @Override
    public Future<SealingKey> sealing(String election, String origin) {
        return of(election, origin).map(ElectionKeys::sealing);
    }

    /** Remembers, outside of the database, that a checkpoint was signed; a newer one is not forgotten for it. */
    public Future<Void> signed(String election, byte[] note) {
        return vertx.executeBlocking(
                () -> {
                    lastSigned.keep(election, note);
                    return null;
                },
                false);
    }

    /** The newest checkpoint that was signed with the keys of an election; empty if none was. */
    public Future<Optional<Checkpoint>> lastSigned(String election) {
        return vertx.executeBlocking(() -> lastSigned.of(election), false);
    }

    @Override
    public Future<Void> forget(String election, String origin) {
        return vertx.<Void>executeBlocking(() -> {
                    files.renewSealing(election);
                    return null;
                })
                .compose(done -> {
                    held.remove(election);
                    return of(election, origin);
                })
                .mapEmpty();
    }
}
