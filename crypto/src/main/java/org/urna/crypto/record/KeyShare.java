// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Point;
import org.urna.crypto.proof.KnowledgeProof;

/**
 * The message of a {@code key-share} entry: a trustee's polynomial in public, and its values for the others in secret.
 *
 * @param anchor {@code M}
 * @param attempt number of the ceremony's attempt, from 1
 * @param trustee index {@code i} in the manifest, from 1
 * @param shares compact JWE, the j-th (from 1) of {@code f_i(j)} for trustee {@code j}, this trustee included
 * @param publicPart what the commitment bound
 */
public record KeyShare(Hash anchor, int attempt, int trustee, List<String> shares, PublicPart publicPart)
        implements Message {

    static final Form<KeyShare> FORM = Form.object(o -> new KeyShare(
            o.member("M", Forms.HASH, KeyShare::anchor),
            o.member("attempt", Forms.POSITIVE, KeyShare::attempt),
            o.member("trustee", Forms.POSITIVE, KeyShare::trustee),
            o.member("shares", Form.list(Forms.JWE), KeyShare::shares),
            o.member("public", PublicPart.FORM, KeyShare::publicPart)));

    public KeyShare {
        shares = List.copyOf(shares);
    }

    /**
     * The commitments to a polynomial's coefficients.
     *
     * @param points {@code A_{i,k} = a_{i,k}·G}, {@code k} from 0 to {@code t - 1}
     * @param proof of knowledge of {@code a_{i,0}}
     */
    public record PublicPart(List<Point> points, KnowledgeProof proof) {

        static final Form<PublicPart> FORM = Form.object(o -> new PublicPart(
                o.member("points", Form.list(Forms.POINT), PublicPart::points),
                o.member("proof", ProofForms.KNOWLEDGE, PublicPart::proof)));

        public PublicPart {
            points = List.copyOf(points);
        }

        /**
         * Reads the canonical writing.
         *
         * @throws MalformedException unless the bytes are one
         */
        public static PublicPart read(byte[] bytes) throws MalformedException {
            return Json.read(FORM, bytes);
        }

        /** The exact bytes, as they stand in the message. */
        public byte[] write() {
            return Json.write(FORM, this);
        }

        /** SHA-256 of {@link #write}: what {@link KeyCommitment} publishes beforehand. */
        public Hash hash() {
            return Hash.sha256(write());
        }
    }

    @Override
    public EntryType type() {
        return EntryType.KEY_SHARE;
    }
}
