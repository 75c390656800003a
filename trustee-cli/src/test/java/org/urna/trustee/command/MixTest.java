// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.urna.crypto.ballot.DecodedRanking;
import org.urna.crypto.ballot.RankingCode;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.mix.Ciphertexts;
import org.urna.crypto.mix.MixPlace;
import org.urna.crypto.mix.ShuffleProver;
import org.urna.crypto.mix.Shuffled;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.Candidate;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.RankedContest;
import org.urna.crypto.record.Shuffle;
import org.urna.crypto.record.SignedMessage;
import org.urna.crypto.record.Texts;
import org.urna.crypto.threshold.DecryptionShare;
import org.urna.crypto.threshold.EncryptedTally;
import org.urna.crypto.threshold.TallyDecryption;
import org.urna.crypto.work.Work;
import org.urna.trustee.Desk;
import org.urna.trustee.Election;
import org.urna.trustee.ElectionDay;
import org.urna.trustee.keyfile.PassphraseFile;
import org.urna.trustee.keyfile.TrusteeKeyFile;

/** Mixing by the program's commands, and the decryption of what was mixed, against a board on HTTP. */
class MixTest {

    /** One ciphertext a ballot, undivided; and two, by section. */
    private static final RankedContest LEADER = contest("leader", "irv-1", 1, 3, false);

    private static final RankedContest COUNCIL = contest("council", "stv-scotland-2007", 2, 60, true);

    private static final List<Integer> VOTES = List.of(1, 2, 2);

    @TempDir
    static Path folder;

    private static Election election;
    private static ElectionDay day;
    private static List<byte[]> agreed;

    @BeforeAll
    static void voteCloseAndAgree() throws Exception {
        election = Election.ranked(folder, LEADER, COUNCIL);
        election.together(List.of(1, 2, 3), "ceremony");
        election.together(List.of(1, 2, 3), "check");
        day = new ElectionDay(election);
        ElectionDay.Log log = day.log(List.of(), VOTES, false);
        election.server().clock(election.manifest().schedule().closes());
        election.server().replaceLog(log.entries());
        // The order of the agreements is the order of the mixers.
        assertThat(refusal("agree", 1, "--yes", "--wait", "1s")).contains("1 of 2 trustees have agreed");
        election.together(List.of(1, 2), "agree", "--yes");
        agreed = election.server().entries();
        for (int i = 1; i <= 3; i++) {
            Files.copy(Path.of(election.key(i)), backup(i), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    @BeforeEach
    void everythingIsAsAfterTheAgreement() throws Exception {
        election.server().replaceLog(agreed);
        for (int i = 1; i <= 3; i++) {
            Files.copy(
                    backup(i),
                    Path.of(election.key(i)),
                    StandardCopyOption.COPY_ATTRIBUTES,
                    StandardCopyOption.REPLACE_EXISTING);
            for (Path each : mixFiles(i)) {
                Files.delete(each);
            }
        }
    }

    @AfterAll
    static void stop() {
        election.close();
    }

    @Test
    @DisplayName(
            "A6: trustees who agreed mix one after another; only what the last put out is decrypted, and it is what was voted")
    void whatTheLastMixerPutOutIsDecrypted() throws Exception {
        assertThat(refusal("decrypt", 1, "--wait", "1s"))
                .contains("2 trustees to mix council, section all; leader (trustee mix)");
        assertThat(refusal("mix", 3)).contains("run trustee agree first");
        assertThat(election.server().held()).isEmpty();

        List<Desk> desks = election.together(List.of(2, 1), "mix", "--json");

        assertThat(steps()).containsExactly("council 1 1", "leader 1 1", "council 2 2", "leader 2 2");
        assertThat(desks.get(0).results())
                .startsWith("{\"E\":\"")
                .contains(
                        "\"trustee\":2,\"mixed\":[{\"contest\":\"council\",\"section\":\"all\",\"step\":2,\"ballots\":3")
                .hasLineCount(1);
        assertThat(desks.get(1).progress()).contains("leader, step 1, 3 ballots: proving");
        election.together(List.of(1, 2), "decrypt");
        assertThat(rankings(LEADER)).containsExactlyInAnyOrderElementsOf(voted(LEADER));
        assertThat(rankings(COUNCIL)).containsExactlyInAnyOrderElementsOf(voted(COUNCIL));

        election.together(List.of(1, 2), "mix");
        Desk again = election.together(List.of(1), "decrypt", "--json").get(0);
        assertThat(again.results())
                .contains("{\"contest\":\"council\",\"section\":\"all\",\"kind\":\"ranked\",\"ciphertexts\":6}");
        assertThat(steps()).hasSize(4);
        assertThat(election.server().held()).hasSize(6);
        assertThat(mixFiles(1)).isEmpty();
    }

    @Test
    void anUploadThatBrokeOffGoesOnWithTheSameBytes() throws Exception {
        election.server().uploads().breakOffAfter(2);
        assertThat(refusal("mix", 1)).contains("part of a file");
        List<String> kept = names(mixFiles(1));
        assertThat(kept).hasSize(2);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(mixFiles(1).get(0))))
                .isEqualTo("rw-------");
        assertThat(steps()).isEmpty();

        election.server().uploads().mend();
        election.together(List.of(1), "mix");

        Shuffle sent = shuffles().get(0);
        assertThat(List.of(sent.output().sha256().hex(), sent.proof().sha256().hex()))
                .containsExactlyInAnyOrderElementsOf(kept);
        long parts = shuffles().stream()
                .flatMap(each -> Stream.of(each.output(), each.proof()))
                .mapToLong(each -> (each.length() + 499) / 500)
                .sum();
        assertThat((long) election.server().uploads().taken()).isEqualTo(parts);
    }

    @Test
    @DisplayName(
            "F5: a mix that was promised is never made a second time, neither without its files nor behind another mixer")
    void aMixIsNeverMadeTwice() throws Exception {
        election.server().uploads().breakOffAfter(2);
        refusal("mix", 1);
        election.server().uploads().mend();
        Path promised = mixFiles(1).get(0);
        byte[] content = Files.readAllBytes(promised);
        Files.delete(promised);
        assertThat(refusal("mix", 1)).contains("a second mix is never made");
        assertThat(steps()).isEmpty();
        Files.write(promised, content);
        Files.setPosixFilePermissions(promised, PosixFilePermissions.fromString("rw-------"));

        assertThat(refusal("mix", 2, "--wait", "1s")).contains("trustee 1 (Trustee 1) to mix council");
        election.together(List.of(2), "mix", "--step-in");
        assertThat(steps()).containsExactly("council 1 2", "leader 1 2");

        assertThat(refusal("mix", 1))
                .contains("does not mix council, section all a second time")
                .contains("trustee mix --step-in");
        assertThat(steps()).containsExactly("council 1 2", "leader 1 2", "leader 2 1");
    }

    @Test
    @DisplayName("A6: behind a shuffle whose proof does not hold nobody mixes or decrypts")
    void aFalseShuffleStopsEverybody() throws Exception {
        election.together(List.of(1), "mix");
        Shuffle first = shuffles().get(1);
        Ciphertexts input =
                Ciphertexts.decode(election.server().artifact(first.output().sha256()), 1);
        MixPlace elsewhere =
                new MixPlace(first.anchor(), "leader", "", 1, 2, day.key().y());
        Shuffled made = ShuffleProver.shuffle(elsewhere, input, Entropy.secure(), Work.ofCaller());
        election.server().artifact(made.output().bytes());
        election.server().artifact(made.proof().bytes());
        Shuffle forged = new Shuffle(
                first.anchor(),
                "leader",
                "",
                2,
                2,
                input.hash(),
                Artifact.of(made.output().bytes()),
                Artifact.of(made.proof().bytes()));
        String signature = DetachedJws.sign(signingKey(2), forged.signatureType(), forged.write());
        election.server().append(new MessageEntry(election.manifest().schedule().closes(), signature, forged).write());

        Desk desk = Desk.unattended();
        assertThat(desk.type(election.command("mix", 2))).isEqualTo(1);

        assertThat(desk.results()).contains("failed shuffle").contains("step 2 by trustee 2");
        assertThat(desk.progress()).contains("the board does not verify");
        assertThat(steps()).hasSize(3);
    }

    private static RankedContest contest(String id, String rule, int seats, int candidates, boolean bySection) {
        return new RankedContest(
                new Contest.Terms(id, Texts.of("en", id), null, rule, seats, null, Contest.Order.FIXED, bySection),
                IntStream.rangeClosed(1, candidates)
                        .mapToObj(i -> Candidate.of(Texts.of("en", "Candidate " + i)))
                        .toList(),
                candidates);
    }

    private static Path backup(int i) {
        return folder.resolve("backup-" + i);
    }

    private static List<Path> mixFiles(int i) throws IOException {
        Path kept = Path.of(election.key(i) + ".mix-" + election.id().hex());
        if (!Files.isDirectory(kept)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(kept)) {
            return all.sorted().toList();
        }
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(each -> each.getFileName().toString()).toList();
    }

    private static String refusal(String command, int trustee, String... more) {
        List<String> args = new ArrayList<>(List.of(election.command(command, trustee)));
        if (List.of(more).contains("--wait")) {
            args.subList(args.indexOf("--wait"), args.indexOf("--wait") + 2).clear();
        }
        args.addAll(List.of(more));
        Desk desk = Desk.unattended();
        assertThat(desk.type(args.toArray(String[]::new))).as(desk.progress()).isEqualTo(1);
        return desk.progress();
    }

    private static List<Shuffle> shuffles() throws Exception {
        List<Shuffle> shuffles = new ArrayList<>();
        for (byte[] each : election.server().entries()) {
            if (Entry.read(each) instanceof MessageEntry entry && entry.message() instanceof Shuffle shuffle) {
                shuffles.add(shuffle);
            }
        }
        return shuffles;
    }

    /** Contest, step and trustee of each shuffle on the board. */
    private static List<String> steps() throws Exception {
        return shuffles().stream()
                .map(each -> each.contest() + " " + each.step() + " " + each.trustee())
                .toList();
    }

    private static List<DecodedRanking> voted(RankedContest contest) {
        return VOTES.stream()
                .map(vote ->
                        DecodedRanking.valid(ElectionDay.ranking(contest, vote).candidates()))
                .toList();
    }

    /** What the held decryptions make of the last mixer's output. */
    private static List<DecodedRanking> rankings(RankedContest contest) throws Exception {
        Shuffle last = shuffles().stream()
                .filter(each -> each.contest().equals(contest.id()) && each.step() == 2)
                .findFirst()
                .orElseThrow();
        Hash output = last.output().sha256();
        Ciphertexts mixed = Ciphertexts.decode(election.server().artifact(output), contest.components());
        TreeMap<Integer, DecryptionShare> shares = new TreeMap<>();
        for (byte[] each : election.server().held()) {
            Decryption decryption = (Decryption) SignedMessage.read(each).message();
            if (decryption.contest().equals(contest.id()) && decryption.factors() instanceof Decryption.Stored stored) {
                byte[] factors = election.server().artifact(stored.artifact().sha256());
                shares.put(
                        decryption.trustee(),
                        new DecryptionShare(DecryptionShare.readFactors(factors), decryption.proof()));
            }
        }
        EncryptedTally tally = new EncryptedTally(last.anchor(), contest.id(), last.section(), mixed.all());
        List<Point> points = TallyDecryption.points(tally, shares, Work.ofCaller());
        List<DecodedRanking> rankings = new ArrayList<>();
        for (int i = 0; i < points.size(); i += contest.components()) {
            rankings.add(RankingCode.of(contest).decode(points.subList(i, i + contest.components())));
        }
        return rankings;
    }

    private static SigningKey signingKey(int i) throws Exception {
        char[] passphrase = PassphraseFile.read(Path.of(election.passphrase(i)));
        try (TrusteeKeyFile file = TrusteeKeyFile.open(Path.of(election.key(i)), passphrase, Entropy.secure())) {
            return file.secrets().signingKey();
        }
    }
}
