// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.urna.crypto.ballot.Answer;
import org.urna.crypto.ballot.BallotEncryption;
import org.urna.crypto.ballot.BallotSignature;
import org.urna.crypto.ballot.ContestForm;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.Note;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.ManifestEntry;
import org.urna.crypto.record.Tally;
import org.urna.crypto.record.TallyAgreement;
import org.urna.crypto.record.TallyEntry;
import org.urna.crypto.threshold.DecryptionShare;
import org.urna.crypto.threshold.EncryptedTally;
import org.urna.crypto.threshold.LotShares;
import org.urna.server.Drafting;
import org.urna.server.ServerFixture;
import org.urna.server.audit.DatabaseAudit;
import org.urna.server.audit.Findings;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.http.ServerLimits;
import org.urna.server.store.EntryTime;
import org.urna.server.store.Store;

/** One election over HTTP with its people: three trustees of whom two are needed, two officers, a few members. */
final class Play implements AutoCloseable {

    static final Pattern CODE = Pattern.compile("(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    final List<Person> trustees = List.of(new Person(), new Person(), new Person());
    final List<Person> officers = List.of(new Person(), new Person());
    final Path data;
    final DatabaseUrl database;
    ServerFixture server;
    String election;
    DatabaseBoard board;

    Play(Path data, DatabaseUrl database) throws Exception {
        this.data = data;
        this.database = database;
        start();
    }

    void start() throws Exception {
        server = ServerFixture.start(data, database, ServerLimits.STANDARD);
    }

    void stop() throws Exception {
        server.close();
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A draft that opened a minute ago and closes in an hour, or by hand. */
    ObjectNode draft() {
        ObjectNode draft = Drafting.draft(3, 2);
        ArrayNode people = draft.putArray("officers");
        for (Person officer : officers) {
            people.addObject()
                    .put("name", "Officer " + people.size())
                    .set("key", tree(officer.key.publicKey().jwk()));
        }
        ArrayNode keepers = draft.putArray("trustees");
        for (Person trustee : trustees) {
            keepers.addObject().put("name", "Trustee " + (keepers.size() + 1)).put("thumbprint", trustee.thumbprint());
        }
        Instant now = Instant.now();
        draft.putObject("schedule")
                .put("opens", EntryTime.of(now.minus(Duration.ofMinutes(1))))
                .put("closes", EntryTime.of(now.plus(Duration.ofHours(1))))
                .put("closeByHand", true);
        draft.putObject("roll").put("reserve", 3).put("replacements", 2);
        draft.put("minBallots", 2);
        draft.putArray("overrides").addObject().put("rule", "min-ballots").put("reason", "a test");
        return draft;
    }

    void create(ObjectNode draft, String roll) throws Exception {
        election = ok(201, staff("", "application/json", draft.toString()))
                .path("election")
                .asText();
        board = new DatabaseBoard(database, election);
        ok(200, staff("/" + election + "/roll", "text/csv", roll));
    }

    static String roll(int members) {
        StringBuilder roll = new StringBuilder("member_number,name,email,address1,address2,address3,address4,address5,"
                + "postcode,country,class,ballot_style,weight,language,joined,arrears_months\n");
        for (int i = 1; i <= members; i++) {
            roll.append(i).append(",Member ").append(i);
            roll.append(i % 2 == 0 ? ",m" + i + "@example.org,,,,,,,,m," : ",,1 High St,,,,,AB1 2CD,UK,m,");
            roll.append(i % 3 == 0 ? "student" : "full").append(",,,,\n");
        }
        return roll.toString();
    }

    /** The address of the election's part of the API. */
    String path(String below) {
        return "/api/v1/elections/" + election + below;
    }

    HttpResponse<String> staff(String below, String type, String body) throws Exception {
        return server.send(server.staff("/api/v1/elections" + below)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> staff(String below) throws Exception {
        return server.send(server.staff(path(below)).POST(BodyPublishers.noBody()));
    }

    HttpResponse<String> send(byte[] message) throws Exception {
        return server.send(server.open(path("/messages"))
                .header("Content-Type", "application/vnd.urna.message+json")
                .POST(BodyPublishers.ofByteArray(message)));
    }

    JsonNode state() throws Exception {
        return ok(200, server.send(server.open(path(""))));
    }

    static JsonNode ok(int status, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return tree(response.body());
    }

    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    /** Waits for the clock of the server. */
    void await(String state) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!state().path("state").asText().equals(state)) {
            assertThat(System.nanoTime())
                    .as("waiting for %s: %s", state, state())
                    .isLessThan(end);
            Thread.sleep(200);
        }
    }

    void awaitEntry(EntryType type) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (board.entries().stream().noneMatch(entry -> entry.type() == type)) {
            assertThat(System.nanoTime()).as("waiting for %s", type).isLessThan(end);
            Thread.sleep(200);
        }
    }

    /** Every trustee sends what it has to, until none has anything to send. */
    void ceremony() throws Exception {
        ceremony(EntryType.FINAL, 1);
    }

    /** The same, until there are {@code count} entries of type {@code until} on the board. */
    void ceremony(EntryType until, long count) throws Exception {
        boolean sent = true;
        while (sent) {
            sent = false;
            for (int i = 1; i <= trustees.size(); i++) {
                byte[] message = trustees.get(i - 1).next(i, board.entries());
                if (message != null) {
                    ok(201, send(message));
                    sent = true;
                }
                if (count(until) >= count) {
                    return;
                }
            }
        }
    }

    long count(EntryType type) {
        return board.entries().stream().filter(entry -> entry.type() == type).count();
    }

    JsonNode draftDecision(String action, String arguments, String reason) throws Exception {
        ObjectNode request = MAPPER.createObjectNode().put("action", action).put("reason", reason);
        if (arguments != null) {
            request.set("arguments", tree(arguments));
        }
        return ok(201, staff("/" + election + "/decisions", "application/json", request.toString()));
    }

    HttpResponse<String> sign(JsonNode drafted, Person signer) throws Exception {
        return post(drafted, signer.sign(drafted.path("decision").asText()));
    }

    HttpResponse<String> post(JsonNode drafted, String jws) throws Exception {
        return server.send(
                server.open(path("/decisions/" + drafted.path("number").asLong() + "/signatures"))
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(jws)));
    }

    /** Drafts, and has both officers sign. */
    JsonNode decide(String action, String arguments, String reason) throws Exception {
        JsonNode drafted = draftDecision(action, arguments, reason);
        assertThat(ok(200, sign(drafted, officers.get(0))).path("state").asText())
                .isEqualTo("pending");
        return ok(200, sign(drafted, officers.get(1)));
    }

    /** Voting codes by the number of their file in the outbox, as members get them. */
    Map<Integer, VotingCode> codes() throws Exception {
        Map<Integer, VotingCode> codes = new TreeMap<>();
        try (Stream<Path> files = Files.list(data.resolve("outbox").resolve(election))) {
            for (Path file :
                    files.filter(each -> !each.toString().endsWith(".pdf")).toList()) {
                String content = Files.readString(file).replace("=\r\n", "");
                Matcher found = CODE.matcher(content);
                // A message that tells who has voted already brings none.
                if (found.find()) {
                    codes.put(
                            Integer.parseInt(file.getFileName().toString().substring(0, 6)),
                            VotingCode.parse(found.group()));
                }
            }
        }
        return codes;
    }

    Manifest manifest() {
        return ((ManifestEntry) board.entries().get(0)).manifest();
    }

    Entry last(EntryType type) {
        List<Entry> all = board.entries();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).type() == type) {
                return all.get(i);
            }
        }
        throw new AssertionError("no " + type);
    }

    Action.Setup setup() {
        return (Action.Setup) ((DecisionEntry) last(EntryType.SETUP)).decision().action();
    }

    Hash sealed() {
        return last(EntryType.SETUP).hash();
    }

    /** A ballot of a style, signed by the credential of a code. */
    CastRequest ballot(VotingCode code, String style, List<? extends Answer> choices) {
        Manifest manifest = manifest();
        Credential credential = Credential.derive(manifest.election().bytes(), code);
        List<ContestForm> forms =
                ContestForm.of(manifest.contestsOf(manifest.style(style).orElseThrow()));
        BallotEncryption encryption = new BallotEncryption(sealed(), setup().electionKey());
        return BallotSignature.sign(
                encryption
                        .encrypt(forms, credential.publicKey(), choices, Person.ENTROPY)
                        .ballot(),
                credential,
                Person.ENTROPY);
    }

    HttpResponse<String> cast(CastRequest ballot) throws Exception {
        return server.send(server.open(path("/ballots"))
                .header("Content-Type", "application/vnd.urna.ballot+json")
                .POST(BodyPublishers.ofByteArray(ballot.write())));
    }

    List<Tally> tallies() {
        return board.entries().stream()
                .filter(TallyEntry.class::isInstance)
                .map(entry -> ((TallyEntry) entry).body())
                .toList();
    }

    /** Fails if {@code fsck} finds a row that is not what the log says. */
    void requireWhole() throws Exception {
        Vertx vertx = Vertx.vertx();
        Store store = ServerFixture.await(Store.open(vertx, database));
        Findings findings = DatabaseAudit.run(store, election);
        ServerFixture.await(store.close());
        ServerFixture.await(vertx.close());
        findings.rows().forEach((check, row) -> assertThat(row.kept()).as(check).isEmpty());
    }

    /** The agreement that this trustee would sign on the board as it is. */
    TallyAgreement agreement(int trustee) throws Exception {
        List<Entry> entries = board.entries();
        int close = 0;
        for (int i = 0; i < entries.size(); i++) {
            close = entries.get(i).type() == EntryType.CLOSE ? i : close;
        }
        String note = board.note(close + 1L);
        Checkpoint checkpoint = Checkpoint.parse(Note.parse(note).text());
        List<TallyAgreement.BallotCount> counts = new ArrayList<>();
        for (Tally tally : tallies()) {
            counts.add(new TallyAgreement.BallotCount(tally.contest(), tally.section(), tally.ballots()));
        }
        return new TallyAgreement(
                sealed(), trustee, close + 1L, Hash.of(checkpoint.root().bytes()), counts, note);
    }

    byte[] lot(int trustee) {
        Person person = trustees.get(trustee - 1);
        return person.sign(LotShares.prove(sealed(), trustee, person.share().secret(), Person.ENTROPY));
    }

    Decryption decryption(int trustee, Tally tally) {
        EncryptedTally encrypted = new EncryptedTally(sealed(), tally.contest(), tally.section(), tally.ciphertexts());
        DecryptionShare share = DecryptionShare.prove(
                encrypted, trustee, trustees.get(trustee - 1).share().secret(), Person.ENTROPY);
        return new Decryption(
                sealed(),
                tally.contest(),
                tally.section(),
                trustee,
                new Decryption.Inline(share.factors()),
                share.proof());
    }
}
