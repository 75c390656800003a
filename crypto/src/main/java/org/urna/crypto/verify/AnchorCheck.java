// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.Objects;
import org.urna.crypto.record.Hash;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Findings;

/** Whether this is the election that the caller means: check {@code trust-anchor}. */
final class AnchorCheck {

    private final ElectionState state;
    private final Findings findings;
    private final Anchors anchors;

    AnchorCheck(Context context) {
        this.state = context.state();
        this.findings = context.findings();
        this.anchors = context.anchors();
        int given = (anchors.boardKey().isPresent() ? 1 : 0)
                + anchors.fingerprints().size()
                + anchors.receipts().size();
        findings.expect(Check.TRUST_ANCHOR, given);
        if (given == 0) {
            findings.notChecked(
                    Check.TRUST_ANCHOR, "no board key, fingerprint or receipt was given: this may be any election");
        }
    }

    /** @param receiptsHeld how many of the receipts given are of this board */
    void finish(Manifests manifests, Setups setups, int receiptsHeld) {
        anchors.boardKey().ifPresent(key -> {
            findings.checked(Check.TRUST_ANCHOR, 1);
            boolean same =
                    state.hasManifest() && state.manifest().keys().board().equals(key.toString());
            require(same, "the board key is not the one given");
        });
        for (Hash fingerprint : anchors.fingerprints()) {
            findings.checked(Check.TRUST_ANCHOR, 1);
            require(
                    Objects.equals(fingerprint, setups.first()) || Objects.equals(fingerprint, manifests.first()),
                    "neither the set-up nor the first manifest has the fingerprint given");
        }
        findings.checked(Check.TRUST_ANCHOR, anchors.receipts().size());
        require(receiptsHeld == anchors.receipts().size(), "a receipt given is not of this board");
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            findings.fail(Check.TRUST_ANCHOR, otherwise);
        }
    }
}
