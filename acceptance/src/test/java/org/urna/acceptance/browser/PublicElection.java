// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.urna.acceptance.harness.BoardCopy;
import org.urna.acceptance.harness.Election;
import org.urna.acceptance.harness.Elections;
import org.urna.acceptance.harness.Home;
import org.urna.acceptance.harness.PollingBooth;
import org.urna.acceptance.harness.ServerProcess;
import org.urna.acceptance.harness.Voter;
import org.urna.crypto.record.BallotEntry;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Tracker;

/** An election whose pages are read, on a running server. */
record PublicElection(Election election, ServerProcess server) implements AutoCloseable {

    /** A member on whose paper stands the contest for the chair only. */
    private static final int MEMBER = 1;

    /** A ballot that stands on the board, and the receipt for it. */
    record Cast(Voter voter, String tracker, String receipt) {}

    /** An open election in two languages. */
    static PublicElection open() {
        return started(Elections.everyKind(), "public-open");
    }

    /**
     * An election whose result is published. {@code -Durna.election.finished=DIR} takes one that an earlier run left under
     * {@code target/elections}.
     */
    static PublicElection finished() {
        String kept = System.getProperty("urna.election.finished");
        if (kept == null) {
            return started(Elections.finished().election(), "public-finished");
        }
        Home home = new Home(Path.of(kept));
        String[] ids =
                Objects.requireNonNull(home.data().resolve("outbox").toFile().list());
        return started(new Election(home, ids[0]), "public-finished");
    }

    private static PublicElection started(Election election, String name) {
        Election copy = election.in(election.home().copy(name));
        return new PublicElection(copy, ServerProcess.start(copy.home(), Map.of()));
    }

    /** Address of one of its pages. */
    String address(String page) {
        return server.http().server() + "/e/" + election.id() + "/" + page;
    }

    /** Address of the page that verifies it in the browser. */
    String verifying() {
        return server.http().server() + "/verify?e=" + election.id();
    }

    /** Address of this server's first page. */
    String first() {
        return server.http().server() + "/";
    }

    /** Casts a ballot. */
    Cast cast() {
        PollingBooth booth = election.booth(server.http());
        Voter voter = booth.encrypt(MEMBER, election.codes().get(MEMBER));
        String receipt = booth.cast(server.http(), voter);
        return new Cast(voter, Tracker.of(voter.ballot()).toString(), receipt);
    }

    /** The board as it is now. */
    BoardCopy board() {
        return election.board(server.http());
    }

    /** Indexes of the ballots on the board. */
    List<Integer> ballots() {
        List<Entry> entries = board().read();
        return IntStream.range(0, entries.size())
                .filter(index -> entries.get(index) instanceof BallotEntry)
                .boxed()
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
