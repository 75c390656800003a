// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.proof.KnowledgeProof;
import org.urna.crypto.record.*;
import org.urna.crypto.verify.report.Check;

/** Broken boards: ballots. */
final class BallotFaults {

    private BallotFaults() {}

    static void ballots(TamperedBoards boards) {
        boards.add(
                Check.BALLOT_FORM,
                "a contest too few (A2)",
                t -> t.ballot = (n, b) -> n == 1
                        ? new Ballot(b.election(), b.credential(), b.contests().subList(0, 1))
                        : b,
                Check.BALLOT_SIGNATURE,
                Check.BALLOT_PROOFS,
                Check.TALLY,
                Check.TALLY_AGREEMENT,
                Check.LOT,
                Check.DECRYPTION,
                Check.RESULT);
        boards.add(
                Check.BALLOT_FORM,
                "an option too few (A2)",
                t -> t.ballot = (n, b) -> n == 1
                        ? with(
                                b,
                                0,
                                a -> new Ballot.Additive(
                                        a.contest(), a.options().subList(0, 2), a.blank(), a.sum()))
                        : b,
                Check.BALLOT_SIGNATURE,
                Check.BALLOT_PROOFS,
                Check.TALLY,
                Check.DECRYPTION,
                Check.RESULT);
        boards.add(
                Check.BALLOT_FORM,
                "a ballot of another election (A4)",
                t -> t.ballot = (n, b) -> n == 1 ? new Ballot(Hash.sha256(), b.credential(), b.contests()) : b,
                Check.BALLOT_SIGNATURE,
                Check.BALLOT_PROOFS,
                Check.TALLY,
                Check.DECRYPTION,
                Check.RESULT);
        boards.add(
                Check.BALLOT_CREDENTIAL,
                "a ballot by a key that is on no list (D1)",
                t -> t.afterBallots(e -> e.cast(
                        9, Credential.of(SecretScalar.random(e.entropy)), "town", Choices.of(3, 2), Choices.of(4, 1))));
        boards.add(
                Check.BALLOT_CREDENTIAL,
                "a ballot by a revoked key (D1)",
                t -> t.afterBallots(e -> e.cast(9, e.members.get(7), "shore", Choices.of(3, 2), Choices.of(4, 1))));
        boards.add(
                Check.BALLOT_CREDENTIAL,
                "a ballot by a replaced key (D1)",
                t -> t.afterBallots(e -> e.cast(9, e.members.get(5), "shore", Choices.of(3, 2), Choices.of(4, 1))));
        boards.add(
                Check.BALLOT_CREDENTIAL,
                "a second ballot of one credential (D3)",
                t -> t.afterBallots(e -> e.cast(9, e.members.get(0), "town", Choices.of(3, 2), Choices.of(4, 1))));
        boards.add(
                Check.BALLOT_SIGNATURE,
                "a bogus signature on an unused credential (D1)",
                t -> t.afterBallots(e -> e.cast(9, e.members.get(6), "town", Choices.of(3, 2), Choices.of(4, 1))).cast =
                        (n, r) -> n == 9
                                ? new CastRequest(
                                        new KnowledgeProof(
                                                r.signature().w(),
                                                r.signature().z().plus(Scalar.ONE)),
                                        r.ballot())
                                : r);
        boards.add(
                Check.BALLOT_SIGNATURE,
                "a signature of zeros (A7)",
                t -> t.cast = (n, r) -> n == 2
                        ? new CastRequest(new KnowledgeProof(r.ballot().credential(), Scalar.ZERO), r.ballot())
                        : r);
        boards.add(
                Check.BALLOT_PROOFS,
                "a proof used for two options (A4)",
                t -> t.ballot = (n, b) -> n == 3
                        ? with(b, 0, a -> {
                            List<Ballot.Choice> options = new ArrayList<>(a.options());
                            options.set(
                                    1,
                                    new Ballot.Choice(
                                            options.get(1).ciphertext(),
                                            options.get(0).proof()));
                            return new Ballot.Additive(a.contest(), options, a.blank(), a.sum());
                        })
                        : b);
        boards.add(
                Check.BALLOT_PROOFS,
                "two votes in a slot for one (A4)",
                t -> t.ballot = (n, b) -> n == 3
                        ? with(b, 1, a -> {
                            List<Ballot.Choice> options = new ArrayList<>(a.options());
                            Ciphertext c = options.get(1).ciphertext();
                            options.set(
                                    1,
                                    new Ballot.Choice(
                                            new Ciphertext(c.alpha(), c.beta().plus(Point.G.times(Scalar.of(2)))),
                                            options.get(1).proof()));
                            return new Ballot.Additive(a.contest(), options, a.blank(), a.sum());
                        })
                        : b);
        boards.add(
                Check.BALLOT_UNIQUE,
                "another credential signs the ciphertexts again (C1)",
                t -> {
                    Ballot[] first = new Ballot[1];
                    t.ballot = (n, b) -> {
                        first[0] = n == 0 ? b : first[0];
                        return n == 4 ? new Ballot(b.election(), b.credential(), first[0].contests()) : b;
                    };
                },
                Check.BALLOT_PROOFS);
        boards.add(
                Check.BALLOT_UNIQUE,
                "one ballot stands twice (C1, C2)",
                t -> {
                    CastRequest[] first = new CastRequest[1];
                    t.cast = (n, r) -> {
                        first[0] = n == 0 ? r : first[0];
                        return r;
                    };
                    t.afterBallots(e -> e.cast(first[0]));
                },
                Check.BALLOT_CREDENTIAL);
    }

    private static Ballot with(Ballot ballot, int contest, UnaryOperator<Ballot.Additive> change) {
        List<Ballot.Part> parts = new ArrayList<>(ballot.contests());
        parts.set(contest, change.apply((Ballot.Additive) parts.get(contest)));
        return new Ballot(ballot.election(), ballot.credential(), parts);
    }
}
