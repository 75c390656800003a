// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.board;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.urna.crypto.log.Note;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Message;
import org.urna.crypto.record.MessageEntry;
import org.urna.trustee.RefusedException;

/**
 * An election's board at one checkpoint, ballots left out. Its signatures and its tree hold and its entries have their forms; whether
 * what they say is true is for crypto.threshold and crypto.verify. Immutable.
 *
 * @param checkpoint the note with the board's signatures
 * @param size entries of the log, ballots included
 * @param root of its tree
 * @param manifest the latest
 * @param entries those that are no ballots, in the order of the log
 * @param closed root of the tree that ends with the end of voting, once it is there
 */
public record ElectionBoard(
        Note checkpoint, long size, Hash root, Manifest manifest, List<Placed> entries, Optional<Hash> closed) {

    private static final Set<EntryType> CEREMONY = EnumSet.of(
            EntryType.TRUSTEE,
            EntryType.KEY_COMMITMENT,
            EntryType.KEY_SHARE,
            EntryType.KEY_CONFIRMATION,
            EntryType.KEY_CHECK,
            EntryType.COMPLAINT);

    public ElectionBoard {
        entries = List.copyOf(entries);
    }

    /**
     * An entry and where it stands.
     *
     * @param index in the log, from 0
     * @param hash SHA-256 of its bytes
     */
    public record Placed(long index, Hash hash, Entry entry) {}

    /** {@code M}, the fingerprint of the latest manifest entry. */
    public Hash anchor() {
        return last(EntryType.MANIFEST).orElseThrow().hash();
    }

    /** {@code a}, the number of the ceremony's latest attempt, from 1: each has a manifest of its own. */
    public int attempt() {
        return (int) entries.stream()
                .filter(each -> each.entry().type() == EntryType.MANIFEST)
                .count();
    }

    /** The ceremony's messages in the latest attempt. */
    public List<MessageEntry> ceremony() {
        long from = last(EntryType.MANIFEST).orElseThrow().index();
        List<MessageEntry> messages = new ArrayList<>();
        for (Placed each : entries) {
            if (each.index() > from
                    && each.entry() instanceof MessageEntry message
                    && CEREMONY.contains(message.type())) {
                messages.add(message);
            }
        }
        return List.copyOf(messages);
    }

    /** Whether two officers ended the latest attempt. */
    public boolean isAbandoned() {
        long from = last(EntryType.MANIFEST).orElseThrow().index();
        return last(EntryType.CEREMONY_ABANDONED)
                .filter(each -> each.index() > from)
                .isPresent();
    }

    /** The last entry of a type. */
    public Optional<Placed> last(EntryType type) {
        return entries.stream().filter(each -> each.entry().type() == type).reduce((earlier, later) -> later);
    }

    /** All messages of a kind, wherever they stand. */
    public <M extends Message> List<M> messages(Class<M> kind) {
        return entries.stream()
                .map(Placed::entry)
                .filter(MessageEntry.class::isInstance)
                .map(entry -> ((MessageEntry) entry).message())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** {@code E}, once the election is sealed. */
    public Optional<Hash> election() {
        return last(EntryType.SETUP).map(Placed::hash);
    }

    /** What was sealed, once it is. */
    public Optional<Action.Setup> setup() {
        return last(EntryType.SETUP).map(each -> {
            if (each.entry() instanceof DecisionEntry sealed
                    && sealed.decision().action() instanceof Action.Setup setup) {
                return setup;
            }
            throw new AssertionError("an entry of this type holds this action");
        });
    }

    /**
     * Index of the trustee, from 1, whose signing key this is.
     *
     * @throws RefusedException if the manifest names no such key
     */
    public int trustee(String thumbprint) throws RefusedException {
        for (int i = 0; i < manifest.trustees().size(); i++) {
            if (manifest.trustees().get(i).thumbprint().equals(thumbprint)) {
                return i + 1; // the manifest counts from 1
            }
        }
        throw new RefusedException("the manifest names no trustee with the thumbprint " + thumbprint
                + ": check --key and --election, and that the returning officer has this thumbprint");
    }

    /** Name of trustee {@code i}, from 1, with its number. */
    public String nameOf(int i) {
        return i >= 1 && i <= manifest.trustees().size()
                ? "trustee " + i + " (" + manifest.trustees().get(i - 1).name() + ")"
                : "trustee " + i;
    }
}
