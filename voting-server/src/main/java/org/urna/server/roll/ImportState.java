// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import java.util.Locale;

/** Where the import of a roll stands. */
enum ImportState {
    /** The file is arriving. */
    UPLOADING,
    /** It is there, and has been looked at. */
    UPLOADED,
    /** Its rows are being read and judged, each for itself. */
    READING,
    /** They are being compared with each other and with the roll. */
    COMPARING,
    /** Everything about it is known; the roll is as it was. */
    CHECKED,
    /** Its accepted rows are becoming the roll. */
    WRITING,
    /** They are the roll. */
    IMPORTED,
    /** It could not be read; the roll is as it was. */
    FAILED;

    /** Whether somebody is at work on it. */
    boolean isBusy() {
        return this == UPLOADING || this == READING || this == COMPARING || this == WRITING;
    }

    static ImportState of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** As stored, and as the API writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
