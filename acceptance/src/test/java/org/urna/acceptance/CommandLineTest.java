// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.urna.acceptance.harness.Elections;
import org.urna.acceptance.harness.Ended;
import org.urna.acceptance.harness.Home;
import org.urna.acceptance.harness.People;
import org.urna.acceptance.harness.Programs;
import org.urna.acceptance.harness.ServerProcess;

/** How the programs answer those who mistype: a line that helps, the right status, and never a stack trace. */
class CommandLineTest {

    private static final String UNKNOWN = "00000000000000000000000000000000";
    private static final String NOBODY = "http://127.0.0.1:9";

    private final Home home = Home.create("commands");

    @ParameterizedTest
    @EnumSource(Programs.class)
    void helpIsPrintedWithStatusZero(Programs program) {
        Ended ended = program.run(home.log(), "--help").expect(0);

        assertThat(ended.output()).contains("Usage:");
    }

    @ParameterizedTest
    @EnumSource(Programs.class)
    void anUnknownCommandAnUnknownOptionAndNoCommandAtAllAreWrongCommandLines(Programs program) {
        for (Ended ended : List.of(
                program.run(home.log(), "nonsense"), program.run(home.log(), "--nonsense"), program.run(home.log()))) {
            ended.expect(2);
            assertThat(ended.output()).isEmpty();
            assertThat(ended.errors()).containsPattern("(?i)usage:|--help|did you mean");
            polite(ended);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VERIFIER verify",
                "VERIFIER verify / --board-key nonsense",
                "VERIFIER verify / --fingerprint nonsense",
                "TRUSTEE ceremony",
                "TRUSTEE ceremony --server nonsense --election nonsense --key none",
                "SERVER demo --voters few",
                "SERVER serve --config"
            })
    void wrongOptionsAreWrongCommandLines(String line) {
        List<String> words = List.of(line.split(" "));
        Ended ended = Programs.valueOf(words.get(0))
                .start(home.log(), words.subList(1, words.size()), Map.of())
                .await();

        ended.expect(2);
        assertThat(ended.errors()).isNotBlank();
        polite(ended);
    }

    @Test
    void aSettingThatDoesNotExistIsNamedAndRefused() {
        Ended ended = ServerProcess.launch(home, Map.of("URNA_HTTP_PROT", "80")).await();

        ended.expect(2);
        assertThat(ended.errors()).contains("URNA_HTTP_PROT");
        polite(ended);
    }

    /** G1: nothing there is never a pass. */
    @Test
    void aPlaceWithoutABoardFailsTheVerifier() {
        for (String place : List.of(NOBODY + "/e/" + UNKNOWN, home.folder() + "/nothing")) {
            Ended ended = Programs.VERIFIER.run(home.log(), "verify", place);

            assertThat(ended.status()).as("%s", ended.everything()).isIn(1, 2);
            polite(ended);
        }
    }

    @Test
    void aTrusteeIsToldOfAServerThatDoesNotAnswerOfAnElectionThatIsNotThereAndOfAWrongPassphrase() throws Exception {
        Home home = Elections.open().home().copy("mistakes");
        People people = new People(home);
        List<String> wrongPassphrase = new ArrayList<>(people.key("trustee1"));
        wrongPassphrase.set(3, people.key("trustee2").get(3));
        try (ServerProcess server = ServerProcess.start(home, Map.of())) {
            String here = server.http().server().toString();
            List<Ended> all = List.of(
                    trustee(home, NOBODY, Elections.open().id(), people.key("trustee1")),
                    trustee(home, here, UNKNOWN, people.key("trustee1")),
                    trustee(home, here, Elections.open().id(), wrongPassphrase));
            for (Ended ended : all) {
                ended.expect(1);
                assertThat(ended.errors()).contains("error: ");
                polite(ended);
            }
        }
    }

    private static Ended trustee(Home home, String server, String election, List<String> key) {
        List<String> arguments =
                new ArrayList<>(List.of("check", "--server", server, "--election", election, "--wait", "1s"));
        arguments.addAll(key);
        return Programs.TRUSTEE.start(home.log(), arguments, Map.of()).await();
    }

    private static void polite(Ended ended) {
        assertThat(ended.everything()).doesNotContain("\tat ", "Exception");
    }
}
