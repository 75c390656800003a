// SPDX-License-Identifier: Apache-2.0
package org.urna.server.door;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number of a slip, with a check digit after Damm (2004) that finds every single wrong digit and every exchange of two neighbours. It says
 * nothing of the code.
 *
 * @param number from 1
 */
record SerialNumber(int number) {

    private static final String[] QUASIGROUP = {
        "0317598642",
        "7092154863",
        "4206871359",
        "1750983426",
        "6123045978",
        "3674209581",
        "5869720134",
        "8945362017",
        "9438617205",
        "2581436790"
    };
    private static final Pattern FORM = Pattern.compile("[0-9]{5,9}");

    SerialNumber {
        if (number < 1) {
            throw new IllegalArgumentException("slips are numbered from 1");
        }
    }

    /** As it stands on the slip: {@code 0572-4}. */
    String written() {
        String digits = digits();
        return digits + "-" + check(digits);
    }

    /** The digits alone, the last of them the check digit: what a scanner reads. */
    String scanned() {
        String digits = digits();
        return digits + check(digits);
    }

    /** Reads what was typed or scanned; hyphens and spaces do not matter. Empty if it is no number of a slip. */
    static Optional<SerialNumber> read(String typed) {
        String digits = typed.replaceAll("[\\s-]", "");
        if (!FORM.matcher(digits).matches() || check(digits) != 0) {
            return Optional.empty();
        }
        int number = Integer.parseInt(digits.substring(0, digits.length() - 1));
        return number < 1 ? Optional.empty() : Optional.of(new SerialNumber(number));
    }

    private String digits() {
        return String.format(Locale.ROOT, "%04d", number);
    }

    /** The check digit of some digits; 0 where the last of them is their check digit. */
    private static int check(String digits) {
        int interim = 0;
        for (int i = 0; i < digits.length(); i++) {
            interim = QUASIGROUP[interim].charAt(digits.charAt(i) - '0') - '0';
        }
        return interim;
    }
}
