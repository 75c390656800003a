// SPDX-License-Identifier: Apache-2.0
package org.urna.server.door;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.urna.server.credential.DoorSlips;
import org.urna.server.credential.DoorSlips.Gate;
import org.urna.server.credential.Holders;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.json.StrictJson;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.roll.Member;
import org.urna.server.roll.Rolls;
import org.urna.server.statement.DoorCounts;
import org.urna.server.store.Store;

/**
 * The desk at the door. A slip is activated for a member on the roll: each member holds one slip at most, and each slip is one member's. Whoever
 * has a code that was sent gets none. Everything is decided under the lock of the election's row, under which ballots are taken too.
 */
public final class Door {

    /** Members of a page. */
    public static final int PAGE = 20;

    /** What is wrong, by the rule that the console has words for. */
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("slip-mistyped", "this is no serial number of a slip"),
            Map.entry("slip-unknown", "this election has no slip with that number"),
            Map.entry("slip-activated", "the slip is activated for somebody else"),
            Map.entry("slip-lost", "the slip was reported lost and is good for nothing"),
            Map.entry("slip-retired", "the slip's credential was replaced or revoked"),
            Map.entry("slip-style", "the slip is for another ballot paper"),
            Map.entry("slip-weight", "the slip's vote has another weight"),
            Map.entry("member-voted", "the member has voted"),
            Map.entry("member-sent", "the member has a code that was sent"),
            Map.entry("member-activated", "the member has a slip already"),
            Map.entry("member-revoked", "the member's vote was revoked"),
            Map.entry("member-none", "the member holds no slip"));

    private final Store store;
    private final Elections elections;
    private final Rolls rolls;
    private final Holders holders;
    private final DoorSlips slips;

    public Door(Store store, Elections elections, Rolls rolls, Holders holders, DoorSlips slips) {
        this.store = store;
        this.elections = elections;
        this.rolls = rolls;
        this.holders = holders;
        this.slips = slips;
    }

    /** How many slips there are, and what became of them. */
    public Future<DoorCounts> counts(String election) {
        return elections.find(election).compose(row -> DoorCounts.of(store.reader(), election));
    }

    /**
     * Members in order of their numbers, with what they hold.
     *
     * @param search part of a number, name or e-mail address
     * @param after only numbers after this one
     */
    public Future<ArrayNode> list(String election, String search, String after) {
        return elections
                .find(election)
                .compose(row -> rolls.search(store.reader(), election, search, after, PAGE)
                        .compose(members -> store.transaction(connection -> list(connection, row, members))));
    }

    private Future<ArrayNode> list(SqlConnection connection, Row row, List<Member> members) {
        Set<String> styles = Elections.atTheDoor(row);
        ArrayNode list = StrictJson.array();
        Future<Void> chain = Future.succeededFuture();
        for (Member member : members) {
            chain = chain.compose(done -> slips.of(connection, row, member.memberNumber()))
                    .compose(held -> holders.standing(connection, row, member.memberNumber())
                            .map(standing -> {
                                list.add(json(member, held, standing, styles.contains(member.style())));
                                return null;
                            }));
        }
        return chain.map(list);
    }

    private static ObjectNode json(
            Member member, Optional<DoorSlips.Held> held, Holders.Standing standing, boolean atTheDoor) {
        ObjectNode json = StrictJson.object();
        json.put("memberNumber", member.memberNumber());
        json.put("name", member.name());
        json.put("class", member.memberClass());
        json.put("ballotStyle", member.style());
        json.put("weight", member.weight());
        json.put("holds", holds(held, atTheDoor));
        standing.day().ifPresent(day -> json.put("votedOn", day));
        return json;
    }

    private static String holds(Optional<DoorSlips.Held> held, boolean atTheDoor) {
        if (held.isEmpty()) {
            return atTheDoor ? "nothing" : "sent";
        }
        if (held.get().cast()) {
            return "voted";
        }
        return held.get().gate() == Gate.OPEN ? (held.get().live() ? "slip" : "retired") : "sent";
    }

    /**
     * Activates a slip for a member; the same again is done already.
     *
     * @param typed the serial number, as typed or scanned
     * @return fails with {@code door-refused} and the rule, {@code wrong-state} or {@code not-found}
     */
    public Future<Void> activate(String election, String number, String typed) {
        SerialNumber serial = SerialNumber.read(typed).orElseThrow(() -> refused("slip-mistyped"));
        return atWork(
                election,
                number,
                (connection, row, member, held) -> slips.slip(connection, row, serial.number())
                        .compose(slip -> {
                            if (held.isPresent()
                                    && slip.isPresent()
                                    && held.get().isSame(slip.get())
                                    && isFree(held.get())) {
                                return Future.succeededFuture();
                            }
                            obstacle(held).or(() -> obstacle(slip, member)).ifPresent(rule -> {
                                throw refused(rule);
                            });
                            return slips.activate(connection, row, slip.orElseThrow(), number);
                        }));
    }

    /**
     * Takes the slip back from a member who has not voted.
     *
     * @param lost whether the slip is gone: then it is good for nothing; else it can be given to somebody
     * @return fails with {@code door-refused} and the rule, {@code wrong-state} or {@code not-found}
     */
    public Future<Void> deactivate(String election, String number, boolean lost) {
        return atWork(election, number, (connection, row, member, held) -> {
            DoorSlips.Held slip = held.orElseThrow(() -> refused("member-none"));
            if (!isFree(slip)) {
                throw refused(obstacle(held).orElse("member-none"));
            }
            return slips.deactivate(connection, row, slip, number, lost ? Gate.LOST : Gate.SHUT);
        });
    }

    private interface Work {
        Future<Void> run(SqlConnection connection, Row row, Member member, Optional<DoorSlips.Held> held);
    }

    private Future<Void> atWork(String election, String number, Work work) {
        return store.transaction(connection -> elections
                .lock(connection, election)
                .compose(row -> {
                    Elections.state(row).require(ElectionState.SEALED, ElectionState.OPEN);
                    return rolls.member(connection, election, number)
                            .compose(member -> slips.of(connection, row, number)
                                    .compose(held -> work.run(connection, row, member, held)));
                }));
    }

    private static boolean isFree(DoorSlips.Held held) {
        return held.gate() == Gate.OPEN && held.live() && !held.cast();
    }

    /** Why somebody who holds this gets no slip. */
    private static Optional<String> obstacle(Optional<DoorSlips.Held> held) {
        return held.map(each -> {
            if (each.cast()) {
                return "member-voted";
            }
            if (each.gate() == Gate.NONE) {
                return "member-sent";
            }
            return each.live() ? "member-activated" : "member-revoked";
        });
    }

    /** Why this slip is not this member's. */
    private static Optional<String> obstacle(Optional<DoorSlips.Held> slip, Member member) {
        String rule = slip.map(each -> rule(each, member)).orElse("slip-unknown");
        return rule.isEmpty() ? Optional.empty() : Optional.of(rule);
    }

    private static String rule(DoorSlips.Held slip, Member member) {
        if (slip.gate() != Gate.SHUT) {
            return slip.gate() == Gate.LOST ? "slip-lost" : "slip-activated";
        }
        if (!slip.live()) {
            return "slip-retired";
        }
        if (!slip.style().equals(member.style())) {
            return "slip-style";
        }
        return slip.weight() == member.weight() ? "" : "slip-weight";
    }

    private static Refusal refused(String rule) {
        return new Refusal(ProblemCode.DOOR_REFUSED, REASONS.getOrDefault(rule, rule), Map.of("rule", rule));
    }
}
