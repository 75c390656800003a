// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.watch;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that a watcher tells people of.
 *
 * @param kind what it is
 * @param begins false when a trouble is over
 * @param time when it was noticed
 * @param size entries of the board as far as they are known
 * @param message one sentence; may hold text from the board
 */
public record Alarm(Kind kind, boolean begins, Instant time, long size, String message) {

    /** What can be wrong. */
    public enum Kind {
        /** Two signed states, neither of which is a beginning of the other. */
        FORK(true),
        /** The board shows a shorter log than it showed before. */
        REWIND(true),
        /** A check of the verifier failed. */
        CHECK_FAILED(true),
        /** The server gives out another voters' program than officers signed. */
        BOOTH_CHANGED(true),
        /** The board cannot be read. */
        UNREACHABLE(false),
        /** The planned opening is over and nothing opened. */
        NOT_OPENED(false),
        /** The deadline is over and nothing closed. */
        NOT_CLOSED(false),
        /** The witnesses' signatures are older than the manifest allows. */
        WITNESSES_SILENT(false);

        private final boolean isLasting;

        Kind(boolean isLasting) {
            this.isLasting = isLasting;
        }

        /** Whether nothing that comes later can make it good again. The others end by themselves, or do not. */
        public boolean isLasting() {
            return isLasting;
        }

        /** The name in logs and messages, such as {@code booth-changed}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
