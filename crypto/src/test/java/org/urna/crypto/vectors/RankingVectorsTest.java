// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
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
import org.urna.crypto.ballot.Challenge;
import org.urna.crypto.ballot.ContestForm;
import org.urna.crypto.ballot.DecodedRanking;
import org.urna.crypto.ballot.Preferences;
import org.urna.crypto.ballot.RankedForm;
import org.urna.crypto.ballot.RankingCode;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.proof.KnowledgeProof;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.ChallengeFile;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Opened;
import org.urna.crypto.record.Tracker;

/** Rankings as points and back, every way of being spoilt among them; ballots of ranked contests, cast and challenged (A4, C7). */
class RankingVectorsTest {

    @TestFactory
    Stream<DynamicTest> rankings() throws Exception {
        return Vectors.tests(
                "rankings", Map.of("encode", RankingVectorsTest::encode, "decode", RankingVectorsTest::decode));
    }

    @TestFactory
    Stream<DynamicTest> rankedBallots() throws Exception {
        return Vectors.tests(
                "ranked-ballots",
                Map.of("ballot", RankingVectorsTest::ballot, "challenge-file", RankingVectorsTest::challenge));
    }

    private static RankingCode code(Fields fields) {
        RankingCode code = new RankingCode(integer(fields, "candidates"), integer(fields, "maxRanks"));
        assertThat(code.components()).isEqualTo(integer(fields, "components"));
        int h = integer(fields, "ranksPerComponent");
        assertThat((code.maxRanks() + h - 1) / h).isEqualTo(code.components());
        return code;
    }

    private static int integer(Fields fields, String name) {
        return Math.toIntExact(fields.integer(name));
    }

    private static Preferences ranking(List<?> numbers) {
        return new Preferences(
                numbers.stream().map(each -> ((Long) each).intValue()).toList());
    }

    private static Verdict encode(Fields fields) throws Exception {
        List<BigInteger> numbers = code(fields).plaintexts(ranking(fields.list("ranking")));
        List<BigInteger> expected = new ArrayList<>();
        for (byte[] m : fields.hexes("m")) {
            assertThat(m).hasSize(RankingCode.PLAINTEXT_BYTES);
            expected.add(new BigInteger(1, m));
        }
        assertThat(numbers).isEqualTo(expected);
        List<Point> points = numbers.stream().map(RankingCode::point).toList();
        assertThat(points).isEqualTo(fields.points("points"));
        assertThat(points).extracting(point -> point.x().longValue() & 255).isEqualTo(fields.integers("counters"));
        return Verdict.accept();
    }

    private static Verdict decode(Fields fields) throws Exception {
        List<Point> points = new ArrayList<>();
        for (String point : fields.texts("points")) {
            points.add(point.equals("infinity") ? Point.INFINITY : Fields.toPoint(point));
        }
        DecodedRanking decoded = code(fields).decode(points);
        assertThat(decoded.kind()).hasToString(fields.text("kind"));
        assertThat(decoded.candidates())
                .isEqualTo(ranking(fields.list("ranking")).candidates());
        return Verdict.accept();
    }

    private static List<ContestForm> forms(Fields fields) {
        List<ContestForm> forms = new ArrayList<>();
        for (Fields contest : fields.objects("contests")) {
            forms.add(new RankedForm(contest.text("id"), integer(contest, "candidates"), integer(contest, "maxRanks")));
            contest.done();
        }
        return forms;
    }

    private static Verdict ballot(Fields fields) throws Exception {
        byte[] bytes = fields.text("ballot").getBytes(StandardCharsets.UTF_8);
        KnowledgeProof signature = fields.knowledge("signature");
        Hash election = Hash.of(fields.bytes("E"));
        Point y = fields.point("Y");
        List<ContestForm> forms = forms(fields);
        Ballot ballot = Ballot.read(bytes);
        assertThat(ballot.write()).isEqualTo(bytes);
        if (fields.has("hash")) {
            checkMaking(fields, ballot);
        }
        Verdict verdict =
                new BallotCheck(election, y).check(ballot, Hash.sha256(bytes), signature, forms, Entropy.secure());
        if (fields.has("check")) {
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            Verdict.Rejected.class,
                            rejected -> assertThat(rejected.check()).isEqualTo(fields.text("check")));
        }
        return verdict;
    }

    private static void checkMaking(Fields fields, Ballot ballot) throws MalformedException {
        Credential credential = Credential.derive(fields.bytes("electionId"), VotingCode.parse(fields.text("code")));
        assertThat(credential.secret().declassify()).isEqualTo(fields.scalar("x"));
        assertThat(credential.publicKey()).isEqualTo(fields.point("K")).isEqualTo(ballot.credential());
        assertThat(ballot.hash().bytes()).isEqualTo(fields.bytes("hash"));
        assertThat(Tracker.of(ballot.hash())).hasToString(fields.text("tracker"));
        List<Point> commitments = ballot.contests().stream()
                .flatMap(part -> ((Ballot.Ranked) part).components().stream())
                .map(component -> component.proof().w())
                .toList();
        assertThat(commitments)
                .isEqualTo(fields.scalars("proofNonces").stream()
                        .map(Point.G::times)
                        .toList());
        assertThat(fields.list("rankings")).hasSameSizeAs(ballot.contests());
    }

    private static Verdict challenge(Fields fields) throws Exception {
        byte[] bytes = fields.text("file").getBytes(StandardCharsets.UTF_8);
        ChallengeFile file = ChallengeFile.read(bytes);
        assertThat(file.write()).isEqualTo(bytes);
        List<ContestForm> forms = forms(fields);
        if (fields.has("rankings")) {
            List<Object> rankings = fields.list("rankings");
            for (int i = 0; i < forms.size(); i++) {
                List<BigInteger> numbers = ((Opened.Ranked) file.openings().get(i))
                        .components().stream().map(Opened.Component::number).toList();
                assertThat(((RankedForm) forms.get(i))
                                .code()
                                .decodePlaintexts(numbers)
                                .candidates())
                        .isEqualTo(ranking((List<?>) rankings.get(i)).candidates());
            }
        }
        return Challenge.verify(file, Hash.of(fields.bytes("E")), fields.point("Y"), forms);
    }
}
