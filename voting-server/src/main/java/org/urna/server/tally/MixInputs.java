// SPDX-License-Identifier: Apache-2.0
package org.urna.server.tally;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.urna.crypto.MalformedException;
import org.urna.crypto.ballot.BallotCheck;
import org.urna.crypto.mix.Ciphertexts;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.BallotReader;
import org.urna.crypto.record.RankedContest;
import org.urna.crypto.record.Shuffle;
import org.urna.crypto.record.Tally;
import org.urna.server.board.BoardEntries;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;
import org.urna.server.work.CryptoPool;
import org.urna.server.work.Loop;

/** The ballots of ranked contests as the next mixer gets them, or after the last one the trustees who decrypt. */
public final class MixInputs {

    private static final int PAGE = 200;

    private final CryptoPool proofs;

    public MixInputs(CryptoPool proofs) {
        this.proofs = proofs;
    }

    /** What is mixed or decrypted next for a contest and section; nothing where there is nothing to mix. */
    Future<Optional<Ciphertexts>> current(
            SqlClient client, Row election, Closing closing, String contest, String section) {
        Optional<Tally> tally = closing.tally(contest, section).filter(each -> each.input() != null);
        if (tally.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        int width = width(closing, contest);
        List<Shuffle> chain = closing.chain(tally.get());
        if (chain.isEmpty()) {
            Ballots ballots =
                    new Ballots(client, election.getString("id"), contest, section, width, new BallotReader());
            return parts(ballots).map(parts -> Optional.of(Ciphertexts.join(parts, width)));
        }
        Artifact output = chain.get(chain.size() - 1).output();
        return Sql.query(
                        client,
                        "SELECT bytes FROM artifact WHERE election = #{election} AND sha256 = #{sha256}",
                        Map.of(
                                "election",
                                election.getString("id"),
                                "sha256",
                                output.sha256().hex()))
                .compose(rows -> proofs.run(() ->
                        Optional.of(decode(Store.bytes(Store.first(rows).orElseThrow(), "bytes"), width))));
    }

    static int width(Closing closing, String contest) {
        return ((RankedContest) closing.manifest().contest(contest).orElseThrow()).components();
    }

    private static Ciphertexts decode(byte[] bytes, int width) {
        try {
            return Ciphertexts.decode(bytes, width);
        } catch (MalformedException e) {
            throw new IllegalStateException("a shuffle's output is damaged: " + e.getMessage(), e);
        }
    }

    /** Whose ciphertexts are wanted, and how they are read. */
    private record Ballots(
            SqlClient client, String election, String contest, String section, int width, BallotReader reader) {}

    private Future<List<byte[]>> parts(Ballots ballots) {
        List<byte[]> parts = new ArrayList<>();
        return Loop.from(
                        -1L,
                        after -> page(ballots, after)
                                .compose(rows -> rows.size() == 0
                                        ? Future.succeededFuture(Optional.<Long>empty())
                                        : proofs.run(() -> Optional.of(add(rows, ballots, parts)))))
                .map(done -> parts);
    }

    private static Future<RowSet<Row>> page(Ballots ballots, long after) {
        Map<String, Object> values = new HashMap<>();
        values.put("election", ballots.election());
        values.put("after", after);
        values.put("section", ballots.section());
        values.put("page", PAGE);
        return Sql.query(
                ballots.client(),
                "SELECT e.position, e.bytes FROM ballot b"
                        + " JOIN log_entry e ON e.election = b.election AND e.position = b.position"
                        + " JOIN credential c ON c.election = b.election AND c.k = b.k"
                        + " WHERE b.election = #{election} AND b.position > #{after}"
                        + " AND (#{section} = '' OR c.section = #{section})"
                        + " ORDER BY b.position LIMIT #{page}",
                values);
    }

    private static long add(RowSet<Row> rows, Ballots ballots, List<byte[]> parts) {
        long last = -1;
        for (Row row : rows) {
            last = row.getLong("position");
            Ballot ballot = BoardEntries.ballot(ballots.reader(), Store.bytes(row, "bytes"));
            for (Ballot.Part part : ballot.contests()) {
                if (part.contest().equals(ballots.contest())) {
                    parts.add(Ciphertexts.of(List.of(BallotCheck.ciphertexts(part)), ballots.width())
                            .bytes());
                }
            }
        }
        return last;
    }
}
