// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.proof.MembershipProof;

/**
 * Makes membership proofs as well as one can for a number that is not in the list: some branches are simulated, which anyone can
 * do before the challenge is known, and the others answer it with the ciphertext's randomness.
 */
final class CheatingProver {

    private final Transcript before;
    private final Point y;
    private final Ciphertext ciphertext;
    private final List<Long> values;
    private final Scalar r;
    private final Entropy entropy;

    CheatingProver(Transcript before, Point y, Ciphertext ciphertext, List<Long> values, Scalar r, Entropy entropy) {
        this.before = before;
        this.y = y;
        this.ciphertext = ciphertext;
        this.values = values;
        this.r = r;
        this.entropy = entropy;
    }

    /** @param simulated bit j says whether branch j is simulated */
    MembershipProof prove(int simulated) {
        int size = values.size();
        List<Scalar> cs = new ArrayList<>();
        List<Scalar> nonces = new ArrayList<>();
        List<Point> as = new ArrayList<>();
        List<Point> bs = new ArrayList<>();
        Transcript transcript = before.point(y).point(ciphertext.alpha()).point(ciphertext.beta());
        for (long value : values) {
            transcript = transcript.integer(value);
        }
        Scalar claimed = Scalar.ZERO;
        for (int j = 0; j < size; j++) {
            Scalar nonce = random();
            nonces.add(nonce);
            if ((simulated >> j & 1) == 1) {
                Scalar c = random();
                Point m = ciphertext.beta().minus(Point.G.times(Scalar.of(values.get(j))));
                as.add(Point.G.times(nonce).minus(ciphertext.alpha().times(c)));
                bs.add(y.times(nonce).minus(m.times(c)));
                cs.add(c);
                claimed = claimed.plus(c);
            } else {
                as.add(Point.G.times(nonce));
                bs.add(y.times(nonce));
                cs.add(Scalar.ZERO);
            }
            transcript = transcript.point(as.get(j)).point(bs.get(j));
        }
        return respond(simulated, transcript.toScalar().minus(claimed), cs, nonces, as, bs);
    }

    private MembershipProof respond(
            int simulated, Scalar left, List<Scalar> cs, List<Scalar> nonces, List<Point> as, List<Point> bs) {
        int size = values.size();
        List<MembershipProof.Branch> branches = new ArrayList<>();
        boolean given = false;
        for (int j = 0; j < size; j++) {
            boolean isSimulated = (simulated >> j & 1) == 1;
            // The first branch that answers takes all of the challenge that is left.
            Scalar c = isSimulated ? cs.get(j) : given ? Scalar.ZERO : left;
            given |= !isSimulated;
            Scalar z = isSimulated ? nonces.get(j) : nonces.get(j).plus(c.times(r));
            branches.add(new MembershipProof.Branch(as.get(j), bs.get(j), c, z));
        }
        MembershipProof.Branch last = branches.remove(size - 1);
        return new MembershipProof(branches, new MembershipProof.Last(last.a(), last.b(), last.z()));
    }

    private Scalar random() {
        return SecretScalar.random(entropy).declassify();
    }
}
