// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Point;

/**
 * A line of the list of reserves, without its line feed: {@code ["<K>"]}.
 *
 * @param credential {@code K}
 */
public record ReserveLine(Point credential) {

    static final Form<ReserveLine> FORM = Form.list(Forms.POINT, 1, 1)
            .map(points -> new ReserveLine(points.get(0)), line -> List.of(line.credential()));

    /**
     * Reads one line without its line feed.
     *
     * @throws MalformedException unless the bytes are the canonical writing of one
     */
    public static ReserveLine read(byte[] bytes) throws MalformedException {
        return Json.read(FORM, bytes, Lines.MAX_LINE);
    }

    /** The exact bytes without the line feed. */
    public byte[] write() {
        return Json.write(FORM, this);
    }
}
