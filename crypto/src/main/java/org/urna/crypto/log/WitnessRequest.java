// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.urna.crypto.MalformedException;

/**
 * The body with which a witness is asked to co-sign (C2SP tlog-witness, {@code add-checkpoint}). Its answer is read by
 * {@link Note#parseSignatures} and {@link CheckpointVerifier#cosignatures}.
 *
 * @param oldSize size of the checkpoint that the witness saw last, 0 for none
 * @param proof consistency of that tree with the new one; empty from size 0
 * @param checkpoint the new checkpoint, signed by the board
 */
public record WitnessRequest(long oldSize, List<TreeHash> proof, Note checkpoint) {

    private static final int MAX_PROOF = 63;
    private static final Pattern OLD = Pattern.compile("old (0|[1-9][0-9]{0,18})");

    /** @throws IllegalArgumentException if the size is negative or the proof longer than 63 */
    public WitnessRequest {
        proof = List.copyOf(proof);
        if (oldSize < 0 || proof.size() > MAX_PROOF) {
            throw new IllegalArgumentException("not a request to a witness");
        }
    }

    /**
     * Reads a body.
     *
     * @throws MalformedException if it is anything but what {@link #write} writes
     */
    public static WitnessRequest parse(String body) throws MalformedException {
        int blank = body.indexOf("\n\n");
        if (blank < 0) {
            throw new MalformedException("request without a blank line");
        }
        List<String> lines = List.of(body.substring(0, blank).split("\n", MAX_PROOF + 2));
        Matcher old = OLD.matcher(lines.get(0));
        if (!old.matches() || lines.size() > MAX_PROOF + 1) {
            throw new MalformedException("request without an old size, or with too long a proof");
        }
        List<TreeHash> proof = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            proof.add(TreeHash.parseBase64(line));
        }
        try {
            return new WitnessRequest(Long.parseLong(old.group(1)), proof, Note.parse(body.substring(blank + 2)));
        } catch (NumberFormatException e) {
            throw new MalformedException("old size of a request is too large");
        }
    }

    /** The body to post. */
    public String write() {
        StringBuilder body = new StringBuilder("old ").append(oldSize).append('\n');
        proof.forEach(hash -> body.append(hash.toBase64()).append('\n'));
        return body.append('\n').append(checkpoint.write()).toString();
    }
}
