// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Verdict;
import org.urna.crypto.ballot.AdditiveForm;
import org.urna.crypto.ballot.BallotCheck;
import org.urna.crypto.ballot.Challenge;
import org.urna.crypto.ballot.ContestForm;
import org.urna.crypto.ballot.RankedForm;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.group.Base64Url;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.CastRequest;
import org.urna.crypto.record.ChallengeFile;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.ManifestEntry;

/** The booth's worker, under the policy of the pages, with the election of {@code docs/examples}. */
@ExtendWith(InChromium.class)
class BoothWorkerTest {

    private static final Path EXAMPLES = Path.of("..", "docs", "examples");
    private static final VotingCode CODE = VotingCode.random(Entropy.secure());

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
    @DisplayName(
            "C7: a ballot is tested or cast, never both; what is cast is new, good, and hashed by the booth itself (C2)")
    void aBallotIsTestedOrCastNeverBoth() throws IOException, MalformedException {
        Manifest manifest = Objects.requireNonNull(((ManifestEntry) entry("entry-manifest.json")).manifest());
        DecisionEntry setup = (DecisionEntry) entry("entry-setup.json");
        BallotCheck check =
                new BallotCheck(setup.hash(), ((Action.Setup) setup.decision().action()).electionKey());
        Manifest.Style style = manifest.styles().get(0);
        List<ContestForm> forms = ContestForm.of(manifest.contestsOf(style));

        Map<?, ?> voted = (Map<?, ?>) page.call(
                "worker",
                "vote",
                Map.of("code", first19(), "style", style.id(), "answers", answers(manifest.contestsOf(style))));

        CastRequest request = CastRequest.read(bytes(voted.get("request")));
        Credential credential = Credential.derive(manifest.election().bytes(), CODE);
        assertThat(voted.get("K"))
                .isEqualTo(Base64Url.encode(credential.publicKey().encode()));
        assertThat(voted.get("E")).isEqualTo(setup.hash().hex());
        assertThat(check.check(request.ballot(), request.ballot().hash(), request.signature(), forms, Entropy.secure()))
                .isEqualTo(Verdict.accept());
        Map<?, ?> cast = (Map<?, ?>) voted.get("cast");
        assertThat(cast.get("hash")).isEqualTo(request.ballot().hash().hex());
        assertThat(bytes(cast.get("bytes"))).isEqualTo(request.ballot().write());
        assertThat(voted.get("again")).isEqualTo(voted.get("request"));

        ChallengeFile challenge = ChallengeFile.read(bytes(voted.get("challenge")));
        assertThat(Challenge.verify(
                        challenge,
                        setup.hash(),
                        ((Action.Setup) setup.decision().action()).electionKey(),
                        forms))
                .isEqualTo(Verdict.accept());
        assertThat(((Map<?, ?>) voted.get("tested")).get("hash"))
                .isEqualTo(challenge.ballot().hash().hex())
                .isNotEqualTo(cast.get("hash"));
        assertThat(voted.get("refused"))
                .isEqualTo(Map.of(
                        "early", "order",
                        "unencrypted", "order",
                        "answer", "answer",
                        "signAfterChallenge", "order",
                        "challengeAfterSign", "signed",
                        "left", "ended",
                        "ended", "ended"));
        List<?> progress = (List<?>) voted.get("progress");
        int total = forms.stream().mapToInt(BoothWorkerTest::proofs).sum();
        assertThat(progress).hasSize(total);
        assertThat(progress.get(total - 1)).isEqualTo(List.of(total, total));
    }

    @Test
    @DisplayName("A setup for another manifest, or with anything but what two officers signed, is not loaded")
    void aSetupThatOfficersDidNotSignIsNotLoaded() {
        assertThat(altered("\"sequence\":", "\"sequence\":7")).isEqualTo("officers");
        assertThat(altered(
                        "\"M\":\"",
                        "\"M\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"N\":\""))
                .isEqualTo("malformed");
        assertThat(altered("}}", "}} ")).isEqualTo("malformed");
    }

    private static Object altered(String from, String to) {
        return page.call("worker", "loadAltered", Map.of("from", from, "to", to));
    }

    private static int proofs(ContestForm form) {
        return form instanceof AdditiveForm additive ? additive.ciphertexts() + 1 : ((RankedForm) form).components();
    }

    /** The first option or candidate of each contest. */
    private static List<Map<String, Object>> answers(List<Contest> contests) {
        List<Map<String, Object>> answers = new ArrayList<>();
        for (Contest contest : contests) {
            if (contest.kind().equals("ranked")) {
                answers.add(Map.of("contest", contest.id(), "ranking", List.of(1)));
                continue;
            }
            List<Integer> marks =
                    new ArrayList<>(Collections.nCopies(contest.candidates().size(), 0));
            marks.set(0, 1);
            answers.add(Map.of("contest", contest.id(), "marks", marks, "blank", false));
        }
        return answers;
    }

    private static String first19() {
        return CODE.display().replace("-", "").substring(0, VotingCode.LENGTH - 1);
    }

    private static Entry entry(String name) throws IOException, MalformedException {
        return Entry.read(Files.readAllBytes(EXAMPLES.resolve(name)));
    }

    private static byte[] bytes(Object text) {
        return String.valueOf(text).getBytes(StandardCharsets.UTF_8);
    }
}
