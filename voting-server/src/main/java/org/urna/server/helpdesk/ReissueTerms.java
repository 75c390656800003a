// SPDX-License-Identifier: Apache-2.0
package org.urna.server.helpdesk;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.roll.Member;
import org.urna.server.store.EntryTime;

/**
 * When members may ask for a new code, in the form of the board's times; empty where the organisation set none.
 *
 * @param opens before it nobody may
 * @param emailUntil from then on nobody may who is written to by e-mail
 * @param postUntil from then on nobody may who is written to by post
 */
public record ReissueTerms(String opens, String emailUntil, String postUntil) {

    static final ReissueTerms NONE = new ReissueTerms("", "", "");

    static ReissueTerms of(Optional<Row> row) {
        return row.map(each -> new ReissueTerms(
                        each.getString("opens"), each.getString("email_until"), each.getString("post_until")))
                .orElse(NONE);
    }

    /** Why a member may not ask now: {@code not-yet}, {@code too-late} or {@code wrong-state}; empty if they may. */
    Optional<String> obstacle(Row election, Member.Channel channel, Instant now) {
        ElectionState state = Elections.state(election);
        if (state != ElectionState.SEALED && state != ElectionState.OPEN) {
            return Optional.of("wrong-state");
        }
        String minute = EntryTime.of(now);
        String until = channel == Member.Channel.EMAIL ? emailUntil : postUntil;
        if (!opens.isEmpty() && minute.compareTo(opens) < 0) {
            return Optional.of("not-yet");
        }
        boolean late = (!until.isEmpty() && minute.compareTo(until) >= 0)
                || minute.compareTo(election.getString("closes")) >= 0;
        return late ? Optional.of("too-late") : Optional.empty();
    }
}
