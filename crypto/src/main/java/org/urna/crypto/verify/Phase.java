// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

/** How far an election is: what may come next is in {@link Grammar}. In the order in which they are passed. */
public enum Phase {
    /** Nothing is there. */
    START,
    /** Trustees give their keys. */
    TRUSTEES,
    /** Trustees commit to their polynomials. */
    COMMITMENTS,
    /** Trustees deal shares. */
    SHARES,
    /** Trustees confirm the key. */
    CONFIRMATIONS,
    /** Trustees show that they stored their shares. */
    KEY_CHECKS,
    /** The attempt at the ceremony failed; a new manifest follows. */
    ENDED,
    /** The key is made. */
    KEYED,
    /** The credentials are listed. */
    ELIGIBLE,
    /** The election is sealed. */
    SEALED,
    /** Ballots are cast. */
    OPEN,
    /** Voting is over, tallies follow. */
    TALLYING,
    /** Trustees agree on the board, fewer than the threshold so far. */
    AGREEING,
    /** Enough trustees agreed; they draw lots. */
    DRAWING,
    /** Decryptions are let go. */
    DECRYPTING,
    /** Results follow. */
    RESULTS,
    /** All is said. */
    FINAL,
    /** Abandoned. */
    VOID
}
