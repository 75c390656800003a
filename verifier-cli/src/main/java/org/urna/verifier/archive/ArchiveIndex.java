// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.archive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.urna.verifier.place.Limits;

/** The files of an archive by name, taken in one by one and refused where one is not what a board has. */
final class ArchiveIndex {

    /** Two files for each 256 entries of a log: enough for half a thousand million ballots. */
    private static final int MOST_FILES = 4_000_000;

    /** A name in a board has fewer than a hundred characters; the folder around it may have some too. */
    private static final int MOST_CHARACTERS = 1024;

    /** Ciphertexts, hashes and pictures do not shrink; no file of a board ever shrinks to a hundredth. */
    private static final long MOST_SHRINKING = 100;

    private static final long SMALL = 1 << 20;

    private final long archiveLength;
    private final Map<String, Slice> files = new HashMap<>();

    /** @param archiveLength bytes of the archive */
    ArchiveIndex(long archiveLength) {
        this.archiveLength = archiveLength;
    }

    /** @throws RefusedArchiveException if the name leads elsewhere, or comes twice, or the file cannot be what it says */
    void add(String name, Slice slice) throws RefusedArchiveException {
        requireName(name);
        if (files.size() == MOST_FILES) {
            throw new RefusedArchiveException("the archive has more than " + MOST_FILES + " files");
        }
        if (slice.offset() < 0
                || slice.stored() < 0
                || slice.length() < 0
                || slice.stored() > archiveLength
                || slice.offset() > archiveLength - slice.stored()) {
            throw new RefusedArchiveException("a file of the archive lies outside of it: " + name);
        }
        boolean bomb = slice.length() > SMALL && slice.length() / MOST_SHRINKING > slice.stored();
        if (bomb || slice.length() > Limits.STREAM) {
            throw new RefusedArchiveException("a file of the archive would grow beyond measure: " + name);
        }
        if (files.put(name, slice) != null) {
            throw new RefusedArchiveException("a name stands twice in the archive: " + name);
        }
    }

    /** A folder is of no use to us, and still must not lead elsewhere. */
    static void requireFolder(String name) throws RefusedArchiveException {
        if (!name.equals("./")) {
            requireName(name.endsWith("/") ? name.substring(0, name.length() - 1) : name);
        }
    }

    private static void requireName(String name) throws RefusedArchiveException {
        boolean plain = name.length() <= MOST_CHARACTERS
                && name.chars().noneMatch(c -> c < ' ' || c == '\\' || c == ':' || c == 0x7f);
        String inner = name.startsWith("./") ? name.substring(2) : name;
        for (String part : inner.split("/", -1)) {
            plain &= !part.isEmpty() && !part.equals(".") && !part.equals("..");
        }
        if (!plain) {
            throw new RefusedArchiveException("a name in the archive leads out of it: " + name);
        }
    }

    /**
     * The files of the board, by their path below it.
     *
     * @throws RefusedArchiveException unless there is exactly one board, and no two files share bytes
     */
    Map<String, Slice> board() throws RefusedArchiveException {
        requireApart();
        List<String> roots = new ArrayList<>();
        for (String name : files.keySet()) {
            if (name.equals("checkpoint") || name.endsWith("/checkpoint")) {
                roots.add(name.substring(0, name.length() - "checkpoint".length()));
            }
        }
        if (roots.size() != 1) {
            throw new RefusedArchiveException(
                    roots.isEmpty()
                            ? "there is no board in the archive: no file checkpoint"
                            : "there is more than one board in the archive");
        }
        String root = roots.get(0);
        Map<String, Slice> board = new HashMap<>();
        files.forEach((name, slice) -> {
            if (name.startsWith(root)) {
                board.put(name.substring(root.length()), slice);
            }
        });
        return board;
    }

    /** Files that share their bytes make an archive of gigabytes out of a few. */
    private void requireApart() throws RefusedArchiveException {
        List<Slice> inOrder = new ArrayList<>(files.values());
        inOrder.sort(Comparator.comparingLong(Slice::offset));
        long end = 0;
        for (Slice slice : inOrder) {
            if (slice.offset() < end) {
                throw new RefusedArchiveException("two files of the archive share their bytes");
            }
            end = slice.offset() + slice.stored();
        }
    }
}
