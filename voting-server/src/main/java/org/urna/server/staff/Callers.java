// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts failures by caller, in memory only: addresses are written nowhere. Bounds what one machine may try against many accounts.
 * Safe for concurrent use.
 */
public final class Callers {

    private static final int MOST_FAILURES = 30;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int KEPT = 20_000;

    private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > KEPT;
        }
    };

    private record Window(long startNanos, int failures) {}

    /** Fails with {@code too-many-attempts} if the caller has failed too often of late. */
    public synchronized void check(String caller) {
        Window window = windows.get(caller);
        if (window != null && window.failures() >= MOST_FAILURES) {
            Duration past = Duration.ofNanos(System.nanoTime() - window.startNanos());
            if (past.compareTo(WINDOW) < 0) {
                throw Attempts.tooMany(WINDOW.minus(past));
            }
            windows.remove(caller);
        }
    }

    /** Counts an attempt that failed, or that is counted whether or not it did. */
    public synchronized void failed(String caller) {
        long now = System.nanoTime();
        Window window = windows.get(caller);
        if (window == null || now - window.startNanos() > WINDOW.toNanos()) {
            windows.put(caller, new Window(now, 1));
        } else {
            windows.put(caller, new Window(window.startNanos(), window.failures() + 1));
        }
    }
}
