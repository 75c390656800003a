// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.hash.Sha256;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.proof.EqualityProof;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Lot;
import org.urna.crypto.vectors.Fields;
import org.urna.crypto.vectors.Vectors;

/** Offsets, tallies, decryptions, totals and lots of section 10 (F3). */
class TallyVectorsTest {

    @TestFactory
    Stream<DynamicTest> tallies() throws Exception {
        return Vectors.tests(
                "tallies",
                Map.of(
                        "offset", TallyVectorsTest::offset,
                        "tally", TallyVectorsTest::tally,
                        "logarithm", TallyVectorsTest::logarithm));
    }

    @TestFactory
    Stream<DynamicTest> decryptions() throws Exception {
        return Vectors.tests("decryptions", Map.of("decryption", TallyVectorsTest::decryption));
    }

    @TestFactory
    Stream<DynamicTest> lots() throws Exception {
        return Vectors.tests(
                "lots",
                Map.of(
                        "share",
                        TallyVectorsTest::lot,
                        "seed",
                        TallyVectorsTest::seed,
                        "order",
                        TallyVectorsTest::order));
    }

    private static Verdict offset(Fields fields) throws Exception {
        Hash election = Hash.of(fields.bytes("E"));
        byte[] close = fields.bytes("closeHash");
        assertThat(Sha256.hash(fields.text("closeEntry").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(close);
        Ciphertext expected = new Ciphertext(fields.point("alpha"), fields.point("beta"));
        assertThat(expected.alpha()).isEqualTo(Point.G.times(fields.scalar("rho")));
        String place = fields.text("place");
        int index = place.equals("blank") ? 2 : Integer.parseInt(place.substring("option:".length())) - 1;
        List<Ciphertext> empty = new ContestTally(Math.max(2, index + (place.equals("blank") ? 0 : 1)), true)
                .encrypted(election, key(), fields.text("contest"), fields.text("section"), Hash.of(close))
                .ciphertexts();
        assertThat(empty.get(index)).isEqualTo(expected);
        return Verdict.accept();
    }

    /** {@code Y} of the example election. */
    private static Point key() throws Exception {
        return Vectors.load("ceremony").get(0).point("Y");
    }

    private static Verdict tally(Fields fields) throws Exception {
        ContestTally tally = new ContestTally((int) fields.integer("options"), fields.flag("blank"));
        for (Fields ballot : fields.objects("ballots")) {
            tally.add(ballot.ciphertexts("ciphertexts"), ballot.integer("weight"));
            ballot.done();
        }
        EncryptedTally encrypted = tally.encrypted(
                Hash.of(fields.bytes("E")),
                fields.point("Y"),
                fields.text("contest"),
                fields.text("section"),
                Hash.of(fields.bytes("closeHash")));
        assertThat(encrypted.ciphertexts()).isEqualTo(fields.ciphertexts("ciphertexts"));
        List<Point> v = fields.points("V");
        List<List<Point>> factors = new ArrayList<>();
        for (Object row : fields.list("factors")) {
            List<Point> points = new ArrayList<>();
            for (Object point : (List<?>) row) {
                points.add(Fields.toPoint((String) point));
            }
            factors.add(points);
        }
        assertThat(v).hasSameSizeAs(factors);
        List<Long> totals = fields.integers("totals");
        for (int omitted = 0; omitted < v.size(); omitted++) {
            SortedMap<Integer, DecryptionShare> shares = new TreeMap<>();
            for (int i = 1; shares.size() < fields.integer("threshold"); i++) {
                int trustee = (omitted + i) % v.size() + 1;
                EqualityProof unused = new EqualityProof(Point.G, Point.G, Scalar.ONE);
                shares.put(trustee, new DecryptionShare(factors.get(trustee - 1), unused));
            }
            List<Point> expected =
                    totals.stream().map(m -> Point.G.times(Scalar.of(m))).toList();
            assertThat(TallyDecryption.combine(encrypted, shares)).isEqualTo(expected);
        }
        return Verdict.accept();
    }

    private static Verdict logarithm(Fields fields) throws Exception {
        Point point = fields.pointOrInfinity("point");
        OptionalLong found = DiscreteLog.upTo(fields.integer("limit")).find(point);
        if (found.isEmpty()) {
            return Verdict.reject("result", "no small logarithm");
        }
        assertThat(found).hasValue(fields.integer("m"));
        return Verdict.accept();
    }

    private static Verdict decryption(Fields fields) throws Exception {
        EncryptedTally tally = new EncryptedTally(
                Hash.of(fields.bytes("E")),
                fields.text("contest"),
                fields.text("section"),
                fields.ciphertexts("ciphertexts"));
        int trustee = (int) fields.integer("trustee");
        Point v = fields.point("V");
        DecryptionShare share = new DecryptionShare(fields.points("factors"), fields.equality("proof"));
        if (fields.has("secret")) {
            checkDecryption(fields, tally, trustee, v, share);
        }
        return share.verify(tally, trustee, v);
    }

    private static void checkDecryption(
            Fields fields, EncryptedTally tally, int trustee, Point v, DecryptionShare share)
            throws MalformedException {
        Transcript front = Transcript.of("decryption-weights")
                .bytes(tally.election().bytes())
                .text(tally.contest())
                .text(tally.section())
                .integer(trustee)
                .point(v)
                .bytes(fields.bytes("digest"));
        List<String> weights = fields.texts("weights");
        Point base = Point.INFINITY;
        Point image = Point.INFINITY;
        for (int j = 0; j < weights.size(); j++) {
            BigInteger weight = new BigInteger(weights.get(j));
            assertThat(front.integer(j + 1L).toScalar().toBigInteger().mod(BigInteger.TWO.pow(128)))
                    .isEqualTo(weight);
            base = base.plus(tally.ciphertexts().get(j).alpha().times(Scalar.of(weight)));
            image = image.plus(share.factors().get(j).times(Scalar.of(weight)));
            assertThat(share.factors().get(j))
                    .isEqualTo(tally.ciphertexts().get(j).alpha().times(fields.scalar("secret")));
        }
        assertThat(base).isEqualTo(fields.point("base"));
        assertThat(image).isEqualTo(fields.point("image"));
        assertThat(share.proof().w()).isEqualTo(Point.G.times(fields.scalar("nonce")));
        assertThat(share.proof().z())
                .isEqualTo(
                        fields.scalar("nonce").plus(fields.scalar("challenge").times(fields.scalar("secret"))));
    }

    private static Verdict lot(Fields fields) throws Exception {
        Hash election = Hash.of(fields.bytes("E"));
        Point h = Transcript.of("lot").bytes(election.bytes()).toPoint();
        assertThat(h).isEqualTo(fields.point("H"));
        EqualityProof proof = fields.equality("proof");
        Point image = fields.point("D");
        if (fields.has("secret")) {
            assertThat(image).isEqualTo(h.times(fields.scalar("secret")));
            assertThat(proof.w2()).isEqualTo(h.times(fields.scalar("nonce")));
            assertThat(proof.z())
                    .isEqualTo(fields.scalar("nonce")
                            .plus(fields.scalar("challenge").times(fields.scalar("secret"))));
        }
        Lot lot = new Lot(election, (int) fields.integer("trustee"), image, proof);
        return LotShares.verify(election, fields.point("V"), lot);
    }

    private static Verdict seed(Fields fields) throws Exception {
        Map<Integer, Point> shares = new HashMap<>();
        for (Fields share : fields.objects("shares")) {
            shares.put((int) share.integer("trustee"), share.point("D"));
            share.done();
        }
        byte[] seed = fields.bytes("seed");
        assertThat(Combination.atZero(shares)).isEqualTo(fields.point("point"));
        assertThat(Lots.combine(shares).seed()).isEqualTo(seed);
        return Verdict.accept();
    }

    private static Verdict order(Fields fields) throws Exception {
        byte[] seed = fields.bytes("seed");
        String contest = fields.text("contest");
        List<byte[]> hashes = fields.hexes("hashes");
        for (int c = 1; c <= hashes.size(); c++) {
            byte[] encoding = Transcript.of("any")
                    .text("lot")
                    .bytes(seed)
                    .text(contest)
                    .integer(c)
                    .encoding();
            assertThat(Sha256.hash(encoding)).isEqualTo(hashes.get(c - 1));
        }
        List<Integer> expected =
                fields.integers("order").stream().map(Long::intValue).toList();
        assertThat(Lots.ofSeed(seed).order(contest, (int) fields.integer("candidates")))
                .isEqualTo(expected);
        return Verdict.accept();
    }
}
