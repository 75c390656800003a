// SPDX-License-Identifier: Apache-2.0
package org.urna.server.registrar;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.urna.server.roll.Corrections;

/** Corrects how members are reached, by the rules by which a ballot office corrects its roll: nobody's who has voted, and no paper or weight. */
public final class Correcting {

    private final Registrar registrar;

    public Correcting(Registrar registrar) {
        this.registrar = registrar;
    }

    /**
     * Corrects a member; what is sent from now on goes there.
     *
     * @param fields that change, as the API's correction of a member has them, and the {@code reason}
     * @return names of the fields that have changed; fails as a correction in the ballot office does
     */
    public List<String> run(BoardSource source, String number, JsonNode fields) throws IOException {
        BoardNow board = registrar.follow(source);
        Corrections corrections = registrar.office(registrar.voters(board)).corrections();
        return Awaited.on(corrections.correct(board.manifest().election().hex(), number, fields, Registrar.ACTOR))
                .stream()
                .map(Corrections.Change::field)
                .toList();
    }
}
