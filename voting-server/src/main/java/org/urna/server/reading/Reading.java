// SPDX-License-Identifier: Apache-2.0
package org.urna.server.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.urna.server.board.BoardFiles;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.store.Store;

/** Everything that pages ask of the server about one election. Safe for concurrent use; the cost of an answer does not grow with the election. */
public final class Reading {

    /** Rows of trackers in one answer. */
    public static final int MOST_TRACKERS = 65_536;

    private final BoardFiles boards;
    private final Elections elections;
    private final Ballots ballots;
    private final Turnouts turnouts;
    private final CredentialLookup credentials;
    private final Particulars particulars;
    private final Results results;

    public Reading(Store store, BoardFiles boards, Elections elections, Manifests manifests) {
        this.boards = boards;
        this.elections = elections;
        this.ballots = new Ballots(store, boards);
        this.turnouts = new Turnouts(store, elections, manifests, ballots);
        this.credentials = new CredentialLookup(store);
        this.particulars = new Particulars(store, elections, manifests);
        this.results = new Results(store, elections, manifests);
    }

    /** Adds to a description where manifest and set-up stand, languages, electors, and what officers have announced. */
    public Future<ObjectNode> describe(ObjectNode description, String election) {
        return particulars.addTo(description, election);
    }

    /** The exact bytes of an entry; empty if the newest signed checkpoint does not cover it. */
    public Future<Optional<byte[]>> entry(String election, long index) {
        return entries(election, index, 1).map(found -> found.isEmpty() ? Optional.empty() : Optional.of(found.get(0)));
    }

    /** The exact bytes of entries in their order, as many of {@code count} as the newest signed checkpoint covers. */
    public Future<List<byte[]>> entries(String election, long from, int count) {
        return boards.entries(election, from, count);
    }

    /**
     * Ballots with an index of at least {@code from}, ascending, at most {@link #MOST_TRACKERS}: index (4 bytes, big-endian), then the first 8
     * bytes of the ballot hash.
     *
     * @return fails with {@code not-found}
     */
    public Future<byte[]> trackers(String election, long from) {
        return elections
                .find(election)
                .compose(row -> ballots.of(election))
                .map(gathered -> gathered.rows(from, MOST_TRACKERS));
    }

    /** Fails with {@code not-found}. */
    public Future<Turnout> turnout(String election) {
        return turnouts.of(election);
    }

    /** Where a credential stands; fails with {@code credential-unknown} or {@code request-invalid}. */
    public Future<ObjectNode> credential(String election, String credential) {
        return credentials.of(election, credential);
    }

    /** The published results; fails with {@code not-found}. */
    public Future<ObjectNode> results(String election) {
        return results.json(election);
    }

    /** The published results as a table; fails with {@code not-found}. */
    public Future<String> resultsCsv(String election) {
        return results.csv(election);
    }
}
