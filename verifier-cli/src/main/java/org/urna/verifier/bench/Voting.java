// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.urna.crypto.ballot.BallotCheck;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.threshold.ContestTally;
import org.urna.crypto.work.Work;

/** The ballots of a measured election: made on all processors, appended in order, added up, and not kept. */
final class Voting {

    /** Ballots made together. */
    private static final int PART = 128;

    /** Ballots from one checkpoint to the next. */
    private static final int CHECKPOINT = 1024;

    private record Cast(List<byte[]> entries, ContestTally tally) {}

    private final Chronicle chronicle;
    private final SyntheticVoters voters;
    private final Poll poll;
    private final int ballots;
    private final Work work;

    Voting(Chronicle chronicle, SyntheticVoters voters, Poll poll, int ballots, Work work) {
        this.chronicle = chronicle;
        this.voters = voters;
        this.poll = poll;
        this.ballots = ballots;
        this.work = work;
    }

    ContestTally run() throws IOException {
        ContestTally all = new ContestTally(poll.options(), false);
        Deque<CompletableFuture<Cast>> making = new ArrayDeque<>();
        int appended = 0;
        for (int from = 0; from < ballots || !making.isEmpty(); ) {
            while (from < ballots && making.size() <= 2 * work.parallelism()) {
                int begin = from;
                int end = Math.min(ballots, from + PART);
                making.add(CompletableFuture.supplyAsync(() -> cast(begin, end), work.executor()));
                from = end;
            }
            Cast cast = making.remove().join();
            for (byte[] entry : cast.entries()) {
                chronicle.folder().append(entry);
                appended++;
                if (appended % CHECKPOINT == 0) {
                    chronicle.moveTo(time(appended));
                    chronicle.checkpoint();
                }
            }
            all.addAll(cast.tally());
            work.progress().at("ballots", appended, ballots);
        }
        return all;
    }

    /** The entry of a voter's ballot as it is on the board, but for a false proof. */
    byte[] spoilt(long voter) {
        return voters.cast(voter, 1, voter).get(0).at(time(voter)).write();
    }

    private Cast cast(int from, int to) {
        List<byte[]> entries = new ArrayList<>();
        ContestTally tally = new ContestTally(poll.options(), false);
        List<CastRequest> requests = voters.cast(from, to - from, SyntheticVoters.NONE);
        for (int i = from; i < to; i++) {
            CastRequest request = requests.get(i - from);
            entries.add(request.at(time(i)).write());
            tally.add(BallotCheck.ciphertexts(request.ballot().contests().get(0)), 1);
        }
        return new Cast(entries, tally);
    }

    /** Ballots come evenly from the opening to the close. */
    private Instant time(long ballot) {
        long minutes =
                Duration.between(ElectionMaker.OPENS, ElectionMaker.CLOSES).toMinutes();
        return ElectionMaker.OPENS.plus(ballot * (minutes - 1) / ballots, ChronoUnit.MINUTES);
    }
}
