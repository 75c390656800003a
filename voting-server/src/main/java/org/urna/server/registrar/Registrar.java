// SPDX-License-Identifier: Apache-2.0
package org.urna.server.registrar;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.jose.SigningKey;
import org.urna.server.config.Config;
import org.urna.server.config.DatabaseUrl;
import org.urna.server.credential.CodeExchange;
import org.urna.server.credential.CodeIssue;
import org.urna.server.credential.CredentialMap;
import org.urna.server.credential.CredentialStore;
import org.urna.server.election.Drafts;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.keys.KeyStore;
import org.urna.server.keys.RegistrarKeys;
import org.urna.server.keys.SealingKey;
import org.urna.server.keys.SecretFile;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.roll.Participation;
import org.urna.server.roll.RollOffice;
import org.urna.server.roll.Rolls;
import org.urna.server.store.Store;
import org.urna.server.work.CryptoPool;

/** A registrar's machine: its folder with keys, database and outbox, and everything that works on them. */
public final class Registrar implements AutoCloseable {

    /** Who corrects a roll here, for the record. */
    static final String ACTOR = "registrar";

    private static final int WAITING_TASKS = 64;

    private final Vertx vertx;
    private final Config config;
    private final Store store;
    private final CryptoPool proofs;
    private final RegistrarKeys keys;
    private final Rolls rolls = new Rolls();
    private final Manifests manifests = new Manifests();
    private final Elections elections;
    private final Delivery delivery;
    private final Ledger ledger;
    private final Entropy entropy;
    private final CodeIssue codes;

    private Registrar(Vertx vertx, Config config, Store store, Entropy entropy) {
        this.vertx = vertx;
        this.config = config;
        this.store = store;
        this.entropy = entropy;
        int cores = Runtime.getRuntime().availableProcessors();
        this.proofs = new CryptoPool(vertx, "codes", cores, WAITING_TASKS);
        this.keys = new RegistrarKeys(vertx, config.keys(), entropy);
        KeyStore none = new KeyStore(config.keys(), entropy);
        this.elections = new Elections(vertx, store, none, new Drafts(config.publicUrl(), none, entropy), entropy);
        this.delivery =
                Delivery.of(new Delivery.Parts(vertx, config, store, elections, manifests, rolls, keys), entropy);
        CodeExchange exchange = new CodeExchange(store, rolls, delivery.queue());
        this.ledger = new Ledger(store, elections, keys, exchange);
        this.codes = new CodeIssue(store, rolls, new CredentialStore(store, delivery.queue()), proofs, entropy);
    }

    /** Settings of a registrar's folder: what the given ones say of mail stays, the rest is the folder's. */
    public static Config settings(Config given, Path home) {
        return new Config(
                given.httpHost(),
                given.httpPort(),
                given.publicUrl(),
                home,
                new DatabaseUrl.Sqlite(home.resolve("registrar.db")),
                home.resolve("keys"),
                given.mail(),
                Optional.empty(),
                List.of());
    }

    /** Opens the folder of {@link #settings}; makes it, for its owner alone, if it is not there. */
    public static Registrar open(Vertx vertx, Config config, Entropy entropy) throws IOException {
        SecretFile.createFolder(config.data());
        return new Registrar(vertx, config, Awaited.on(Store.open(vertx, config.database())), entropy);
    }

    /**
     * Makes the registrar's key.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one
     */
    public static SigningKey makeKey(Vertx vertx, Config config, Entropy entropy) throws IOException {
        SecretFile.createFolder(config.data());
        return new RegistrarKeys(vertx, config.keys(), entropy).create();
    }

    /** The registrar's key; fails with {@code wrong-state} if none was made. */
    public SigningKey key() throws IOException {
        try {
            return keys.signing();
        } catch (NoSuchFileException e) {
            throw new Refusal(
                    ProblemCode.WRONG_STATE,
                    "there is no registrar's key in " + config.keys() + ": make one by registrar key");
        }
    }

    /** Reads the board, checks it, and carries out here what it decided since. */
    BoardNow follow(BoardSource source) throws IOException {
        BoardNow board = read(source);
        String election = board.manifest().election().hex();
        requireIssued(election);
        requireSame(board, election);
        Awaited.on(ledger.follow(board));
        return board;
    }

    /** Reads the board and checks it. */
    BoardNow read(BoardSource source) throws IOException {
        return BoardReading.read(source, key().publicKey(), election -> Awaited.on(ledger.seen(election)));
    }

    private void requireIssued(String election) throws IOException {
        Optional<Row> row = Awaited.on(ledger.find(election));
        if (row.isEmpty() || Elections.state(row.get()) == ElectionState.DRAFT) {
            throw new Refusal(ProblemCode.WRONG_STATE, "no voting codes were issued here for this election");
        }
    }

    private void requireSame(BoardNow board, String election) throws IOException {
        Row row = Awaited.on(elections.find(election));
        if (!board.anchor().equals(Manifests.anchor(row))) {
            throw new Refusal(
                    ProblemCode.WRONG_STATE,
                    "the board has another manifest than the one for which codes were issued: run registrar issue again");
        }
    }

    /** Who has voted, as the board says. */
    Voters voters(BoardNow board) throws IOException {
        String election = board.manifest().election().hex();
        return Voters.of(board, Awaited.on(CredentialMap.read(store.reader(), election, sealing(board))));
    }

    SealingKey sealing(BoardNow board) throws IOException {
        return Awaited.on(
                keys.sealing(board.manifest().election().hex(), board.manifest().origin()));
    }

    Store store() {
        return store;
    }

    Vertx vertx() {
        return vertx;
    }

    RegistrarKeys keys() {
        return keys;
    }

    Rolls rolls() {
        return rolls;
    }

    Manifests manifests() {
        return manifests;
    }

    Elections elections() {
        return elections;
    }

    Delivery delivery() {
        return delivery;
    }

    Ledger ledger() {
        return ledger;
    }

    /** Reads and corrects rolls. */
    RollOffice office(Participation participation) {
        return RollOffice.of(vertx, store, elections, config.rolls(), entropy, participation);
    }

    CodeIssue codes() {
        return codes;
    }

    Requests requests() throws IOException {
        return new Requests(store, key());
    }

    @Override
    public void close() throws IOException {
        Awaited.on(proofs.close());
        Awaited.on(store.close());
    }
}
