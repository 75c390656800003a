// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify.report;

import java.util.Locale;

/** The checks of {@code docs/protocol.md} §11, in the order of its table; {@link #id} is the name there. */
public enum Check {
    CHECKPOINT("checkpoints"),
    TRUST_ANCHOR("anchors"),
    LOG_TILES("tiles and bundles"),
    LOG_HISTORY("checkpoints"),
    LOG_RECEIPTS("receipts"),
    LOG_WITNESSES("checkpoints"),
    ARTIFACTS("artifacts"),
    ENTRY_FORM("entries"),
    ENTRY_ORDER("entries"),
    ENTRY_TIME("entries"),
    MANIFEST("manifests"),
    TRUSTEE_IDENTITY("trustees' messages"),
    KEY_COMMITMENT("key shares"),
    KEY_SHARE("key shares"),
    KEY_CONFIRMATION("confirmations"),
    KEY_CHECK("key checks"),
    COMPLAINT("complaints"),
    CREDENTIALS("credentials"),
    CREDENTIAL_CHANGES("changes"),
    OFFICERS("decisions"),
    SETUP("setups"),
    SCHEDULE("entries"),
    BALLOT_FORM("ballots"),
    BALLOT_CREDENTIAL("ballots"),
    BALLOT_SIGNATURE("ballots"),
    BALLOT_PROOFS("ballots"),
    BALLOT_UNIQUE("ballots"),
    TALLY("tallies"),
    TALLY_AGREEMENT("agreements"),
    LOT("lots"),
    SHUFFLE("shuffles"),
    DECRYPTION("decryptions"),
    RESULT("results"),
    FINAL("finals");

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String items;

    Check(String items) {
        this.items = items;
    }

    /** The name in the protocol document, such as {@code ballot-proofs}. */
    public String id() {
        return id;
    }

    /** What is counted in its row, such as {@code ballots}. */
    public String items() {
        return items;
    }

    @Override
    public String toString() {
        return id;
    }
}
