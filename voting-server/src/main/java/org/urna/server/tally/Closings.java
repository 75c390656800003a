// SPDX-License-Identifier: Apache-2.0
package org.urna.server.tally;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.urna.crypto.MalformedException;
import org.urna.crypto.jose.VerificationKey;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Lot;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.MessageEntry;
import org.urna.crypto.record.Shuffle;
import org.urna.crypto.record.SignedMessage;
import org.urna.crypto.record.Tally;
import org.urna.crypto.record.TallyAgreement;
import org.urna.crypto.record.TallyEntry;
import org.urna.crypto.record.TrusteeKeys;
import org.urna.crypto.threshold.JointKey;
import org.urna.server.board.BoardEntries;
import org.urna.server.election.Manifests;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** Reads from the database how far an election is after its close. */
public final class Closings {

    private final Manifests manifests;

    public Closings(Manifests manifests) {
        this.manifests = manifests;
    }

    /** Whether the ballots of a closed election have yet to be added up: until then nothing else is appended. */
    public static boolean awaitsTally(Row election) {
        Long close = election.getLong("close_index");
        return close != null
                && election.getString("state").equals("closed")
                && election.getLong("entries") == close + 1;
    }

    /** How far a closed election is, from its row and its log. */
    public Future<Closing> of(SqlClient client, Row election) {
        String id = election.getString("id");
        long close = election.getLong("close_index");
        Manifest manifest = manifests.of(election);
        return BoardEntries.ofTypes(client, id, EntryType.TRUSTEE, EntryType.SETUP)
                .compose(definition -> BoardEntries.after(client, id, close)
                        .compose(after -> held(client, id, manifest)
                                .compose(held -> root(client, id, close + 1)
                                        .map(root -> closing(
                                                election, manifest, definition, after, held, close + 1, root)))));
    }

    private static Closing closing(
            Row election,
            Manifest manifest,
            List<Entry> definition,
            List<Entry> after,
            List<SignedMessage> held,
            long size,
            String root) {
        List<Tally> tallies = new ArrayList<>();
        Map<Integer, TallyAgreement> agreements = new TreeMap<>();
        Map<Integer, Lot> lots = new TreeMap<>();
        List<Shuffle> shuffles = new ArrayList<>();
        for (Entry entry : after) {
            if (entry instanceof TallyEntry tally) {
                tallies.add(tally.body());
            } else if (entry instanceof MessageEntry signed && signed.message() instanceof TallyAgreement agreement) {
                agreements.put(agreement.trustee(), agreement);
            } else if (entry instanceof MessageEntry signed && signed.message() instanceof Lot lot) {
                lots.put(lot.trustee(), lot);
            } else if (entry instanceof MessageEntry signed && signed.message() instanceof Shuffle shuffle) {
                shuffles.add(shuffle);
            }
        }
        return new Closing(
                manifest,
                Manifests.sealed(election),
                key(definition),
                signers(definition, manifest, election.getInteger("attempt")),
                size,
                root,
                tallies,
                agreements,
                lots,
                shuffles,
                held);
    }

    private static JointKey key(List<Entry> definition) {
        for (Entry entry : definition) {
            if (entry instanceof DecisionEntry decided && decided.decision().action() instanceof Action.Setup setup) {
                return new JointKey(setup.electionKey(), setup.verificationKeys());
            }
        }
        throw new IllegalStateException("a closed election is sealed");
    }

    private static List<VerificationKey> signers(List<Entry> definition, Manifest manifest, int attempt) {
        Map<Integer, VerificationKey> keys = new TreeMap<>();
        for (Entry entry : definition) {
            if (entry instanceof MessageEntry signed
                    && signed.message() instanceof TrusteeKeys own
                    && own.attempt() == attempt) {
                keys.put(own.trustee(), own.signingKey());
            }
        }
        if (keys.size() != manifest.trusteeCount()) {
            throw new IllegalStateException("a sealed election has the keys of all trustees");
        }
        return List.copyOf(keys.values());
    }

    private static Future<List<SignedMessage>> held(SqlClient client, String id, Manifest manifest) {
        List<String> contests =
                manifest.contests().stream().map(each -> each.id()).toList();
        List<String> sections =
                manifest.sections().stream().map(Manifest.Section::id).toList();
        return Sql.query(
                        client,
                        "SELECT bytes FROM held_decryption WHERE election = #{election}",
                        Map.of("election", id))
                .map(rows -> {
                    List<SignedMessage> held = new ArrayList<>();
                    rows.forEach(row -> held.add(read(Store.bytes(row, "bytes"))));
                    held.sort(Comparator.comparing((SignedMessage each) ->
                                    contests.indexOf(decryption(each).contest()))
                            .thenComparing(
                                    each -> sections.indexOf(decryption(each).section()))
                            .thenComparing(each -> decryption(each).trustee()));
                    return held;
                });
    }

    private static Decryption decryption(SignedMessage message) {
        return (Decryption) message.message();
    }

    private static SignedMessage read(byte[] bytes) {
        try {
            return SignedMessage.read(bytes);
        } catch (MalformedException e) {
            throw new IllegalStateException("a held decryption is damaged: " + e.getMessage(), e);
        }
    }

    private static Future<String> root(SqlClient client, String id, long size) {
        return Sql.query(
                        client,
                        "SELECT root FROM checkpoint WHERE election = #{election} AND size = #{size}",
                        Map.of("election", id, "size", size))
                .map(rows -> Store.first(rows).map(row -> row.getString("root")).orElse(""));
    }
}
