// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.time.Instant;
import org.urna.crypto.MalformedException;
import org.urna.crypto.proof.KnowledgeProof;

/**
 * A {@code ballot} entry: a ballot that was cast.
 *
 * @param signature {@code [R,z]} by the credential over the ballot's hash
 */
public record BallotEntry(Instant time, KnowledgeProof signature, Ballot ballot) implements Entry {

    static BallotEntry rest(Instant time, Members<BallotEntry> o) throws MalformedException {
        return new BallotEntry(
                time,
                o.member("signature", ProofForms.KNOWLEDGE, BallotEntry::signature),
                o.member("ballot", Ballot.FORM, BallotEntry::ballot));
    }

    @Override
    public EntryType type() {
        return EntryType.BALLOT;
    }

    @Override
    public byte[] signedBytes() {
        return ballot.write();
    }
}
