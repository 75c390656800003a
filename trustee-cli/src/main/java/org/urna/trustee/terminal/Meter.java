// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.terminal;

import java.time.Duration;
import org.urna.crypto.work.Progress;

/** Tells how far something is that takes long: at each new stage, and then every few seconds. Not safe for concurrent use. */
public final class Meter implements Progress {

    private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final Terminal terminal;
    private final String what;
    private String stage = "";
    private long told;

    Meter(Terminal terminal, String what) {
        this.terminal = terminal;
        this.what = what;
    }

    @Override
    public void at(String now, long done, long of) {
        boolean begins = !now.equals(stage);
        if (begins || System.nanoTime() - told >= EVERY_NANOS) {
            stage = now;
            told = System.nanoTime();
            terminal.progress(what + ": " + now + (of == 0 ? "" : ", " + 100 * Math.min(done, of) / of + " %"));
        }
    }
}
