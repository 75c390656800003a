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
import org.urna.crypto.record.BallotEntry;
import org.urna.crypto.record.RankedContest;
import org.urna.crypto.record.Shuffle;
import org.urna.crypto.record.Tally;
import org.urna.server.board.BoardEntries;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;
import org.urna.server.work.CryptoPool;

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
            return page(client, election.getString("id"), contest, section, -1, new ArrayList<>(), width)
                    .map(parts -> Optional.of(Ciphertexts.join(parts, width)));
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

    private Future<List<byte[]>> page(
            SqlClient client,
            String election,
            String contest,
            String section,
            long after,
            List<byte[]> parts,
            int width) {
        Map<String, Object> values = new HashMap<>();
        values.put("election", election);
        values.put("after", after);
        values.put("section", section);
        values.put("page", PAGE);
        return Sql.query(
                        client,
                        "SELECT e.position, e.bytes FROM ballot b"
                                + " JOIN log_entry e ON e.election = b.election AND e.position = b.position"
                                + " JOIN credential c ON c.election = b.election AND c.k = b.k"
                                + " WHERE b.election = #{election} AND b.position > #{after}"
                                + " AND (#{section} = '' OR c.section = #{section})"
                                + " ORDER BY b.position LIMIT #{page}",
                        values)
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(parts)
                        : proofs.run(() -> add(rows, contest, parts, width))
                                .compose(last -> page(client, election, contest, section, last, parts, width)));
    }

    private static long add(RowSet<Row> rows, String contest, List<byte[]> parts, int width) {
        long last = -1;
        for (Row row : rows) {
            last = row.getLong("position");
            BallotEntry entry = (BallotEntry) BoardEntries.read(Store.bytes(row, "bytes"));
            for (Ballot.Part part : entry.ballot().contests()) {
                if (part.contest().equals(contest)) {
                    parts.add(Ciphertexts.of(List.of(BallotCheck.ciphertexts(part)), width)
                            .bytes());
                }
            }
        }
        return last;
    }
}
