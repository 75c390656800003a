// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.Arrays;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;

/**
 * Public credentials with what became of them, in flat arrays: some 45 bytes each, so that a list of millions fits. The credentials themselves
 * are not kept, see {@link SaltedSet}. Not safe for concurrent use.
 */
final class CredentialRegister {

    /** A credential's place in the register where it is not in it. */
    static final int UNKNOWN = -1;

    /** What a credential is good for. */
    enum Status {
        /** It may cast. */
        LIVE,
        /** It may replace another. */
        RESERVE,
        /** Another took its place, or it was revoked. */
        RETIRED
    }

    /** Grows one of the two lists. */
    static final class Lines {
        private final SaltedSet keys;
        private int[] styles = new int[64];
        private int[] weights = new int[64];
        private int count;

        Lines(Entropy entropy) {
            keys = new SaltedSet(entropy);
        }

        /** Adds a line, whose credential is none of those before. */
        void add(Point credential, int style, int weight) {
            if (count == styles.length) {
                int capacity = Math.addExact(count, count / 2);
                styles = Arrays.copyOf(styles, capacity);
                weights = Arrays.copyOf(weights, capacity);
            }
            int unused = keys.add(credential.encode(), count);
            styles[count] = style;
            weights[count] = weight;
            count++;
        }

        boolean contains(Point credential) {
            return find(credential.encode()) >= 0;
        }

        private int find(byte[] key) {
            return keys.find(key);
        }
    }

    private final Lines members;
    private final Lines reserves;
    private final Status[] statuses;
    private final int[] castAt; // entry plus one; 0 has not cast
    private long replacementsCast;

    CredentialRegister(Lines members, Lines reserves) {
        this.members = members;
        this.reserves = reserves;
        this.statuses = new Status[members.count + reserves.count];
        this.castAt = new int[statuses.length];
        Arrays.fill(statuses, 0, members.count, Status.LIVE);
        Arrays.fill(statuses, members.count, statuses.length, Status.RESERVE);
    }

    /** The place of a credential, or {@link #UNKNOWN}. */
    int find(Point credential) {
        byte[] key = credential.encode();
        int place = members.find(key);
        if (place >= 0) {
            return place;
        }
        int reserve = reserves.find(key);
        return reserve >= 0 ? members.count + reserve : UNKNOWN;
    }

    Status status(int place) {
        return statuses[place];
    }

    /** Index of the ballot style in the manifest. */
    int style(int place) {
        return place < members.count ? members.styles[place] : reserves.styles[place - members.count];
    }

    long weight(int place) {
        return place < members.count ? members.weights[place] : reserves.weights[place - members.count];
    }

    /** Where the credential cast, or -1. */
    int castAt(int place) {
        return castAt[place] - 1;
    }

    void cast(int place, long entry) {
        castAt[place] = Math.toIntExact(entry + 1);
        replacementsCast += place >= members.count ? 1 : 0;
    }

    void retire(int place) {
        statuses[place] = Status.RETIRED;
    }

    /** Puts a reserve in the place of another credential. */
    void replace(int old, int reserve) {
        retire(old);
        statuses[reserve] = Status.LIVE;
        reserves.styles[reserve - members.count] = style(old);
        reserves.weights[reserve - members.count] = Math.toIntExact(weight(old));
    }

    /** Replacements that have cast. */
    long replacementsCast() {
        return replacementsCast;
    }

    /** Credentials of some styles. */
    record Counted(long issued, long electors, long ballots) {
        Poll.Section of(String section) {
            return new Poll.Section(section, issued, electors, ballots);
        }
    }

    /** @param styles which of the manifest's styles to count, by index */
    Counted count(boolean[] styles) {
        long issued = 0;
        long electors = 0;
        long ballots = 0;
        for (int place = 0; place < statuses.length; place++) {
            if (statuses[place] != Status.RESERVE && styles[style(place)]) {
                issued += place < members.count ? 1 : 0;
                electors += statuses[place] == Status.LIVE ? 1 : 0;
                ballots += castAt(place) >= 0 ? 1 : 0;
            }
        }
        return new Counted(issued, electors, ballots);
    }
}
