// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.urna.crypto.MalformedException;
import org.urna.crypto.ballot.Answer;
import org.urna.crypto.ballot.BallotCheck;
import org.urna.crypto.ballot.BallotEncryption;
import org.urna.crypto.ballot.BallotSignature;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.ballot.ContestForm;
import org.urna.crypto.ballot.DecodedRanking;
import org.urna.crypto.ballot.Preferences;
import org.urna.crypto.ballot.RankingCode;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.elgamal.Ciphertext;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.jose.CompactJws;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.log.BoardPaths;
import org.urna.crypto.log.Checkpoint;
import org.urna.crypto.log.CheckpointSigner;
import org.urna.crypto.log.EntryBundle;
import org.urna.crypto.log.InclusionProof;
import org.urna.crypto.log.Note;
import org.urna.crypto.log.NoteSignature;
import org.urna.crypto.log.NoteSigningKey;
import org.urna.crypto.log.SignatureType;
import org.urna.crypto.log.Tile;
import org.urna.crypto.log.TileBuilder;
import org.urna.crypto.log.TileReader;
import org.urna.crypto.log.TreeHash;
import org.urna.crypto.mix.Ciphertexts;
import org.urna.crypto.mix.MixPlace;
import org.urna.crypto.mix.ShuffleProver;
import org.urna.crypto.mix.Shuffled;
import org.urna.crypto.record.*;
import org.urna.crypto.threshold.ContestTally;
import org.urna.crypto.threshold.DecryptionShare;
import org.urna.crypto.threshold.DiscreteLog;
import org.urna.crypto.threshold.EncryptedTally;
import org.urna.crypto.threshold.LotShares;
import org.urna.crypto.threshold.Lots;
import org.urna.crypto.threshold.TallyDecryption;
import org.urna.crypto.threshold.TallyPlan;
import org.urna.crypto.threshold.TallySlot;
import org.urna.crypto.work.Work;

/**
 * A small election from manifest to final entry, in memory: two contests (one by section), eight members, three reserves, six ballots, three
 * trustees of whom two decrypt, and one of each decision that officers take while voting. The same seed gives the same election.
 */
final class TestElection {

    static final String ORIGIN = "board.example/e/1";
    static final ElectionId ID = new ElectionId("00112233445566778899aabbccddeeff");
    static final int TRUSTEES = 3;
    static final int THRESHOLD = 2;
    static final int MEMBERS = 8;
    static final int RESERVES = 3;
    static final int BALLOTS = 6;
    static final byte[] STATEMENT = "Vote for me.\n".getBytes(StandardCharsets.UTF_8);

    final Tamper tamper;
    final Entropy entropy;
    final SigningKey receiptKey;
    final SigningKey registrar;
    final List<SigningKey> officers = new ArrayList<>();
    final List<SigningKey> trustees = new ArrayList<>();
    final NoteSigningKey boardKey;
    final NoteSigningKey cosigner;
    final NoteSigningKey witness;
    final List<Credential> members = new ArrayList<>();
    final List<Credential> reserves = new ArrayList<>();
    final List<byte[]> entries = new ArrayList<>();
    final Map<String, byte[]> files = new LinkedHashMap<>();
    final ByteArrayOutputStream checkpoints = new ByteArrayOutputStream();
    final TileBuilder tree = TileBuilder.empty();
    final List<String> receipts = new ArrayList<>();
    private final Map<Tile, byte[]> tiles = new HashMap<>();
    private final List<Ballot> cast = new ArrayList<>();

    Manifest manifest;
    Hash m;
    TestCeremony ceremony;
    Hash election;
    Hash closeHash;
    long closeSize;
    Note closeNote;
    Instant time = Instant.parse("2026-03-01T09:00:00Z");
    private long sequence;

    private TestElection(Tamper tamper, long seed) {
        this.tamper = tamper;
        Random random = new Random(seed);
        this.entropy = random::nextBytes;
        this.receiptKey = SigningKey.generate(entropy);
        this.registrar = SigningKey.generate(entropy);
        IntStream.range(0, 3).forEach(i -> officers.add(SigningKey.generate(entropy)));
        IntStream.range(0, TRUSTEES).forEach(i -> trustees.add(SigningKey.generate(entropy)));
        this.boardKey = NoteSigningKey.generate(ORIGIN, SignatureType.ED25519, entropy);
        this.cosigner = NoteSigningKey.generate(ORIGIN, SignatureType.ML_DSA_44_COSIGNATURE, entropy);
        this.witness = NoteSigningKey.generate("witness.example", SignatureType.ED25519_COSIGNATURE, entropy);
        Comparator<Credential> byKey =
                Comparator.comparing(c -> c.publicKey().encode(), java.util.Arrays::compareUnsigned);
        IntStream.range(0, MEMBERS).forEach(i -> members.add(Credential.of(SecretScalar.random(entropy))));
        IntStream.range(0, RESERVES).forEach(i -> reserves.add(Credential.of(SecretScalar.random(entropy))));
        members.sort(byKey);
        reserves.sort(byKey);
    }

    static TestElection build() {
        return build(new Tamper());
    }

    static TestElection build(Tamper tamper) {
        TestElection election = new TestElection(tamper, 1);
        election.run();
        return election;
    }

    Board board() {
        return new MemoryBoard(files);
    }

    Anchors anchors() {
        return Anchors.ofBoardKey(boardKey.publicKey());
    }

    boolean option(String name) {
        return tamper.options.getOrDefault(name, false);
    }

    private void run() {
        manifest = tamper.manifest.apply(TestManifest.of(this));
        beginAttempt();
        ceremony = new TestCeremony(this, 1);
        if (option("complaint")) {
            ceremony.runToComplaint();
            if (!option("no-new-manifest")) {
                beginAttempt();
                ceremony = new TestCeremony(this, 2);
            }
        }
        ceremony.run();
        credentials();
        if (option("abandoned")) {
            decide(new Action.Voided(), Reason.LEGAL_ORDER);
            decide(new Action.MapDestroyed(), Reason.RETENTION_ENDED);
            publish();
            return;
        }
        setup();
        checkpoint();
        vote();
        if (option("still-open")) {
            publish();
            return;
        }
        close();
        tally();
        if (option("separate")) {
            decide(new Action.MapDestroyed(), Reason.RETENTION_ENDED);
        }
        publish();
    }

    private void beginAttempt() {
        artifact(STATEMENT);
        append(ManifestEntry.of(time, manifest));
        m = Hash.sha256(entries.get(entries.size() - 1));
    }

    Artifact artifact(byte[] content) {
        Artifact artifact = Artifact.of(content);
        files.put(BoardPaths.artifact(artifact.sha256().bytes()), content);
        return artifact;
    }

    // Entries

    void append(Entry made) {
        if (!tamper.skipped.contains(made.type())) {
            var step = tamper.before.remove(made.type());
            if (step != null) {
                step.accept(this);
            }
            appendRaw(tamper.raw.apply(tamper.entry.apply(made).write()));
        }
    }

    void appendRaw(byte[] bytes) {
        entries.add(bytes);
        tree.append(TreeHash.leaf(bytes));
        tiles.putAll(tree.drain());
    }

    void message(Message made) {
        Message altered = tamper.message.apply(made);
        SigningKey other = tamper.signer.apply(altered);
        int trustee = Trustees.indexOf(made);
        SigningKey own = trustee == 0 ? registrar : trustees.get(trustee - 1);
        sign(altered, other == null ? own : other);
    }

    void sign(Message altered, SigningKey key) {
        append(new MessageEntry(time, DetachedJws.sign(key, altered.signatureType(), altered.write()), altered));
    }

    void decide(Action action, Reason reason) {
        Decision.Anchor anchored = election == null ? Decision.Anchor.M : Decision.Anchor.E;
        Decision decision = tamper.decision.apply(new Decision(
                anchored,
                election == null ? m : election,
                action,
                ++sequence,
                time.minusSeconds(3600),
                time.plusSeconds(3600),
                reason));
        byte[] bytes = decision.write();
        List<String> signatures = tamper.officers.apply(decision, officers.subList(0, 2)).stream()
                .map(key -> DetachedJws.sign(key, "urna-decision", bytes))
                .toList();
        boolean replaced = decision.type() == EntryType.CREDENTIAL_REPLACED
                || (decision.type() == EntryType.MAP_DESTROYED && option("separate"));
        SigningKey other = tamper.signer.apply(null);
        String beside = replaced ? DetachedJws.sign(other == null ? registrar : other, "urna-registrar", bytes) : null;
        append(new DecisionEntry(time, signatures, beside, decision));
    }

    // Eligibility and seal

    private void credentials() {
        byte[] list = tamper.credentials.apply(lines());
        ByteArrayOutputStream spare = new ByteArrayOutputStream();
        for (Credential reserve : reserves) {
            spare.writeBytes(new ReserveLine(reserve.publicKey()).write());
            spare.write('\n');
        }
        message(new CredentialList(m, artifact(list), MEMBERS, artifact(spare.toByteArray()), RESERVES));
    }

    private byte[] lines() {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        for (int i = 0; i < MEMBERS; i++) {
            list.writeBytes(
                    new CredentialLine(members.get(i).publicKey(), i % 2 == 0 ? "town" : "shore", weight(i)).write());
            list.write('\n');
        }
        return list.toByteArray();
    }

    /** Weights are for additive contests only. */
    int weight(int member) {
        return member == 2 && !option("ranked") ? 3 : 1;
    }

    private void setup() {
        decide(
                new Action.Setup(
                        ceremony.attempt.number(),
                        ceremony.transcript,
                        entries.size(),
                        Hash.of(tree.root().bytes()),
                        ceremony.key.y(),
                        ceremony.key.v(),
                        Math.toIntExact(manifest.maxBallotBytes()),
                        List.of(new Action.BoothFile("booth.js", Hash.sha256(new byte[] {1})))),
                Reason.PLANNED);
        election = Hash.sha256(entries.get(entries.size() - 1));
    }

    // Voting

    private void vote() {
        time = Instant.parse("2026-03-02T09:00:00Z");
        append(new OpenEntry(time, election));
        checkpoint();
        SigningKey third = officers.get(2);
        decide(new Action.Notice(Texts.of("en", "Voting is open.")), Reason.PLANNED);
        decide(
                new Action.OfficerChanged(null, new Manifest.Officer("Third", third.publicKey())),
                Reason.MEETING_DECISION);
        decide(
                new Action.CredentialReplaced(List.of(new Action.Pair(
                        members.get(5).publicKey(), reserves.get(1).publicKey()))),
                Reason.CODE_LOST);
        decide(new Action.CredentialRevoked(List.of(members.get(7).publicKey())), Reason.DIED);
        decide(new Action.CandidateWithdrawn("council", 4), Reason.CANDIDATE_WITHDREW);
        decide(
                new Action.BoothChanged(List.of(new Action.BoothFile("booth.js", Hash.sha256(new byte[] {2})))),
                Reason.TECHNICAL_FAULT);
        decide(new Action.DeadlineExtended(Instant.parse("2026-03-06T17:00:00Z")), Reason.SERVICE_INTERRUPTED);
        time = Instant.parse("2026-03-02T09:01:00Z");
        castAll();
    }

    private void castRanked() {
        int[] first = {2, 1, 2, 3, 2, 1};
        for (int i = 0; i < BALLOTS; i++) {
            Credential voter = i == 5 ? reserves.get(1) : members.get(i);
            Preferences leader =
                    i == 3 ? Preferences.blank() : Preferences.of(first[i], i == 1 ? 3 : 4 - first[i] % 3 - 1);
            List<Integer> all = new ArrayList<>();
            for (int j = 1; j <= 60; j++) {
                all.add((j * (i + 2) * 7) % 61);
            }
            Preferences council = i == 2 ? Preferences.of(4, 9) : new Preferences(all);
            cast(i, voter, i % 2 == 0 ? "town" : "shore", Choices.of(3, 1 + i % 3), leader, council);
        }
        tamper.afterBallots.accept(this);
    }

    private void castAll() {
        if (option("ranked")) {
            castRanked();
            return;
        }
        cast(0, members.get(0), "town", Choices.of(3, 1), Choices.of(4, 1, 2));
        cast(1, members.get(1), "shore", Choices.of(3, 1), Choices.of(4, 2, 3));
        cast(2, members.get(2), "town", Choices.of(3, 2), Choices.of(4, 4));
        cast(3, members.get(3), "shore", Choices.blank(3), Choices.of(4, 1));
        cast(4, members.get(4), "town", Choices.of(3, 3), Choices.blank(4));
        cast(5, reserves.get(1), "shore", Choices.of(3, 1), Choices.of(4, 3));
        tamper.afterBallots.accept(this);
    }

    List<ContestForm> forms(String style) {
        return ContestForm.of(manifest.contestsOf(manifest.style(style).orElseThrow()));
    }

    void cast(int number, Credential voter, String style, Answer... choices) {
        BallotEncryption encryption = new BallotEncryption(election, ceremony.key.y());
        Ballot made = encryption
                .encrypt(forms(style), voter.publicKey(), List.of(choices), entropy)
                .ballot();
        Ballot ballot = tamper.ballot.apply(number, made);
        Credential signer = ballot.credential().equals(voter.publicKey()) ? voter : owner(ballot.credential());
        cast(tamper.cast.apply(number, BallotSignature.sign(ballot, signer, entropy)));
    }

    private Credential owner(Point credential) {
        List<Credential> all = new ArrayList<>(members);
        all.addAll(reserves);
        return all.stream()
                .filter(each -> each.publicKey().equals(credential))
                .findFirst()
                .orElseThrow();
    }

    void cast(CastRequest request) {
        cast.add(request.ballot());
        append(new BallotEntry(time, request.signature(), request.ballot()));
        if (option("receipts")) {
            receipts.add(receipt(entries.size() - 1, request.ballot()));
        }
    }

    private String receipt(long index, Ballot ballot) {
        try {
            InclusionProof proof = InclusionProof.prove(index, tree.size(), new TileReader(tree.size(), this::tile));
            Receipt receipt = new Receipt(
                    election,
                    Tracker.of(ballot.hash()),
                    ballot.hash(),
                    index,
                    proof.path().stream().map(hash -> Hash.of(hash.bytes())).toList(),
                    note().write());
            return CompactJws.sign(receiptKey, Receipt.SIGNATURE_TYPE, receipt.write());
        } catch (IOException | MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] tile(Tile tile) throws IOException {
        byte[] content = tiles.get(tile);
        if (content == null) {
            throw new IOException("no tile " + tile.path());
        }
        return content;
    }

    private void close() {
        time = Instant.parse("2026-03-06T17:00:00Z");
        append(new CloseEntry(time, election));
        closeHash = Hash.sha256(entries.get(entries.size() - 1));
        closeSize = entries.size();
        closeNote = note();
        checkpoint();
    }

    // After the close

    private void tally() {
        Map<TallySlot, EncryptedTally> tallies = tallies();
        for (TallySlot slot : slots()) {
            EncryptedTally encrypted = tallies.get(slot);
            append(new TallyEntry(
                    time,
                    new Tally(
                            election,
                            slot.contest(),
                            slot.section(),
                            slot.ballots(),
                            slot.weight(),
                            slot.counted(),
                            encrypted == null ? null : encrypted.ciphertexts(),
                            isRanked(slot) && slot.counted()
                                    ? tamper.input.apply(ballots(slot)).hash()
                                    : null)));
        }
        checkpoint();
        IntStream.rangeClosed(1, TRUSTEES).forEach(this::agree);
        Map<Integer, Point> drawn = new TreeMap<>();
        for (int i = 1; i <= TRUSTEES; i++) {
            Lot lot = LotShares.prove(election, i, ceremony.secrets.get(i - 1), entropy);
            drawn.put(i, lot.value());
            message(lot);
        }
        Map<TallySlot, EncryptedTally> mixed = mix();
        decide(new Action.Publish(), Reason.PLANNED);
        Map<TallySlot, List<Long>> totals = decrypt(tallies);
        results(totals, decryptRanked(mixed), Lots.combine(drawn));
        append(new FinalEntry(time, new Final(election, cast.size(), 1, 1, 1)));
        checkpoint();
    }

    void agree(int trustee) {
        message(new TallyAgreement(
                election,
                trustee,
                closeSize,
                Hash.of(checkpointOf(closeNote).root().bytes()),
                slots().stream()
                        .map(slot -> new TallyAgreement.BallotCount(slot.contest(), slot.section(), slot.ballots()))
                        .toList(),
                closeNote.write()));
    }

    private static Checkpoint checkpointOf(Note note) {
        try {
            return Checkpoint.parse(note.text());
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private int place(Ballot ballot) {
        return IntStream.range(0, MEMBERS)
                .filter(i -> members.get(i).publicKey().equals(ballot.credential()))
                .findFirst()
                .orElse(ballot.credential().equals(reserves.get(1).publicKey()) ? 5 : 0);
    }

    private String section(Ballot ballot) {
        return place(ballot) % 2 == 0 ? "town" : "shore";
    }

    private int weightOf(Ballot ballot) {
        return weight(place(ballot));
    }

    List<TallySlot> slots() {
        return TallyPlan.of(
                manifest,
                (contest, section) -> cast.stream()
                        .filter(ballot -> section(ballot).equals(section)
                                && ballot.contests().stream()
                                        .anyMatch(part -> part.contest().equals(contest)))
                        .map(ballot -> new TallyPlan.Count(1, weightOf(ballot)))
                        .reduce(TallyPlan.Count.NONE, TallyPlan.Count::plus));
    }

    private Map<TallySlot, EncryptedTally> tallies() {
        Map<TallySlot, EncryptedTally> tallies = new LinkedHashMap<>();
        for (TallySlot slot : slots()) {
            if (slot.counted() && !isRanked(slot)) {
                AdditiveContest contest =
                        (AdditiveContest) manifest.contest(slot.contest()).orElseThrow();
                ContestTally sum = new ContestTally(contest.options().size(), contest.blank());
                for (Ballot ballot : cast) {
                    boolean inSection =
                            slot.section().isEmpty() || section(ballot).equals(slot.section());
                    ballot.contests().stream()
                            .filter(part -> inSection && part.contest().equals(slot.contest()))
                            .map(BallotCheck::ciphertexts)
                            .filter(ciphertexts -> ciphertexts.size() == contest.ciphertexts())
                            .forEach(ciphertexts -> sum.add(ciphertexts, weightOf(ballot)));
                }
                tallies.put(slot, sum.encrypted(election, ceremony.key.y(), slot.contest(), slot.section(), closeHash));
            }
        }
        return tallies;
    }

    private boolean isRanked(TallySlot slot) {
        return manifest.contest(slot.contest()).orElseThrow() instanceof RankedContest;
    }

    private int width(TallySlot slot) {
        return ((RankedContest) manifest.contest(slot.contest()).orElseThrow()).components();
    }

    private Ciphertexts ballots(TallySlot slot) {
        List<List<Ciphertext>> ballots = new ArrayList<>();
        for (Ballot ballot : cast) {
            if (slot.section().isEmpty() || section(ballot).equals(slot.section())) {
                ballot.contests().stream()
                        .filter(part -> part.contest().equals(slot.contest()))
                        .forEach(part -> ballots.add(BallotCheck.ciphertexts(part)));
            }
        }
        return Ciphertexts.of(ballots, width(slot));
    }

    private Map<TallySlot, EncryptedTally> mix() {
        Map<TallySlot, EncryptedTally> mixed = new LinkedHashMap<>();
        for (TallySlot slot : slots()) {
            if (isRanked(slot) && slot.counted()) {
                Ciphertexts current = ballots(slot);
                for (int step = 1; step <= manifest.mixers(); step++) {
                    current = mix(slot, step, option("same-mixer") ? 2 : step + 1, current);
                }
                mixed.put(slot, new EncryptedTally(election, slot.contest(), slot.section(), current.all()));
            }
        }
        return mixed;
    }

    Ciphertexts mix(TallySlot slot, int step, int trustee, Ciphertexts input) {
        MixPlace place = new MixPlace(election, slot.contest(), slot.section(), step, trustee, ceremony.key.y());
        Shuffled shuffled = tamper.shuffled.apply(input, ShuffleProver.shuffle(place, input, entropy, Work.ofCaller()));
        message(new Shuffle(
                election,
                slot.contest(),
                slot.section(),
                step,
                trustee,
                input.hash(),
                artifact(shuffled.output().bytes()),
                artifact(shuffled.proof().bytes())));
        return shuffled.output();
    }

    private Map<TallySlot, List<DecodedRanking>> decryptRanked(Map<TallySlot, EncryptedTally> mixed) {
        Map<TallySlot, List<DecodedRanking>> rankings = new LinkedHashMap<>();
        mixed.forEach((slot, tally) -> {
            SortedMap<Integer, DecryptionShare> shares = new TreeMap<>();
            for (int i = 1; i <= TRUSTEES; i++) {
                DecryptionShare share = DecryptionShare.prove(tally, i, ceremony.secrets.get(i - 1), entropy);
                shares.put(i, share);
                message(new Decryption(
                        election,
                        slot.contest(),
                        slot.section(),
                        i,
                        new Decryption.Stored(artifact(share.writeFactors())),
                        share.proof()));
            }
            List<Point> points = TallyDecryption.points(tally, shares, Work.ofCaller());
            RankingCode code = RankingCode.of(
                    (RankedContest) manifest.contest(slot.contest()).orElseThrow());
            rankings.put(slot, RankedResults.decode(code, points, Work.ofCaller()));
        });
        return rankings;
    }

    private Map<TallySlot, List<Long>> decrypt(Map<TallySlot, EncryptedTally> tallies) {
        Map<TallySlot, List<Long>> totals = new LinkedHashMap<>();
        tallies.forEach((slot, tally) -> {
            Map<Integer, DecryptionShare> shares = new TreeMap<>();
            for (int i = 1; i <= TRUSTEES; i++) {
                DecryptionShare share = DecryptionShare.prove(tally, i, ceremony.secrets.get(i - 1), entropy);
                shares.put(i, share);
                message(new Decryption(
                        election,
                        slot.contest(),
                        slot.section(),
                        i,
                        new Decryption.Inline(share.factors()),
                        share.proof()));
            }
            TallyDecryption decrypted =
                    TallyDecryption.of(tally, ceremony.key, THRESHOLD, shares, DiscreteLog.upTo(1000));
            totals.put(slot, decrypted.totals().orElse(List.of(0L, 0L, 0L, 0L, 0L)));
        });
        return totals;
    }

    private void results(Map<TallySlot, List<Long>> totals, Map<TallySlot, List<DecodedRanking>> rankings, Lots lots) {
        for (Contest contest : manifest.contests()) {
            List<TallySlot> mine = slots().stream()
                    .filter(slot -> slot.contest().equals(contest.id()))
                    .toList();
            List<Integer> withdrawn = contest.id().equals("council") ? List.of(4) : List.of();
            if (contest instanceof RankedContest ranked) {
                RankedResults.Published published = RankedResults.of(election, ranked, mine, rankings, withdrawn, lots);
                published.artifacts().values().forEach(this::artifact);
                append(new ResultEntry(time, published.result()));
            } else if (contest instanceof AdditiveContest additive) {
                append(new ResultEntry(time, ContestResults.of(election, additive, mine, totals, withdrawn, lots)));
            }
        }
    }

    // Files

    Note note() {
        return new CheckpointSigner(boardKey, cosigner).sign(tree.size(), tree.root(), time.getEpochSecond() + 20);
    }

    /** Adds a checkpoint of the log as it stands to the history. */
    void checkpoint() {
        Note note = note();
        if (manifest.quorum() > 0) {
            List<NoteSignature> signatures = new ArrayList<>(note.signatures());
            signatures.add(witness.sign(checkpointOf(note), time.getEpochSecond() + 30));
            note = new Note(note.text(), signatures);
        }
        checkpoints.writeBytes(note.write().getBytes(StandardCharsets.UTF_8));
    }

    private void publish() {
        long size = tree.size();
        tiles.forEach((tile, content) -> {
            if (tile.existsIn(size)) {
                files.put(tile.path(), content);
            }
        });
        for (int from = 0; from < entries.size(); from += Tile.FULL_WIDTH) {
            List<byte[]> some = entries.subList(from, Math.min(entries.size(), from + Tile.FULL_WIDTH));
            Tile tile = new Tile(Tile.ENTRIES, from / Tile.FULL_WIDTH, some.size());
            files.put(tile.path(), EntryBundle.encode(some));
        }
        files.put(BoardPaths.CHECKPOINT, note().write().getBytes(StandardCharsets.UTF_8));
        files.put(BoardPaths.CHECKPOINTS, checkpoints.toByteArray());
        tamper.files.accept(files);
    }

    /** {@code I2OSP(length, 4) ‖ bytes}. */
    static byte[] prefixed(byte[] bytes) {
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }
}
