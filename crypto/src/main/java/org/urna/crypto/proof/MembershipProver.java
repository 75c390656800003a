// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.proof;

import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.elgamal.Encryption;
import org.urna.crypto.elgamal.Opening;
import org.urna.crypto.group.Blind;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.hash.Transcript;

/**
 * Makes one {@link MembershipProof} in the same steps for every branch.
 *
 * <p>With {@code m} and {@code r} known, a simulated branch's {@code A_j = z_j*G - c_j*alpha} and {@code B_j = z_j*Y -
 * c_j*(beta - v_j*G)} are {@code u_j*G} and {@code u_j*Y - c_j*(m - v_j)*G} with {@code z_j = u_j + c_j*r}; in the true branch
 * {@code m - v_j} is zero, which makes these its honest commitments. So all branches get a random {@code c_j} first, and what
 * their sum lacks to the challenge is added, by a masked choice, to the true one's.
 */
final class MembershipProver {

    private final Transcript statement;
    private final Encryption encryption;
    private final List<Long> values;
    private final Opening opening;
    private final Entropy entropy;
    private final Blind blind;

    private final List<SecretScalar> nonces = new ArrayList<>();
    private final List<SecretScalar> shares = new ArrayList<>();
    private final List<Point> firsts = new ArrayList<>();
    private final List<Point> seconds = new ArrayList<>();

    MembershipProver(Transcript statement, Encryption encryption, List<Long> values, Opening opening, Entropy entropy) {
        this.statement = statement;
        this.encryption = encryption;
        this.values = values;
        this.opening = opening;
        this.entropy = entropy;
        this.blind = Blind.random(entropy);
    }

    MembershipProof prove() {
        int found = 0;
        Transcript transcript = statement;
        SecretScalar shareSum = SecretScalar.of(0);
        for (int j = 0; j < values.size(); j++) {
            commit(values.get(j));
            found += isZero(opening.m() - values.get(j));
            transcript = transcript.point(firsts.get(j)).point(seconds.get(j));
            shareSum = shareSum.plus(shares.get(j));
        }
        if (found != 1) {
            throw new IllegalArgumentException("the number encrypted is none of the values");
        }
        return respond(SecretScalar.of(transcript.toScalar()).minus(shareSum));
    }

    private void commit(long value) {
        SecretScalar nonce = Nonces.draw(opening.r(), statement, entropy);
        SecretScalar share = Nonces.draw(opening.r(), statement, entropy);
        SecretScalar offset = share.times(SecretScalar.of(opening.m() - value)).negate();
        nonces.add(nonce);
        shares.add(share);
        firsts.add(nonce.timesG());
        seconds.add(blind.plusG(encryption.base().times(nonce), offset));
    }

    private MembershipProof respond(SecretScalar missing) {
        List<MembershipProof.Branch> branches = new ArrayList<>();
        for (int j = 0; j < values.size(); j++) {
            SecretScalar share = shares.get(j);
            SecretScalar c = SecretScalar.choose(isZero(opening.m() - values.get(j)), share.plus(missing), share);
            Scalar z = nonces.get(j).plus(c.times(opening.r())).declassify();
            branches.add(new MembershipProof.Branch(firsts.get(j), seconds.get(j), c.declassify(), z));
        }
        MembershipProof.Branch closing = branches.remove(branches.size() - 1);
        return new MembershipProof(branches, new MembershipProof.Last(closing.a(), closing.b(), closing.z()));
    }

    /** 1 for zero and 0 for all else, without a branch. */
    private static int isZero(long number) {
        return (int) (1 ^ ((number | -number) >>> 63));
    }
}
