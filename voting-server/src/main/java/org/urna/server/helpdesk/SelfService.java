// SPDX-License-Identifier: Apache-2.0
package org.urna.server.helpdesk;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.server.credential.Holders;
import org.urna.server.delivery.MailQueue;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.keys.KeyRing;
import org.urna.server.mail.MailAddress;
import org.urna.server.mail.MessageKind;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.roll.Member;
import org.urna.server.roll.Rolls;
import org.urna.server.staff.Callers;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/**
 * Members ask by themselves for a new code, or whether a ballot stands for them. What is typed is written down whoever it is, and answered alike in the same time; whether it names
 * a member is looked at afterwards, where nobody waits for it. Only the address on the roll ever hears of it.
 */
public final class SelfService {

    private static final Logger LOG = LoggerFactory.getLogger(SelfService.class);

    /** Claims that may wait to be looked at. */
    private static final int MOST_WAITING = 10_000;

    private static final int PAGE = 20;

    private final Store store;
    private final Elections elections;
    private final Manifests manifests;
    private final Rolls rolls;
    private final Holders holders;
    private final KeyRing keys;
    private final Reissues reissues;
    private final MailQueue queue;
    private final UseAnswers useAnswers;
    private final Callers callers = new Callers();
    private Future<Void> last = Future.succeededFuture();

    public SelfService(
            Store store,
            Elections elections,
            Manifests manifests,
            Rolls rolls,
            Holders holders,
            KeyRing keys,
            Reissues reissues,
            MailQueue queue) {
        this.store = store;
        this.elections = elections;
        this.manifests = manifests;
        this.rolls = rolls;
        this.holders = holders;
        this.keys = keys;
        this.reissues = reissues;
        this.queue = queue;
        this.useAnswers = new UseAnswers(store, manifests, holders, keys, queue);
    }

    /**
     * Takes a claim.
     *
     * @param asked what for
     * @param caller counted in memory only
     * @param contact e-mail address, or postcode of who is written to by post
     * @return fails with {@code too-many-attempts}, {@code overloaded}, {@code wrong-state} or {@code not-found}, which say nothing of members
     */
    public Future<Void> claim(Asked asked, String election, String caller, String number, String contact) {
        callers.check(caller);
        callers.failed(caller);
        return store.transaction(connection -> elections
                .lock(connection, election)
                .compose(row -> {
                    asked.require(Elections.state(row));
                    if (Elections.hasSeparateRegistrar(row)) {
                        throw new Refusal(
                                ProblemCode.WRONG_STATE,
                                "the registrar, who works apart from this server, answers members of this election");
                    }
                    return asked == Asked.USE
                            ? useAnswers.requirePossible(connection, election)
                            : Future.succeededFuture();
                })
                .compose(possible -> Sql.query(
                        connection,
                        "SELECT COUNT(*) AS n FROM reissue_claim WHERE election = #{election}",
                        Map.of("election", election)))
                .compose(rows -> {
                    if (rows.iterator().next().getLong("n") >= MOST_WAITING) {
                        throw new Refusal(ProblemCode.OVERLOADED, "too many requests wait; try again later");
                    }
                    return Sql.update(
                            connection,
                            "INSERT INTO reissue_claim (election, member_number, contact, asked)"
                                    + " VALUES (#{election}, #{number}, #{contact}, #{asked})",
                            Map.of(
                                    "election", election,
                                    "number", number.strip(),
                                    "contact", contact.strip(),
                                    "asked", asked.code()));
                })
                .mapEmpty());
    }

    /** Looks at what was claimed, unless this server is at it; does not wait for the end. */
    public synchronized void tick() {
        if (last.isComplete()) {
            last = run().onFailure(e -> LOG.warn("requests for new codes could not be looked at", e));
        }
    }

    /** Looks at what was claimed. */
    public Future<Void> run() {
        return store.query(
                        "SELECT id, election, member_number, contact, asked FROM reissue_claim ORDER BY id LIMIT #{page}",
                        Map.of("page", PAGE))
                .compose(rows -> {
                    Future<Void> chain = Future.succeededFuture();
                    for (Row row : rows) {
                        chain = chain.compose(done -> store.transaction(connection -> judge(connection, row)));
                    }
                    return chain.compose(done -> rows.size() < PAGE ? Future.succeededFuture() : run());
                });
    }

    private Future<Void> judge(SqlConnection connection, Row claim) {
        String election = claim.getString("election");
        return elections
                .lock(connection, election)
                .compose(row -> rolls.member(connection, election, claim.getString("member_number"))
                        .map(Optional::of)
                        .recover(e -> e instanceof Refusal
                                ? Future.succeededFuture(Optional.empty())
                                : Future.failedFuture(e))
                        .compose(member -> member.isPresent() && isTheirs(member.get(), claim.getString("contact"))
                                ? answer(connection, row, member.get(), Asked.of(claim.getString("asked")))
                                : Future.succeededFuture()))
                .compose(done -> Sql.update(
                        connection, "DELETE FROM reissue_claim WHERE id = #{id}", Map.of("id", claim.getLong("id"))))
                .mapEmpty();
    }

    private static boolean isTheirs(Member member, String contact) {
        return member.channel() == Member.Channel.EMAIL
                ? MailAddress.comparable(member.email()).equals(MailAddress.comparable(contact))
                : !member.postcode().isBlank() && compact(member.postcode()).equals(compact(contact));
    }

    private static String compact(String postcode) {
        return postcode.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    }

    /** A member who has voted is told so, and when, at the address on the roll. */
    private Future<Void> answer(SqlConnection connection, Row election, Member member, Asked asked) {
        if (asked == Asked.USE) {
            return useAnswers.answer(connection, election, member);
        }
        String id = election.getString("id");
        return holders.standing(connection, election, member.memberNumber()).compose(standing -> {
            if (Reissues.hasVoted(standing) && member.channel() == Member.Channel.EMAIL) {
                return keys.of(id, manifests.of(election).origin())
                        .compose(held -> queue.answer(
                                connection,
                                id,
                                member,
                                MessageKind.VOTED,
                                standing.day().orElseThrow(),
                                held.sealing()));
            }
            return reissues.ask(connection, election, member, Reissues.Origin.SELF)
                    .mapEmpty();
        });
    }
}
