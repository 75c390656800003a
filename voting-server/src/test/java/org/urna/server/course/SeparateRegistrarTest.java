// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.urna.server.course.Play.ok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.CredentialList;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Reason;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.problem.Refusal;
import org.urna.server.registrar.Correcting;
import org.urna.server.registrar.Destroying;
import org.urna.server.registrar.HandOver;
import org.urna.server.registrar.Issue;
import org.urna.server.registrar.Registrar;
import org.urna.server.registrar.Replacing;
import org.urna.server.registrar.Sending;
import org.urna.server.registrar.ServedElection;
import org.urna.server.registrar.Standing;
import org.urna.server.registrar.Upload;
import org.urna.server.store.Databases;
import org.urna.server.store.EntryTime;

/** An election whose codes are made by a registrar apart from the server: what either takes from the other, and what the server never holds. */
class SeparateRegistrarTest {

    private static final int MEMBERS = 12;
    private static final int RESERVE = 3;
    private static final List<Choices> FULL = List.of(Choices.of(2, 1), Choices.of(3, 1));
    private static final List<Choices> STUDENT = List.of(Choices.of(2, 1));

    private final Vertx vertx = Vertx.vertx();
    private Play play;
    private RegistrarCalls calls;
    private RegistrarHome home;
    private ServedElection server;
    private byte[] roll;

    @Test
    void aRegistrarApartIssuesSendsRemindsReplacesAndDestroysWhileTheServerHoldsNoCode(
            @TempDir Path data, @TempDir Path folder) throws Exception {
        home = new RegistrarHome(vertx, folder.resolve("registrar"));
        SigningKey key = home.makeKey();
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(home.folder().resolve("keys/registrar.jwk"))))
                .isEqualTo("rw-------");
        DatabaseUrl database = Databases.sqlite(data);
        try (Traces traces = new Traces(data, database);
                Play election = new Play(data, database)) {
            play = election;
            calls = new RegistrarCalls(election);
            Instant closes = VotedElection.soon();
            begin(key, closes);
            try (Registrar registrar = home.open()) {
                refusals(key);
                issue(registrar);
                assertThatThrownBy(() -> send(registrar))
                        .isInstanceOf(Refusal.class)
                        .hasMessageContaining("once two officers have sealed");
                play.decide("setup", null, "planned");
                play.await("open");
                Map<Integer, VotingCode> codes = sent(registrar);
                vote(codes.get(2), "full", FULL);
                vote(codes.get(4), "full", FULL);
                standing(registrar);
                remind(registrar);
                VotingCode renewed = replace(registrar, codes.get(6));
                vote(renewed, "student", STUDENT);
                codes.put(MEMBERS + 1, renewed);
                nothingAtTheServer(traces, codes.values());
                Thread.sleep(Math.max(0, Duration.between(Instant.now(), closes).toMillis()));
                play.await("closed");
                VotedElection.publish(play);
                play.requireWhole();
                destroy(registrar);
                nothingAtTheServer(traces, codes.values());
            }
        }
    }

    /** Up to the end of the key ceremony. */
    private void begin(SigningKey key, Instant closes) throws Exception {
        ObjectNode draft = play.draft();
        ((ObjectNode) draft.path("schedule"))
                .put("closes", EntryTime.of(closes))
                .put("closeByHand", false)
                .put("disputeEnds", EntryTime.of(closes));
        draft.putObject("registrar")
                .put("mode", "separate")
                .set("key", Play.tree(key.publicKey().jwk()));
        String members = VotedElection.roll(MEMBERS);
        roll = members.getBytes(StandardCharsets.UTF_8);
        play.create(draft, members);
        ok(200, play.staff("/ceremony"));
        server = ServedElection.at("http://127.0.0.1:" + play.server.port() + "/e/" + play.election);
        try (Registrar early = home.open()) {
            assertThatThrownBy(() -> new Issue(early).run(server, roll, new Upload(server)))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("the key ceremony is not finished");
        }
        play.ceremony();
    }

    /** The server makes no codes, and takes a list from nobody else. */
    private void refusals(SigningKey key) throws Exception {
        HttpResponse<String> own = play.staff("/credentials");
        assertThat(own.statusCode()).isEqualTo(409);
        assertThat(own.body()).contains("the registrar issues the credentials");
        assertThat(play.state().path("registrar").asText()).isEqualTo("separate");
        assertThat(play.state().path("awaiting").toString()).contains("\"who\":\"registrar\"", "credentials");
        CredentialList list = new CredentialList(
                play.last(EntryType.MANIFEST).hash(),
                Artifact.of(new byte[] {1}),
                MEMBERS,
                Artifact.of(new byte[] {2}),
                RESERVE);
        assertThat(calls.announce(list, new Person().key).statusCode()).isEqualTo(422);
        CredentialList fewer =
                new CredentialList(list.anchor(), list.credentials(), MEMBERS - 1, list.reserves(), RESERVE);
        assertThat(calls.announce(fewer, key).body()).contains("not as many credentials as the manifest says");
        // Signed and announced, but never uploaded.
        assertThat(calls.announce(list, key).statusCode()).isEqualTo(200);
        assertThat(play.send(RegistrarCalls.message(list, key)).body()).contains("have yet to be uploaded");
        try (Registrar other = home.stranger()) {
            assertThatThrownBy(() -> new Issue(other).run(server, roll, new Upload(server)))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("names another registrar's key");
        }
    }

    /** Breaks off after the codes are written, then after the server has the list; what is on the board in the end are the first codes. */
    private void issue(Registrar registrar) throws Exception {
        Issue issue = new Issue(registrar);
        assertThatThrownBy(() -> issue.run(server, shorter(), new Upload(server)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("the roll has " + (MEMBERS - 1) + " members");
        List<byte[]> first = new ArrayList<>();
        assertThatThrownBy(() -> issue.run(server, roll, breaking(first, false)))
                .hasMessage("broken off");
        assertThatThrownBy(() -> issue.run(server, roll, breaking(first, true))).hasMessage("broken off");
        Issue.Outcome done = issue.run(server, roll, new Upload(server));

        assertThat(done)
                .isEqualTo(
                        new Issue.Outcome(play.last(EntryType.MANIFEST).hash().hex(), MEMBERS, RESERVE, true, true));
        assertThat(first.get(0)).isEqualTo(first.get(2));
        assertThat(play.board.column("SELECT bytes FROM artifact WHERE media_type = 'application/jsonl'"))
                .contains(first.get(0), first.get(1));
        assertThat(play.state().path("state").asText()).isEqualTo("credentials");
        // A second list is refused, whoever signed it.
        CredentialList again = new CredentialList(
                play.last(EntryType.MANIFEST).hash(),
                Artifact.of(first.get(0)),
                MEMBERS,
                Artifact.of(first.get(1)),
                RESERVE);
        assertThat(calls.announce(again, registrar.key()).statusCode()).isEqualTo(409);
    }

    private byte[] shorter() {
        String text = new String(roll, StandardCharsets.UTF_8);
        return text.substring(0, text.lastIndexOf("MBR-" + MEMBERS)).getBytes(StandardCharsets.UTF_8);
    }

    private HandOver breaking(List<byte[]> seen, boolean delivered) {
        return new HandOver() {
            @Override
            public void take(byte[] message, List<byte[]> files) throws IOException {
                seen.addAll(files);
                if (delivered) {
                    new Upload(server).take(message, files);
                }
                throw new IOException("broken off");
            }

            @Override
            public boolean isRead() {
                return true;
            }
        };
    }

    private Sending.Outcome send(Registrar registrar) throws IOException {
        return new Sending(registrar, server.server()).send(server, Optional.empty());
    }

    /** Every member has one code, and the board the credential of each. */
    private Map<Integer, VotingCode> sent(Registrar registrar) throws Exception {
        assertThat(send(registrar)).isEqualTo(new Sending.Outcome(0));
        assertThat(send(registrar)).isEqualTo(new Sending.Outcome(0));
        Map<Integer, VotingCode> codes = outbox().codes();
        assertThat(codes).hasSize(MEMBERS);
        Set<String> listed = new TreeSet<>();
        for (byte[] file : play.board.column("SELECT bytes FROM artifact WHERE media_type = 'application/jsonl'")) {
            Matcher line =
                    Pattern.compile("\\[\"([A-Za-z0-9_-]{86})\"").matcher(new String(file, StandardCharsets.US_ASCII));
            while (line.find()) {
                listed.add(line.group(1));
            }
        }
        assertThat(listed).hasSize(MEMBERS + RESERVE);
        codes.values().forEach(code -> assertThat(listed).contains(credential(code)));
        return codes;
    }

    private RegistrarOutbox outbox() {
        return home.outbox(play.election);
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String credential(VotingCode code) {
        return Base64Url.encode(Credential.derive(play.manifest().election().bytes(), code)
                .publicKey()
                .encode());
    }

    private void vote(VotingCode code, String style, List<Choices> choices) throws Exception {
        HttpResponse<String> cast = play.cast(play.ballot(code, style, choices));
        assertThat(cast.statusCode()).as(cast.body()).isEqualTo(201);
    }

    private void standing(Registrar registrar) throws Exception {
        Standing.Outcome found = new Standing(registrar).of(server);
        assertThat(found.summary().voted()).isEqualTo(2);
        assertThat(found.summary().state()).isEqualTo("open");
        assertThat(found.summary().email().sent()).isEqualTo(MEMBERS / 2);
        assertThat(found.summary().post().sent()).isEqualTo(MEMBERS / 2);
        Map<String, String> voted = new HashMap<>();
        found.members().forEach(each -> voted.put(each.memberNumber(), each.votedOn()));
        assertThat(voted).hasSize(MEMBERS);
        voted.forEach((number, day) -> assertThat(day.isEmpty())
                .as(number)
                .isEqualTo(!Set.of("MBR-2-X", "MBR-4-X").contains(number)));
        // The server knows none of it, and says who does.
        HttpResponse<String> reminded = play.staff("/reminders");
        assertThat(reminded.statusCode()).isEqualTo(409);
        HttpResponse<String> asked = play.server.send(play.server
                .open(play.path("/reissue-claims"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"memberNumber\":\"MBR-6-X\",\"contact\":\"elector-6-y@example.org\"}")));
        assertThat(asked.statusCode()).isEqualTo(409);
        assertThat(asked.body()).contains("the registrar, who works apart from this server");
    }

    private void remind(Registrar registrar) throws Exception {
        int before = outbox().files().size();
        assertThat(new Sending(registrar, server.server()).remind(server)).isEqualTo(MEMBERS / 2 - 2);
        assertThat(outbox().files()).hasSize(before + MEMBERS / 2 - 2);
        assertThat(outbox().withoutCode()).containsExactlyInAnyOrder("6", "8", "10", "12");
    }

    /** Asks for a new code for member 6, has officers sign it, and gives the code that was sent. */
    private VotingCode replace(Registrar registrar, VotingCode old) throws Exception {
        Replacing replacing = new Replacing(registrar);
        assertThatThrownBy(() -> replacing.ask(server, List.of("MBR-2-X"), Reason.CODE_LOST))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("has voted");
        assertThatThrownBy(() -> replacing.ask(server, List.of("MBR-99-X"), Reason.CODE_LOST))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("no voting code of member");
        assertThat(new Correcting(registrar)
                        .run(server, "MBR-6-X", Play.tree("{\"email\":\"new@example.org\",\"reason\":\"moved\"}")))
                .containsExactly("email");
        List<Long> waiting = replacing.ask(server, List.of("MBR-6-X"), Reason.CODE_LOST);
        assertThat(waiting).hasSize(1);
        assertThatThrownBy(() -> replacing.ask(server, List.of("MBR-6-X"), Reason.CODE_LOST))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("asked for already");
        JsonNode asked = calls.decision(waiting.get(0));
        strangersAskForNothing(asked);
        assertThat(play.staff(
                                "/" + play.election + "/decisions",
                                "application/json",
                                "{\"action\":\"credential-replaced\",\"reason\":\"code-lost\"}")
                        .body())
                .contains("the registrar works apart from this server");
        ok(200, play.sign(asked, play.officers.get(0)));
        assertThat(ok(200, play.sign(asked, play.officers.get(1))).path("state").asText())
                .isEqualTo("appended");
        assertThat(play.cast(play.ballot(old, "student", STUDENT)).statusCode()).isEqualTo(403);
        send(registrar);
        VotingCode renewed = outbox().codes().get(6);
        List<Path> files = outbox().files();
        assertThat(files.stream().filter(file -> contains(file, "To: new@example.org")))
                .hasSize(1);
        assertThat(renewed.display()).isNotEqualTo(old.display());
        Standing.Summary summary = new Standing(registrar).of(server).summary();
        assertThat(summary.replaced()).isEqualTo(1);
        assertThat(summary.reserve()).isEqualTo(RESERVE - 1);
        assertThat(summary.requests()).isEmpty();
        return renewed;
    }

    /** The same text with another number, signed by nobody or by another. */
    private void strangersAskForNothing(JsonNode asked) throws Exception {
        long next = asked.path("number").asLong() + 1;
        String text = asked.path("decision")
                .asText()
                .replace("\"sequence\":" + asked.path("number").asLong(), "\"sequence\":" + next);
        String signature =
                DetachedJws.sign(new Person().key, "urna-registrar", text.getBytes(StandardCharsets.US_ASCII));
        assertThat(calls.ask(text, signature).statusCode()).isEqualTo(422);
        assertThat(calls.ask(text.replace("credential-replaced", "credential-removed"), signature)
                        .statusCode())
                .isEqualTo(422);
    }

    /** Not in the database, not in a file, not in the log: no code, and nothing that tells which credential is whose. */
    private void nothingAtTheServer(Traces traces, Iterable<VotingCode> codes) throws Exception {
        Set<String> secrets = new TreeSet<>();
        Set<String> credentials = new TreeSet<>();
        for (VotingCode code : codes) {
            secrets.add(code.display());
            secrets.add(code.display().replace("-", ""));
            credentials.add(credential(code));
        }
        List<Traces.Trace> all = traces.all();
        assertThat(all).hasSizeGreaterThan(MEMBERS);
        for (Traces.Trace trace : all) {
            assertThat(trace.names(secrets)).as("a code in %s", trace.where()).isFalse();
            assertThat(trace.names(credentials) && trace.text().contains("MBR-"))
                    .as("whose credential in %s", trace.where())
                    .isFalse();
        }
        for (String table : List.of("registrar_map", "reserve_code", "mail_queue", "delivery")) {
            assertThat(all).as(table).noneMatch(trace -> trace.where().equals(table));
        }
    }

    private void destroy(Registrar registrar) throws Exception {
        assertThat(new Standing(registrar).of(server).summary().voted()).isEqualTo(3);
        assertThat(new Standing(registrar)
                        .statement(play.election)
                        .path("email")
                        .path("issued")
                        .asInt())
                .isEqualTo(MEMBERS / 2);
        List<Long> waiting = new Destroying(registrar).run(server);
        assertThat(waiting).hasSize(1);
        assertThat(Files.exists(home.folder().resolve("outbox").resolve(play.election)))
                .isFalse();
        JsonNode asked = calls.decision(waiting.get(0));
        ok(200, play.sign(asked, play.officers.get(0)));
        ok(200, play.sign(asked, play.officers.get(1)));
        assertThat(play.count(EntryType.MAP_DESTROYED)).isEqualTo(1);
        assertThat(new Destroying(registrar).run(server)).isEmpty();
        assertThat(new Standing(registrar).of(server).summary().destroyed()).isTrue();
    }
}
