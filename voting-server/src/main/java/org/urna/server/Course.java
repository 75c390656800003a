// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.record.EntryType;
import org.urna.server.board.BoardArtifacts;
import org.urna.server.board.BoardFiles;
import org.urna.server.board.BoardLog;
import org.urna.server.board.Checkpoints;
import org.urna.server.cast.Challenges;
import org.urna.server.ceremony.Ceremonies;
import org.urna.server.ceremony.CeremonyDesk;
import org.urna.server.clock.Clock;
import org.urna.server.complaint.Complaints;
import org.urna.server.config.Config;
import org.urna.server.credential.CodeExchange;
import org.urna.server.credential.CodeIssue;
import org.urna.server.credential.CredentialChanges;
import org.urna.server.credential.CredentialStore;
import org.urna.server.credential.DoorSlips;
import org.urna.server.credential.Holders;
import org.urna.server.credential.Issuing;
import org.urna.server.credential.IssuingRuns;
import org.urna.server.credential.MapDestruction;
import org.urna.server.credential.RegistrarDesk;
import org.urna.server.credential.RegistrarList;
import org.urna.server.credential.Replacements;
import org.urna.server.decision.DecisionDrafts;
import org.urna.server.decision.DecisionRequests;
import org.urna.server.decision.Decisions;
import org.urna.server.decision.DueDecisions;
import org.urna.server.delivery.Deliveries;
import org.urna.server.door.Door;
import org.urna.server.door.SlipRun;
import org.urna.server.election.Drafts;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.election.Uploads;
import org.urna.server.halt.Halts;
import org.urna.server.helpdesk.HelpDesk;
import org.urna.server.helpdesk.Reissues;
import org.urna.server.helpdesk.Revocations;
import org.urna.server.helpdesk.SelfService;
import org.urna.server.helpdesk.Standings;
import org.urna.server.http.ElectionServices;
import org.urna.server.keys.KeyRing;
import org.urna.server.message.Desk;
import org.urna.server.message.Messages;
import org.urna.server.progress.Progress;
import org.urna.server.progress.StepHistory;
import org.urna.server.reading.Reading;
import org.urna.server.retention.Erasure;
import org.urna.server.retention.Retentions;
import org.urna.server.roll.RollOffice;
import org.urna.server.roll.Rolls;
import org.urna.server.setup.Copies;
import org.urna.server.setup.Invitations;
import org.urna.server.setup.Previews;
import org.urna.server.setup.Rehearsals;
import org.urna.server.setup.Reports;
import org.urna.server.setup.SetUpServices;
import org.urna.server.setup.SetUps;
import org.urna.server.statement.Statements;
import org.urna.server.store.Store;
import org.urna.server.tally.ClosingDesk;
import org.urna.server.tally.Closings;
import org.urna.server.tally.MessageFiles;
import org.urna.server.tally.MixInputs;
import org.urna.server.tally.Publication;
import org.urna.server.tally.Tallying;
import org.urna.server.web.WebSite;
import org.urna.server.witness.Witnesses;
import org.urna.server.work.CryptoPool;

/**
 * The parts that take an election from its draft to its result, put together.
 *
 * @param clock not started yet
 * @param erasure run by nobody yet
 */
record Course(ElectionServices services, Clock clock, Erasure erasure) {

    /** Below what connections and proxies keep still for. */
    private static final Duration ISSUING_PATIENCE = Duration.ofSeconds(10);

    static Course of(
            Vertx vertx,
            Config config,
            Entropy entropy,
            Store store,
            Elections elections,
            Drafts drafts,
            KeyRing keys,
            BoardLog boards,
            Checkpoints checkpoints,
            CryptoPool proofs,
            WebSite site) {
        Manifests manifests = new Manifests();
        Rolls rolls = new Rolls();
        Holders holders = new Holders(store, manifests, keys);
        RollOffice office = RollOffice.of(vertx, store, elections, config.rolls(), entropy, holders);
        Closings closings = new Closings(manifests);
        Retentions retentions = new Retentions(store, elections);
        Statements statements = new Statements(store, elections);
        MixInputs inputs = new MixInputs(proofs);
        RegistrarList list = new RegistrarList(store, manifests, rolls);
        MessageFiles files = new MessageFiles(store, elections, closings, proofs, list);
        BoardArtifacts artifacts = new BoardArtifacts(store);
        DeliveryParts delivery =
                DeliveryParts.of(vertx, config, entropy, store, elections, manifests, rolls, keys, holders);
        Deliveries deliveries = delivery.deliveries();
        CredentialStore credentials = new CredentialStore(store, delivery.queue());
        Uploads uploads = new Uploads(store, elections, artifacts);
        Ceremonies ceremonies =
                new Ceremonies(vertx, store, elections, drafts, uploads, rolls, keys, boards, artifacts, checkpoints);
        Issuing issuing = new Issuing(
                store,
                elections,
                manifests,
                keys,
                boards,
                artifacts,
                checkpoints,
                new CodeIssue(store, rolls, credentials, proofs, entropy),
                deliveries);
        DueDecisions due = new DueDecisions(
                store,
                elections,
                manifests,
                boards,
                checkpoints,
                ceremonies,
                new CredentialChanges(keys, new CodeExchange(store, rolls, delivery.queue())),
                new MapDestruction(vertx, keys, statements, delivery.outbox()),
                new Publication(elections, closings, boards, artifacts, inputs, proofs));
        Messages messages = new Messages(
                store,
                elections,
                manifests,
                checkpoints,
                desks(
                        new CeremonyDesk(manifests, boards, ceremonies, proofs),
                        new RegistrarDesk(
                                store, elections, manifests, list, files, credentials, boards, artifacts, proofs),
                        new ClosingDesk(store, elections, closings, boards, artifacts, files, inputs, proofs)));
        Tallying tallying = new Tallying(store, elections, manifests, closings, boards, checkpoints, proofs);
        DecisionRequests requests = new DecisionRequests(store, elections, manifests);
        DecisionDrafts drafting =
                new DecisionDrafts(store, elections, manifests, boards, proofs, site.booth(), requests);
        Replacements replacements = new Replacements(store, manifests, keys);
        Reissues reissues = new Reissues(store, elections, rolls, holders, replacements, drafting);
        DoorSlips slips = new DoorSlips(store, manifests, keys);
        HelpDesk desk = new HelpDesk(
                new Standings(store, elections, rolls, holders),
                reissues,
                new Revocations(store, elections, replacements, drafting),
                new SelfService(store, elections, manifests, rolls, holders, keys, reissues, delivery.queue()),
                new Door(store, elections, rolls, holders, slips));
        Progress progress = new Progress(store, elections, manifests, closings);
        return new Course(
                new ElectionServices(
                        progress,
                        ceremonies,
                        new IssuingRuns(vertx, issuing::issue, ISSUING_PATIENCE),
                        drafting,
                        new Decisions(store, elections, manifests, due),
                        requests,
                        new StepHistory(store, elections, manifests, progress, proofs),
                        messages,
                        new Reading(store, new BoardFiles(store, checkpoints), elections, manifests),
                        new Challenges(store, elections, manifests),
                        uploads,
                        files,
                        new SetUpServices(
                                new SetUps(vertx, store, elections),
                                new Reports(vertx, store, elections, drafts, uploads),
                                new Previews(vertx, elections, drafts),
                                new Copies(store, elections, uploads),
                                new Rehearsals(vertx, store, elections, drafts, uploads, office.plain(), keys),
                                new Invitations(store, elections, entropy)),
                        office,
                        new Witnesses(vertx, store, elections, manifests, boards, checkpoints, config.witnesses()),
                        delivery.office(),
                        desk,
                        new Halts(store, elections, manifests, drafting),
                        statements,
                        new Complaints(store, elections, manifests, boards),
                        retentions),
                new Clock(
                        vertx,
                        store,
                        elections,
                        manifests,
                        boards,
                        checkpoints,
                        due,
                        tallying,
                        deliveries,
                        delivery.mailbox(),
                        desk.selfService(),
                        new SlipRun(vertx, elections, manifests, slips, delivery.outbox(), config.publicUrl())),
                new Erasure(store, elections, retentions, office.files()::tidy));
    }

    private static Map<EntryType, Desk> desks(Desk ceremony, Desk registrar, Desk closing) {
        Map<EntryType, Desk> desks = new EnumMap<>(EntryType.class);
        for (EntryType type : new EntryType[] {
            EntryType.TRUSTEE,
            EntryType.KEY_COMMITMENT,
            EntryType.KEY_SHARE,
            EntryType.KEY_CONFIRMATION,
            EntryType.KEY_CHECK,
            EntryType.COMPLAINT
        }) {
            desks.put(type, ceremony);
        }
        desks.put(EntryType.CREDENTIALS, registrar);
        desks.put(EntryType.TALLY_AGREEMENT, closing);
        desks.put(EntryType.LOT, closing);
        desks.put(EntryType.SHUFFLE, closing);
        desks.put(EntryType.DECRYPTION, closing);
        return desks;
    }
}
