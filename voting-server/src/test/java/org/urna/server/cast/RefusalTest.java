// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.ballot.BallotSignature;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.proof.KnowledgeProof;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.Minute;
import org.urna.crypto.record.Tracker;

/** Every code with which a ballot is refused; a refusal writes nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalTest {

    private static final Entropy ENTROPY = Entropy.secure();

    private final ObjectMapper mapper = new ObjectMapper();
    private PollingPlace place;
    private OpenElection election;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        place = PollingPlace.sqlite(folder);
    }

    @AfterAll
    void stop() throws Exception {
        place.close();
    }

    @BeforeEach
    void open() throws Exception {
        election = place.open(
                OpenElection.contest("chair", 3, 0, 1, 1, true), OpenElection.contest("board", 4, 0, 2, 1, true));
    }

    private byte[] good(Credential voter) {
        return election.request(voter, "first", Choices.of(3, 2));
    }

    private Credential voter() throws Exception {
        return place.voter(election, "first");
    }

    private JsonNode refused(byte[] request, int status, String code) throws Exception {
        long entries = place.countBallotEntries(election);
        long ballots = place.count("ballot", election);
        long alphas = place.count("alpha", election);

        HttpResponse<String> answer = place.cast(election, request);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode problem = mapper.readTree(answer.body());
        assertThat(problem.path("type").asText()).isEqualTo("urn:urna:problem:" + code);
        assertThat(place.countBallotEntries(election)).isEqualTo(entries);
        assertThat(place.count("ballot", election)).isEqualTo(ballots);
        assertThat(place.count("alpha", election)).isEqualTo(alphas);
        return problem;
    }

    @Test
    void aBallotThatIsNotCanonicalIsMalformed() throws Exception {
        String text = OpenElection.text(good(voter()));

        refused(bytes(" " + text), 400, "ballot-malformed");
        refused(bytes(text + "\n"), 400, "ballot-malformed");
        refused(bytes(text.replace("\"E\"", "\"e\"")), 400, "ballot-malformed");
        refused(bytes(text.replaceFirst("\\{\"signature\"", "{\"x\":1,\"signature\"")), 400, "ballot-malformed");
        refused(bytes("{}"), 400, "ballot-malformed");
        refused(new byte[0], 400, "ballot-malformed");
    }

    @Test
    void aBallotWithFewerOptionsOrBranchesIsMalformed() throws Exception {
        Credential voter = voter();
        Ballot ballot = election.ballot(voter, "first", Choices.of(3, 1));
        Ballot.Additive answer = (Ballot.Additive) ballot.contests().get(0);
        Ballot fewer = new Ballot(
                ballot.election(),
                ballot.credential(),
                List.of(new Ballot.Additive(
                        answer.contest(), answer.options().subList(0, 2), answer.blank(), answer.sum())));

        refused(sign(fewer, voter), 400, "ballot-malformed");
    }

    @Test
    void aBallotReplayedFromAnotherElectionIsRefused() throws Exception {
        OpenElection other = place.open(OpenElection.contest("chair", 3, 0, 1, 1, true));
        Credential voter = voter();

        refused(other.request(voter, "first", Choices.of(3, 2)), 400, "wrong-election");
    }

    @Test
    void aProofOfAnotherBallotIsRefused() throws Exception {
        Credential voter = voter();
        Ballot first = election.ballot(voter, "first", Choices.of(3, 1));
        Ballot second = election.ballot(voter, "first", Choices.of(3, 1));
        Ballot.Additive a = (Ballot.Additive) first.contests().get(0);
        Ballot.Additive b = (Ballot.Additive) second.contests().get(0);
        Ballot mixed = new Ballot(
                first.election(),
                first.credential(),
                List.of(new Ballot.Additive(a.contest(), a.options(), a.blank(), b.sum())));

        refused(sign(mixed, voter), 422, "proof-invalid");
    }

    @Test
    void d1AForgedSignatureIsRefused() throws Exception {
        Credential voter = voter();
        Ballot ballot = election.ballot(voter, "first", Choices.of(3, 1));
        CastRequest one = BallotSignature.sign(ballot, voter, ENTROPY);
        KnowledgeProof zeros =
                new KnowledgeProof(one.signature().w(), SecretScalar.of(1).declassify());

        refused(new CastRequest(zeros, ballot).write(), 422, "signature-invalid");
    }

    @Test
    void anAlteredBallotIsRefused() throws Exception {
        Credential voter = voter();
        Ballot signed = election.ballot(voter, "first", Choices.of(3, 1));
        Ballot other = election.ballot(voter, "first", Choices.of(3, 2));
        CastRequest request = BallotSignature.sign(signed, voter, ENTROPY);

        refused(new CastRequest(request.signature(), other).write(), 422, "signature-invalid");
    }

    @Test
    void g5TheSignatureIsCheckedBeforeTheProofs() throws Exception {
        Credential voter = voter();
        Ballot first = election.ballot(voter, "first", Choices.of(3, 1));
        Ballot.Additive a = (Ballot.Additive) first.contests().get(0);
        Ballot.Additive b = (Ballot.Additive)
                election.ballot(voter, "first", Choices.of(3, 1)).contests().get(0);
        Ballot mixed = new Ballot(
                first.election(),
                first.credential(),
                List.of(new Ballot.Additive(a.contest(), a.options(), a.blank(), b.sum())));
        CastRequest elsewhere = BallotSignature.sign(first, voter, ENTROPY);

        refused(new CastRequest(elsewhere.signature(), mixed).write(), 422, "signature-invalid");
    }

    @Test
    void theContestsOfAnotherStyleAreRefused() throws Exception {
        Credential voter = voter();

        refused(election.request(voter, "all", Choices.of(3, 1), Choices.of(4, 1)), 422, "style-mismatch");
    }

    @Test
    void d1AnUnknownCredentialAndAReserveAreRefused() throws Exception {
        Credential stranger = Credential.of(SecretScalar.random(ENTROPY));
        Credential reserve = voter();
        status(reserve, "reserve");

        refused(good(stranger), 403, "credential-unknown");
        refused(good(reserve), 403, "credential-unknown");
    }

    @Test
    void d1ARetiredCredentialIsRefused() throws Exception {
        Credential replaced = voter();
        Credential revoked = voter();
        status(replaced, "replaced");
        status(revoked, "revoked");

        refused(good(replaced), 403, "credential-retired");
        refused(good(revoked), 403, "credential-retired");
    }

    @Test
    void anotherBallotUnderAUsedCredentialIsRefusedWithTheTrackerThatStands() throws Exception {
        Credential voter = voter();
        byte[] cast = good(voter);
        assertThat(place.cast(election, cast).statusCode()).isEqualTo(201);

        JsonNode problem = refused(good(voter), 409, "credential-used");

        assertThat(problem.path("tracker").asText())
                .isEqualTo(Tracker.of(place.hash(cast)).toString());
    }

    @Test
    void theTrackerIsToldToNobodyWhoDoesNotHoldTheCredential() throws Exception {
        Credential voter = voter();
        assertThat(place.cast(election, good(voter)).statusCode()).isEqualTo(201);
        Ballot ballot = election.ballot(voter, "first", Choices.of(3, 1));
        KnowledgeProof forged = BallotSignature.sign(election.ballot(voter, "first", Choices.of(3, 3)), voter, ENTROPY)
                .signature();

        JsonNode problem = refused(new CastRequest(forged, ballot).write(), 422, "signature-invalid");

        assertThat(problem.has("tracker")).isFalse();
    }

    @Test
    void c1CiphertextsThatStandAlreadyAreRefusedEvenWithGoodProofs() throws Exception {
        Credential voter = voter();
        Ballot ballot = election.ballot(voter, "first", Choices.of(3, 1));
        byte[] alpha = ((Ballot.Additive) ballot.contests().get(0))
                .options()
                .get(1)
                .ciphertext()
                .alpha()
                .encode();
        place.change(
                "INSERT INTO alpha (election, alpha) VALUES (#{id}, #{alpha})",
                Map.of("id", election.id(), "alpha", place.store().bin(alpha)));

        refused(sign(ballot, voter), 409, "ciphertext-repeated");
    }

    @Test
    void c7AChallengedBallotIsNeverTaken() throws Exception {
        byte[] request = good(voter());
        place.change(
                "INSERT INTO challenged (election, hash) VALUES (#{id}, #{hash})",
                Map.of("id", election.id(), "hash", place.hash(request).hex()));

        refused(request, 409, "ballot-challenged");
    }

    @Test
    void nothingIsTakenBeforeTheOpening() throws Exception {
        byte[] request = good(voter());
        place.change(
                "UPDATE election SET state = 'sealed', opens = closes WHERE id = #{id}", Map.of("id", election.id()));

        refused(request, 409, "not-open");
    }

    @Test
    void nothingIsTakenAfterTheDeadlineOrTheClose() throws Exception {
        byte[] early = good(voter());
        byte[] late = good(voter());
        assertThat(place.cast(election, early).statusCode()).isEqualTo(201);
        place.change(
                "UPDATE election SET closes = #{closes} WHERE id = #{id}",
                Map.of(
                        "id", election.id(),
                        "closes", Minute.format(Minute.of(Instant.now().minus(Duration.ofMinutes(1))))));

        refused(late, 409, "closed");
        state("closed");
        refused(late, 409, "closed");
        assertThat(place.cast(election, early).statusCode()).isEqualTo(200);
    }

    @Test
    void b3ALargerBodyThanTheLargestBallotIsRefused() throws Exception {
        byte[] request = good(voter());
        byte[] larger = Arrays.copyOf(request, (int) election.manifest().maxBallotBytes() + 1);
        byte[] enormous = new byte[70_000];

        refused(larger, 413, "too-large");
        refused(enormous, 413, "too-large");
    }

    @Test
    void theLargestBallotFitsExactly() throws Exception {
        byte[] request = election.request(place.voter(election, "all"), "all", Choices.of(3, 1), Choices.blank(4));

        assertThat(place.cast(election, request).statusCode()).isEqualTo(201);
        assertThat(place.entry(election, 3)).hasSize((int) election.manifest().maxBallotBytes());
    }

    private byte[] sign(Ballot ballot, Credential voter) {
        return BallotSignature.sign(ballot, voter, ENTROPY).write();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void state(String state) throws Exception {
        place.change(
                "UPDATE election SET state = #{state} WHERE id = #{id}", Map.of("id", election.id(), "state", state));
    }

    private void status(Credential credential, String status) throws Exception {
        place.change(
                "UPDATE credential SET status = #{status} WHERE election = #{id} AND k = #{k}",
                Map.of(
                        "id",
                        election.id(),
                        "status",
                        status,
                        "k",
                        place.store().bin(credential.publicKey().encode())));
    }
}
