// SPDX-License-Identifier: Apache-2.0
package org.urna.server.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.urna.crypto.MalformedException;
import org.urna.server.credential.RehearsalCodes;
import org.urna.server.election.DraftProblem;
import org.urna.server.election.Drafts;
import org.urna.server.election.Elections;
import org.urna.server.election.Examined;
import org.urna.server.election.Uploads;
import org.urna.server.keys.KeyRing;
import org.urna.server.keys.SealingKey;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.roll.PlainImport;
import org.urna.server.store.EntryTime;
import org.urna.server.store.Store;

/**
 * Rehearsals: whole elections made of a draft, with a roll of nobody and codes that staff may read. Their manifests say what they are; the
 * same trustees and officers take part, with the keys that they will use.
 */
public final class Rehearsals {

    private static final String REASON = "A rehearsal with a dummy roll";
    private static final String ROLL_HEADER = "member_number,name,email,address1,address2,address3,address4,address5,"
            + "postcode,country,class,ballot_style,weight,language,joined,arrears_months\n";
    private static final int SPARE = 5;

    private final Vertx vertx;
    private final Store store;
    private final Elections elections;
    private final Drafts drafts;
    private final Uploads uploads;
    private final PlainImport rolls;
    private final KeyRing keys;

    public Rehearsals(
            Vertx vertx,
            Store store,
            Elections elections,
            Drafts drafts,
            Uploads uploads,
            PlainImport rolls,
            KeyRing keys) {
        this.vertx = vertx;
        this.store = store;
        this.elections = elections;
        this.drafts = drafts;
        this.uploads = uploads;
        this.rolls = rolls;
        this.keys = keys;
    }

    /**
     * How a rehearsal runs.
     *
     * @param electors on each ballot style
     * @param opensInMinutes from now
     * @param openMinutes how long it takes ballots
     */
    public record Plan(int electors, int opensInMinutes, int openMinutes) {}

    /** A code that counts for nothing. */
    public record Code(String memberNumber, String style, String code) {
        @Override
        public String toString() {
            return "Code[hidden]";
        }
    }

    /**
     * Makes a rehearsal of an election and gives its id.
     *
     * @return fails with {@code draft-invalid} if the draft is not ready but for its roll, or with {@code not-found}
     */
    public Future<String> of(String election, Plan plan) {
        return elections
                .find(election)
                .compose(row -> store.now().compose(now -> {
                    ObjectNode draft = rehearse(Elections.draft(row), plan, now);
                    return vertx.executeBlocking(() -> ready(election, draft, plan))
                            .compose(ready -> elections.create(draft))
                            .compose(made -> store.transaction(connection -> uploads.copy(connection, election, made))
                                    .compose(copied -> rolls.run(
                                            made, roll(draft, plan.electors()).getBytes(StandardCharsets.UTF_8)))
                                    .map(made));
                }));
    }

    private boolean ready(String election, JsonNode draft, Plan plan) {
        Examined examined = drafts.examine(election, draft, plan.electors());
        List<DraftProblem> problems = new ArrayList<>(examined.missing());
        problems.addAll(examined.problems());
        if (!problems.isEmpty()) {
            throw new Refusal(
                    ProblemCode.DRAFT_INVALID, "the set-up is not ready to be rehearsed", Map.of("problems", problems));
        }
        return true;
    }

    static ObjectNode rehearse(JsonNode original, Plan plan, Instant now) {
        ObjectNode draft = original.deepCopy();
        draft.remove(List.of("origin", "registrar", "unconfirmed", "expected", "roll"));
        draft.put("rehearsal", true);
        Instant opens = Instant.parse(EntryTime.of(now)).plus(Duration.ofMinutes(plan.opensInMinutes()));
        Instant closes = opens.plus(Duration.ofMinutes(plan.openMinutes()));
        draft.putObject("schedule")
                .put("opens", EntryTime.of(opens))
                .put("closes", EntryTime.of(closes))
                .put("closeByHand", true)
                .put("disputeEnds", EntryTime.of(closes.plus(Duration.ofDays(1))));
        draft.putObject("roll").put("reserve", SPARE).put("replacements", SPARE);
        draft.put("minBallots", 1);
        override(draft, "min-ballots");
        override(draft, "ranking-signature");
        return draft;
    }

    private static void override(ObjectNode draft, String rule) {
        ArrayNode overrides = draft.withArrayProperty("overrides");
        for (JsonNode each : overrides) {
            if (each.path("rule").asText().equals(rule)) {
                return;
            }
        }
        overrides.addObject().put("rule", rule).put("reason", REASON);
    }

    /** Every other elector has an address that no mail can reach (RFC 2606), the rest live nowhere: both ways of delivery are rehearsed. */
    static String roll(JsonNode draft, int electors) {
        StringBuilder roll = new StringBuilder(ROLL_HEADER);
        int number = 0;
        for (JsonNode style : draft.path("styles")) {
            for (int i = 0; i < electors; i++) {
                number++;
                roll.append("R").append(number).append(",Rehearsal elector ").append(number);
                roll.append(
                        number % 2 == 1
                                ? ",elector-" + number + "@rehearsal.invalid,,,,,,,"
                                : ",," + number + " Rehearsal Street,,,,,XX1 1XX,");
                roll.append(",rehearsal,").append(style.path("id").asText()).append(",,,,\n");
            }
        }
        return roll.toString();
    }

    /**
     * The codes of a rehearsal's dummy roll, once they are issued.
     *
     * @return fails with {@code wrong-state} for an election that is none, or {@code not-found}
     */
    public Future<List<Code>> codes(String election) {
        return elections.find(election).compose(row -> {
            JsonNode draft = Elections.draft(row);
            if (!draft.path("rehearsal").asBoolean(false)) {
                throw new Refusal(ProblemCode.WRONG_STATE, "the election is not a rehearsal");
            }
            return keys.of(election, drafts.origin(election, draft))
                    .compose(held -> store.query(RehearsalCodes.SELECT, Map.of("election", election))
                            .compose(rows -> vertx.executeBlocking(() -> open(election, held.sealing(), rows))));
        });
    }

    private static List<Code> open(String election, SealingKey key, RowSet<Row> rows) throws MalformedException {
        List<Code> codes = new ArrayList<>();
        for (Row row : rows) {
            String member = row.getString("member_number");
            byte[] code = key.open(RehearsalCodes.place(election, member), Store.bytes(row, "sealed"));
            codes.add(new Code(member, row.getString("style"), new String(code, StandardCharsets.US_ASCII)));
        }
        return codes;
    }
}
