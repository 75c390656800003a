// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.List;
import org.urna.crypto.MalformedException;

/**
 * A ballot that was challenged instead of cast, with what opens every ciphertext of it, so that anyone can see what the booth encrypted.
 *
 * @param openings per contest, in the ballot's order
 */
public record ChallengeFile(List<Opened> openings, Ballot ballot) {

    /** The most bytes of a challenge file: a ballot and its openings. */
    public static final int MAX_BYTES = 1 << 18;

    static final Form<ChallengeFile> FORM = Form.object(o -> {
        o.member("type", Forms.word("challenge"), file -> "challenge");
        return new ChallengeFile(
                o.member("openings", Form.list(OpenedForms.OPENED), ChallengeFile::openings),
                o.member("ballot", Ballot.FORM, ChallengeFile::ballot));
    });

    public ChallengeFile {
        openings = List.copyOf(openings);
    }

    /**
     * Reads the canonical writing.
     *
     * @throws MalformedException unless the bytes are one
     */
    public static ChallengeFile read(byte[] bytes) throws MalformedException {
        return Json.read(FORM, bytes, MAX_BYTES);
    }

    /** The exact bytes. */
    public byte[] write() {
        return Json.write(FORM, this);
    }
}
