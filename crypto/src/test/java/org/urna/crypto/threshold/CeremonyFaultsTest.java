// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.proof.EqualityProof;
import org.urna.crypto.proof.KnowledgeProof;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.KeyCheck;
import org.urna.crypto.record.KeyCommitment;
import org.urna.crypto.record.KeyConfirmation;
import org.urna.crypto.record.KeyShare;
import org.urna.crypto.record.Message;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.SignedMessage;
import org.urna.crypto.record.TrusteeKeys;

/** F1, F2: every fault that shows on the board ends the ceremony for every honest trustee, and says who is to answer for it. */
class CeremonyFaultsTest {

    private final CeremonyFixture ceremony = new CeremonyFixture();

    /** Trustee 1 stops, names trustee {@code culprit} and the check. */
    private void assertRefused(int culprit, String check) {
        assertThat(ceremony.next(1)).isInstanceOfSatisfying(CeremonyTrustee.Step.Refused.class, refused -> {
            assertThat(refused.trustee()).isEqualTo(culprit);
            assertThat(refused.verdict().check()).isEqualTo(check);
        });
    }

    private void faultyRound(int faulty, UnaryOperator<Message> alteration) {
        ceremony.round(faulty, alteration);
    }

    private static KeyShare withPublic(Message message, List<Point> points, KnowledgeProof proof) {
        KeyShare share = (KeyShare) message;
        return new KeyShare(
                share.anchor(),
                share.attempt(),
                share.trustee(),
                share.shares(),
                new KeyShare.PublicPart(points, proof));
    }

    private static KeyCommitment committed(Message message, KeyShare.PublicPart publicPart) {
        KeyCommitment commitment = (KeyCommitment) message;
        return new KeyCommitment(commitment.anchor(), commitment.attempt(), commitment.trustee(), publicPart.hash());
    }

    @Test
    void revealingBeforeAllHaveCommittedIsRefused() {
        ceremony.upTo(EntryType.TRUSTEE);
        List<MessageEntry> commitments = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            commitments.add(ceremony.entry(i, ceremony.message(i)));
        }
        ceremony.log.addAll(commitments);
        Message early = ceremony.message(3);
        ceremony.log.subList(5, 10).clear();
        ceremony.log.addAll(commitments.subList(1, 5));
        ceremony.append(3, early);
        assertRefused(3, "entry-order");
    }

    @Test
    void revealingSomethingElseThanCommittedIsRefused() {
        ceremony.upTo(EntryType.KEY_COMMITMENT);
        Polynomial other = Polynomial.random(3, ceremony.entropy);
        faultyRound(
                4,
                message -> withPublic(
                        message,
                        other.toPublic().points(),
                        TrusteeKey.prove(ceremony.attempt, 4, thumbprint(4), other, ceremony.entropy)));
        assertRefused(4, "key-commitment");
    }

    private Hash thumbprint(int trustee) {
        try {
            return Hash.of(Base64Url.decode(ceremony.thumbprints.get(trustee - 1)));
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    /** Commits to and then reveals {@code publicPart} in the name of {@code faulty}. */
    private void reveal(int faulty, KeyShare.PublicPart publicPart) {
        faultyRound(faulty, message -> committed(message, publicPart));
        List<MessageEntry> shares = new ArrayList<>();
        List<MessageEntry> log = new ArrayList<>(ceremony.log);
        // The faulty trustee's own program would refuse to go on: it is made to see what it would have sent.
        for (int i = 1; i <= 5; i++) {
            if (i != faulty) {
                shares.add(ceremony.entry(i, ceremony.message(i)));
            }
        }
        KeyShare model = (KeyShare) shares.get(0).message();
        shares.add(ceremony.entry(
                faulty, new KeyShare(model.anchor(), model.attempt(), faulty, model.shares(), publicPart)));
        ceremony.log.clear();
        ceremony.log.addAll(log);
        ceremony.log.addAll(shares);
    }

    @Test
    void aProofCopiedFromAnotherTrusteeIsRefused() {
        ceremony.upTo(EntryType.TRUSTEE);
        KeyShare.PublicPart first = publicPartOf(1);
        reveal(5, first);
        assertRefused(5, "key-share");
    }

    private KeyShare.PublicPart publicPartOf(int trustee) {
        try {
            return CeremonySecrets.read(ceremony.trustees.get(trustee - 1).write())
                    .publicPart();
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aKeyChosenToCancelTheOthersIsRefused() {
        ceremony.upTo(EntryType.TRUSTEE);
        SecretScalar chosen = SecretScalar.random(ceremony.entropy);
        Polynomial own = Polynomial.random(3, ceremony.entropy);
        List<Point> points = new ArrayList<>(own.toPublic().points());
        Point others = Point.INFINITY;
        for (int i = 1; i <= 4; i++) {
            others = others.plus(publicPartOf(i).points().get(0));
        }
        points.set(0, chosen.timesG().minus(others)); // Y would be chosen*G
        KnowledgeProof proof = TrusteeKey.prove(ceremony.attempt, 5, thumbprint(5), own, ceremony.entropy);
        reveal(5, new KeyShare.PublicPart(points, proof));
        assertRefused(5, "key-share");
    }

    @Test
    void everyAlteredPartOfAKeyShareIsRefused() {
        ceremony.upTo(EntryType.TRUSTEE);
        KeyShare.PublicPart part = publicPartOf(5);
        KnowledgeProof proof = part.proof();
        Attempt other = new Attempt(ceremony.attempt.manifest(), 2, 5, 3);
        List<KeyShare.PublicPart> altered = new ArrayList<>(List.of(
                new KeyShare.PublicPart(part.points().subList(0, 2), proof),
                new KeyShare.PublicPart(List.of(), proof),
                new KeyShare.PublicPart(
                        part.points(), new KnowledgeProof(proof.w().plus(Point.G), proof.z())),
                new KeyShare.PublicPart(
                        part.points(), new KnowledgeProof(proof.w(), proof.z().plus(Scalar.ONE))),
                replayed(other),
                replayed(new Attempt(Hash.sha256(new byte[] {8}), 1, 5, 3)),
                replayed(new Attempt(ceremony.attempt.manifest(), 1, 6, 3))));
        for (int k = 0; k < 3; k++) {
            List<Point> points = new ArrayList<>(part.points());
            points.set(k, points.get(k).plus(Point.G));
            altered.add(new KeyShare.PublicPart(points, proof));
        }
        List<Point> more = new ArrayList<>(part.points());
        more.add(Point.G);
        altered.add(new KeyShare.PublicPart(more, proof));
        List<MessageEntry> start = new ArrayList<>(ceremony.log);
        for (KeyShare.PublicPart each : altered) {
            ceremony.log.clear();
            ceremony.log.addAll(start);
            reveal(5, each);
            assertRefused(5, "key-share");
        }
    }

    /** A proof of the same polynomial made for another statement. */
    private KeyShare.PublicPart replayed(Attempt attempt) {
        Polynomial f = Polynomial.random(3, ceremony.entropy);
        return new KeyShare.PublicPart(
                f.toPublic().points(), TrusteeKey.prove(attempt, 5, thumbprint(5), f, ceremony.entropy));
    }

    @Test
    void aJointKeyAtInfinityIsRefusedEvenWithAProof() {
        // One trustee who knows all the others' secrets could cancel them with a valid proof.
        ceremony.upTo(EntryType.TRUSTEE);
        try {
            SecretScalar sum = SecretScalar.of(0);
            for (int i = 1; i <= 4; i++) {
                sum = sum.plus(CeremonySecrets.read(ceremony.trustees.get(i - 1).write())
                        .polynomial()
                        .constant());
            }
            byte[] coefficients = Polynomial.random(3, ceremony.entropy).encode();
            System.arraycopy(sum.negate().encode(), 0, coefficients, 0, 32);
            Polynomial f = Polynomial.decode(coefficients);
            reveal(
                    5,
                    new KeyShare.PublicPart(
                            f.toPublic().points(),
                            TrusteeKey.prove(ceremony.attempt, 5, thumbprint(5), f, ceremony.entropy)));
            assertRefused(5, "key-share");
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void tooFewOrTooManyOrMalformedSealedSharesAreRefused() {
        ceremony.upTo(EntryType.KEY_COMMITMENT);
        List<MessageEntry> start = new ArrayList<>(ceremony.log);
        List<UnaryOperator<List<String>>> alterations = List.of(
                shares -> shares.subList(0, 4),
                shares -> {
                    List<String> more = new ArrayList<>(shares);
                    more.add(shares.get(0));
                    return more;
                },
                shares -> {
                    List<String> malformed = new ArrayList<>(shares);
                    malformed.set(2, "a.b.c.d.e");
                    return malformed;
                });
        for (int fault = 0; fault < alterations.size(); fault++) {
            UnaryOperator<List<String>> alteration = alterations.get(fault);
            ceremony.log.clear();
            ceremony.log.addAll(start);
            List<MessageEntry> sent = new ArrayList<>();
            for (int i = 1; i <= 5; i++) {
                KeyShare share = (KeyShare) ceremony.message(i);
                sent.add(ceremony.entry(
                        i,
                        i != 2
                                ? share
                                : new KeyShare(
                                        share.anchor(), 1, 2, alteration.apply(share.shares()), share.publicPart())));
            }
            CeremonyBoard board = ceremony.board();
            assertThat(board.take(sent.get(0)).isAccepted()).isTrue();
            assertThat(board.take(sent.get(1)))
                    .isInstanceOfSatisfying(
                            Verdict.Rejected.class,
                            verdict -> assertThat(verdict.check()).isEqualTo("key-share"));
        }
    }

    @Test
    void aSigningKeyThatTheManifestDoesNotNameIsRefused() {
        faultyRound(2, message -> {
            TrusteeKeys keys = (TrusteeKeys) message;
            SigningKey other = SigningKey.generate(ceremony.entropy);
            ceremony.signingKeys.set(1, other);
            return new TrusteeKeys(keys.anchor(), 1, 2, other.publicKey(), keys.encryptionKey());
        });
        assertRefused(2, "trustee-identity");
    }

    @Test
    void aMessageSignedByAnotherTrusteeIsRefused() {
        ceremony.upTo(EntryType.TRUSTEE);
        Message message = ceremony.message(2);
        ceremony.log.add(ceremony.entry(3, message));
        assertRefused(2, "trustee-identity");
    }

    @Test
    void anEncryptionKeyUsedTwiceIsRefused() {
        TrusteeKeys first = (TrusteeKeys) ceremony.message(1);
        faultyRound(3, message -> {
            TrusteeKeys keys = (TrusteeKeys) message;
            return new TrusteeKeys(keys.anchor(), 1, 3, keys.signingKey(), first.encryptionKey());
        });
        assertRefused(3, "trustee-identity");
    }

    @Test
    void messagesForAnotherManifestAttemptOrTrusteeAreRefused() {
        TrusteeKeys keys = (TrusteeKeys) ceremony.message(2);
        for (TrusteeKeys altered : List.of(
                new TrusteeKeys(Hash.sha256(new byte[] {9}), 1, 2, keys.signingKey(), keys.encryptionKey()),
                new TrusteeKeys(keys.anchor(), 2, 2, keys.signingKey(), keys.encryptionKey()),
                new TrusteeKeys(keys.anchor(), 1, 6, keys.signingKey(), keys.encryptionKey()),
                new TrusteeKeys(keys.anchor(), 1, 3, keys.signingKey(), keys.encryptionKey()))) {
            assertThat(ceremony.board().check(ceremony.signed(2, altered)))
                    .isInstanceOfSatisfying(
                            Verdict.Rejected.class,
                            verdict -> assertThat(verdict.check()).isEqualTo("trustee-identity"));
        }
    }

    @Test
    void aSecondMessageOfOneTrusteeIsRefused() {
        ceremony.upTo(EntryType.TRUSTEE);
        ceremony.append(2, ceremony.message(2));
        ceremony.log.add(ceremony.log.get(ceremony.log.size() - 1));
        assertRefused(2, "entry-order");
    }

    @Test
    void aSignatureOverOtherBytesIsRefused() {
        ceremony.upTo(EntryType.TRUSTEE);
        KeyCommitment commitment = (KeyCommitment) ceremony.message(2);
        String signature = ceremony.signed(2, commitment).signature();
        KeyCommitment other = new KeyCommitment(commitment.anchor(), 1, 2, Hash.sha256(new byte[] {3}));
        assertThat(ceremony.board().check(new SignedMessage(signature, other)).isAccepted())
                .isFalse();
        assertThat(ceremony.board()
                        .check(new SignedMessage(signature, commitment))
                        .isAccepted())
                .isTrue();
    }

    @Test
    void aMessageInOnesOwnNameThatOneDidNotSendIsRefused() {
        ceremony.upTo(EntryType.TRUSTEE);
        ceremony.append(1, new KeyCommitment(ceremony.attempt.manifest(), 1, 1, Hash.sha256(new byte[] {4})));
        assertRefused(1, "trustee-identity");
    }

    /** F1: two trustees who were shown different transcripts cannot both confirm on one board. */
    @Test
    void differentTranscriptsShownToTwoTrusteesEndTheCeremony() {
        ceremony.upTo(EntryType.KEY_COMMITMENT);
        List<MessageEntry> shares = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            shares.add(ceremony.entry(i, ceremony.message(i)));
        }
        List<MessageEntry> common = new ArrayList<>(ceremony.log);
        ceremony.log.addAll(shares);
        Message first = ceremony.message(1);
        // The server tells trustee 2 the same messages in another order.
        ceremony.log.clear();
        ceremony.log.addAll(common);
        ceremony.log.addAll(List.of(shares.get(4), shares.get(0), shares.get(1), shares.get(2), shares.get(3)));
        Message second = ceremony.message(2);
        assertThat(((KeyConfirmation) first).transcript()).isNotEqualTo(((KeyConfirmation) second).transcript());
        ceremony.log.clear();
        ceremony.log.addAll(common);
        ceremony.log.addAll(shares);
        ceremony.append(2, second);
        assertRefused(2, "key-confirmation");
    }

    @Test
    void everyAlteredPartOfAConfirmationIsRefused() {
        ceremony.upTo(EntryType.KEY_SHARE);
        KeyConfirmation c = (KeyConfirmation) ceremony.message(2);
        KeyConfirmation other = (KeyConfirmation) ceremony.message(3);
        KnowledgeProof p = c.proof();
        Point v = c.verificationKey();
        for (KeyConfirmation altered : List.of(
                new KeyConfirmation(c.anchor(), 1, 2, c.anchor(), c.electionKey(), v, p),
                new KeyConfirmation(
                        c.anchor(), 1, 2, c.transcript(), c.electionKey().plus(Point.G), v, p),
                new KeyConfirmation(c.anchor(), 1, 2, c.transcript(), c.electionKey(), v.plus(Point.G), p),
                new KeyConfirmation(
                        c.anchor(), 1, 2, c.transcript(), c.electionKey(), other.verificationKey(), other.proof()),
                new KeyConfirmation(c.anchor(), 1, 2, c.transcript(), c.electionKey(), v, other.proof()),
                new KeyConfirmation(
                        c.anchor(),
                        1,
                        2,
                        c.transcript(),
                        c.electionKey(),
                        v,
                        new KnowledgeProof(p.w().plus(Point.G), p.z())),
                new KeyConfirmation(
                        c.anchor(),
                        1,
                        2,
                        c.transcript(),
                        c.electionKey(),
                        v,
                        new KnowledgeProof(p.w(), p.z().plus(Scalar.ONE))))) {
            assertThat(ceremony.board().check(ceremony.signed(2, altered)))
                    .isInstanceOfSatisfying(
                            Verdict.Rejected.class,
                            verdict -> assertThat(verdict.check()).isEqualTo("key-confirmation"));
        }
        assertThat(ceremony.board().check(ceremony.signed(2, c)).isAccepted()).isTrue();
    }

    @Test
    void everyAlteredPartOfAKeyCheckIsRefused() {
        ceremony.upTo(EntryType.KEY_CONFIRMATION);
        TrusteeShare share = ((CeremonyTrustee.Step.Finished) ceremony.next(2)).share();
        Hash t = share.transcript();
        KeyCheck c = StoredShare.prove(ceremony.attempt, t, 2, share.secret(), ceremony.entropy);
        EqualityProof p = c.proof();
        SecretScalar wrong = share.secret().plus(SecretScalar.of(1));
        for (KeyCheck altered : List.of(
                StoredShare.prove(ceremony.attempt, t, 2, wrong, ceremony.entropy),
                StoredShare.prove(ceremony.attempt, c.anchor(), 2, share.secret(), ceremony.entropy),
                new KeyCheck(
                        c.anchor(),
                        1,
                        2,
                        t,
                        StoredShare.prove(ceremony.attempt, c.anchor(), 2, share.secret(), ceremony.entropy)
                                .value(),
                        p),
                new KeyCheck(c.anchor(), 1, 2, t, c.value().plus(Point.G), p),
                new KeyCheck(c.anchor(), 1, 2, t, c.value(), new EqualityProof(p.w().plus(Point.G), p.w2(), p.z())),
                new KeyCheck(c.anchor(), 1, 2, t, c.value(), new EqualityProof(p.w(), p.w2().plus(Point.G), p.z())),
                new KeyCheck(
                        c.anchor(), 1, 2, t, c.value(), new EqualityProof(p.w(), p.w2(), p.z().plus(Scalar.ONE))))) {
            assertThat(ceremony.board().check(ceremony.signed(2, altered)))
                    .isInstanceOfSatisfying(
                            Verdict.Rejected.class,
                            verdict -> assertThat(verdict.check()).isEqualTo("key-check"));
        }
        assertThat(ceremony.board().check(ceremony.signed(2, c)).isAccepted()).isTrue();
    }
}
