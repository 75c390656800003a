// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.course.Play.ok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Tally;
import org.urna.crypto.record.Tracker;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.store.Databases;
import org.urna.server.store.EntryTime;

/** An election in which some of its members have voted, with everything that its people hold; for the tests of what comes afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class VotedElection {

    static final int SOON = 5;
    static final int MEMBERS = 40;
    static final List<Choices> BALLOT = List.of(Choices.of(2, 1), Choices.of(3, 1));

    /** By e-mail, has not voted and does not. */
    static final int ABSTAINS = 2;

    /** By e-mail, votes. */
    static final int VOTES = 4;

    private static final Pattern MEMBER = Pattern.compile("Number-([0-9]+)-Y");

    final Map<Integer, VotingCode> codes = new HashMap<>();
    final Map<Integer, String> receipts = new TreeMap<>();
    final List<String> ballots = new ArrayList<>();
    Path data;
    Traces traces;
    Play play;
    Instant closes;

    /** The next whole minute that leaves time for a key ceremony. */
    static Instant soon() {
        Instant now = Instant.now();
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        return minute.plus(now.minusSeconds(SOON).isBefore(minute) ? 1 : 2, ChronoUnit.MINUTES);
    }

    static String number(int member) {
        return "MBR-" + member + "-X";
    }

    static String email(int member) {
        return "elector-" + member + "-y@example.org";
    }

    @BeforeAll
    void vote(@TempDir Path folder) throws Exception {
        data = folder;
        DatabaseUrl database = Databases.sqlite(folder);
        traces = new Traces(folder, database);
        play = new Play(folder, database);
        closes = soon();
        ObjectNode draft = play.draft();
        ((ObjectNode) draft.path("schedule"))
                .put("closes", EntryTime.of(closes))
                .put("closeByHand", false)
                .put("disputeEnds", EntryTime.of(closes));
        play.create(draft, roll(MEMBERS));
        ok(200, play.staff("/ceremony"));
        play.ceremony();
        ok(200, play.staff("/credentials"));
        play.decide("setup", null, "planned");
        play.await("open");
        codes.putAll(codesOf(play, MEMBERS));
        for (int member = 1; member <= MEMBERS; member++) {
            if (member % 3 != 0 && member != ABSTAINS && member != 5) {
                CastRequest ballot = play.ballot(codes.get(member), "full", BALLOT);
                HttpResponse<String> cast = play.cast(ballot);
                assertThat(cast.statusCode()).as(cast.body()).isEqualTo(201);
                receipts.put(member, cast.body());
                ballots.add(ballot.ballot().hash().hex());
                ballots.add(Tracker.of(ballot.ballot().hash()).toString());
            }
        }
    }

    @AfterAll
    void close() {
        play.close();
        traces.close();
    }

    /** The code of each member, from the messages that wait in the outbox. */
    static Map<Integer, VotingCode> codesOf(Play play, int members) throws Exception {
        Map<Integer, VotingCode> codes = new HashMap<>();
        try (Stream<Path> files = Files.list(play.data.resolve("outbox").resolve(play.election))) {
            for (Path file : files.toList()) {
                String text = Files.readString(file).replace("=\r\n", "");
                Matcher member = MEMBER.matcher(text);
                Matcher code = Play.CODE.matcher(text);
                assertThat(member.find() && code.find()).isTrue();
                codes.put(Integer.valueOf(member.group(1)), VotingCode.parse(code.group()));
            }
        }
        assertThat(codes).hasSize(members);
        return codes;
    }

    /** A roll whose members have names, numbers and addresses that stand nowhere by chance. */
    static String roll(int members) {
        return Play.roll(members)
                .replaceAll("(?m)^([0-9]+),Member [0-9]+,", "MBR-$1-X,Elector Number-$1-Y,")
                .replaceAll("m([0-9]+)@example", "elector-$1-y@example");
    }

    HttpResponse<String> post(String path, ObjectNode body) throws Exception {
        return play.server.send(play.server
                .open(play.path(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    JsonNode staff(String path) throws Exception {
        return ok(200, play.server.send(play.server.staff(play.path(path)).GET()));
    }

    static ObjectNode object() {
        return (ObjectNode) Play.tree("{}");
    }

    static void publish(Play play) throws Exception {
        play.awaitEntry(EntryType.TALLY);
        for (int i = 1; i <= 2; i++) {
            ok(201, play.send(play.trustees.get(i - 1).sign(play.agreement(i))));
        }
        for (int i = 1; i <= 2; i++) {
            ok(201, play.send(play.lot(i)));
            for (Tally tally : play.tallies()) {
                ok(202, play.send(play.trustees.get(i - 1).sign(play.decryption(i, tally))));
            }
        }
        play.decide("publish", null, "planned");
        assertThat(play.state().path("state").asText()).isEqualTo("final");
    }
}
