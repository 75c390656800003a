// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.server.demo.Demo;
import org.urna.server.demo.TrialPoll;
import org.urna.server.trial.ReadyBallots;
import org.urna.server.trial.TrialServer;

/** A quiet day: ten ballots a second for as long as is asked, on one server as it is installed, whose memory must not become more. */
final class SteadyCasting {

    private static final int PER_SECOND = 10;
    private static final int DEVICES = 4;

    /** The first of them is a part of the time after the start, when caches have something in them. */
    private static final int MEASUREMENTS = 24;

    private static final long LONGEST_MILLIS = 5_000;

    private final Path folder;
    private final @Nullable Path tools;
    private final Duration time;
    private final PrintWriter progress;

    /** @param time of casting */
    SteadyCasting(Path folder, @Nullable Path tools, Duration time, PrintWriter progress) {
        this.folder = folder;
        this.tools = tools;
        this.time = time;
        this.progress = progress;
    }

    /** All of it once; what is found is added. */
    void run(List<Finding> findings, List<String> notDone)
            throws IOException, InterruptedException, MalformedException {
        if (!LiveHeap.canBeMeasured()) {
            notDone.add("casting with a look at the heap, for which jcmd of a development kit is needed");
            return;
        }
        Path data = folder.resolve("data");
        TrialServer server =
                TrialServer.start(folder.resolve("log"), "steady", 0, Map.of("URNA_DATA", data.toString()));
        try {
            findings.add(vote(server, data));
        } finally {
            server.stop();
        }
    }

    private Finding vote(TrialServer server, Path data) throws IOException, InterruptedException, MalformedException {
        URI uri = server.uri();
        BallotOffice office = BallotOffice.enrol(uri, server.firstLink(), tools, data, progress);
        TrialPoll poll = TrialPoll.of(Math.toIntExact(time.toSeconds() * PER_SECOND));
        Demo.Opened opened = office.open(poll);
        progress.println("» " + poll.answers().size() + " ballots are encrypted and signed");
        progress.flush();
        List<byte[]> ballots = ReadyBallots.make(opened, poll);
        Voters voters = new Voters(List.of(uri), opened.election(), ballots);
        BoardReader board = new BoardReader(opened);
        BoardWatch watch = new BoardWatch(List.of(uri), board);
        progress.println("» " + PER_SECOND + " ballots a second, for " + time.toMinutes() + " minutes");
        progress.flush();
        HeapTrend heap = cast(server, voters, ballots.size());
        List<String> faults = new ArrayList<>(voters.wrong());
        voters.refused().forEach((ballot, answer) -> faults.add("ballot " + ballot + " was refused: " + answer));
        heap.fault().ifPresent(faults::add);
        if (voters.longest().toMillis() > LONGEST_MILLIS) {
            faults.add("a voter waited longer than " + LONGEST_MILLIS + " ms");
        }
        faults.addAll(office.finish(opened, poll, voters));
        PublishedLog log = PublishedLog.read(board, uri);
        faults.addAll(Reckoning.faults(opened.board(), board, log, ballots, voters));
        faults.addAll(watch.faults(log));
        return new Finding(
                "steady",
                1,
                1,
                voters.answered(),
                voters.longest().toMillis(),
                List.of(
                        heap.toString(),
                        log.ballots().size() + " ballots in the log; " + watch.count()
                                + " checkpoints seen, all of it"),
                faults);
    }

    /** Lets voters come at the rate, whatever the server does, and measures at equal distances. */
    private static HeapTrend cast(TrialServer server, Voters voters, int ballots)
            throws IOException, InterruptedException {
        HeapTrend heap = new HeapTrend();
        voters.beginWhenLet(DEVICES, ballots);
        long begin = System.nanoTime();
        int every = Math.max(1, ballots / MEASUREMENTS);
        for (int ballot = 1; ballot <= ballots; ballot++) {
            long due = begin + TimeUnit.SECONDS.toNanos(ballot) / PER_SECOND;
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            voters.let(1);
            if (ballot % every == 0) {
                heap.add(LiveHeap.bytes(server.pid()));
            }
        }
        voters.join();
        return heap;
    }
}
