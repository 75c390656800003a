// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.ballot.AdditiveForm;
import org.urna.crypto.ballot.Answer;
import org.urna.crypto.ballot.BallotCheck;
import org.urna.crypto.ballot.BallotEncryption;
import org.urna.crypto.ballot.Challenge;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.ballot.ContestForm;
import org.urna.crypto.ballot.Preferences;
import org.urna.crypto.ballot.RankedForm;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Hex;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.ChallengeFile;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Opened;
import org.urna.crypto.record.Tracker;

/** Ballots made in the browser are good to Java, and ballots made in Java are opened in the browser; with fresh randomness. */
@ExtendWith(InChromium.class)
class BrowserBallotsTest {

    private static final Entropy ENTROPY = Entropy.secure();
    private static final byte[] ELECTION = ENTROPY.bytes(16);
    private static final Hash E = Hash.of(ENTROPY.bytes(32));
    private static final Point Y = SecretScalar.random(ENTROPY).timesG();
    private static final VotingCode CODE = VotingCode.random(ENTROPY);

    /** Contests of every kind: one of several with a blank mark, several without, points, rankings of one and of two components. */
    private static final List<Paper> PAPERS = List.of(
            Paper.additive(new AdditiveForm("chair", 5, 1, 1, 1, true), Choices.of(5, 3)),
            Paper.additive(new AdditiveForm("motion", 2, 1, 1, 1, true), Choices.blank(2)),
            Paper.additive(new AdditiveForm("council", 4, 0, 3, 1, false), Choices.of(4, 1, 4)),
            Paper.additive(new AdditiveForm("budget", 3, 0, 10, 5, true), Choices.votes(5, 0, 4)),
            Paper.ranked("leader", 6, 6, 4, 1, 6),
            Paper.ranked(
                    "long",
                    60,
                    60,
                    IntStream.rangeClosed(1, 60).map(i -> 61 - i).boxed().toArray(Integer[]::new)),
            Paper.ranked("nobody", 3, 2));

    private static ModulePage page;

    @BeforeAll
    static void open(Browser browser) {
        page = new ModulePage(browser);
    }

    @AfterAll
    static void close() {
        if (page != null) {
            page.close();
        }
    }

    @Test
    @DisplayName("A4, C7: Java accepts the form, the signature and every proof of a ballot made in the browser")
    void javaAcceptsABallotMadeInTheBrowser() throws Exception {
        Map<?, ?> made = make(PAPERS);
        CastRequest request = CastRequest.read(bytes(made.get("request")));

        assertThat(request.write()).isEqualTo(bytes(made.get("request")));
        assertThat(request.ballot().hash()).hasToString(String.valueOf(made.get("hash")));
        assertThat(Tracker.of(request.ballot().hash())).hasToString(String.valueOf(made.get("tracker")));
        Verdict verdict = new BallotCheck(E, Y)
                .check(request.ballot(), request.ballot().hash(), request.signature(), forms(PAPERS), ENTROPY);
        assertThat(verdict).isEqualTo(Verdict.accept());
    }

    @Test
    @DisplayName("C7: Java opens a challenge file of the browser and finds the choices; an altered one it refuses")
    void javaOpensAChallengeOfTheBrowser() throws Exception {
        String text = (String) make(PAPERS).get("challenge");
        ChallengeFile file = ChallengeFile.read(bytes(text));

        assertThat(Challenge.verify(file, E, Y, forms(PAPERS))).isEqualTo(Verdict.accept());
        assertThat(PAPERS.stream().map(Paper::answer))
                .containsExactlyElementsOf(IntStream.range(0, PAPERS.size())
                        .mapToObj(i ->
                                answer(PAPERS.get(i).form(), file.openings().get(i)))
                        .toList());
        ChallengeFile altered = ChallengeFile.read(bytes(text.replaceFirst("\\[1,\"", "[0,\"")));
        assertThat(Challenge.verify(altered, E, Y, forms(PAPERS))).isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    @DisplayName("C7: the browser opens a challenge file of Java and finds the choices; an altered one it refuses")
    void theBrowserOpensAChallengeOfJava() {
        Point credential = Credential.derive(ELECTION, CODE).publicKey();
        List<Answer> answers = PAPERS.stream().map(Paper::answer).toList();
        String text = new String(
                Challenge.open(new BallotEncryption(E, Y).encrypt(forms(PAPERS), credential, answers, ENTROPY))
                        .write(),
                StandardCharsets.US_ASCII);

        Map<?, ?> opened = opened(text);
        assertThat(opened.get("ok")).as("%s", opened).isEqualTo(true);
        List<?> found = (List<?>) opened.get("answers");
        for (int i = 0; i < PAPERS.size(); i++) {
            Map<?, ?> answer = (Map<?, ?>) found.get(i);
            PAPERS.get(i)
                    .given()
                    .forEach((name, value) -> assertThat(answer.get(name)).isEqualTo(value));
        }
        Map<?, ?> altered = opened(text.replaceFirst("\\[1,\"", "[0,\""));
        assertThat(altered.get("ok")).isEqualTo(false);
        assertThat(altered.get("rule")).isEqualTo("challenge");
        assertThat(opened(text.replace("\"type\":\"challenge\"", "\"type\":\"ballot\""))
                        .get("rule"))
                .isEqualTo("malformed");
    }

    @Test
    @DisplayName("C7: a ballot challenged and a ballot cast have no ciphertext in common")
    void aChallengedBallotSharesNothingWithTheOneCast() throws Exception {
        Map<?, ?> made = make(PAPERS);
        String cast = (String) made.get("request");
        ChallengeFile challenged = ChallengeFile.read(bytes(made.get("challenge")));

        List<String> alphas = challenged.ballot().contests().stream()
                .flatMap(part -> BallotCheck.ciphertexts(part).stream())
                .map(ciphertext -> Base64Url.encode(ciphertext.alpha().encode()))
                .toList();
        assertThat(alphas)
                .hasSizeGreaterThan(PAPERS.size())
                .doesNotHaveDuplicates()
                .noneMatch(cast::contains);
    }

    @Test
    void encryptionTakesWhatIsPrintedHere() throws MalformedException {
        for (int options : new int[] {5, 40}) {
            List<Integer> votes = Collections.nCopies(options - 1, 0);
            Paper paper = Paper.additive(
                    new AdditiveForm("figures", options, 1, 1, 1, true),
                    new Choices(
                            IntStream.range(0, options)
                                    .mapToObj(i -> i == 1 ? 1 : votes.get(0))
                                    .toList(),
                            false));
            Map<String, Object> argument = argument(List.of(paper));
            argument.put("runs", 5);
            Map<?, ?> times = (Map<?, ?>) page.call("booths", "time", argument);
            List<Double> sorted = ((List<?>) times.get("times"))
                    .stream()
                            .map(time -> ((Number) time).doubleValue())
                            .sorted()
                            .toList();
            System.out.printf(
                    "in Chromium: %d options encrypted in %.0f ms (median of %d; best %.0f; the first %.0f, and %.0f before it for the table of Y)%n",
                    options,
                    sorted.get(2),
                    sorted.size(),
                    sorted.get(0),
                    number(times, "first"),
                    number(times, "table"));

            CastRequest request = CastRequest.read(bytes(make(List.of(paper)).get("request")));
            assertThat(new BallotCheck(E, Y)
                            .check(
                                    request.ballot(),
                                    request.ballot().hash(),
                                    request.signature(),
                                    forms(List.of(paper)),
                                    ENTROPY))
                    .isEqualTo(Verdict.accept());
        }
    }

    private static double number(Map<?, ?> times, String name) {
        return ((Number) java.util.Objects.requireNonNull(times.get(name))).doubleValue();
    }

    private static Map<?, ?> make(List<Paper> papers) {
        return (Map<?, ?>) page.call("booths", "make", argument(papers));
    }

    private static Map<?, ?> opened(String file) {
        Map<String, Object> argument = argument(PAPERS);
        argument.put("file", file);
        return (Map<?, ?>) page.call("booths", "open", argument);
    }

    private static Map<String, Object> argument(List<Paper> papers) {
        return new HashMap<>(Map.of(
                "election", Hex.encode(ELECTION),
                "E", E.hex(),
                "Y", Base64Url.encode(Y.encode()),
                "code", CODE.display(),
                "contests", papers.stream().map(Paper::contest).toList(),
                "answers", papers.stream().map(Paper::given).toList()));
    }

    private static List<ContestForm> forms(List<Paper> papers) {
        return papers.stream().map(Paper::form).collect(Collectors.toList());
    }

    private static Answer answer(ContestForm form, Opened opened) {
        if (opened instanceof Opened.Ranked ranked) {
            return new Preferences(((RankedForm) form)
                    .code()
                    .decodePlaintexts(ranked.components().stream()
                            .map(Opened.Component::number)
                            .toList())
                    .candidates());
        }
        Opened.Additive additive = (Opened.Additive) opened;
        Opened.Count blank = additive.blank();
        return new Choices(
                additive.options().stream().map(count -> (int) count.m()).toList(), blank != null && blank.m() == 1);
    }

    private static byte[] bytes(Object text) {
        return String.valueOf(text).getBytes(StandardCharsets.UTF_8);
    }
}
