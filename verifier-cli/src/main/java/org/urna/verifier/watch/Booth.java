// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.watch;

import java.io.IOException;
import java.util.List;
import org.urna.crypto.record.Action;

/** What the server gives out as the voters' program. */
@FunctionalInterface
public interface Booth {

    /** A place that has no voters' program, such as a folder. */
    Booth NONE = signed -> List.of();

    /**
     * Compares every file with what officers signed.
     *
     * @return what differs, a sentence each
     * @throws IOException if the server cannot be reached: then nothing is known
     */
    List<String> differences(List<Action.BoothFile> signed) throws IOException;
}
