// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.count;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.urna.crypto.count.Blt;
import org.urna.crypto.count.Count;
import org.urna.crypto.count.Outcome;

/**
 * A file and what a rule made of it.
 *
 * @param blt the file
 * @param count the count
 * @param lots the order that settles ties, and where it is from
 */
public record CountedFile(Blt blt, Count count, FileLots lots) {

    /**
     * The candidates' names by number, each once: where several candidates have one name, the number of the candidate follows.
     */
    List<String> names() {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>(blt.names());
        for (int candidate = 1; candidate <= blt.names().size(); candidate++) {
            String name = blt.names().get(candidate - 1);
            boolean shared = Collections.frequency(blt.names(), name) > 1;
            String shown = name;
            while (shared && !taken.add(shown)) {
                shown += " (candidate " + candidate + ")";
            }
            names.add(shown);
        }
        return names;
    }

    /** Those ties that the lot settled. */
    boolean lotsUsed() {
        return count.ties().stream().map(Outcome.Tie::settledBy).anyMatch("lot"::equals);
    }
}
