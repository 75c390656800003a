// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.jose.EncryptionKey;
import org.urna.crypto.jose.SealedShare;
import org.urna.crypto.proof.EqualityProof;
import org.urna.crypto.record.Complaint;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.KeyShare;

/** F2: a bad share leads to a complaint that the public can decide, and a false complaint to whoever raised it. */
class ComplaintsTest {

    private static final int SENDER = 2;
    private static final int RECEIVER = 4;

    private final CeremonyFixture ceremony = new CeremonyFixture();

    /** Runs the ceremony with the sealed share from {@link #SENDER} to {@link #RECEIVER} altered. */
    private void sealed(UnaryOperator<String> alteration) {
        ceremony.upTo(EntryType.KEY_COMMITMENT);
        ceremony.round(SENDER, message -> {
            KeyShare share = (KeyShare) message;
            List<String> shares = new ArrayList<>(share.shares());
            shares.set(RECEIVER - 1, alteration.apply(shares.get(RECEIVER - 1)));
            return new KeyShare(share.anchor(), 1, SENDER, shares, share.publicPart());
        });
    }

    private String encrypt(byte[] plaintext) {
        EncryptionKey receiver = ceremony.board().keys(RECEIVER).orElseThrow().encryptionKey();
        return SealedShare.encrypt(receiver, plaintext, ceremony.entropy).compact();
    }

    private ComplaintDecision decision(Complaint complaint) {
        CeremonyBoard board = ceremony.board();
        assertThat(board.take(ceremony.entry(complaint.trustee(), complaint)).isAccepted())
                .isTrue();
        assertThat(board.awaited()).isEmpty();
        assertThat(board.isComplete()).isFalse();
        return board.complaint().orElseThrow();
    }

    private void assertSenderAtFault(UnaryOperator<String> alteration) {
        sealed(alteration);
        Complaint complaint = (Complaint) ceremony.message(RECEIVER);
        assertThat(complaint.against()).isEqualTo(SENDER);
        assertThat(decision(complaint).atFault()).isEqualTo(SENDER);
        ceremony.append(RECEIVER, complaint);
        for (int i : new int[] {1, RECEIVER}) {
            assertThat(ceremony.next(i))
                    .isInstanceOfSatisfying(
                            CeremonyTrustee.Step.Ended.class,
                            ended -> assertThat(ended.decision().atFault()).isEqualTo(SENDER));
        }
    }

    @Test
    void aShareThatIsNotTheValueOfThePolynomialConvictsItsSender() {
        assertSenderAtFault(
                share -> encrypt(SecretScalar.random(ceremony.entropy).encode()));
    }

    @Test
    void aShareThatIsNoScalarConvictsItsSender() {
        byte[] tooLarge = new byte[32];
        Arrays.fill(tooLarge, (byte) 0xff);
        assertSenderAtFault(share -> encrypt(tooLarge));
    }

    @Test
    void aShareThatDoesNotDecryptConvictsItsSender() {
        assertSenderAtFault(share -> {
            int dot = share.lastIndexOf('.');
            char first = share.charAt(dot + 1);
            return share.substring(0, dot + 1) + (first == 'A' ? 'B' : 'A') + share.substring(dot + 2);
        });
    }

    @Test
    void anEphemeralKeyOffTheCurveConvictsItsSenderWithoutAProof() {
        assertSenderAtFault(share -> {
            try {
                int dot = share.indexOf('.');
                String header = new String(Base64Url.decode(share.substring(0, dot)), StandardCharsets.US_ASCII);
                int y = header.indexOf("\"y\":\"") + 5;
                char first = header.charAt(y);
                String off = header.substring(0, y) + (first == 'A' ? 'B' : 'A') + header.substring(y + 1);
                return Base64Url.encode(off.getBytes(StandardCharsets.US_ASCII)) + share.substring(dot);
            } catch (MalformedException e) {
                throw new AssertionError(e);
            }
        });
        Complaint complaint =
                (Complaint) ceremony.log.get(ceremony.log.size() - 1).message();
        assertThat(complaint.revealed()).isNull();
    }

    /** A complaint about a good share, and what it is decided on. */
    private Complaint unfounded() {
        ceremony.upTo(EntryType.KEY_SHARE);
        try {
            SealedShare share = SealedShare.parse(
                    ceremony.board().share(SENDER).orElseThrow().shares().get(RECEIVER - 1));
            CeremonySecrets secrets =
                    CeremonySecrets.read(ceremony.trustees.get(RECEIVER - 1).write());
            return Complaints.make(
                    ceremony.attempt,
                    ceremony.board().transcript().orElseThrow(),
                    RECEIVER,
                    SENDER,
                    share,
                    secrets.key(),
                    ceremony.entropy);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aComplaintAboutAGoodShareConvictsWhoeverRaisedIt() {
        assertThat(decision(unfounded()).atFault()).isEqualTo(RECEIVER);
    }

    @Test
    void aComplaintThatRevealsNothingOrSomethingElseConvictsWhoeverRaisedIt() {
        Complaint c = unfounded();
        Point d = c.revealed().value();
        EqualityProof p = c.revealed().proof();
        List<Complaint.Revealed> altered = new ArrayList<>(List.of(
                new Complaint.Revealed(d.plus(Point.G), p),
                new Complaint.Revealed(d, new EqualityProof(p.w().plus(Point.G), p.w2(), p.z())),
                new Complaint.Revealed(d, new EqualityProof(p.w(), p.w2().plus(Point.G), p.z())),
                new Complaint.Revealed(d, new EqualityProof(p.w(), p.w2(), p.z().plus(Scalar.ONE)))));
        for (Complaint.Revealed revealed : altered) {
            assertThat(decision(new Complaint(c.anchor(), 1, RECEIVER, c.transcript(), SENDER, revealed))
                            .reason())
                    .contains("does not prove");
        }
        assertThat(decision(new Complaint(c.anchor(), 1, RECEIVER, c.transcript(), SENDER, null))
                        .atFault())
                .isEqualTo(RECEIVER);
        // The same revelation about another trustee's share, or in another's name.
        assertThat(decision(new Complaint(c.anchor(), 1, RECEIVER, c.transcript(), 3, c.revealed()))
                        .atFault())
                .isEqualTo(RECEIVER);
        assertThat(decision(new Complaint(c.anchor(), 1, 5, c.transcript(), SENDER, c.revealed()))
                        .atFault())
                .isEqualTo(5);
    }

    @Test
    void aComplaintBeforeTheLastShareOrWithAnotherTranscriptIsNotTaken() {
        Complaint c = unfounded();
        Complaint other = new Complaint(c.anchor(), 1, RECEIVER, Hash.sha256(new byte[1]), SENDER, c.revealed());
        Complaint nobody = new Complaint(c.anchor(), 1, RECEIVER, c.transcript(), 6, c.revealed());
        for (Complaint altered : List.of(other, nobody)) {
            assertThat(ceremony.board().check(ceremony.signed(RECEIVER, altered)))
                    .isInstanceOfSatisfying(
                            Verdict.Rejected.class,
                            verdict -> assertThat(verdict.check()).isEqualTo("complaint"));
        }
        ceremony.log.remove(ceremony.log.size() - 1);
        assertThat(ceremony.board().check(ceremony.signed(RECEIVER, c)))
                .isInstanceOfSatisfying(
                        Verdict.Rejected.class,
                        verdict -> assertThat(verdict.check()).isEqualTo("entry-order"));
    }

    @Test
    void nothingFollowsAComplaint() {
        Complaint c = unfounded();
        ceremony.append(RECEIVER, c);
        assertThat(ceremony.board().check(ceremony.signed(RECEIVER, c)))
                .isInstanceOfSatisfying(
                        Verdict.Rejected.class,
                        verdict -> assertThat(verdict.check()).isEqualTo("entry-order"));
        assertThat(ceremony.next(1)).isInstanceOf(CeremonyTrustee.Step.Ended.class);
    }
}
