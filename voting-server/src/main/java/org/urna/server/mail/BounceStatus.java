// SPDX-License-Identifier: Apache-2.0

package org.urna.server.mail;

import java.util.regex.Pattern;

/** Tells the permanent failures that lie with an address from those that lie with who sends (RFC 3463). */
final class BounceStatus {

    /** Addressing (5.1) and mailbox (5.2) statuses; 5.0, a reply code without more, and an expired queue (4.4.7, 5.4.7) too. */
    private static final Pattern UNDELIVERABLE =
            Pattern.compile("5\\.[012]\\.\\d{1,3}|5\\.4\\.[1-7]|4\\.4\\.7|55[0123]|521|556");

    /** Sender's address refused: no fault of the recipient's. */
    private static final Pattern OF_SENDER = Pattern.compile("5\\.1\\.[78]");

    private BounceStatus() {}

    /** Whether the mailbox cannot be reached. Refusals of policy, content or relaying (5.7, 5.6, 5.5, 5.3) say nothing of it. */
    static boolean saysUndeliverable(String status) {
        return UNDELIVERABLE.matcher(status).matches()
                && !OF_SENDER.matcher(status).matches();
    }
}
