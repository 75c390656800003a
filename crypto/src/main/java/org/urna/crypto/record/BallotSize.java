// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.List;

/** Lengths of ballot entries in bytes, from the manifest alone; every value of a ballot is written in a fixed length. */
final class BallotSize {

    private static final long POINT = 86 + 2;
    private static final long SCALAR = 43 + 2;
    private static final long HASH = 64 + 2;
    private static final long KNOWLEDGE = 2 + POINT + 1 + SCALAR;
    private static final long CIPHERTEXT = "\"alpha\":".length() + POINT + ",\"beta\":".length() + POINT;

    private BallotSize() {}

    /** The whole entry. */
    static long entry(List<Contest> contests) {
        long size = "{\"type\":\"ballot\",\"time\":\"0000-00-00T00:00:00Z\",\"signature\":".length() + KNOWLEDGE;
        size += ",\"ballot\":{\"E\":".length() + HASH + ",\"K\":".length() + POINT;
        size += ",\"contests\":[".length() + commas(contests.size()) + "]}}".length();
        for (Contest contest : contests) {
            size += "{\"contest\":\"".length() + contest.id().length() + "\"".length();
            size += contest instanceof AdditiveContest additive ? additive(additive) : ranked((RankedContest) contest);
        }
        return size;
    }

    private static long additive(AdditiveContest contest) {
        long n = contest.options().size();
        long size = ",\"options\":[".length() + n * choice(contest.maxPerOption() + 1L) + commas(n) + "]".length();
        if (contest.blank()) {
            size += ",\"blank\":".length() + choice(2);
        }
        long sums = Math.max(0, (long) contest.max() - contest.min()) + 1 + (contest.blank() ? 1 : 0);
        return size + ",\"sum\":".length() + membership(sums) + "}".length();
    }

    private static long ranked(RankedContest contest) {
        long n = contest.components();
        long component = "{".length() + CIPHERTEXT + ",\"proof\":".length() + KNOWLEDGE + "}".length();
        return ",\"components\":[".length() + n * component + commas(n) + "]}".length();
    }

    private static long choice(long values) {
        return "{".length() + CIPHERTEXT + ",\"proof\":".length() + membership(values) + "}".length();
    }

    private static long membership(long values) {
        return "[".length() + values * (2 * POINT + 2 * SCALAR + 4) - SCALAR - 1 - 1 + "]".length();
    }

    private static long commas(long elements) {
        return Math.max(0, elements - 1);
    }
}
