// SPDX-License-Identifier: Apache-2.0
package org.urna.server.keys;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The elections' keys, each read from its files once. Safe for concurrent use. */
public final class KeyRing {

    private final Vertx vertx;
    private final KeyStore files;
    private final Map<String, ElectionKeys> held = new ConcurrentHashMap<>();

    public KeyRing(Vertx vertx, KeyStore files) {
        this.vertx = vertx;
        this.files = files;
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

    /** Destroys the key that sealed an election's map and codes; another one takes its place. */
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
