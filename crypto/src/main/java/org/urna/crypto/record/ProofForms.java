// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.proof.EqualityProof;
import org.urna.crypto.proof.KnowledgeProof;
import org.urna.crypto.proof.MembershipProof;

/** The forms of ciphertexts and proofs: proofs are arrays, because their parts have no names worth repeating a million times. */
final class ProofForms {

    static final Form<Ciphertext> CIPHERTEXT = Form.object(o -> new Ciphertext(
            o.member("alpha", Forms.POINT, Ciphertext::alpha), o.member("beta", Forms.POINT, Ciphertext::beta)));

    /** {@code [W,z]}. */
    static final Form<KnowledgeProof> KNOWLEDGE = new Form<>() {
        @Override
        public KnowledgeProof read(JsonReader in) throws MalformedException {
            in.beginArray();
            KnowledgeProof proof = new KnowledgeProof(next(in, Forms.POINT), next(in, Forms.SCALAR));
            end(in);
            return proof;
        }

        @Override
        public void write(JsonWriter out, KnowledgeProof proof) {
            out.beginArray();
            put(out, Forms.POINT, proof.w());
            put(out, Forms.SCALAR, proof.z());
            out.endArray();
        }
    };

    /** {@code [W,W',z]}. */
    static final Form<EqualityProof> EQUALITY = new Form<>() {
        @Override
        public EqualityProof read(JsonReader in) throws MalformedException {
            in.beginArray();
            EqualityProof proof =
                    new EqualityProof(next(in, Forms.POINT), next(in, Forms.POINT), next(in, Forms.SCALAR));
            end(in);
            return proof;
        }

        @Override
        public void write(JsonWriter out, EqualityProof proof) {
            out.beginArray();
            put(out, Forms.POINT, proof.w());
            put(out, Forms.POINT, proof.w2());
            put(out, Forms.SCALAR, proof.z());
            out.endArray();
        }
    };

    /** {@code [A_0,B_0,c_0,z_0,…,A_k,B_k,z_k]}: the first scalar of the last branch is already its {@code z}. */
    static final Form<MembershipProof> MEMBERSHIP = new Form<>() {
        @Override
        public MembershipProof read(JsonReader in) throws MalformedException {
            List<MembershipProof.Branch> branches = new ArrayList<>();
            in.beginArray();
            while (true) {
                in.enter(branches.size());
                Point a = next(in, Forms.POINT);
                Point b = next(in, Forms.POINT);
                Scalar first = next(in, Forms.SCALAR);
                if (in.atEndOfArray()) {
                    in.leave();
                    end(in);
                    return new MembershipProof(branches, new MembershipProof.Last(a, b, first));
                }
                branches.add(new MembershipProof.Branch(a, b, first, next(in, Forms.SCALAR)));
                in.leave();
            }
        }

        @Override
        public void write(JsonWriter out, MembershipProof proof) {
            out.beginArray();
            for (MembershipProof.Branch branch : proof.branches()) {
                put(out, Forms.POINT, branch.a());
                put(out, Forms.POINT, branch.b());
                put(out, Forms.SCALAR, branch.c());
                put(out, Forms.SCALAR, branch.z());
            }
            put(out, Forms.POINT, proof.last().a());
            put(out, Forms.POINT, proof.last().b());
            put(out, Forms.SCALAR, proof.last().z());
            out.endArray();
        }
    };

    private ProofForms() {}

    static <V> V next(JsonReader in, Form<V> form) throws MalformedException {
        in.require(in.hasElement(), "array too short");
        return form.read(in);
    }

    static void end(JsonReader in) throws MalformedException {
        in.require(!in.hasElement(), "array too long");
    }

    static <V> void put(JsonWriter out, Form<V> form, V value) {
        out.element();
        form.write(out, value);
    }
}
