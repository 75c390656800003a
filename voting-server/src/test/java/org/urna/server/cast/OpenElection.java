// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

import static org.urna.server.ServerFixture.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.urna.crypto.ballot.BallotEncryption;
import org.urna.crypto.ballot.BallotSignature;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.ballot.ContestForm;
import org.urna.crypto.credential.Credential;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.SecretScalar;
import org.urna.crypto.jose.DetachedJws;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.AdditiveContest;
import org.urna.crypto.record.Ballot;
import org.urna.crypto.record.Candidate;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.Decision;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.ElectionId;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.ManifestEntry;
import org.urna.crypto.record.Minute;
import org.urna.crypto.record.OpenEntry;
import org.urna.crypto.record.Reason;
import org.urna.crypto.record.Texts;
import org.urna.server.board.BoardLog;
import org.urna.server.board.NewEntry;
import org.urna.server.keys.ElectionKeys;
import org.urna.server.keys.KeyStore;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * An election that is open, put straight into a database: manifest, setup and open entries, keys, credentials. The ceremony is left out; casting
 * does not look at it.
 */
public final class OpenElection {

    private static final Entropy ENTROPY = Entropy.secure();
    private static final String OFFICER = "urna-decision";

    private final String id = ElectionId.random(ENTROPY).hex();
    private final Map<String, List<String>> styles = new HashMap<>();
    private final List<Contest> contests;
    private final List<Manifest.Witness> witnesses;
    private final int quorum;
    private final SecretScalar key = SecretScalar.random(ENTROPY);
    private final List<SigningKey> officers = List.of(SigningKey.generate(ENTROPY), SigningKey.generate(ENTROPY));
    private Manifest manifest;
    private Hash fingerprint;
    private ElectionKeys keys;
    private BallotEncryption encryption;
    private Instant opens;
    private Instant closes;

    private OpenElection(List<Contest> contests, List<Manifest.Witness> witnesses, int quorum) {
        this.contests = contests;
        this.witnesses = witnesses;
        this.quorum = quorum;
    }

    /** An additive contest with plain options. */
    public static Contest contest(String id, int options, int min, int max, int maxPerOption, boolean blank) {
        List<Candidate> candidates = IntStream.rangeClosed(1, options)
                .mapToObj(i -> Candidate.of(Texts.of("en", "Option " + i)))
                .toList();
        Contest.Terms terms =
                new Contest.Terms(id, Texts.of("en", id), null, "plurality-1", 1, null, Contest.Order.FIXED, false);
        return new AdditiveContest(terms, candidates, min, max, maxPerOption, blank);
    }

    /** Opens an election with one style {@code all} for these contests and a style {@code first} for the first of them. */
    public static OpenElection create(Store store, Path keyFolder, Contest... contests) throws Exception {
        OpenElection election = new OpenElection(List.of(contests), List.of(), 0);
        election.insert(store, keyFolder);
        return election;
    }

    /** Opens an election with one contest, of whose witnesses so many must co-sign the board. */
    public static OpenElection witnessed(Store store, Path keyFolder, List<Manifest.Witness> witnesses, int quorum)
            throws Exception {
        OpenElection election = new OpenElection(List.of(contest("c", 2, 0, 1, 1, true)), witnesses, quorum);
        election.insert(store, keyFolder);
        return election;
    }

    private void insert(Store store, Path keyFolder) throws Exception {
        KeyStore files = new KeyStore(keyFolder, ENTROPY);
        files.create(id);
        String origin = "localhost/e/" + id;
        keys = files.load(id, origin);
        Instant now = await(store.now());
        opens = Minute.of(now.minus(Duration.ofHours(1)));
        closes = Minute.of(now.plus(Duration.ofHours(8)));
        List<String> all = contests.stream().map(Contest::id).toList();
        styles.put("all", all);
        styles.put("first", all.subList(0, 1));
        manifest = manifest(origin);
        append(store);
    }

    private void append(Store store) throws Exception {
        byte[] manifestEntry = ManifestEntry.of(opens, manifest).write();
        Hash m = Hash.sha256(manifestEntry);
        Action.Setup setup = new Action.Setup(
                1, m, 1, m, key.timesG(), List.of(key.timesG()), (int) manifest.maxBallotBytes(), List.of());
        Decision decision =
                new Decision(Decision.Anchor.M, m, setup, 1, opens, opens.plus(Duration.ofDays(1)), Reason.PLANNED);
        List<String> signatures = officers.stream()
                .map(officer -> DetachedJws.sign(officer, OFFICER, decision.write()))
                .toList();
        DecisionEntry sealed = decision.at(opens, signatures);
        byte[] setupEntry = sealed.write();
        fingerprint = Hash.sha256(setupEntry);
        encryption = new BallotEncryption(fingerprint, key.timesG());
        Entry open = new OpenEntry(opens, fingerprint);
        String time = Minute.format(opens);
        List<NewEntry> entries = List.of(
                new NewEntry(EntryType.MANIFEST, time, manifestEntry),
                new NewEntry(EntryType.SETUP, time, setupEntry),
                new NewEntry(EntryType.OPEN, time, open.write()));
        await(store.transaction(connection -> Sql.update(
                        connection,
                        "INSERT INTO election (id, state, created, draft, manifest, manifest_hash, attempt, transcript, setup_hash, opens, closes, max_ballot)"
                                + " VALUES (#{id}, 'open', #{opens}, '{}', #{manifest}, #{m}, 1, #{m}, #{e}, #{opens}, #{closes}, #{max})",
                        Map.of(
                                "id", id,
                                "manifest", store.bin(manifest.write()),
                                "m", m.hex(),
                                "e", fingerprint.hex(),
                                "opens", time,
                                "closes", Minute.format(closes),
                                "max", (int) manifest.maxBallotBytes()))
                .compose(done -> store.lockElection(connection, id))
                .compose(row -> new BoardLog(store).append(connection, row.orElseThrow(), entries))));
    }

    private Manifest manifest(String origin) {
        List<Manifest.Style> listed = new ArrayList<>();
        for (String style : List.of("all", "first")) {
            listed.add(new Manifest.Style(style, Texts.of("en", style), "members", styles.get(style)));
        }
        return new Manifest(
                new ElectionId(id),
                true,
                List.of("en"),
                Texts.of("en", "An election"),
                origin,
                new Manifest.Keys(
                        keys.board().publicKey().toString(),
                        keys.cosigner().publicKey().toString(),
                        keys.receipt().publicKey()),
                witnesses,
                quorum,
                5,
                List.of(
                        new Manifest.Officer("One", officers.get(0).publicKey()),
                        new Manifest.Officer("Two", officers.get(1).publicKey())),
                new Manifest.Registrar("server", keys.registrar().publicKey()),
                List.of(new Manifest.Trustee(
                        "Trustee", SigningKey.generate(ENTROPY).publicKey().thumbprint())),
                1,
                1,
                new Manifest.Schedule(opens, closes, true, closes.plus(Duration.ofDays(30))),
                new Manifest.Roll(1000, 10, 10),
                List.of(new Manifest.Section("members", Texts.of("en", "Members"))),
                listed,
                contests,
                10,
                List.of());
    }

    public String id() {
        return id;
    }

    /** {@code E}. */
    public Hash fingerprint() {
        return fingerprint;
    }

    public Manifest manifest() {
        return manifest;
    }

    /** {@code Y}. */
    public Point electionKey() {
        return key.timesG();
    }

    public ElectionKeys keys() {
        return keys;
    }

    public Instant closes() {
        return closes;
    }

    /** The forms of a style's contests. */
    public List<ContestForm> forms(String style) {
        return ContestForm.of(manifest.contestsOf(manifest.style(style).orElseThrow()));
    }

    /** New live credentials. */
    public List<Credential> credentials(Store store, String style, int weight, int count) throws Exception {
        List<Credential> made = new ArrayList<>();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Credential credential = Credential.of(SecretScalar.random(ENTROPY));
            made.add(credential);
            rows.add(Map.of(
                    "election", id,
                    "k", store.bin(credential.publicKey().encode()),
                    "style", style,
                    "weight", weight));
        }
        await(store.transaction(connection -> Sql.batch(
                connection,
                "INSERT INTO credential (election, k, status, style, section, weight)"
                        + " VALUES (#{election}, #{k}, 'live', #{style}, 'members', #{weight})",
                rows)));
        return made;
    }

    /** An encrypted ballot, not signed. */
    public Ballot ballot(Credential credential, String style, Choices... choices) {
        return encryption
                .encrypt(forms(style), credential.publicKey(), List.of(choices), ENTROPY)
                .ballot();
    }

    /** A cast request. */
    public byte[] request(Credential credential, String style, Choices... choices) {
        return BallotSignature.sign(ballot(credential, style, choices), credential, ENTROPY)
                .write();
    }

    /** The text of a request, to be bent. */
    public static String text(byte[] request) {
        return new String(request, StandardCharsets.US_ASCII);
    }
}
