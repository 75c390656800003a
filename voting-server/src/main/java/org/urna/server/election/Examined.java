// SPDX-License-Identifier: Apache-2.0
package org.urna.server.election;

import java.util.List;
import org.urna.crypto.record.Manifest;

/**
 * A draft at any stage, held against the rules of manifests.
 *
 * @param sketch the manifest as far as there is one: stand-ins where the draft has nothing, so it is for looking at only
 * @param missing what a complete draft needs and this one has not
 * @param problems rules that what is there breaks
 */
public record Examined(Manifest sketch, List<DraftProblem> missing, List<DraftProblem> problems) {

    public Examined {
        missing = List.copyOf(missing);
        problems = List.copyOf(problems);
    }

    /** Whether this draft could become a manifest with a roll of that size. */
    public boolean complete() {
        return missing.isEmpty() && problems.isEmpty();
    }
}
