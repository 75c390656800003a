// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.group.Point;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.jose.VerificationKey;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.Decision;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Reason;
import org.urna.trustee.Desk;
import org.urna.trustee.Election;

/** What an officer is shown, what is signed, and what is not. */
class OfficerSignTest {

    @TempDir
    static Path folder;

    private static Election election;
    private static VerificationKey key;

    @BeforeAll
    static void begin() throws Exception {
        Desk desk = Desk.unattended();
        assertThat(desk.type("officer", "new", "--name", "Ada", "--key", file("k"), "--passphrase-file", file("p")))
                .isZero();
        key = VerificationKey.parse(desk.results().lines().toList().get(1).substring("key ".length()));
        election = Election.begun(folder, key);
    }

    @AfterAll
    static void stop() {
        election.close();
    }

    @Test
    void theExactTextIsSignedAfterItWasShownInWords() {
        String text = abandoned(election.anchor(), Election.NOW.plusSeconds(3600));
        election.server().draft(1, "ceremony-abandoned", text);
        Desk no = Desk.answering("n");
        assertThat(no.type(sign("--decision", "1", false))).isEqualTo(1);
        assertThat(election.server().signatures(1)).isEmpty();

        Desk yes = Desk.answering("y");
        assertThat(yes.type(sign("--decision", "1", false))).isZero();

        assertThat(yes.results())
                .contains(
                        "attempt 1 at the key ceremony is given up", "trustee 2 (Trustee 2)", "reason: trustee-silent")
                .contains("has 1 of 2 signatures");
        assertThat(DetachedJws.verify(
                                election.server().signatures(1).get(0),
                                key,
                                "urna-decision",
                                text.getBytes(StandardCharsets.UTF_8))
                        .isAccepted())
                .isTrue();
        Desk again = Desk.unattended();
        assertThat(again.type(sign("--decision", "1", true))).isZero();
        assertThat(again.results()).contains("signed it already");
        assertThat(election.server().signatures(1)).hasSize(1);
    }

    @Test
    void aDecisionThatTheBoardContradictsIsNotSigned() {
        Hash m = election.anchor();
        Instant later = Election.NOW.plusSeconds(3600);
        election.server().draft(2, "ceremony-abandoned", abandoned(Hash.sha256(new byte[1]), later));
        election.server().draft(3, "ceremony-abandoned", abandoned(m, Election.NOW.minusSeconds(60)));
        election.server().draft(4, "ceremony-abandoned", " " + abandoned(m, later));
        election.server().draft(5, "publish", decision(Decision.Anchor.E, m, new Action.Publish(), later));
        election.server().draft(6, "setup", decision(Decision.Anchor.M, m, setup(), later));

        assertThat(refusal(2)).contains("not for this election's latest manifest");
        assertThat(refusal(3)).contains("its time is over");
        assertThat(refusal(4)).contains("not in its one form");
        assertThat(refusal(5)).contains("not sealed yet", "voting is not over");
        assertThat(refusal(6))
                .contains("its size is not", "its root is not", "ceremony is not complete", "T is not", "keys are not")
                .contains("does not list the booth's file index.html", "does not give out the booth's file index.html");
        assertThat(refusal(99)).contains("there is no decision 99");
    }

    @Test
    void whereSeveralDecisionsWaitOneMustBeNamed() {
        election.server()
                .draft(
                        7,
                        "void",
                        decision(
                                Decision.Anchor.M,
                                election.anchor(),
                                new Action.Voided(),
                                Election.NOW.plusSeconds(60)));
        election.server()
                .draft(
                        8,
                        "void",
                        decision(
                                Decision.Anchor.M,
                                election.anchor(),
                                new Action.Voided(),
                                Election.NOW.plusSeconds(60)));
        Desk desk = Desk.unattended();

        assertThat(desk.type(sign("--action", "void", true))).isEqualTo(1);
        assertThat(desk.progress()).contains("choose one with --decision N");
        assertThat(election.server().signatures(7)).isEmpty();
    }

    private static Action.Setup setup() {
        return new Action.Setup(
                1,
                Hash.sha256(new byte[2]),
                7,
                Hash.sha256(new byte[3]),
                Point.G,
                List.of(Point.G, Point.G, Point.G),
                100,
                List.of(new Action.BoothFile("index.html", Hash.sha256(new byte[4]))));
    }

    private static String abandoned(Hash anchor, Instant notAfter) {
        return decision(Decision.Anchor.M, anchor, new Action.CeremonyAbandoned(1, List.of(2)), notAfter);
    }

    private static String decision(Decision.Anchor anchored, Hash anchor, Action action, Instant notAfter) {
        Decision decision =
                new Decision(anchored, anchor, action, 1, notAfter.minusSeconds(120), notAfter, Reason.TRUSTEE_SILENT);
        return new String(decision.write(), StandardCharsets.US_ASCII);
    }

    private static String refusal(int number) {
        Desk desk = Desk.unattended();
        assertThat(desk.type(sign("--decision", Integer.toString(number), true)))
                .isEqualTo(1);
        return desk.progress();
    }

    private static String[] sign(String option, String value, boolean yes) {
        List<String> args = new ArrayList<>(List.of(
                "officer",
                "sign",
                "--server",
                election.server().url(),
                "--election",
                election.id().hex(),
                "--key",
                file("k"),
                "--passphrase-file",
                file("p"),
                option,
                value));
        if (yes) {
            args.add("--yes");
        }
        return args.toArray(String[]::new);
    }

    private static String file(String name) {
        return folder.resolve("officer-" + name).toString();
    }
}
