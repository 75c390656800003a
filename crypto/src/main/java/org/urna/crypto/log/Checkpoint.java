// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.urna.crypto.MalformedException;

/**
 * Size and root of a log (C2SP tlog-checkpoint), without extension lines: the post-quantum signature does not cover
 * such lines, so ours have none and none are read.
 *
 * @param origin name of the log, 1 to 255 bytes without spaces and plus
 * @param size number of entries
 * @param root hash of the tree of these entries
 */
public record Checkpoint(String origin, long size, TreeHash root) {

    private static final Pattern TEXT = Pattern.compile("([^\n]+)\n(0|[1-9][0-9]{0,18})\n([A-Za-z0-9+/=]{44})\n");

    /** @throws IllegalArgumentException if the origin is not one, the size is negative, or an empty log has a root */
    public Checkpoint {
        if (!KeyName.isValid(origin)) {
            throw new IllegalArgumentException("not an origin");
        }
        if (size < 0 || (size == 0 && !root.equals(TreeHash.EMPTY))) {
            throw new IllegalArgumentException("no log has this size and root");
        }
    }

    /**
     * Reads the text of a note.
     *
     * @throws MalformedException unless it is exactly three lines: origin, size, root
     */
    public static Checkpoint parse(String text) throws MalformedException {
        Matcher lines = TEXT.matcher(text);
        if (!lines.matches()) {
            throw new MalformedException("not a checkpoint of three lines");
        }
        try {
            return new Checkpoint(lines.group(1), Long.parseLong(lines.group(2)), TreeHash.parseBase64(lines.group(3)));
        } catch (IllegalArgumentException e) {
            throw new MalformedException("not a checkpoint: origin, size or root");
        }
    }

    /** The text that is signed, with its final newline. */
    public String text() {
        return origin + "\n" + size + "\n" + root.toBase64() + "\n";
    }
}
