// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import org.urna.crypto.Verdict;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.proof.Batch;
import org.urna.crypto.proof.KnowledgeProof;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.Hash;

/**
 * The signature that casts a ballot ({@code docs/protocol.md} §7): {@code z*G = R + c*K} with
 * {@code c = Hs("ballot"; E, K, R, ballot hash)}.
 */
public final class BallotSignature {

    private static final String CHECK = "ballot-signature";

    private BallotSignature() {}

    /**
     * Signs a ballot, which is the voter's decision to cast it.
     *
     * @throws IllegalArgumentException if the ballot was made for another credential
     */
    public static CastRequest sign(Ballot ballot, Credential credential, Entropy entropy) {
        if (!ballot.credential().equals(credential.publicKey())) {
            throw new IllegalArgumentException("the ballot was made for another credential");
        }
        KnowledgeProof signature = KnowledgeProof.prove(
                BallotStatements.signature(ballot.election(), ballot.credential()),
                ballot.hash().bytes(),
                credential.secret(),
                entropy);
        return new CastRequest(signature, ballot);
    }

    /**
     * Whether the ballot's own credential signed it (check {@code ballot-signature}).
     *
     * @param hash SHA-256 of the ballot's bytes as published
     */
    public static Verdict verify(Ballot ballot, Hash hash, KnowledgeProof signature) {
        if (signature.z().isZero()) {
            return Verdict.reject(CHECK, "the response of the signature is zero");
        }
        return signature
                .verify(
                        BallotStatements.signature(ballot.election(), ballot.credential()),
                        hash.bytes(),
                        ballot.credential())
                .as(CHECK);
    }

    /** Leaves the question of {@link #verify} to {@code batch}. */
    static <O> void addTo(Batch<O> batch, O owner, Ballot ballot, Hash hash, KnowledgeProof signature) {
        if (signature.z().isZero()) {
            batch.reject(owner, new Verdict.Rejected(CHECK, "the response of the signature is zero"));
            return;
        }
        signature.addTo(
                batch,
                owner,
                BallotStatements.signature(ballot.election(), ballot.credential()),
                hash.bytes(),
                ballot.credential());
    }
}
