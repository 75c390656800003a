// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.urna.crypto.MalformedException;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Store;

/** The terms of each election that is sealed, read once. Safe for concurrent use. */
final class TermsCache {

    private final Store store;
    private final Map<String, ElectionTerms> known = new ConcurrentHashMap<>();

    TermsCache(Store store) {
        this.store = store;
    }

    /** Fails with {@code not-found}, or {@code not-open} while the election is not sealed. */
    Future<ElectionTerms> of(String election) {
        ElectionTerms terms = known.get(election);
        return terms != null ? Future.succeededFuture(terms) : load(election);
    }

    private Future<ElectionTerms> load(String election) {
        return store.first(
                        "SELECT e.manifest, e.setup_hash, l.bytes FROM election e"
                                + " LEFT JOIN log_entry l ON l.election = e.id AND l.type = 'setup' WHERE e.id = #{id}",
                        Map.of("id", election))
                .map(found -> {
                    ElectionTerms terms = read(election, found);
                    known.put(election, terms);
                    return terms;
                });
    }

    private static ElectionTerms read(String election, Optional<Row> found) {
        Row row = found.orElseThrow(() -> new Refusal(ProblemCode.NOT_FOUND, "no election " + election));
        if (row.getString("setup_hash") == null) {
            throw new Refusal(ProblemCode.NOT_OPEN, "the election is not sealed yet");
        }
        try {
            return new ElectionTerms(election, Store.bytes(row, "manifest"), Store.bytes(row, "bytes"));
        } catch (MalformedException e) {
            throw new IllegalStateException("what is stored of election " + election + " cannot be read: run fsck", e);
        }
    }
}
