// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.harness;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.urna.crypto.MalformedException;
import org.urna.crypto.ballot.Challenge;
import org.urna.crypto.jose.CompactJws;
import org.urna.crypto.record.CredentialList;
import org.urna.crypto.record.DecisionEntry;
import org.urna.crypto.record.Entry;
import org.urna.crypto.record.Lines;
import org.urna.crypto.record.ManifestEntry;
import org.urna.crypto.record.MessageEntry;

/** One object of each kind that a finished election published or its voters hold, by the kind's name. */
public final class PublishedObjects {

    private PublishedObjects() {}

    /** The exact bytes of each. */
    public static Map<String, byte[]> of(Elections.Finished finished) {
        try {
            return collect(finished);
        } catch (IOException | MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, byte[]> collect(Elections.Finished finished) throws IOException, MalformedException {
        Map<String, byte[]> objects = new TreeMap<>();
        BoardCopy board = finished.board();
        for (byte[] bytes : board.entries()) {
            Entry entry = Entry.read(bytes);
            String type = entry.type().code();
            objects.putIfAbsent("entry-" + type, bytes);
            if (entry instanceof MessageEntry message) {
                objects.putIfAbsent("message-" + type, message.inTransit().write());
                if (message.message() instanceof CredentialList list) {
                    objects.put(
                            "credential-line",
                            Lines.credentials()
                                    .read(in(board, list.credentials().sha256()))
                                    .orElseThrow()
                                    .write());
                    objects.put(
                            "reserve-line",
                            Lines.reserves()
                                    .read(in(board, list.reserves().sha256()))
                                    .orElseThrow()
                                    .write());
                }
            } else if (entry instanceof DecisionEntry decision) {
                objects.putIfAbsent("decision-" + type, decision.signedBytes());
            } else if (entry instanceof ManifestEntry manifest) {
                objects.putIfAbsent(
                        "manifest", Objects.requireNonNull(manifest.manifest()).write());
            }
        }
        Voter voter = finished.voters().get(0);
        objects.put("ballot", voter.sealed().ballot().write());
        objects.put("cast-request", voter.request());
        objects.put("receipt", CompactJws.parse(finished.receipts().get(0)).payload());
        // A ballot that was opened is never cast: this one was made to be opened.
        objects.put("challenge", Challenge.open(finished.challenged().sealed()).write());
        return objects;
    }

    private static ByteArrayInputStream in(BoardCopy board, org.urna.crypto.record.Hash sha256) throws IOException {
        return new ByteArrayInputStream(board.artifact(sha256).readAllBytes());
    }
}
