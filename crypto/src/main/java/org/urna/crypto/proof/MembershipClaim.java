// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.proof;

import java.util.List;
import java.util.function.Supplier;
import org.urna.crypto.elgamal.Combination;
import org.urna.crypto.group.MultiScalar;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;

/**
 * The equations of a {@link MembershipProof}: for each value {@code v} the sums {@code A + c*alpha - z*G} and
 * {@code B + c*beta - c*v*G - z*Y}. A ciphertext that is itself a sum is weighed by its parts, which the sum that they are added to
 * mostly has already.
 *
 * @param branches all of them, the last one with its share of the challenge
 */
record MembershipClaim(Point key, Combination ciphertext, List<Long> values, List<MembershipProof.Branch> branches)
        implements Claimed {

    @Override
    public int equations() {
        return 2 * branches.size();
    }

    @Override
    public void addTo(MultiScalar sum, Supplier<Scalar> weights) {
        Scalar ofG = Scalar.ZERO;
        Scalar ofKey = Scalar.ZERO;
        Scalar ofAlpha = Scalar.ZERO;
        Scalar ofBeta = Scalar.ZERO;
        for (int j = 0; j < branches.size(); j++) {
            MembershipProof.Branch branch = branches.get(j);
            Scalar first = weights.get();
            Scalar second = weights.get();
            sum.addAnother(first, branch.a());
            sum.addAnother(second, branch.b());
            Scalar share = second.times(branch.c());
            ofAlpha = ofAlpha.plus(first.times(branch.c()));
            ofBeta = ofBeta.plus(share);
            ofG = ofG.plus(first.times(branch.z())).plus(multiple(share, values.get(j)));
            ofKey = ofKey.plus(second.times(branch.z()));
        }
        ciphertext.addTo(sum, ofAlpha, ofBeta);
        sum.add(ofG.negate(), Point.G);
        sum.add(ofKey.negate(), key);
    }

    private static Scalar multiple(Scalar share, long value) {
        if (value == 0) {
            return Scalar.ZERO;
        }
        return value == 1 ? share : share.times(Scalar.of(value));
    }
}
