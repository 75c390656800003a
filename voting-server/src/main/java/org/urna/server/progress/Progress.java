// SPDX-License-Identifier: Apache-2.0
package org.urna.server.progress;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.MessageEntry;
import org.urna.server.board.BoardEntries;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.store.Store;
import org.urna.server.tally.Closing;
import org.urna.server.tally.Closings;

/** Tells whom an election waits for. */
public final class Progress {

    private static final List<EntryType> CEREMONY = List.of(
            EntryType.TRUSTEE,
            EntryType.KEY_COMMITMENT,
            EntryType.KEY_SHARE,
            EntryType.KEY_CONFIRMATION,
            EntryType.KEY_CHECK);

    private final Store store;
    private final Elections elections;
    private final Manifests manifests;
    private final Closings closings;

    public Progress(Store store, Elections elections, Manifests manifests, Closings closings) {
        this.store = store;
        this.elections = elections;
        this.manifests = manifests;
        this.closings = closings;
    }

    /**
     * Something that somebody has to do.
     *
     * @param who {@code trustee:i}, {@code officers}, {@code staff}, or {@code clock} for what the server does by itself
     * @param what type of the entry that is awaited
     */
    public record Awaited(String who, String what) {}

    /** Whom an election waits for; fails with {@code not-found}. */
    public Future<List<Awaited>> of(String election) {
        return elections.find(election).compose(row -> switch (Elections.state(row)) {
            case DRAFT -> one("staff", EntryType.MANIFEST);
            case KEY_CEREMONY -> ceremony(row);
            case CREDENTIALS -> one("officers", EntryType.SETUP);
            case SEALED -> one("clock", EntryType.OPEN);
            case OPEN -> one("clock", EntryType.CLOSE);
            case CLOSED -> closed(row);
            case TALLIED -> one("officers", EntryType.PUBLISH);
            case FINAL, VOID -> Future.succeededFuture(List.of());
        });
    }

    private static Future<List<Awaited>> one(String who, EntryType what) {
        return Future.succeededFuture(List.of(new Awaited(who, what.code())));
    }

    private Future<List<Awaited>> ceremony(Row election) {
        Manifest manifest = manifests.of(election);
        String id = election.getString("id");
        return store.transaction(connection -> BoardEntries.afterLatest(connection, id, EntryType.MANIFEST))
                .map(entries -> ceremony(manifest, entries));
    }

    private static List<Awaited> ceremony(Manifest manifest, List<Entry> entries) {
        Map<EntryType, Set<Integer>> seen = new EnumMap<>(EntryType.class);
        for (Entry entry : entries) {
            if (entry instanceof MessageEntry signed) {
                seen.computeIfAbsent(entry.type(), type -> new TreeSet<>())
                        .add(Senders.of(signed.message()).orElse(0));
            }
        }
        for (EntryType group : CEREMONY) {
            Set<Integer> there = seen.getOrDefault(group, Set.of());
            if (there.size() < manifest.trusteeCount()) {
                return trustees(manifest, group, there);
            }
        }
        String issuer = manifest.registrar().isSeparate() ? "registrar" : "staff";
        return List.of(new Awaited(issuer, EntryType.CREDENTIALS.code()));
    }

    private static List<Awaited> trustees(Manifest manifest, EntryType what, Set<Integer> there) {
        List<Awaited> awaited = new ArrayList<>();
        for (int i = 1; i <= manifest.trusteeCount(); i++) {
            if (!there.contains(i)) {
                awaited.add(new Awaited("trustee:" + i, what.code()));
            }
        }
        return awaited;
    }

    private Future<List<Awaited>> closed(Row election) {
        if (Closings.awaitsTally(election)) {
            return one("clock", EntryType.TALLY);
        }
        return store.transaction(connection -> closings.of(connection, election))
                .map(Progress::closed);
    }

    private static List<Awaited> closed(Closing closing) {
        if (!closing.isAgreed()) {
            return trustees(
                    closing.manifest(),
                    EntryType.TALLY_AGREEMENT,
                    closing.agreements().keySet());
        }
        List<Awaited> awaited = new ArrayList<>();
        for (int trustee : new TreeSet<>(closing.agreements().keySet())) {
            if (!closing.isDrawn() && !closing.lots().containsKey(trustee)) {
                awaited.add(new Awaited("trustee:" + trustee, EntryType.LOT.code()));
            }
            if (closing.tallies().stream().anyMatch(tally -> closing.awaitsMixer(tally, trustee))) {
                awaited.add(new Awaited("trustee:" + trustee, EntryType.SHUFFLE.code()));
            }
            boolean decrypted = closing.tallies().stream()
                    .filter(closing::isDecrypted)
                    .allMatch(tally -> closing.isHeld(tally, trustee));
            if (!decrypted && closing.isMixed()) {
                awaited.add(new Awaited("trustee:" + trustee, EntryType.DECRYPTION.code()));
            }
        }
        return awaited;
    }
}
