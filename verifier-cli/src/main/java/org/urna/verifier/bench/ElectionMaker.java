// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.NoteKey;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.Artifact;
import org.urna.crypto.record.CloseEntry;
import org.urna.crypto.record.CredentialList;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.ElectionId;
import org.urna.crypto.record.Final;
import org.urna.crypto.record.FinalEntry;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Lot;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.ManifestEntry;
import org.urna.crypto.record.OpenEntry;
import org.urna.crypto.record.ResultEntry;
import org.urna.crypto.record.Tally;
import org.urna.crypto.record.TallyAgreement;
import org.urna.crypto.record.TallyEntry;
import org.urna.crypto.record.Texts;
import org.urna.crypto.threshold.ContestTally;
import org.urna.crypto.threshold.DecryptionShare;
import org.urna.crypto.threshold.DiscreteLog;
import org.urna.crypto.threshold.EncryptedTally;
import org.urna.crypto.threshold.LotShares;
import org.urna.crypto.threshold.Lots;
import org.urna.crypto.threshold.TallyDecryption;
import org.urna.crypto.threshold.TallyPlan;
import org.urna.crypto.threshold.TallySlot;
import org.urna.crypto.verify.ContestResults;
import org.urna.crypto.work.Work;

/**
 * Makes a whole election, from the manifest to the final entry, that holds in every respect. Trustees and officers use the program's own
 * algorithms; the voters are {@link SyntheticVoters}. The same seed gives the same ballots.
 */
final class ElectionMaker {

    /**
     * An election that was made.
     *
     * @param boardKey what the board must be signed with
     * @param firstBallot index of the entry with the first ballot
     * @param voting how its ballots came
     */
    record Made(NoteKey boardKey, long firstBallot, Voting voting) {}

    static final Instant OPENS = Instant.parse("2026-03-02T09:00:00Z");
    static final Instant CLOSES = OPENS.plus(Duration.ofDays(28));
    private static final Instant PREPARES = OPENS.minus(Duration.ofDays(1));
    private static final ElectionId ID = new ElectionId("0123456789abcdef0123456789abcdef");

    private final Poll poll;
    private final int ballots;
    private final long seed;
    private final Work work;
    private final Entropy entropy;
    private final People people;

    ElectionMaker(Poll poll, int ballots, long seed, Work work) {
        this.poll = poll;
        this.ballots = ballots;
        this.seed = seed;
        this.work = work;
        this.entropy = new SplittableRandom(seed)::nextBytes;
        this.people = People.of(entropy);
    }

    /** Writes the board into an empty folder. */
    Made make(Path root) throws IOException {
        try (BoardFolder folder = new BoardFolder(root, people.signer())) {
            Chronicle chronicle = new Chronicle(folder, people, PREPARES);
            Manifest manifest = manifest();
            Hash m = Hash.sha256(chronicle.append(ManifestEntry.of(PREPARES, manifest)));
            Dealing.Dealt dealt = new Dealing(chronicle, people, m, entropy).run();
            credentials(chronicle, m);
            Hash election = Hash.sha256(setup(chronicle, m, manifest, dealt));
            chronicle.seal(election);
            chronicle.checkpoint();
            chronicle.moveTo(OPENS);
            chronicle.append(new OpenEntry(OPENS, election));
            chronicle.checkpoint();
            long firstBallot = folder.size();
            SyntheticVoters voters =
                    new SyntheticVoters(seed, election, dealt.key().y(), poll);
            Voting voting = new Voting(chronicle, voters, poll, ballots, work);
            count(chronicle, manifest, dealt, election, voting.run());
            folder.publish(chronicle.time().getEpochSecond() + 20);
            return new Made(people.board().publicKey(), firstBallot, voting);
        }
    }

    private Manifest manifest() {
        return new Manifest(
                ID,
                true,
                List.of("en"),
                Texts.of("en", "A measured election"),
                People.ORIGIN,
                new Manifest.Keys(
                        people.board().publicKey().toString(),
                        people.cosigner().publicKey().toString(),
                        people.receipts().publicKey()),
                List.of(),
                0,
                5,
                IntStream.range(0, people.officers().size())
                        .mapToObj(i -> new Manifest.Officer(
                                "Officer " + (i + 1), people.officers().get(i).publicKey()))
                        .toList(),
                new Manifest.Registrar("server", people.registrar().publicKey()),
                IntStream.range(0, People.TRUSTEES)
                        .mapToObj(i -> new Manifest.Trustee(
                                "Trustee " + (i + 1),
                                people.trustees().get(i).publicKey().thumbprint()))
                        .toList(),
                People.THRESHOLD,
                0,
                new Manifest.Schedule(OPENS, CLOSES, false, CLOSES.plus(Duration.ofDays(28))),
                new Manifest.Roll(Register.size(ballots), 0, 0),
                List.of(new Manifest.Section("members", Texts.of("en", "Members"))),
                List.of(new Manifest.Style(
                        Register.STYLE, Texts.of("en", "All members"), "members", List.of(Poll.CONTEST))),
                List.of(poll.contest()),
                1,
                List.of(new Manifest.Departure("min-ballots", "a measurement")));
    }

    private void credentials(Chronicle chronicle, Hash m) throws IOException {
        int size = Register.size(ballots);
        Artifact list = chronicle.folder().artifact(Register.of(seed, size, work)::writeTo);
        Artifact none = chronicle.folder().artifact(out -> {});
        chronicle.message(people.registrar(), new CredentialList(m, list, size, none, 0));
    }

    private static byte[] setup(Chronicle chronicle, Hash m, Manifest manifest, Dealing.Dealt dealt)
            throws IOException {
        TreeHash root = chronicle.folder().root();
        return chronicle.decide(
                m,
                new Action.Setup(
                        dealt.attempt().number(),
                        dealt.transcript(),
                        chronicle.folder().size(),
                        Hash.of(root.bytes()),
                        dealt.key().y(),
                        dealt.key().v(),
                        Math.toIntExact(manifest.maxBallotBytes()),
                        List.of(new Action.BoothFile("booth.js", Hash.sha256(new byte[0])))));
    }

    private void count(Chronicle chronicle, Manifest manifest, Dealing.Dealt dealt, Hash election, ContestTally sums)
            throws IOException {
        chronicle.moveTo(CLOSES);
        Hash close = Hash.sha256(chronicle.append(new CloseEntry(CLOSES, election)));
        long size = chronicle.folder().size();
        TreeHash root = chronicle.folder().root();
        Note note = chronicle.checkpoint();
        TallySlot slot = TallyPlan.of(
                        manifest, (contest, section) -> new TallyPlan.Count(sums.ballots(), sums.weight()))
                .get(0);
        EncryptedTally tally = sums.encrypted(election, dealt.key().y(), slot.contest(), slot.section(), close);
        chronicle.append(new TallyEntry(
                CLOSES,
                new Tally(
                        election,
                        slot.contest(),
                        slot.section(),
                        slot.ballots(),
                        slot.weight(),
                        true,
                        tally.ciphertexts(),
                        null)));
        TallyAgreement.BallotCount counted =
                new TallyAgreement.BallotCount(slot.contest(), slot.section(), slot.ballots());
        for (int i = 1; i <= People.THRESHOLD; i++) {
            chronicle.message(
                    people.trustees().get(i - 1),
                    new TallyAgreement(election, i, size, Hash.of(root.bytes()), List.of(counted), note.write()));
        }
        Lots lots = lots(chronicle, dealt, election);
        chronicle.decide(election, new Action.Publish());
        List<Long> totals = decrypt(chronicle, dealt, election, slot, tally);
        chronicle.append(new ResultEntry(
                CLOSES,
                ContestResults.of(election, poll.contest(), List.of(slot), Map.of(slot, totals), List.of(), lots)));
        chronicle.append(new FinalEntry(CLOSES, new Final(election, ballots, 0, 0, 0)));
        chronicle.checkpoint();
    }

    private Lots lots(Chronicle chronicle, Dealing.Dealt dealt, Hash election) throws IOException {
        Map<Integer, Point> drawn = new TreeMap<>();
        for (int i = 1; i <= People.THRESHOLD; i++) {
            Lot lot = LotShares.prove(election, i, dealt.secrets().get(i - 1), entropy);
            drawn.put(i, lot.value());
            chronicle.message(people.trustees().get(i - 1), lot);
        }
        return Lots.combine(drawn);
    }

    private List<Long> decrypt(
            Chronicle chronicle, Dealing.Dealt dealt, Hash election, TallySlot slot, EncryptedTally tally)
            throws IOException {
        Map<Integer, DecryptionShare> shares = new TreeMap<>();
        for (int i = 1; i <= People.THRESHOLD; i++) {
            DecryptionShare share =
                    DecryptionShare.prove(tally, i, dealt.secrets().get(i - 1), entropy);
            shares.put(i, share);
            chronicle.message(
                    people.trustees().get(i - 1),
                    new Decryption(
                            election,
                            slot.contest(),
                            slot.section(),
                            i,
                            new Decryption.Inline(share.factors()),
                            share.proof()));
        }
        return TallyDecryption.of(tally, dealt.key(), People.THRESHOLD, shares, DiscreteLog.upTo(ballots))
                .totals()
                .orElseThrow();
    }
}
