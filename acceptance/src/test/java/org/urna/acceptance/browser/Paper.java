// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import java.util.List;
import java.util.Map;
import org.urna.crypto.ballot.AdditiveForm;
import org.urna.crypto.ballot.Answer;
import org.urna.crypto.ballot.Choices;
import org.urna.crypto.ballot.ContestForm;
import org.urna.crypto.ballot.Preferences;
import org.urna.crypto.ballot.RankedForm;

/**
 * One contest and an answer to it, as Java and as the page have them.
 *
 * @param contest members of the manifest that ballots depend on, with the number of candidates
 * @param given as the booth's functions take an answer
 */
record Paper(ContestForm form, Map<String, Object> contest, Answer answer, Map<String, Object> given) {

    static Paper additive(AdditiveForm form, Choices choices) {
        Map<String, Object> contest = Map.of(
                "id", form.contest(),
                "kind", "additive",
                "candidates", form.options(),
                "min", form.min(),
                "max", form.max(),
                "maxPerOption", form.maxPerOption(),
                "blank", form.blank());
        Map<String, Object> given =
                Map.of("contest", form.contest(), "marks", choices.votes(), "blank", choices.blank());
        return new Paper(form, contest, choices, given);
    }

    static Paper ranked(String id, int candidates, int maxRanks, Integer... ranking) {
        Map<String, Object> contest =
                Map.of("id", id, "kind", "ranked", "candidates", candidates, "maxRanks", maxRanks);
        return new Paper(
                new RankedForm(id, candidates, maxRanks),
                contest,
                Preferences.of(ranking),
                Map.of("contest", id, "ranking", List.of(ranking)));
    }
}
