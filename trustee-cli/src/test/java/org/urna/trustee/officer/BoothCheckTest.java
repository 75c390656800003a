// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.officer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.ElectionId;
import org.urna.crypto.record.Hash;
import org.urna.trustee.BoardServer;
import org.urna.trustee.transport.HttpPlace;

/** An officer signs the voters' program that the server gives out, and no other. */
class BoothCheckTest {

    private static final byte[] PAGE = "<h1>Vote</h1>".getBytes(UTF_8);
    private static final byte[] SCRIPT = "export {}".getBytes(UTF_8);

    private final List<Action.BoothFile> booth = List.of(
            new Action.BoothFile("booth/vote.html", Hash.sha256(PAGE)),
            new Action.BoothFile("urna/code.js", Hash.sha256(SCRIPT)));
    private BoardServer server;
    private HttpPlace place;

    @BeforeEach
    void serve() throws Exception {
        ElectionId election = ElectionId.random(Entropy.secure());
        server = new BoardServer(election);
        place = new HttpPlace(URI.create(server.url()), election);
        server.web("booth.json", list(Hash.sha256(PAGE), "urna/code.js", Hash.sha256(SCRIPT)));
        server.web("assets/booth/vote.html", PAGE);
        server.web("assets/urna/code.js", SCRIPT);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static byte[] list(Hash page, String path, Hash script) {
        return ("[{\"path\":\"booth/vote.html\",\"sha256\":\"" + page.hex() + "\"},{\"path\":\"" + path
                        + "\",\"sha256\":\"" + script.hex() + "\"}]")
                .getBytes(UTF_8);
    }

    private List<String> problems() throws Exception {
        return BoothCheck.problems(new Action.BoothChanged(booth), place);
    }

    @Test
    void theSameListAndTheSameFilesAreInOrder() throws Exception {
        assertThat(problems()).isEmpty();
    }

    @Test
    void aFileThatIsNotTheOneNamedIsAProblem() throws Exception {
        server.web("assets/urna/code.js", "export {};".getBytes(UTF_8));

        assertThat(problems())
                .containsExactly(
                        "what the server gives out as the booth's file urna/code.js has another hash than the decision names");
    }

    @Test
    void aListWithAnotherHashOrAnotherFileIsAProblem() throws Exception {
        server.web("booth.json", list(Hash.sha256(SCRIPT), "urna/more.js", Hash.sha256(SCRIPT)));

        assertThat(problems())
                .containsExactlyInAnyOrder(
                        "the server lists another hash for the booth's file booth/vote.html",
                        "the server gives voters a file of the booth that it does not name: urna/more.js",
                        "the server does not list the booth's file urna/code.js");
    }

    @Test
    void aServerThatGivesOutNoBoothIsAProblemForADecisionThatNamesOneOnly() throws Exception {
        server.web("booth.json", "[]".getBytes(UTF_8));

        assertThat(problems()).hasSize(2).allMatch(problem -> problem.contains("does not list"));
        assertThat(BoothCheck.problems(new Action.BoothChanged(List.of()), place))
                .isEmpty();
        assertThat(BoothCheck.problems(new Action.Publish(), place)).isEmpty();
    }

    @Test
    void aBoothThatTheDecisionLeavesOutIsAProblem() throws Exception {
        assertThat(BoothCheck.problems(new Action.BoothChanged(List.of()), place))
                .hasSize(2)
                .allMatch(problem -> problem.contains("that it does not name"));
    }

    @Test
    void aListThatCannotBeReadIsAProblem() throws Exception {
        for (String list :
                List.of("", "{}", "[{}]", "[{\"path\":\"a\",\"sha256\":\"xyz\"}]", "[{\"path\":1,\"sha256\":\"a\"}]")) {
            server.web("booth.json", list.getBytes(UTF_8));
            assertThat(problems()).as(list).anyMatch(problem -> problem.contains("cannot be read"));
        }
    }

    @Test
    void aServerThatCannotBeReachedLeavesTheQuestionOpen() {
        server.close();

        assertThatThrownBy(this::problems).isInstanceOf(IOException.class);
    }
}
