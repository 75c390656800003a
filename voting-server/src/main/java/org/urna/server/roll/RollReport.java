// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import java.util.List;

/**
 * What an import did. Every row is accounted for: {@code rows = accepted + } rows in {@code rejected}.
 *
 * @param rows in the file, without the header
 * @param accepted rows that are good
 * @param imported whether the good rows are the roll now; otherwise nothing changed
 * @param rejected one or more remarks for each bad row, in order of lines
 * @param notes remarks on good rows
 */
public record RollReport(int rows, int accepted, boolean imported, List<RollRemark> rejected, List<RollRemark> notes) {

    public RollReport {
        rejected = List.copyOf(rejected);
        notes = List.copyOf(notes);
    }

    RollReport asImported() {
        return new RollReport(rows, accepted, true, rejected, notes);
    }
}
