// SPDX-License-Identifier: Apache-2.0
package org.urna.server.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.course.Play.ok;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.credential.VotingCode;
import org.urna.server.store.Databases;

/** A rehearsal runs like the election it was made of, with codes that staff may read. */
class RehearsalTest {

    private static final int ELECTORS = 2;

    @Test
    void staffVoteInARehearsalWithItsDummyCodesAndItsMailsSayWhatTheyAre(@TempDir Path data) throws Exception {
        try (Play play = new Play(data, Databases.sqlite(data))) {
            play.create(play.draft(), Play.roll(3));
            String plan = "{\"electors\":" + ELECTORS + ",\"opensInMinutes\":0,\"openMinutes\":60}";
            play.election = ok(201, play.staff("/" + play.election + "/rehearsals", "application/json", plan))
                    .path("election")
                    .asText();
            play.board = new DatabaseBoard(play.database, play.election);
            ok(200, play.staff("/ceremony"));
            play.ceremony();
            assertThat(codes(play)).isEmpty();

            ok(200, play.staff("/credentials"));

            JsonNode codes = codes(play);
            assertThat(codes).hasSize(2 * ELECTORS);
            assertThat(new TreeSet<>(codes.findValuesAsText("code")))
                    .isEqualTo(play.codes().values().stream()
                            .map(VotingCode::display)
                            .collect(Collectors.toCollection(TreeSet::new)));
            assertThat(messages(data.resolve("outbox").resolve(play.election)))
                    .hasSize(2 * ELECTORS)
                    .allSatisfy(message -> assertThat(message).contains("This is a rehearsal."));
            assertThat(play.manifest().rehearsal()).isTrue();

            play.decide("setup", null, "planned");
            play.await("open");
            VotingCode code = VotingCode.parse(codes.path(0).path("code").asText());
            List<Choices> choices = List.of(Choices.of(2, 1), Choices.of(3, 2));
            assertThat(play.cast(play.ballot(code, codes.path(0).path("style").asText(), choices))
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    private static JsonNode codes(Play play) throws Exception {
        return ok(200, play.server.send(play.server.staff(play.path("/rehearsal-codes"))));
    }

    private static Set<String> messages(Path outbox) throws Exception {
        Set<String> messages = new TreeSet<>();
        try (Stream<Path> files = Files.list(outbox)) {
            for (Path file : files.toList()) {
                messages.add(Files.readString(file).replace("=\r\n", ""));
            }
        }
        return messages;
    }
}
