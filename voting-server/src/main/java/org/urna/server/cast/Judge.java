// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.urna.server.board.BoardLog;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Store;

/**
 * Decides on the ballots of one batch, one after another, by what is stored and by what the batch itself has accepted so far. Lives as long as
 * the transaction that holds the election's lock.
 */
final class Judge {

    /**
     * What became of a ballot.
     *
     * @param position of its entry; of no meaning where it is refused
     * @param created whether this batch put it there
     * @param refusal null if it stands in the log
     */
    record Verdict(long position, boolean created, @Nullable Refusal refusal) {}

    private final Optional<Refusal> notOpen;
    private final String time;
    private final long next;
    private final Map<EncodedPoint, String> statuses = new HashMap<>();
    private final Map<EncodedPoint, String> gates = new HashMap<>();
    private final Map<EncodedPoint, Standing.Cast> cast = new HashMap<>();
    private final Set<EncodedPoint> alphas = new HashSet<>();
    private final Set<String> challenged = new HashSet<>();
    private final List<Submission> accepted = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();

    /** @param election its row, locked */
    Judge(Row election, Instant now) {
        this.time = BoardLog.nextTime(now, election);
        this.next = election.getLong("entries");
        ElectionState state = Elections.state(election);
        String closes = election.getString("closes");
        // An entry's time may be ahead of a clock that went back; it must be before the deadline too.
        this.notOpen = Standing.notOpen(state, closes, election.getString("halted"), now)
                .or(() -> time.compareTo(closes) < 0 ? Optional.empty() : Optional.of(Standing.closed()));
    }

    /** Takes in a row of a credential and of the ballot cast with it, if any. */
    void credential(Row row) {
        EncodedPoint k = EncodedPoint.stored(Store.bytes(row, "k"));
        statuses.put(k, row.getString("status"));
        gates.put(k, row.getString("gate"));
        Standing.Cast.of(row).ifPresent(standing -> cast.put(k, standing));
    }

    void alpha(byte[] alpha) {
        alphas.add(EncodedPoint.stored(alpha));
    }

    void challenged(String hash) {
        challenged.add(hash);
    }

    void judge(Submission ballot) {
        Standing.Cast before = cast.get(ballot.credential());
        if (before != null) {
            verdicts.add(new Verdict(before.position(), false, before.isOf(ballot) ? null : before.used()));
            return;
        }
        Optional<Refusal> refusal = refusal(ballot);
        if (refusal.isPresent()) {
            verdicts.add(new Verdict(0, false, refusal.get()));
            return;
        }
        long position = next + accepted.size();
        accepted.add(ballot);
        alphas.addAll(ballot.alphas());
        cast.put(
                ballot.credential(),
                new Standing.Cast(ballot.hash().hex(), ballot.tracker().toString(), position));
        verdicts.add(new Verdict(position, true, null));
    }

    private Optional<Refusal> refusal(Submission ballot) {
        return notOpen.or(() -> Standing.notLive(statuses.get(ballot.credential())))
                .or(() -> Standing.gated(gates.get(ballot.credential())))
                .or(() -> challenged.contains(ballot.hash().hex())
                        ? Optional.of(new Refusal(
                                ProblemCode.BALLOT_CHALLENGED, "this ballot was opened to test it and cannot be cast"))
                        : Optional.empty())
                .or(() -> repeats(ballot)
                        ? Optional.of(new Refusal(
                                ProblemCode.CIPHERTEXT_REPEATED, "a ciphertext of this ballot stands in another place"))
                        : Optional.empty());
    }

    private boolean repeats(Submission ballot) {
        return new HashSet<>(ballot.alphas()).size() < ballot.alphas().size()
                || ballot.alphas().stream().anyMatch(alphas::contains);
    }

    /** The time that the entries of this batch carry. */
    String time() {
        return time;
    }

    /** The ballots to append, in the order of their entries. */
    List<Submission> accepted() {
        return List.copyOf(accepted);
    }

    /** One for each ballot judged, in that order. */
    List<Verdict> verdicts() {
        return List.copyOf(verdicts);
    }
}
