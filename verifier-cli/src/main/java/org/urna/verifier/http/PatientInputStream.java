// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.urna.verifier.place.TooLongException;

/** Ends with an error where no byte has come for a while, or more came than were wanted. Not safe for concurrent use. */
final class PatientInputStream extends FilterInputStream {

    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "stalled-answers");
        thread.setDaemon(true);
        return thread;
    });

    private final Duration patience;
    private long left;

    /** @param most bytes that are read; one more is an error */
    PatientInputStream(InputStream in, Duration patience, long most) {
        super(in);
        this.patience = patience;
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        ScheduledFuture<?> stalled = WATCH.schedule(this::giveUp, patience.toMillis(), TimeUnit.MILLISECONDS);
        int got;
        try {
            got = super.read(bytes, from, length);
        } finally {
            stalled.cancel(false);
        }
        left -= Math.max(0, got);
        if (left < 0) {
            throw new TooLongException("the answer is longer than it can be");
        }
        return got;
    }

    private void giveUp() {
        try {
            in.close(); // ends the read that waits
        } catch (IOException e) {
            // The read that waits reports what went wrong.
            Thread.onSpinWait();
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
