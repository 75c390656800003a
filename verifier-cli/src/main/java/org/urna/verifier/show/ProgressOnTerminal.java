// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.show;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.verify.Phase;
import org.urna.crypto.verify.Progress;

/** Progress on the error stream: a bar on a terminal, and elsewhere one line per phase of the election. */
public final class ProgressOnTerminal implements Progress, AutoCloseable {

    private final PrintWriter err;
    private final boolean terminal;
    private @Nullable ProgressBar bar;
    private @Nullable Phase last;

    public ProgressOnTerminal(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public void at(long entries, long size, Phase phase) {
        if (terminal) {
            if (bar == null) {
                bar = new ProgressBarBuilder()
                        .setTaskName("entries")
                        .setInitialMax(size)
                        .setStyle(ProgressBarStyle.ASCII)
                        .build();
            }
            bar.stepTo(entries);
        } else if (phase != last) {
            last = phase;
            err.println(entries + " of " + size + " entries read, phase "
                    + phase.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            err.flush();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
