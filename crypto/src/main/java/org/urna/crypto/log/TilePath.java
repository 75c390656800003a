// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.log;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.urna.crypto.MalformedException;

/** The paths of tiles (C2SP tlog-tiles, "Merkle Tree" and "Log entries"). */
final class TilePath {

    private static final int GROUP = 1000;

    // At most seven groups of three digits: the largest index that 63 bits hold has nineteen digits.
    private static final Pattern FORM =
            Pattern.compile("tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    private TilePath() {}

    static String write(Tile tile) {
        StringBuilder path = new StringBuilder(digits(tile.index() % GROUP));
        for (long rest = tile.index() / GROUP; rest > 0; rest /= GROUP) {
            path.insert(0, "x" + digits(rest % GROUP) + "/");
        }
        String level = tile.level() == Tile.ENTRIES ? "entries" : Integer.toString(tile.level());
        path.insert(0, "tile/" + level + "/");
        return tile.isPartial() ? path.append(".p/").append(tile.width()).toString() : path.toString();
    }

    private static String digits(long group) {
        return String.format(Locale.ROOT, "%03d", group);
    }

    static Tile parse(String path) throws MalformedException {
        Matcher parts = FORM.matcher(path);
        if (!parts.matches()) {
            throw new MalformedException("not the path of a tile");
        }
        try {
            int level = parts.group(1).equals("entries") ? Tile.ENTRIES : Integer.parseInt(parts.group(1));
            long index = Long.parseLong(parts.group(2).replaceAll("[x/]", ""));
            int width = parts.group(3) == null ? Tile.FULL_WIDTH : Integer.parseInt(parts.group(3));
            Tile tile = new Tile(level, index, width);
            if (tile.path().equals(path)) {
                return tile;
            }
        } catch (IllegalArgumentException e) {
            // A number out of range: reported below like every other path that no tile has.
        }
        throw new MalformedException("not the path of a tile");
    }
}
