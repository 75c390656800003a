// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.time.Instant;
import org.urna.crypto.MalformedException;
import org.urna.crypto.proof.KnowledgeProof;

/**
 * What a voter sends: a ballot and its signature. It is the {@code ballot} entry without {@code type} and {@code time}.
 *
 * @param signature {@code [R,z]} by the credential over the ballot's hash
 */
public record CastRequest(KnowledgeProof signature, Ballot ballot) {

    static final Form<CastRequest> FORM = Form.object(o -> new CastRequest(
            o.member("signature", ProofForms.KNOWLEDGE, CastRequest::signature),
            o.member("ballot", Ballot.FORM, CastRequest::ballot)));

    /** The entry, once the server has given it a time. */
    public BallotEntry at(Instant time) {
        return new BallotEntry(time, signature, ballot);
    }

    /**
     * Reads the canonical writing.
     *
     * @throws MalformedException unless the bytes are one
     */
    public static CastRequest read(byte[] bytes) throws MalformedException {
        return Json.read(FORM, bytes);
    }

    /** The exact bytes. */
    public byte[] write() {
        return Json.write(FORM, this);
    }
}
