// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.group.Point;

/** What officers decide: the {@code action} of a decision with its {@code arguments}. */
public sealed interface Action {

    /** The type of the entry that holds it. */
    EntryType type();

    /**
     * Seals the election.
     *
     * @param attempt number of the ceremony's attempt, from 1
     * @param transcript {@code T}
     * @param size of the log before this entry
     * @param root of that log
     * @param electionKey {@code Y}
     * @param verificationKeys {@code V_1 … V_n}
     * @param maxBallotBytes length of the longest ballot entry
     * @param booth files of the voters' program, ascending by path
     */
    record Setup(
            int attempt,
            Hash transcript,
            long size,
            Hash root,
            Point electionKey,
            List<Point> verificationKeys,
            int maxBallotBytes,
            List<BoothFile> booth)
            implements Action {
        public Setup {
            verificationKeys = List.copyOf(verificationKeys);
            booth = List.copyOf(booth);
        }

        @Override
        public EntryType type() {
            return EntryType.SETUP;
        }
    }

    /**
     * A file of the voters' program.
     *
     * @param path relative, with slashes
     */
    record BoothFile(String path, Hash sha256) {}

    /**
     * Gives up an attempt at the key ceremony.
     *
     * @param trustees at fault or silent, from 1; may be empty
     */
    record CeremonyAbandoned(int attempt, List<Integer> trustees) implements Action {
        public CeremonyAbandoned {
            trustees = List.copyOf(trustees);
        }

        @Override
        public EntryType type() {
            return EntryType.CEREMONY_ABANDONED;
        }
    }

    /** Retires credentials that have not cast and puts unused reserves in their place. */
    record CredentialReplaced(List<Pair> pairs) implements Action {
        public CredentialReplaced {
            pairs = List.copyOf(pairs);
        }

        @Override
        public EntryType type() {
            return EntryType.CREDENTIAL_REPLACED;
        }
    }

    /**
     * One replacement.
     *
     * @param old the credential retired
     * @param replacement the reserve that inherits its style and weight
     */
    record Pair(Point old, Point replacement) {}

    /** Retires credentials that have not cast. */
    record CredentialRevoked(List<Point> credentials) implements Action {
        public CredentialRevoked {
            credentials = List.copyOf(credentials);
        }

        @Override
        public EntryType type() {
            return EntryType.CREDENTIAL_REVOKED;
        }
    }

    /**
     * Keeps a candidate from being elected.
     *
     * @param contest its id
     * @param candidate from 1
     */
    record CandidateWithdrawn(String contest, int candidate) implements Action {
        @Override
        public EntryType type() {
            return EntryType.CANDIDATE_WITHDRAWN;
        }
    }

    /** Moves the deadline to {@code closes}. */
    record DeadlineExtended(Instant closes) implements Action {
        @Override
        public EntryType type() {
            return EntryType.DEADLINE_EXTENDED;
        }
    }

    /** Replaces the voters' program; all its files are listed. */
    record BoothChanged(List<BoothFile> booth) implements Action {
        public BoothChanged {
            booth = List.copyOf(booth);
        }

        @Override
        public EntryType type() {
            return EntryType.BOOTH_CHANGED;
        }
    }

    /**
     * Changes who the officers are; at least one of the two is there.
     *
     * @param removed thumbprint, or null
     * @param added or null
     */
    record OfficerChanged(@Nullable String removed, Manifest.@Nullable Officer added) implements Action {
        @Override
        public EntryType type() {
            return EntryType.OFFICER_CHANGED;
        }
    }

    /** Says something to everybody. */
    record Notice(Texts text) implements Action {
        @Override
        public EntryType type() {
            return EntryType.NOTICE;
        }
    }

    /** Closes before the deadline. */
    record Close() implements Action {
        @Override
        public EntryType type() {
            return EntryType.CLOSE;
        }
    }

    /** Lets the decryptions be published. */
    record Publish() implements Action {
        @Override
        public EntryType type() {
            return EntryType.PUBLISH;
        }
    }

    /** Abandons the election. */
    record Voided() implements Action {
        @Override
        public EntryType type() {
            return EntryType.VOID;
        }
    }

    /** States that nothing links members to credentials any more. */
    record MapDestroyed() implements Action {
        @Override
        public EntryType type() {
            return EntryType.MAP_DESTROYED;
        }
    }
}
