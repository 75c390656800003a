// SPDX-License-Identifier: Apache-2.0
package org.urna.server.witness;

import java.util.List;
import org.urna.crypto.log.NoteSignature;

/** What a witness said to a request. */
sealed interface WitnessAnswer {

    /** It signed; whether the lines hold is for the caller to check. */
    record Cosigned(List<NoteSignature> lines) implements WitnessAnswer {}

    /** It saw a tree of another size last. */
    record Conflict(long size) implements WitnessAnswer {}

    /** It did not sign, or did not answer; the reason is one of ours and holds nothing that it sent. */
    record Refused(String reason) implements WitnessAnswer {}
}
