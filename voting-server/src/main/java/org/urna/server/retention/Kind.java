// SPDX-License-Identifier: Apache-2.0
package org.urna.server.retention;

import java.util.List;
import java.util.Locale;

/** What is kept for a time. What links members to credentials is not here: two officers destroy it, on the board. */
enum Kind {
    /** Uploaded rolls with the rows, remarks and pairs found in them; counted from the close. */
    IMPORTS("close", 30),
    /** Members, and what was corrected about them; counted from the end of the link, without which the roll cannot be spared. */
    ROLL("map-destroyed", 180),
    /** Complaints that were answered; counted from the end of the link. */
    COMPLAINTS("map-destroyed", 180);

    /** Type of the entry of the board from which the days are counted. */
    final String from;

    /** Days where nobody set any. */
    final int standard;

    Kind(String from, int standard) {
        this.from = from;
        this.standard = standard;
    }

    /** Whose rows of the election are deleted, in this order. */
    List<String> tables() {
        return switch (this) {
            case IMPORTS ->
                List.of("roll_remark", "roll_pair", "roll_choice", "roll_row", "roll_import", "roll_settings");
            case ROLL -> List.of("member_change", "member");
            case COMPLAINTS -> List.of("complaint");
        };
    }

    /** As in the database, and in the API. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
