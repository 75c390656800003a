// SPDX-License-Identifier: Apache-2.0

package org.urna.server.mail;

/**
 * A message as it goes out. May hold a code, so it does not print.
 *
 * @param to one e-mail address, or a postal address line by line
 * @param subject one line
 * @param text the plain part
 * @param html the same as HTML
 */
public record Message(String to, String subject, String text, String html) {

    @Override
    public String toString() {
        return "Message[hidden]";
    }
}
