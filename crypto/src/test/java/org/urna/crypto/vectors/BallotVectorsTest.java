// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.ballot.BallotCheck;
import org.urna.crypto.ballot.ContestForm;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.elgamal.Encryption;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;
import org.urna.crypto.hash.Transcript;
import org.urna.crypto.proof.KnowledgeProof;
import org.urna.crypto.record.AdditiveContest;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Tracker;

/** Whole ballots of every kind of additive contest, and ballots with one fault each (A4, D1). */
class BallotVectorsTest {

    @TestFactory
    Stream<DynamicTest> ballots() throws Exception {
        Manifest manifest = manifest();
        return Vectors.tests("ballots", Map.of("ballot", fields -> check(fields, manifest)));
    }

    private static Manifest manifest() throws Exception {
        Fields fields = Vectors.load("entries").get(0);
        assertThat(fields.text("id")).isEqualTo("manifest");
        return Manifest.read(fields.text("manifest").getBytes(StandardCharsets.UTF_8));
    }

    private static Verdict check(Fields fields, Manifest manifest) throws Exception {
        assertThat(fields.text("manifest")).isEqualTo("manifest");
        List<Contest> contests =
                manifest.contestsOf(manifest.style(fields.text("style")).orElseThrow());
        Hash election = Hash.of(fields.bytes("E"));
        Point y = fields.point("Y");
        KnowledgeProof signature = fields.knowledge("signature");
        byte[] bytes = fields.text("ballot").getBytes(StandardCharsets.UTF_8);
        Ballot ballot = Ballot.read(bytes);
        assertThat(ballot.write()).isEqualTo(bytes);
        if (fields.has("hash")) {
            checkMaking(fields, contests, ballot, signature);
        }
        Verdict verdict = new BallotCheck(election, y)
                .check(ballot, Hash.sha256(bytes), signature, ContestForm.of(contests), Entropy.secure());
        if (fields.has("check")) {
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            Verdict.Rejected.class,
                            rejected -> assertThat(rejected.check()).isEqualTo(fields.text("check")));
        }
        return verdict;
    }

    /** From the code and the openings to the ciphertexts, sums, hash, tracker and signature. */
    private static void checkMaking(Fields fields, List<Contest> contests, Ballot ballot, KnowledgeProof signature)
            throws MalformedException {
        byte[] election = fields.bytes("electionId");
        Credential credential = Credential.derive(election, VotingCode.parse(fields.text("code")));
        assertThat(credential.secret().declassify()).isEqualTo(fields.scalar("x"));
        assertThat(credential.publicKey()).isEqualTo(fields.point("K")).isEqualTo(ballot.credential());
        assertThat(ballot.hash().bytes()).isEqualTo(fields.bytes("hash"));
        assertThat(Tracker.of(ballot.hash())).hasToString(fields.text("tracker"));
        Scalar challenge = Transcript.of("ballot")
                .bytes(fields.bytes("E"))
                .point(ballot.credential())
                .point(signature.w())
                .bytes(ballot.hash().bytes())
                .toScalar();
        assertThat(challenge).isEqualTo(fields.scalar("signatureChallenge"));
        assertThat(signature.w()).isEqualTo(Point.G.times(fields.scalar("signatureNonce")));
        List<Fields> sums = fields.objects("sums");
        List<Fields> votes = fields.objects("votes");
        for (int i = 0; i < contests.size(); i++) {
            List<?> openings = (List<?>) fields.list("openings").get(i);
            checkContest(
                    (AdditiveContest) contests.get(i),
                    (Ballot.Additive) ballot.contests().get(i),
                    openings,
                    sums.get(i),
                    votes.get(i),
                    fields.point("Y"));
        }
    }

    private static void checkContest(
            AdditiveContest contest, Ballot.Additive answer, List<?> openings, Fields sum, Fields votes, Point y)
            throws MalformedException {
        List<Ciphertext> ciphertexts = BallotCheck.ciphertexts(answer);
        assertThat(openings).hasSameSizeAs(ciphertexts);
        List<Long> opened = new ArrayList<>();
        for (int j = 0; j < ciphertexts.size(); j++) {
            List<?> opening = (List<?>) openings.get(j);
            opened.add((Long) opening.get(0));
            assertThat(Encryption.open(y, opened.get(j), Fields.toScalar((String) opening.get(1))))
                    .isEqualTo(ciphertexts.get(j));
        }
        List<Long> written = new ArrayList<>(votes.integers("options"));
        boolean blank = votes.flag("blank");
        if (contest.blank()) {
            written.add(blank ? 1L : 0L);
        }
        assertThat(opened).isEqualTo(written);
        Ciphertext total = new Ciphertext(sum.point("alpha"), sum.point("beta"));
        assertThat(Encryption.open(y, sum.integer("m"), sum.scalar("r"))).isEqualTo(total);
        assertThat(sum.integers("values")).contains(sum.integer("m"));
        assertThat(sum.scalar("challenge")).isNotEqualTo(Scalar.ZERO);
        sum.done();
        votes.done();
    }
}
