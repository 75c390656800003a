// SPDX-License-Identifier: Apache-2.0
package org.urna.server.decision;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.urna.crypto.record.Action;
import org.urna.crypto.record.Hash;
import org.urna.crypto.record.Minute;
import org.urna.server.board.Appended;
import org.urna.server.board.BoardLog;
import org.urna.server.board.NewEntry;
import org.urna.server.ceremony.Ceremonies;
import org.urna.server.credential.CredentialChanges;
import org.urna.server.credential.MapDestruction;
import org.urna.server.credential.RegistrarSignature;
import org.urna.server.election.ElectionState;
import org.urna.server.election.Elections;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.tally.Publication;

/** Appends a signed decision and does what follows from it, all in one transaction. */
final class Effects {

    private final BoardLog boards;
    private final Elections elections;
    private final Ceremonies ceremonies;
    private final CredentialChanges credentials;
    private final MapDestruction map;
    private final Publication publication;

    Effects(
            BoardLog boards,
            Elections elections,
            Ceremonies ceremonies,
            CredentialChanges credentials,
            MapDestruction map,
            Publication publication) {
        this.boards = boards;
        this.elections = elections;
        this.ceremonies = ceremonies;
        this.credentials = credentials;
        this.map = map;
        this.publication = publication;
    }

    /** Fails with {@code decision-invalid} or {@code wrong-state} if the decision cannot be carried out. */
    Future<Appended> apply(Deciding deciding) {
        Action action = deciding.decision().action();
        if (action instanceof Action.Setup setup) {
            return seal(deciding, setup);
        } else if (action instanceof Action.CeremonyAbandoned abandoned) {
            return abandon(deciding, abandoned);
        } else if (action instanceof Action.DeadlineExtended extended) {
            return extend(deciding, extended);
        } else if (action instanceof Action.CredentialRevoked revoked) {
            return credentials
                    .revoke(deciding.connection(), deciding.id(), revoked)
                    .compose(done -> append(deciding, deciding.entry()));
        } else if (action instanceof Action.CredentialReplaced replaced) {
            return credentials
                    .replace(
                            deciding.connection(),
                            deciding.election(),
                            deciding.manifest(),
                            replaced,
                            deciding.text(),
                            deciding.registrar())
                    .compose(registrar -> append(deciding, deciding.entry(registrar)));
        } else if (action instanceof Action.OfficerChanged changed) {
            return Officers.inOffice(deciding.connection(), deciding.id(), deciding.manifest())
                    .compose(officers -> {
                        officers.problem(changed).ifPresent(Effects::refuse);
                        return append(deciding, deciding.entry());
                    });
        } else if (action instanceof Action.Publish) {
            return publication.publish(deciding.connection(), deciding.election(), deciding.entry());
        } else if (action instanceof Action.MapDestroyed) {
            NewEntry entry = deciding.manifest().registrar().isSeparate()
                    ? deciding.entry(
                            RegistrarSignature.require(deciding.manifest(), deciding.registrar(), deciding.text()))
                    : deciding.entry();
            return map.destroy(deciding.connection(), deciding.id(), deciding.manifest(), deciding.time())
                    .compose(done -> append(deciding, entry));
        } else if (action instanceof Action.Close) {
            return close(deciding);
        } else if (action instanceof Action.Voided) {
            return append(deciding, deciding.entry())
                    .compose(appended -> elections
                            .step(deciding.connection(), deciding.election(), ElectionState.VOID)
                            .map(appended));
        }
        checkWords(deciding, action);
        return append(deciding, deciding.entry());
    }

    private static void checkWords(Deciding deciding, Action action) {
        if (action instanceof Action.Notice notice && !deciding.manifest().admits(notice.text())) {
            refuse("a notice has the manifest's languages, in its order, the first included");
        }
        if (action instanceof Action.CandidateWithdrawn withdrawn) {
            boolean known = deciding.manifest()
                    .contest(withdrawn.contest())
                    .filter(contest ->
                            withdrawn.candidate() <= contest.candidates().size())
                    .isPresent();
            if (!known) {
                refuse("there is no such candidate");
            }
        }
    }

    private static void refuse(String reason) {
        throw new Refusal(ProblemCode.DECISION_INVALID, reason);
    }

    private Future<Appended> append(Deciding deciding, NewEntry entry) {
        return boards.append(deciding.connection(), deciding.election(), List.of(entry));
    }

    private Future<Appended> seal(Deciding deciding, Action.Setup setup) {
        if (setup.size() != deciding.election().getLong("entries")) {
            refuse("the log has grown since: draft the setup again");
        }
        if (deciding.time().compareTo(deciding.election().getString("closes")) >= 0) {
            refuse("the election would have closed already");
        }
        NewEntry entry = deciding.entry();
        return append(deciding, entry)
                .compose(appended -> update(
                                deciding,
                                "UPDATE election SET state = #{state}, setup_hash = #{hash}, max_ballot = #{max} WHERE id = #{id}",
                                Map.of(
                                        "state",
                                        ElectionState.SEALED.toString(),
                                        "hash",
                                        Hash.sha256(entry.bytes()).hex(),
                                        "max",
                                        setup.maxBallotBytes()))
                        .map(appended));
    }

    private Future<Appended> abandon(Deciding deciding, Action.CeremonyAbandoned abandoned) {
        int trustees = deciding.manifest().trusteeCount();
        if (abandoned.attempt() != deciding.election().getInteger("attempt")
                || abandoned.trustees().stream().anyMatch(trustee -> trustee > trustees)) {
            refuse("the attempt is not the latest one, or there is no such trustee");
        }
        return ceremonies.restart(deciding.connection(), deciding.election(), deciding.manifest(), deciding.entry());
    }

    private Future<Appended> extend(Deciding deciding, Action.DeadlineExtended extended) {
        String closes = deciding.election().getString("closes");
        String later = Minute.format(extended.closes());
        if (later.compareTo(closes) <= 0 || deciding.time().compareTo(closes) >= 0) {
            refuse("a deadline is moved to a later time, before it has come");
        }
        return append(deciding, deciding.entry())
                .compose(appended -> update(
                                deciding,
                                "UPDATE election SET closes = #{closes} WHERE id = #{id}",
                                Map.of("closes", later))
                        .map(appended));
    }

    private Future<Appended> close(Deciding deciding) {
        if (!deciding.manifest().schedule().closeByHand()) {
            refuse("the manifest lets nobody close by hand");
        }
        return append(deciding, deciding.entry())
                .compose(appended -> update(
                                deciding,
                                "UPDATE election SET state = #{state}, close_index = #{index} WHERE id = #{id}",
                                Map.of("state", ElectionState.CLOSED.toString(), "index", appended.first()))
                        .map(appended));
    }

    private static Future<Void> update(Deciding deciding, String sql, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("id", deciding.id());
        return Sql.update(deciding.connection(), sql, all).mapEmpty();
    }
}
