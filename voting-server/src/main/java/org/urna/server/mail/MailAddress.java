// SPDX-License-Identifier: Apache-2.0
package org.urna.server.mail;

import java.util.Locale;
import java.util.regex.Pattern;

/** E-mail addresses as they stand in a roll: one plain ASCII {@code local@domain}, nothing quoted, no comment, no name. */
public final class MailAddress {

    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL = 64;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern FORM =
            Pattern.compile("(" + ATOM + "(?:\\." + ATOM + ")*)@" + LABEL + "(?:\\." + LABEL + ")*");

    private MailAddress() {}

    /** Whether the text is an address that can stand in a header as it is (RFC 5321 lengths, RFC 5322 dot-atom). */
    public static boolean isWellFormed(String text) {
        var form = FORM.matcher(text);
        return text.length() <= MAX_LENGTH && form.matches() && form.group(1).length() <= MAX_LOCAL;
    }

    /** The form under which two spellings of one mailbox are taken as the same. */
    public static String comparable(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
