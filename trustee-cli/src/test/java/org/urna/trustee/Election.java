// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.jose.SigningKey;
import org.urna.crypto.jose.VerificationKey;
import org.urna.crypto.record.AdditiveContest;
import org.urna.crypto.record.Candidate;
import org.urna.crypto.record.Contest;
import org.urna.crypto.record.ElectionId;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.ManifestEntry;
import org.urna.crypto.record.Minute;
import org.urna.crypto.record.RankedContest;
import org.urna.crypto.record.Texts;

/** A small election of three trustees, two of whom decrypt: its people's keys made by the program itself. */
public final class Election implements AutoCloseable {

    /** When everything happens that is not voting. */
    @SuppressWarnings("TimeInStaticInitializer") // one time for all that happens in a test, near the clock's
    public static final Instant NOW = Minute.of(Instant.now());

    /** How many trustees there are. */
    public static final int TRUSTEES = 3;

    private final Path folder;
    private final ElectionId id = ElectionId.random(Entropy.secure());
    private final BoardServer server;
    private final List<String> thumbprints = new ArrayList<>();
    private final List<VerificationKey> officers;
    private final List<SigningKey> officerKeys;
    private final SigningKey registrar = SigningKey.generate(Entropy.secure());
    private final Manifest manifest;

    private Election(Path folder, List<VerificationKey> people, List<SigningKey> made, List<Contest> ranked)
            throws IOException {
        this.folder = folder;
        this.officers = people;
        this.officerKeys = made;
        this.server = new BoardServer(id);
        for (int i = 1; i <= TRUSTEES; i++) {
            Desk desk = Desk.unattended();
            int status = desk.type(
                    "identity", "--name", "Trustee " + i, "--key", key(i), "--passphrase-file", passphrase(i));
            if (status != 0) {
                throw new IllegalStateException(desk.progress());
            }
            thumbprints.add(desk.results().strip().substring("thumbprint ".length()));
        }
        this.manifest = build(ranked);
        server.append(ManifestEntry.of(NOW, manifest).write());
    }

    /** An election whose ceremony can begin. */
    public static Election begun(Path folder, VerificationKey... officers) throws IOException {
        List<SigningKey> made = new ArrayList<>();
        List<VerificationKey> people = new ArrayList<>(List.of(officers));
        while (people.size() < 2) {
            made.add(SigningKey.generate(Entropy.secure()));
            people.add(made.get(made.size() - 1).publicKey());
        }
        return new Election(folder, people, made, List.of());
    }

    /** An election whose ceremony can begin, with these ranked contests beside its chair. */
    public static Election ranked(Path folder, RankedContest... contests) throws IOException {
        List<SigningKey> made = List.of(SigningKey.generate(Entropy.secure()), SigningKey.generate(Entropy.secure()));
        List<VerificationKey> people = made.stream().map(SigningKey::publicKey).toList();
        return new Election(folder, people, made, List.of(contests));
    }

    /** The server. */
    public BoardServer server() {
        return server;
    }

    /** Its id. */
    public ElectionId id() {
        return id;
    }

    /** Its manifest. */
    public Manifest manifest() {
        return manifest;
    }

    /** {@code M}. */
    public Hash anchor() {
        return Hash.sha256(server.entries().get(0));
    }

    /** Keys of the officers who were not given. */
    public List<SigningKey> officerKeys() {
        return officerKeys;
    }

    /** The registrar's key. */
    public SigningKey registrar() {
        return registrar;
    }

    /** Thumbprint of trustee {@code i}, from 1. */
    public String thumbprint(int i) {
        return thumbprints.get(i - 1);
    }

    /** Key file of trustee {@code i}. */
    public String key(int i) {
        return folder.resolve("trustee-" + i + ".key").toString();
    }

    /** Passphrase file of trustee {@code i}. */
    public String passphrase(int i) {
        return folder.resolve("trustee-" + i + ".passphrase").toString();
    }

    /** A command line of trustee {@code i}. */
    public String[] command(String command, int i, String... more) {
        List<String> args = new ArrayList<>(List.of(
                command,
                "--server",
                server.url(),
                "--election",
                id.hex(),
                "--key",
                key(i),
                "--passphrase-file",
                passphrase(i),
                "--wait",
                "120s"));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    /** Lets some trustees run a command at the same time, each at a desk of its own. */
    public List<Desk> together(List<Integer> trustees, String command, String... more) throws Exception {
        List<Desk> desks = new ArrayList<>();
        List<CompletableFuture<Integer>> running = new ArrayList<>();
        for (int i : trustees) {
            Desk desk = Desk.unattended();
            desks.add(desk);
            running.add(CompletableFuture.supplyAsync(
                    () -> desk.type(command(command, i, more)), work -> new Thread(work).start()));
        }
        for (int k = 0; k < running.size(); k++) {
            int status = running.get(k).get(180, TimeUnit.SECONDS);
            if (status != 0) {
                throw new AssertionError("trustee " + trustees.get(k) + ": status " + status + "\n"
                        + desks.get(k).progress());
            }
        }
        return desks;
    }

    private Manifest build(List<Contest> ranked) {
        Contest.Terms terms = new Contest.Terms(
                "chair", Texts.of("en", "Chair"), null, "plurality-1", 1, null, Contest.Order.FIXED, false);
        AdditiveContest chair = new AdditiveContest(
                terms, List.of(Candidate.of(Texts.of("en", "Ada")), Candidate.of(Texts.of("en", "Bo"))), 1, 1, 1, true);
        List<Contest> contests = new ArrayList<>(List.of(chair));
        contests.addAll(ranked);
        List<Manifest.Departure> departures = new ArrayList<>(List.of(new Manifest.Departure("min-ballots", "a test")));
        if (!ranked.isEmpty()) {
            departures.add(new Manifest.Departure("ranking-signature", "a test"));
        }
        Manifest made = new Manifest(
                id,
                true,
                List.of("en"),
                Texts.of("en", "A small election"),
                BoardServer.ORIGIN,
                new Manifest.Keys(server.boardKey(), server.cosigner(), registrar.publicKey()),
                List.of(),
                0,
                5,
                List.of(
                        new Manifest.Officer("Officer 1", officers.get(0)),
                        new Manifest.Officer("Officer 2", officers.get(1))),
                new Manifest.Registrar("server", registrar.publicKey()),
                thumbprints.stream()
                        .map(each -> new Manifest.Trustee("Trustee " + (thumbprints.indexOf(each) + 1), each))
                        .toList(),
                2,
                2,
                new Manifest.Schedule(NOW, NOW.plusSeconds(3600), true, NOW.plusSeconds(7200)),
                new Manifest.Roll(3, 1, 1),
                List.of(new Manifest.Section("all", Texts.of("en", "All"))),
                List.of(new Manifest.Style(
                        "all",
                        Texts.of("en", "All"),
                        "all",
                        contests.stream().map(Contest::id).toList())),
                contests,
                1,
                departures);
        if (!made.problems().isEmpty()) {
            throw new IllegalStateException(made.problems().toString());
        }
        return made;
    }

    @Override
    public void close() {
        server.close();
    }
}
