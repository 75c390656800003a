// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.terminal;

import java.io.IOException;
import java.time.Duration;
import org.urna.crypto.MalformedException;
import org.urna.trustee.RefusedException;

/**
 * Waits for others: asks again and again, less and less often, and says in between what it waits for. A place that cannot be reached
 * is waited for like a person who is late.
 */
public final class Waiting {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Terminal terminal;
    private final long limitNanos;
    private final long startNanos = System.nanoTime();
    private Duration pause = FIRST;
    private String said = "";

    /** @param limit how long to wait in all */
    public Waiting(Terminal terminal, Duration limit) {
        this.terminal = terminal;
        this.limitNanos = limit.toNanos();
    }

    /** Something that may not be reachable now. */
    @FunctionalInterface
    public interface Attempt<T> {
        /** Tries once. */
        T run() throws IOException, RefusedException, MalformedException;
    }

    /** The time to wait is over. */
    public static final class OverException extends RefusedException {

        private static final long serialVersionUID = 1L;

        private final String what;

        OverException(String what) {
            super("stopped waiting (" + what + "); nothing is lost: run the same command again, and see --wait");
            this.what = what;
        }

        /** What was waited for. */
        public String what() {
            return what;
        }
    }

    /** Tries until the place is reached. */
    public <T> T reach(Attempt<T> attempt) throws RefusedException, MalformedException, InterruptedException {
        while (true) {
            try {
                return attempt.run();
            } catch (IOException e) {
                pause(e.getMessage() == null ? "the server cannot be reached" : e.getMessage());
            }
        }
    }

    /** Says that something has happened: what comes next is asked for quickly again. */
    public void done(String line) {
        terminal.progress(line);
        pause = FIRST;
        said = "";
    }

    /** Tells how far something is that takes long. */
    public Meter meter(String what) {
        return new Meter(terminal, what);
    }

    /**
     * Waits a while.
     *
     * @param what is waited for, said once
     * @throws RefusedException if the time is over
     */
    public void pause(String what) throws RefusedException, InterruptedException {
        long left = limitNanos - (System.nanoTime() - startNanos);
        if (left <= 0) {
            throw new OverException(what);
        }
        if (!what.equals(said)) {
            terminal.progress("waiting: " + what);
            said = what;
        }
        Thread.sleep(Math.min(pause.toMillis(), left / 1_000_000 + 1));
        Duration longer = pause.multipliedBy(3).dividedBy(2);
        pause = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
    }
}
