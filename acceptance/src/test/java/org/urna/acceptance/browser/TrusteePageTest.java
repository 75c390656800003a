// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.urna.acceptance.harness.DishonestTrustees;
import org.urna.acceptance.harness.Election;
import org.urna.acceptance.harness.Ended;
import org.urna.acceptance.harness.Home;
import org.urna.acceptance.harness.Http;
import org.urna.acceptance.harness.People;
import org.urna.acceptance.harness.PollingBooth;
import org.urna.acceptance.harness.Running;
import org.urna.acceptance.harness.ServerProcess;
import org.urna.acceptance.harness.Staff;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.jose.KeyFile;

/**
 * A whole election whose three trustees work each in another way: the first is led by the program, the second types its commands, the third
 * uses the page in a browser. In the first attempt the first one cheats the third. The first and the third decrypt. F5: in between the third is
 * shown the board as it was before, and refuses it.
 */
@ExtendWith(InChromium.class)
class TrusteePageTest {

    private static final int VOTERS = 24;
    private static final Pattern WORDS = Pattern.compile("(?m)^ {4}((?:[a-z]{5} ){5}[a-z]{5})$");

    private static final Pattern SEEN_ROOT = Pattern.compile("(\"seen\":\\{[^}]*\"root\":\")[0-9a-f]{64}");

    private static final Home HOME = Home.create("trustees");
    private static final People PEOPLE = new People(HOME);

    private static ServerProcess server;
    private static Http http;
    private static Election election;
    private static TrusteePage page;
    private static String firstFile;
    private static String savedFile;
    private static String saidOnPage;
    private static Map<String, byte[]> earlier;
    private static String complained;
    private static Ended differing;
    private static Ended guided;
    private static Ended decrypted;
    private static Ended verified;

    @BeforeAll
    static void holdAnElection(Browser browser) throws Exception {
        server = ServerProcess.start(HOME, Map.of());
        http = server.http();
        page = new TrusteePage(browser, http.server());
        page.makeKey("Ada from the page");
        firstFile = page.file();
        election = Election.inCeremony(HOME, http, VOTERS, PEOPLE.officers(People.OFFICERS), TrusteePageTest::withPage);
        makeTheKey();
        Staff.of(HOME, http).issue("/api/v1/elections/" + election.id() + "/credentials");
        election.seal(http);
        vote();
        election.close(http);
        decrypt();
        election.publish(http);
        verified = election.verify(http);
    }

    private static ObjectNode withPage(ObjectNode draft) {
        JsonNode third = draft.path("trustees").path(2);
        ((ObjectNode) third).put("name", "Ada from the page").put("thumbprint", page.thumbprint());
        return draft;
    }

    private static void makeTheKey() throws Exception {
        page.choose(election.id());
        page.inWelsh();
        page.press("Begin");
        page.sees("Sent: Trustee");
        new DishonestTrustees(HOME, http, election).dealUntilTheThirdComplains();
        page.stops("Sent: Complaint", "The part that Trustee 1 sent you is not good");
        complained = election.verify(http).output();
        earlier = Map.of("checkpoint", file("checkpoint"), "checkpoints", file("checkpoints"));
        page.open(election.id(), firstFile); // whoever closes the page goes on where it stopped
        page.press("Begin");
        Running second = PEOPLE.trustee(http, election.id(), 2, "ceremony");
        differing =
                PEOPLE.guide(http, election.id(), 1, "perhaps", "yes", "differ").await();
        second.await().expect(0);
        page.sees("Did everybody say the same words?");
        saidOnPage = page.words();
        PEOPLE.trustee(http, election.id(), 2, "check").await().expect(0);
        Path copy = HOME.people().resolve("copy-of-trustee1.key");
        guided = PEOPLE.guide(http, election.id(), 1, "same", "/no/such/place/k", copy.toString(), "yes")
                .await();
        page.press("They differ");
        page.sees("Stop: trustees were shown different messages");
        page.open(election.id(), firstFile); // it was a slip of the tongue; what was done stands in the browser
        page.press("All said the same");
        page.saveAndLoadBack(firstFile);
        savedFile = page.file();
        page.press("Show on the board that it works");
        page.sees("There is nothing to do for you until voting is over");
    }

    private static byte[] file(String path) {
        return http.get("/e/" + election.id() + "/board/" + path);
    }

    private static void vote() {
        PollingBooth booth = election.booth(http);
        List<String> codes = election.codes();
        for (int member = 0; member < VOTERS; member++) {
            booth.cast(http, booth.encrypt(member, codes.get(member)));
        }
    }

    /** A key file that remembers as many entries as it does, and another root over them: somebody was shown a board of the same size. */
    private static String asIfShownAnotherBoard(String keyFile) throws Exception {
        char[] passphrase = page.passphrase().toCharArray();
        String content = new String(KeyFile.decrypt(passphrase, keyFile.strip()), StandardCharsets.US_ASCII);
        Matcher seen = SEEN_ROOT.matcher(content);
        String other = seen.replaceAll("$1" + "ab".repeat(32));
        assertThat(other).hasSameSizeAs(content).isNotEqualTo(content);
        return KeyFile.encrypt(passphrase, other.getBytes(StandardCharsets.US_ASCII), Entropy.secure());
    }

    private static void decrypt() throws Exception {
        page.forget(); // on another device there is the saved file and nothing else
        page.open(election.id(), asIfShownAnotherBoard(savedFile));
        page.stops("The server shows two boards", "not the one that was seen before");
        page.forget();
        page.isShown(election.id(), earlier);
        page.open(election.id(), savedFile);
        page.stops("The server shows two boards", "were there before");
        page.isShownTheBoardAgain();
        page.open(election.id(), savedFile);
        Running first = PEOPLE.guide(http, election.id(), 1, "yes", "yes", "yes");
        page.sees("checks hold");
        page.press("Sign this board, and never another");
        page.press("Decrypt my part");
        page.sees("Your part is made");
        decrypted = first.await();
    }

    @AfterAll
    static void stop() {
        if (page != null) {
            page.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void theResultIsDecryptedByThePageAndTheGuideAndTheVerifierPasses() {
        verified.expect(0);
        assertThat(decrypted.expect(0).errors()).contains("Your work is done");
    }

    /** F2 The election above was held all the same: the page began anew, as the two programs did. */
    @Test
    void aShareThatIsNoneIsComplainedOfAndEverybodySeesWhoDealtIt() {
        assertThat(complained).contains("complaint", "trustee 1 is at fault", "nothing failed");
    }

    @Test
    void theGuideAsksAgainForAWrongAnswerStopsWhereWordsDifferAndGoesOnWhereItStopped() {
        assertThat(differing.expect(1).errors()).contains("Please type yes or no.", "the words differ");
        assertThat(guided.expect(0).errors())
                .contains("There is no folder /no/such/place", "The copy opens", "NOW   3. Wait until voting is over")
                .doesNotContain("sent key-share");
    }

    @Test
    void thePageAndTheProgramSayTheSameWords() {
        Matcher said = WORDS.matcher(differing.errors());

        assertThat(said.find()).isTrue();
        assertThat(saidOnPage).isEqualTo(said.group(1));
    }

    @Test
    void theFileOfThePageIsOneOfTheProgram() throws Exception {
        String content = new String(
                KeyFile.decrypt(page.passphrase().toCharArray(), savedFile.strip()), StandardCharsets.US_ASCII);

        assertThat(content)
                .startsWith("{\"keyFile\":\"urna-trustee-1\",\"name\":\"Ada from the page\"")
                .contains(election.id(), "\"share\":\"");
    }

    @Test
    void everyScreenIsAccessible() {
        assertThat(page.found()).isEmpty();
    }

    @Test
    void noSecretLeftThePageAndNoScriptComplained() {
        assertThat(page.errors()).isEmpty();
        assertThat(page.sent()).allMatch(body -> !body.contains(page.passphrase()) && !body.contains("\"d\":\""));
    }
}
