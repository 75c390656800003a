// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.List;
import org.urna.crypto.MalformedException;

/** The outcome of one contest. */
public sealed interface Result permits AdditiveResult, RankedResult {

    /** {@code E}. */
    Hash election();

    /** Id of the contest. */
    String contest();

    /** {@code additive} or {@code ranked}. */
    String kind();

    /** The counting rule, as in the manifest. */
    String rule();

    /** False where there were too few ballots to decrypt. */
    boolean counted();

    /** Seats to fill. */
    int seats();

    /** Candidates who withdrew, from 1. */
    List<Integer> withdrawn();

    /** The elected, from 1, in order of election. */
    List<Integer> elected();

    /** Ties that the rule met. */
    List<Tie> ties();

    /** The exact bytes, as they stand in the entry. */
    default byte[] write() {
        return Json.write(ResultForm.FORM, this);
    }

    /**
     * Reads the canonical writing.
     *
     * @throws MalformedException unless the bytes are one
     */
    static Result read(byte[] bytes) throws MalformedException {
        return Json.read(ResultForm.FORM, bytes);
    }
}
