// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.jose.EncryptionKey;
import org.urna.crypto.jose.SealedShare;
import org.urna.crypto.jose.VerificationKey;
import org.urna.crypto.record.Complaint;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.KeyCheck;
import org.urna.crypto.record.KeyConfirmation;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.vectors.Fields;
import org.urna.crypto.vectors.Vectors;

/** A whole key ceremony, replayed from its entries, and each of its parts (F1, F2). */
class CeremonyVectorsTest {

    @TestFactory
    Stream<DynamicTest> ceremony() throws Exception {
        return Vectors.tests(
                "ceremony",
                Map.of(
                        "ceremony", CeremonyVectorsTest::replay,
                        "share", CeremonyVectorsTest::share,
                        "trustee-key", CeremonyVectorsTest::trusteeKey,
                        "sealed", CeremonyVectorsTest::sealed,
                        "complaint", CeremonyVectorsTest::complaint,
                        "lagrange", CeremonyVectorsTest::lagrange));
    }

    private static Verdict replay(Fields fields) throws Exception {
        Attempt attempt = attempt(fields);
        List<Fields> trustees = fields.objects("trustees");
        List<String> thumbprints = new ArrayList<>();
        List<PublicPolynomial> polynomials = new ArrayList<>();
        for (Fields trustee : trustees) {
            thumbprints.add(trustee.text("thumbprint"));
            polynomials.add(new PublicPolynomial(trustee.points("points")));
        }
        Hash transcript = Hash.of(fields.bytes("T"));
        JointKey key = JointKey.of(polynomials).orElseThrow();
        assertThat(key.y()).isEqualTo(fields.point("Y")).isEqualTo(Point.G.times(fields.scalar("electionSecret")));
        for (Fields trustee : trustees) {
            checkTrustee(trustee, attempt, polynomials);
        }
        CeremonyBoard board = new CeremonyBoard(attempt, thumbprints);
        takeAll(board, fields.texts("entries"));
        assertThat(board.transcript()).hasValue(transcript);
        assertThat(board.key()).hasValue(key);
        takeAll(board, fields.texts("proofEntries"));
        assertThat(board.isComplete()).isTrue();
        Point h = fields.point("H");
        for (Fields share : fields.objects("trusteeShares")) {
            checkShare(share, attempt, transcript, key, h);
        }
        return Verdict.accept();
    }

    private static Attempt attempt(Fields fields) throws MalformedException {
        return new Attempt(Hash.of(fields.bytes("M")), (int) fields.integer("attempt"), (int) fields.integer("n"), (int)
                fields.integer("t"));
    }

    private static void takeAll(CeremonyBoard board, List<String> entries) throws MalformedException {
        for (String entry : entries) {
            MessageEntry message = (MessageEntry) Entry.read(entry.getBytes(StandardCharsets.UTF_8));
            assertThat(board.take(message)).isEqualTo(Verdict.accept());
        }
    }

    private static void checkTrustee(Fields trustee, Attempt attempt, List<PublicPolynomial> polynomials)
            throws MalformedException {
        int i = (int) trustee.integer("index");
        VerificationKey signing = VerificationKey.parse(jwk(trustee.object("signingKey")));
        assertThat(signing.thumbprint()).isEqualTo(trustee.text("thumbprint"));
        EncryptionKey encryption = EncryptionKey.parse(jwk(trustee.object("encryptionKey")));
        assertThat(encryption.point()).isEqualTo(Point.G.times(trustee.scalar("encryptionSecret")));
        List<Point> points = polynomials.get(i - 1).points();
        assertThat(trustee.scalars("coefficients").stream().map(Point.G::times)).isEqualTo(points);
        Hash thumbprint = Hash.of(Base64Url.decode(signing.thumbprint()));
        assertThat(TrusteeKey.verify(attempt, i, thumbprint, polynomials.get(i - 1), trustee.knowledge("proof")))
                .isEqualTo(Verdict.accept());
        assertThat(trustee.scalar("challenge")).isNotEqualTo(Scalar.ZERO);
        byte[] opened = trustee.text("public").getBytes(StandardCharsets.UTF_8);
        assertThat(Hash.sha256(opened).bytes()).isEqualTo(trustee.bytes("commitment"));
        List<Scalar> shares = trustee.scalars("shares");
        List<String> sealed = trustee.texts("sealed");
        assertThat(sealed).hasSize(attempt.trustees());
        for (int j = 1; j <= attempt.trustees(); j++) {
            SealedShare parsed = SealedShare.parse(sealed.get(j - 1));
            assertThat(parsed.ephemeralKey()).isPresent();
            assertThat(polynomials.get(i - 1).checkShare(j, SecretScalar.of(shares.get(j - 1))))
                    .isEqualTo(Verdict.accept());
        }
        trustee.done();
    }

    private static void checkShare(Fields share, Attempt attempt, Hash transcript, JointKey key, Point h)
            throws MalformedException {
        int j = (int) share.integer("index");
        Point v = share.point("V");
        assertThat(key.v(j)).isEqualTo(v).isEqualTo(Point.G.times(share.scalar("secret")));
        KeyConfirmation confirmation = new KeyConfirmation(
                attempt.manifest(), attempt.number(), j, transcript, key.y(), v, share.knowledge("confirmation"));
        assertThat(Confirmation.verify(attempt, transcript, key, confirmation)).isEqualTo(Verdict.accept());
        Point d = share.point("D");
        assertThat(d).isEqualTo(h.times(share.scalar("secret")));
        KeyCheck check =
                new KeyCheck(attempt.manifest(), attempt.number(), j, transcript, d, share.equality("keyCheck"));
        assertThat(StoredShare.verify(attempt, transcript, v, check)).isEqualTo(Verdict.accept());
        assertThat(share.scalar("confirmationChallenge")).isNotEqualTo(share.scalar("keyCheckChallenge"));
        share.done();
    }

    private static String jwk(Fields key) {
        String written = String.format(
                "{\"crv\":\"%s\",\"kty\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}",
                key.text("crv"), key.text("kty"), key.text("x"), key.text("y"));
        key.done();
        return written;
    }

    private static Verdict share(Fields fields) throws Exception {
        PublicPolynomial polynomial = new PublicPolynomial(fields.points("points"));
        return polynomial.checkShare((int) fields.integer("receiver"), SecretScalar.of(fields.scalar("share")));
    }

    private static Verdict trusteeKey(Fields fields) throws Exception {
        return TrusteeKey.verify(
                attempt(fields),
                (int) fields.integer("index"),
                Hash.of(Base64Url.decode(fields.text("thumbprint"))),
                new PublicPolynomial(fields.points("points")),
                fields.knowledge("proof"));
    }

    private static Verdict sealed(Fields fields) throws Exception {
        SealedShare sealed = SealedShare.parse(fields.text("jwe"));
        Scalar recipient = fields.scalar("recipient");
        Point shared = sealed.ephemeralKey().orElseThrow().times(recipient);
        byte[] opened;
        try {
            opened = sealed.decryptWithSharedPoint(shared);
        } catch (MalformedException e) {
            return Verdict.reject("key-share", e.getMessage());
        }
        assertThat(sealed.ephemeralKey()).hasValue(fields.point("epk"));
        assertThat(shared).isEqualTo(fields.point("shared"));
        assertThat(Scalar.decode(opened)).isEqualTo(fields.scalar("share"));
        return Verdict.accept();
    }

    /** The share is good: a true complaint decides against the accuser for that reason, a false one because it proves nothing. */
    private static Verdict complaint(Fields fields) throws Exception {
        int against = (int) fields.integer("against");
        Complaint complaint = new Complaint(
                Hash.of(fields.bytes("M")),
                (int) fields.integer("attempt"),
                (int) fields.integer("accuser"),
                Hash.of(fields.bytes("T")),
                against,
                new Complaint.Revealed(fields.point("D"), fields.equality("proof")));
        if (fields.has("challenge")) {
            assertThat(fields.scalar("challenge")).isNotEqualTo(Scalar.ZERO);
        }
        SealedShare sealed = SealedShare.parse(fields.text("jwe"));
        Point epk = fields.point("epk");
        Attempt attempt = new Attempt(complaint.anchor(), complaint.attempt(), 5, 3);
        List<Point> points =
                Vectors.load("ceremony").get(0).objects("trustees").get(1).points("points");
        ComplaintDecision decision = Complaints.decide(
                attempt, complaint, fields.point("encryptionKey"), sealed, new PublicPolynomial(points));
        assertThat(decision.atFault()).isEqualTo(complaint.trustee());
        boolean proven = decision.reason().equals("the share is the value of the published polynomial");
        assertThat(proven).isEqualTo(fields.text("expect").equals("ACCEPTED"));
        assertThat(epk).isNotEqualTo(Point.INFINITY);
        return proven ? Verdict.accept() : Verdict.reject("complaint", decision.reason());
    }

    private static Verdict lagrange(Fields fields) throws Exception {
        List<Integer> indices =
                fields.integers("indices").stream().map(Long::intValue).toList();
        List<Scalar> coefficients = new ArrayList<>();
        for (int i : indices) {
            coefficients.add(Lagrange.atZero(i, new HashSet<>(indices)));
        }
        assertThat(coefficients).isEqualTo(fields.scalars("coefficients"));
        return Verdict.accept();
    }
}
