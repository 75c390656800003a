// SPDX-License-Identifier: Apache-2.0
package org.urna.server.staff;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;

/**
 * Which passwords are taken: long ones that are not among those tried first. No rule about kinds of characters, no expiry (NIST SP 800-63B).
 *
 * <p>What is tried first is told by zxcvbn: 30,000 leaked passwords, words and names of English, dates, rows of keys, repetitions, the same
 * with letters exchanged for digits, and what is known of the person.
 */
final class PasswordRules {

    private static final int MIN_LENGTH = 12;
    private static final int MAX_LENGTH = 256;

    /** Estimating grows faster than the text; what comes after these characters only makes it harder to guess. */
    private static final int LOOKED_AT = 64;

    /** At least 10^8 guesses (zxcvbn's score 3): safe behind a limit on attempts, and behind Argon2id if the database is stolen. */
    private static final int MIN_SCORE = 3;

    /** Its dictionaries take 25 MB, and it keeps nothing of what it measures. */
    private static final Zxcvbn ZXCVBN = new Zxcvbn();

    /** Fails with {@code password-weak}, saying which rule. Costs milliseconds. */
    void check(String password, String email, String name) {
        String normal = Normalizer.normalize(password, Normalizer.Form.NFKC);
        int length = normal.codePointCount(0, normal.length());
        if (length < MIN_LENGTH) {
            throw new Refusal(
                    ProblemCode.PASSWORD_WEAK,
                    "at least " + MIN_LENGTH + " characters",
                    java.util.Map.of("rule", "short"));
        }
        if (length > MAX_LENGTH) {
            throw new Refusal(
                    ProblemCode.PASSWORD_WEAK,
                    "at most " + MAX_LENGTH + " characters",
                    java.util.Map.of("rule", "long"));
        }
        List<String> known = List.of(
                email,
                email.split("@", 2)[0],
                name,
                name.split(" ", 2)[0].toLowerCase(Locale.ROOT),
                "urna",
                "election");
        String looked = normal.substring(0, normal.offsetByCodePoints(0, Math.min(length, LOOKED_AT)));
        if (ZXCVBN.measure(looked, known).getScore() < MIN_SCORE) {
            throw new Refusal(
                    ProblemCode.PASSWORD_WEAK,
                    "this password is among those that are tried first; take several words that do not belong together",
                    java.util.Map.of("rule", "common"));
        }
    }
}
