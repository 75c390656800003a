// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.keyfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.urna.crypto.record.ElectionId;
import org.urna.crypto.record.Hash;
import org.urna.trustee.RefusedException;

/**
 * What a trustee keeps of one election.
 *
 * @param election its id
 * @param seen null until a board was seen
 * @param attempts at the ceremony, in the order in which they were begun
 * @param messages those that were signed, word for word as they leave: after a crash they are sent again, never made anew
 * @param agreed null until this trustee has agreed
 */
public record ElectionSecrets(
        ElectionId election,
        @Nullable SeenBoard seen,
        List<AttemptSecrets> attempts,
        List<String> messages,
        @Nullable AgreedRoot agreed) {

    public ElectionSecrets {
        attempts = List.copyOf(attempts);
        messages = List.copyOf(messages);
    }

    /** Nothing yet. */
    public static ElectionSecrets of(ElectionId election) {
        return new ElectionSecrets(election, null, List.of(), List.of(), null);
    }

    /** The attempt with this manifest and number, if it was begun. */
    public Optional<AttemptSecrets> attempt(Hash manifest, int number) {
        return attempts.stream()
                .filter(each -> each.attempt().manifest().equals(manifest)
                        && each.attempt().number() == number)
                .findFirst();
    }

    /** The attempt whose transcript is {@code transcript}, if it was finished. */
    public Optional<AttemptSecrets> finished(Hash transcript) {
        return attempts.stream()
                .filter(each ->
                        each.finished() != null && each.finished().transcript().equals(transcript))
                .findFirst();
    }

    /** The same with the board seen last. */
    public ElectionSecrets with(SeenBoard board) {
        return new ElectionSecrets(election, board, attempts, messages, agreed);
    }

    /** The same with an attempt, in place of the one with its manifest and number. */
    public ElectionSecrets with(AttemptSecrets attempt) {
        List<AttemptSecrets> all = new ArrayList<>();
        for (AttemptSecrets each : attempts) {
            if (!each.attempt().equals(attempt.attempt())) {
                all.add(each);
            }
        }
        all.add(attempt);
        return new ElectionSecrets(election, seen, all, messages, agreed);
    }

    /** The same with one more message. */
    public ElectionSecrets with(String message) {
        List<String> all = new ArrayList<>(messages);
        all.add(message);
        return new ElectionSecrets(election, seen, attempts, all, agreed);
    }

    /**
     * The same with the board that this trustee agrees to.
     *
     * @throws RefusedException if it has agreed to another one for the same set-up: it never takes that back
     */
    public ElectionSecrets with(AgreedRoot root) throws RefusedException {
        if (agreed != null && !agreed.equals(root)) {
            throw new RefusedException(
                    "this key file has agreed to another board of this election (size " + agreed.size()
                            + ", root " + agreed.root() + ") and never agrees to a second one: "
                            + "two boards mean that the server forked; keep both and tell the other trustees");
        }
        return new ElectionSecrets(election, seen, attempts, messages, root);
    }

    @Override
    public String toString() {
        return "ElectionSecrets[" + election + ", hidden]";
    }
}
