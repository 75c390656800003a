// SPDX-License-Identifier: Apache-2.0
package org.urna.server.audit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Hex;
import org.urna.crypto.group.Point;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.CredentialLine;
import org.urna.crypto.record.CredentialList;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Lines;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.ManifestEntry;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.Minute;
import org.urna.crypto.record.ReserveLine;
import org.urna.server.election.ElectionState;

/** What a log says that the rows beside it repeat: how far its election is, on which terms, and with which credentials. One pass, in order. */
final class LogFacts {

    /** After the close the log does not say whether enough decryptions are held. */
    private static final Map<EntryType, Set<ElectionState>> STATES = Map.of(
            EntryType.MANIFEST, Set.of(ElectionState.KEY_CEREMONY),
            EntryType.CREDENTIALS, Set.of(ElectionState.CREDENTIALS),
            EntryType.SETUP, Set.of(ElectionState.SEALED),
            EntryType.OPEN, Set.of(ElectionState.OPEN),
            EntryType.CLOSE, Set.of(ElectionState.CLOSED, ElectionState.TALLIED),
            EntryType.PUBLISH, Set.of(ElectionState.FINAL),
            EntryType.VOID, Set.of(ElectionState.VOID));

    private final Map<String, String> terms = new HashMap<>();
    private final List<Action> changes = new ArrayList<>();
    private Set<ElectionState> states = Set.of(ElectionState.DRAFT);
    private String manifestHash = "";
    private int attempt;
    private long close = -1;
    private @Nullable String extended;
    private @Nullable CredentialList list;

    /**
     * A credential as the log leaves it.
     *
     * @param style empty for a reserve
     */
    record Standing(String status, String style, long weight) {}

    /** Takes the next entry in. */
    void on(long position, Entry entry) {
        states = STATES.getOrDefault(entry.type(), states);
        if (entry.type() == EntryType.CLOSE) {
            close = position;
            terms.put("close_index", String.valueOf(position));
        }
        if (entry instanceof ManifestEntry manifest) {
            manifest(manifest);
        } else if (entry instanceof MessageEntry message && message.message() instanceof CredentialList credentials) {
            list = credentials;
        } else if (entry instanceof DecisionEntry decided) {
            decision(entry, decided.decision().action());
        }
    }

    private void manifest(ManifestEntry entry) {
        Manifest inline = entry.manifest();
        manifestHash = (inline != null
                        ? Hash.sha256(inline.write())
                        : Objects.requireNonNull(entry.artifact()).sha256())
                .hex();
        terms.put("manifest_hash", entry.hash().hex());
        terms.put("attempt", String.valueOf(++attempt));
    }

    private void decision(Entry entry, Action action) {
        if (action instanceof Action.Setup setup) {
            terms.put("setup_hash", entry.hash().hex());
            terms.put("transcript", setup.transcript().hex());
            terms.put("max_ballot", String.valueOf(setup.maxBallotBytes()));
        } else if (action instanceof Action.DeadlineExtended later) {
            extended = Minute.format(later.closes());
        } else if (action instanceof Action.CredentialRevoked || action instanceof Action.CredentialReplaced) {
            changes.add(action);
        }
    }

    /** The states in one of which the election is. */
    Set<ElectionState> states() {
        return states;
    }

    /** Whether these are the bytes of the latest manifest. */
    boolean isManifest(byte[] manifest) {
        return Hash.sha256(manifest).hex().equals(manifestHash);
    }

    /** Values of the election's row by column, as far as the log and the latest manifest say them. */
    Map<String, String> terms(Manifest manifest) {
        Map<String, String> all = new HashMap<>(terms);
        all.put("opens", Minute.format(manifest.schedule().opens()));
        all.put(
                "closes",
                extended != null ? extended : Minute.format(manifest.schedule().closes()));
        return all;
    }

    /** Index of the close entry, -1 if there is none. */
    long close() {
        return close;
    }

    /** The list of credentials, once it is on the board. */
    Optional<CredentialList> list() {
        return Optional.ofNullable(list);
    }

    /**
     * Every credential by {@code K} in hexadecimal.
     *
     * @param listed the files that the list names
     */
    Map<String, Standing> credentials(byte[] listed, byte[] spare) throws IOException, MalformedException {
        Map<String, Standing> all = new HashMap<>();
        InputStream members = new ByteArrayInputStream(listed);
        Lines<CredentialLine> lines = Lines.credentials();
        for (var line = lines.read(members); line.isPresent(); line = lines.read(members)) {
            CredentialLine read = line.get();
            all.put(name(read.credential()), new Standing("live", read.style(), read.weight()));
        }
        InputStream reserve = new ByteArrayInputStream(spare);
        Lines<ReserveLine> reserves = Lines.reserves();
        for (var line = reserves.read(reserve); line.isPresent(); line = reserves.read(reserve)) {
            all.put(name(line.get().credential()), new Standing("reserve", "", 1));
        }
        changes.forEach(change -> apply(change, all));
        return all;
    }

    private static void apply(Action change, Map<String, Standing> all) {
        if (change instanceof Action.CredentialRevoked revoked) {
            revoked.credentials().forEach(each -> retire(all, each, "revoked"));
        } else if (change instanceof Action.CredentialReplaced replaced) {
            for (Action.Pair pair : replaced.pairs()) {
                Standing old = all.get(name(pair.old()));
                retire(all, pair.old(), "replaced");
                if (old != null) {
                    all.put(name(pair.replacement()), old);
                }
            }
        }
    }

    private static void retire(Map<String, Standing> all, Point credential, String status) {
        all.computeIfPresent(name(credential), (k, old) -> new Standing(status, old.style(), old.weight()));
    }

    private static String name(Point credential) {
        return Hex.encode(credential.encode());
    }
}
