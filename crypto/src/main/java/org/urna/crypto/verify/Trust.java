// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.verify;

import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.record.AdditiveResult;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Result;

/** What no verifier can check, in words ({@code docs/protocol.md} §2 and §11). */
final class Trust {

    private Trust() {}

    static List<String> sentences(ElectionState state, List<Result> results) {
        if (!state.hasManifest()) {
            return List.of();
        }
        Manifest manifest = state.manifest();
        List<String> sentences = new ArrayList<>();
        sentences.add("Reading a vote takes " + manifest.threshold() + " of the " + manifest.trusteeCount()
                + " trustees, or a tampered booth.");
        sentences.add(
                manifest.registrar().isSeparate()
                        ? "The voting codes were made apart from the server: whoever holds them could vote for members who did not."
                        : "The voting codes were made by the server: its operator could vote for members who did not.");
        sentences.add(
                manifest.quorum() == 0
                        ? "There is no independent evidence of time, or of there being one board only: no witness co-signs it."
                        : "Time, and that there is one board only, rest on " + manifest.quorum() + " of "
                                + manifest.witnesses().size() + " witnesses.");
        CredentialRegister register = state.registerOrNull();
        if (register != null && state.replaced() > 0) {
            sentences.add(state.replaced() + " credentials were replaced; " + register.replacementsCast()
                    + " replacements have cast.");
        }
        for (Manifest.Departure departure : manifest.overrides()) {
            sentences.add("The manifest departs from the rule " + departure.rule() + ": " + departure.reason());
        }
        for (Result result : results) {
            if (result instanceof AdditiveResult additive && isUnanimous(additive)) {
                sentences.add("In contest " + result.contest() + " all voted alike: the result tells how each voted.");
            }
        }
        if (manifest.rehearsal()) {
            sentences.add("This is a rehearsal.");
        }
        return sentences;
    }

    private static boolean isUnanimous(AdditiveResult result) {
        List<Long> votes = result.total().votes();
        long options = votes.stream().filter(each -> each > 0).count();
        boolean allBlank =
                options == 0 && result.total().blank() == result.total().weight();
        boolean allOne = options == 1 && votes.contains(result.total().weight());
        return result.counted() && result.total().ballots() > 0 && (allBlank || allOne);
    }
}
