// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.record.Entry;
import org.urna.trustee.Desk;
import org.urna.trustee.Election;
import org.urna.trustee.ElectionDay;

/** A trustee who is led from the ceremony to the decryption, stops, mistypes, and is told what others must not be told. */
class GuideTest {

    @TempDir
    static Path folder;

    private static Election election;
    private static Desk early;
    private static Desk differing;
    private static Desk made;
    private static Desk waiting;
    private static Desk counted;
    private static List<String> typesAfterDiffering;

    @BeforeAll
    static void oneTrusteeIsLedAndTwoKnowTheCommands() throws Exception {
        election = Election.begun(folder);
        early = guide(1, "perhaps", "no");
        CompletableFuture<List<Desk>> others = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        others.complete(election.together(List.of(2, 3), "ceremony"));
                    } catch (Throwable e) {
                        others.completeExceptionally(e);
                    }
                })
                .start();
        differing = guide(1, "YES", "differ");
        others.get(180, TimeUnit.SECONDS);
        typesAfterDiffering = types();
        String copy = folder.resolve("copy.key").toString();
        made = guide(1, "same", "", folder.toString(), election.key(1), "/no/such/folder/k", copy, "no", copy, "yes");
        election.together(List.of(2, 3), "check");
        waiting = guide(1);
        ElectionDay day = new ElectionDay(election);
        ElectionDay.Log log = day.log(day.seal(), List.of(1, 2, 2), false);
        election.server().clock(election.manifest().schedule().closes());
        election.server().replaceLog(log.entries());
        CompletableFuture<List<Desk>> other = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        other.complete(election.together(List.of(2), "agree", "--yes"));
                    } catch (Throwable e) {
                        other.completeExceptionally(e);
                    }
                })
                .start();
        counted = guide(1, "yes", "yes", "yes");
        other.get(180, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() {
        election.close();
    }

    private static Desk guide(int i, String... answers) {
        Desk desk = Desk.answering(answers);
        desk.status(desk.type(
                "guide",
                "--key",
                election.key(i),
                "--passphrase-file",
                election.passphrase(i),
                "--at",
                election.server().url() + "e/" + election.id().hex() + "/invitation#secret",
                "--wait",
                "120s"));
        return desk;
    }

    private static List<String> types() throws Exception {
        List<String> types = new ArrayList<>();
        for (byte[] entry : election.server().entries()) {
            types.add(Entry.read(entry).type().code());
        }
        return types;
    }

    @Test
    void nothingIsSentBeforeThePersonSaysYesInFull() {
        assertThat(early.status()).isEqualTo(1);
        assertThat(early.progress())
                .contains("NOW   1. Make the election's key", "Please type yes or no.", "stopped, as you wished")
                .doesNotContain("sent trustee");
    }

    @Test
    void wordsThatDifferStopEverything() {
        assertThat(differing.status()).isEqualTo(1);
        assertThat(differing.progress())
                .containsPattern("    ([a-z]{5} ){5}[a-z]{5}\\R")
                .contains("the words differ");
        assertThat(typesAfterDiffering).contains("key-confirmation").doesNotContain("key-check");
    }

    @Test
    void theCopyIsMadeWhereItCanBeOpenedAndThenTheStoredShareIsShown() throws Exception {
        assertThat(made.status()).as(made.progress()).isZero();
        assertThat(made.progress())
                .contains(
                        "Please type the name of a file.",
                        "This is a folder",
                        "This is the key file itself.",
                        "There is no folder /no/such/folder",
                        "the same disk",
                        "The copy opens",
                        "NOW   3. Wait until voting is over");
        assertThat(Files.getPosixFilePermissions(folder.resolve("copy.key"))).hasSize(2);
        assertThat(Files.readString(Path.of(election.key(1) + ".address")))
                .isEqualTo(election.server().url() + "e/" + election.id().hex() + "\n");
    }

    @Test
    void whoComesEarlyIsToldWhenToComeBack() {
        assertThat(waiting.status()).isZero();
        assertThat(waiting.progress())
                .contains("There is nothing to do for you until voting is over")
                .contains("UTC");
    }

    @Test
    void afterTheVoteItAgreesWaitsForTheOthersAndDecrypts() throws Exception {
        assertThat(counted.status()).as(counted.progress()).isZero();
        assertThat(counted.progress()).contains("Sign", "sent tally-agreement", "sent lot", "Your work is done");
        assertThat(types()).filteredOn(type -> type.equals("tally-agreement")).hasSize(2);
        assertThat(election.server().held()).hasSize(1);
        Desk again = guide(1, "no");
        assertThat(again.status()).isZero();
        assertThat(again.progress()).contains("Your part was made in an earlier session");
        assertThat(election.server().held()).hasSize(1);
    }

    @Test
    void aNewKeyIsMadeWithItsPassphraseTypedBackAndTheAddressMayComeLater() throws Exception {
        Path key = folder.resolve("new.key");
        Desk desk = Desk.answering("", "Ada", "mistyped", "$", "not an address", "");

        assertThat(desk.type("guide", "--key", key.toString()))
                .as(desk.progress())
                .isZero();

        assertThat(desk.results()).containsPattern("    [A-Za-z0-9_-]{43}\\R");
        assertThat(desk.progress())
                .contains(
                        "a name has 1 to 200 characters",
                        "This is no address of an election",
                        "Start this program again")
                .containsPattern("    ([a-z]{5} ){5}[a-z]{5}\\R")
                .doesNotContain(desk.shown().get(0));
        assertThat(Files.getPosixFilePermissions(key)).hasSize(2);
    }

    @Test
    void aWrongAddressIsToldAtOnceAndNobodyIsAskedWhereNobodyIs() {
        Desk elsewhere = Desk.answering();
        assertThat(elsewhere.type(
                        "guide",
                        "--key",
                        election.key(1),
                        "--passphrase-file",
                        election.passphrase(1),
                        "--at",
                        "http://127.0.0.1:9/e/" + election.id().hex()))
                .isEqualTo(1);
        assertThat(elsewhere.progress()).contains("run the same command again");
        assertThat(Desk.unattended().type("guide")).isEqualTo(1);
        assertThat(Desk.unattended().type()).isEqualTo(2);
    }
}
