// SPDX-License-Identifier: Apache-2.0

package org.urna.server.mail;

/**
 * What became of an attempt to hand a mail over.
 *
 * @param status an enhanced status code (RFC 3463) or a reply code of SMTP; never a text of the other side, which may name the recipient
 */
public record Posting(Kind kind, String status) {

    /** What follows from it. */
    public enum Kind {
        /** The mail system answers for it from now on. */
        ACCEPTED,
        /** There is no such mailbox, or none that takes mail. */
        REFUSED,
        /** Not now, for a reason that lies with this recipient or this mail. */
        LATER,
        /** Our mail system cannot be reached, or takes no mail from us at all: no reflection on any recipient. */
        UNAVAILABLE
    }
}
