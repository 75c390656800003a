// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.ballot;

import java.util.List;
import org.urna.crypto.Verdict;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.Hash;

/** An election with a key that the tests know, and a voter in it. */
final class BallotFixture {

    static final AdditiveForm CHOOSE_ONE = new AdditiveForm("leader", 3, 1, 1, 1, true);
    static final AdditiveForm CHOOSE_ONE_TOO = new AdditiveForm("deputy", 3, 1, 1, 1, true);
    static final AdditiveForm NO_BLANK = new AdditiveForm("motion", 2, 1, 1, 1, false);
    static final AdditiveForm CUMULATIVE = new AdditiveForm("committee", 4, 2, 5, 3, true);

    final Entropy entropy = Entropy.secure();
    final Hash election = Hash.sha256(new byte[] {1});
    final SecretScalar secret = SecretScalar.random(entropy);
    final Point y = secret.timesG();
    final Credential credential = Credential.of(SecretScalar.random(entropy));
    final BallotEncryption encryption = new BallotEncryption(election, y);
    final BallotCheck check = new BallotCheck(election, y);

    SealedBallot seal(List<ContestForm> style, Choices... choices) {
        return encryption.encrypt(style, credential.publicKey(), List.of(choices), entropy);
    }

    Ballot ballot(List<ContestForm> style, Choices... choices) {
        return seal(style, choices).ballot();
    }

    CastRequest sign(Ballot ballot) {
        return BallotSignature.sign(ballot, credential, entropy);
    }

    Verdict check(CastRequest request, List<ContestForm> style) {
        return check.check(request.ballot(), request.ballot().hash(), request.signature(), style, entropy);
    }

    /** Checks the ballot with a good signature, whoever made its parts. */
    Verdict signedAndChecked(Ballot ballot, List<ContestForm> style) {
        return check(sign(ballot), style);
    }
}
