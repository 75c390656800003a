// SPDX-License-Identifier: Apache-2.0
package org.urna.server.soak;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.urna.crypto.MalformedException;

/** Does each fault as often as is asked, within its share of the time, while voters come, and says what came of it. */
final class Series {

    private static final int DEVICES = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 20;

    /** The first shift of the clock is five minutes; entries have whole minutes. */
    private static final Duration SEEN_SHIFT = Duration.ofMinutes(3);

    private final Tormentor tormentor;
    private final Servers servers;
    private final Voters voters;
    private final BoardReader board;
    private final SplittableRandom random;
    private final ToIntFunction<Fault> often;
    private final Consumer<Finding> found;
    private final Set<String> told = new HashSet<>();
    private int noticed;

    /**
     * @param often how often each fault is done
     * @param found gets what came of each
     */
    Series(
            Tormentor tormentor,
            Servers servers,
            Voters voters,
            BoardReader board,
            SplittableRandom random,
            ToIntFunction<Fault> often,
            Consumer<Finding> found) {
        this.tormentor = tormentor;
        this.servers = servers;
        this.voters = voters;
        this.board = board;
        this.random = random;
        this.often = often;
        this.found = found;
    }

    /** The most ballots that it takes. */
    static int ballots(ToIntFunction<Fault> often) {
        return times(often) * Trickle.MOST;
    }

    private static int times(ToIntFunction<Fault> often) {
        return Arrays.stream(Fault.values()).mapToInt(often).sum();
    }

    /**
     * Does all of them. A fault has as much of the time as it is done often, and leaves what it does not need to those after it.
     *
     * @param last ballots from this number on are left for later
     * @param most after which no further fault begins
     * @return whether all is still served; otherwise the faults that were to follow are left out
     */
    boolean run(int last, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        voters.beginWhenLet(DEVICES, last);
        boolean served = true;
        int left = times(often);
        for (Fault fault : Fault.values()) {
            if (served) {
                int times = often.applyAsInt(fault);
                long now = System.nanoTime();
                served = series(fault, now + (end - now) / left * times);
                left -= times;
            }
        }
        voters.end();
        return served;
    }

    private boolean series(Fault fault, long until) throws InterruptedException {
        voters.restartWatch();
        servers.restartWatch();
        noticed = 0;
        Tally before = tally();
        List<String> faults = new ArrayList<>();
        int times = strike(fault, until, faults);
        boolean served = faults.isEmpty();
        Tally after = tally();
        Tally meanwhile = new Tally(
                after.answered() - before.answered(), after.busy() - before.busy(), after.broken() - before.broken());
        faults.addAll(answers());
        if (served) {
            met(fault, meanwhile, faults);
        }
        found.accept(new Finding(
                fault.title(),
                times,
                often.applyAsInt(fault),
                meanwhile.answered(),
                voters.longest().toMillis(),
                notes(fault, meanwhile),
                faults));
        return served;
    }

    /** What voters have met so far: receipts, tries told to come again, tries without an answer. */
    private record Tally(int answered, int busy, int broken) {}

    private Tally tally() {
        return new Tally(voters.answered(), voters.busy(), voters.broken());
    }

    /** Does it until that is enough, the time is over or something is not well; gives how often. */
    private int strike(Fault fault, long until, List<String> faults) throws InterruptedException {
        int times = 0;
        try {
            // The first is always done: a share of no time at all would leave a fault out in silence.
            while (faults.isEmpty() && times < often.applyAsInt(fault) && (times == 0 || System.nanoTime() < until)) {
                once(fault, times++, faults);
            }
            tormentor.heal(fault);
        } catch (IOException | SQLException e) {
            faults.add("at time " + times + ": " + e.getMessage());
        }
        return times;
    }

    private List<String> notes(Fault fault, Tally meanwhile) {
        List<String> notes = new ArrayList<>(tormentor.notes(fault));
        notes.add("noticed by voters " + noticed + " times: " + meanwhile.busy() + " tries told to come again, "
                + meanwhile.broken() + " without an answer");
        if (!servers.longest().isZero()) {
            notes.add(
                    "a server listened again after at most " + servers.longest().toMillis() + " ms");
        }
        return notes;
    }

    private void once(Fault fault, int time, List<String> faults)
            throws IOException, InterruptedException, SQLException {
        int expected = voters.settled();
        int missed = voters.busy() + voters.broken();
        tormentor.prepare(fault, time);
        Trickle coming = new Trickle(voters);
        try {
            tormentor.strike(fault, time);
        } finally {
            expected += coming.end();
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (voters.settled() < expected) {
            if (System.nanoTime() > end) {
                faults.add(
                        "not every ballot was answered within " + PATIENCE.toSeconds() + " s after time " + (time + 1));
                return;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        noticed += voters.busy() + voters.broken() > missed ? 1 : 0;
        again(faults);
    }

    /** Any ballot that was ever taken has the same receipt, byte for byte, from every server. */
    private void again(List<String> faults) throws InterruptedException {
        int ballot = random.nextInt(voters.begun());
        for (URI server : voters.hasReceipt(ballot) ? servers.up() : List.<URI>of()) {
            if (!voters.again(ballot, server)) {
                faults.add("ballot " + ballot + ", sent again, had no answer from " + server);
            }
        }
    }

    /** Answers that must not be, each told once. */
    private List<String> answers() {
        List<String> faults = new ArrayList<>(voters.wrong());
        voters.refused().forEach((ballot, answer) -> faults.add("ballot " + ballot + " was refused: " + answer));
        faults.removeIf(fault -> !told.add(fault));
        return faults;
    }

    /** A fault that no voter met, or that kept one waiting for too long, is none that was survived. */
    private void met(Fault fault, Tally meanwhile, List<String> faults) throws InterruptedException {
        if (voters.longest().compareTo(fault.longest()) > 0) {
            faults.add("a voter waited longer than " + fault.longest().toSeconds() + " s");
        }
        boolean met = switch (fault) {
            case KILL, FREEZE, STEP -> meanwhile.broken() > 0;
            case DATABASE -> meanwhile.busy() > 0;
            case CLOCK -> true; // each shift waits for a voter
        };
        if (!met) {
            faults.add("not met by any voter: nothing was shown");
        }
        if (fault == Fault.CLOCK) {
            jumps().ifPresent(faults::add);
        }
    }

    /** What is wrong with the log's times after the clock has jumped. */
    private Optional<String> jumps() throws InterruptedException {
        try {
            Instant newest =
                    PublishedLog.read(board, servers.addresses().get(0)).newestBallot();
            return newest.isAfter(Instant.now().plus(SEEN_SHIFT))
                    ? Optional.empty()
                    : Optional.of("the clock's jumps are not seen in the log: its last ballot is of " + newest);
        } catch (IOException | MalformedException e) {
            return Optional.of("the log cannot be read: " + e.getMessage());
        }
    }
}
