// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.crypto.group.Entropy;
import org.urna.crypto.group.Point;
import org.urna.crypto.record.Manifest;
import org.urna.server.keys.SealingKey;
import org.urna.server.roll.Member;
import org.urna.server.roll.Rolls;
import org.urna.server.store.Store;
import org.urna.server.work.CryptoPool;
import org.urna.server.work.Loop;

/** Makes voting codes and gives them to the members of a roll, as whoever is the registrar does: the server, or a program apart from it. */
public final class CodeIssue {

    private static final Logger LOG = LoggerFactory.getLogger(CodeIssue.class);

    /** Codes per task: about a second of work, so that other tasks get their turn. */
    private static final int CHUNK = 100;

    /** Members who get their codes with one round of statements. */
    private static final int PAGE = 500;

    private final Rolls rolls;
    private final CredentialStore credentials;
    private final PublishedCredentials published;
    private final CryptoPool proofs;
    private final Entropy entropy;

    public CodeIssue(Store store, Rolls rolls, CredentialStore credentials, CryptoPool proofs, Entropy entropy) {
        this.rolls = rolls;
        this.credentials = credentials;
        this.published = new PublishedCredentials(store);
        this.proofs = proofs;
        this.entropy = entropy;
    }

    /**
     * What was issued.
     *
     * @param issued credentials of members
     * @param reserve credentials to replace others with
     * @param emails messages that are queued
     * @param letters messages that are queued
     * @param slips codes to be handed out at the door
     */
    public record Report(int issued, int reserve, int emails, int letters, int slips) {

        private Report and(Assignment sent, Assignment atTheDoor) {
            int more = sent.assigned().size();
            int byEmail = sent.where(member -> member.channel() == Member.Channel.EMAIL)
                    .assigned()
                    .size();
            return new Report(
                    issued + more + atTheDoor.assigned().size(),
                    reserve,
                    emails + byEmail,
                    letters + more - byEmail,
                    slips + atTheDoor.assigned().size());
        }
    }

    /**
     * The lists of public credentials, as they are published.
     *
     * @param credentials those of members
     * @param reserves those that are for nobody yet
     */
    @SuppressWarnings("ArrayRecordComponent") // published, never compared
    public record Lists(byte[] credentials, byte[] reserves) {}

    /** Makes as many codes as a manifest counts members and reserves; takes some milliseconds for each. */
    public Future<Codes> make(Manifest manifest) {
        int count = manifest.roll().size() + manifest.roll().reserve();
        LOG.info("making {} voting codes for election {}", count, manifest.election());
        return make(manifest.election().bytes(), count).map(Codes::new);
    }

    private Future<List<Issued>> make(byte[] election, int count) {
        List<Issued> made = new ArrayList<>(count);
        Set<Point> known = new HashSet<>();
        return Loop.whilst(() -> proofs.run(() -> chunk(election, Math.min(CHUNK, count - made.size())))
                        .map(chunk -> {
                            int tenths = 10 * made.size() / Math.max(1, count);
                            chunk.stream()
                                    .filter(each -> known.add(each.credential()))
                                    .forEach(made::add);
                            if (10 * made.size() / Math.max(1, count) > tenths) {
                                LOG.info("made {} of {} voting codes", made.size(), count);
                            }
                            return made.size() < count;
                        }))
                .map(done -> made);
    }

    private List<Issued> chunk(byte[] election, int wanted) {
        List<Issued> chunk = new ArrayList<>(wanted);
        for (int i = 0; i < wanted; i++) {
            chunk.add(Issued.random(election, entropy));
        }
        return chunk;
    }

    /**
     * Gives each member of the roll a code, keeps the rest as the reserve, and queues the messages: all within a transaction of the caller's.
     *
     * @param door styles whose codes are handed out at the door: one slip for each of their members
     * @param key that seals the map, the codes and the queue
     * @throws IllegalStateException in the future if the roll is not as long as the manifest says
     */
    public Future<Report> assign(
            SqlConnection connection,
            String election,
            Manifest manifest,
            Codes codes,
            Set<String> door,
            SealingKey key) {
        Assigning assigning =
                new Assigning(connection, election, manifest, codes.issued(), door, key, new ArrayList<>());
        return pages(assigning);
    }

    /**
     * What stays the same from page to page of the roll.
     *
     * @param entered public parts of the credentials that were assigned so far
     */
    private record Assigning(
            SqlConnection connection,
            String election,
            Manifest manifest,
            List<Issued> issued,
            Set<String> door,
            SealingKey key,
            List<CredentialStore.Public> entered) {

        void enter(Assignment page, DoorSlips.Gate gate) {
            page.assigned()
                    .forEach(each -> entered.add(CredentialStore.Public.live(
                            manifest, each.member(), each.issued().credential(), gate)));
        }

        boolean isAtTheDoor(Member member) {
            return door.contains(member.style());
        }

        @Override
        public String toString() {
            return "Assigning[hidden]";
        }
    }

    /**
     * Goes through the roll. A page of members at a time is in memory, however long the roll is; the credentials' public parts are
     * until all are known, because they are written in an order that is not the roll's.
     */
    private Future<Report> pages(Assigning all) {
        Report[] done = {new Report(0, 0, 0, 0, 0)};
        return Loop.from(
                        0,
                        line -> rolls.page(all.connection(), all.election(), line, PAGE)
                                .compose(members -> members.isEmpty()
                                        ? Future.succeededFuture(Optional.<Integer>empty())
                                        : page(all, members, done)
                                                .map(Optional.of(members.get(members.size() - 1)
                                                        .line()))))
                .compose(end -> reserve(all, done[0]));
    }

    private Future<Void> page(Assigning all, List<Member> members, Report[] done) {
        Report before = done[0];
        Assignment page = Assignment.of(before.issued(), members, all.issued());
        Assignment slips = page.where(all::isAtTheDoor);
        Assignment sent = page.where(member -> !all.isAtTheDoor(member));
        all.enter(sent, DoorSlips.Gate.NONE);
        all.enter(slips, DoorSlips.Gate.SHUT);
        return insert(all, sent, slips, before.slips() + 1).map(inserted -> {
            done[0] = before.and(sent, slips);
            return null;
        });
    }

    private Future<Void> insert(Assigning all, Assignment sent, Assignment slips, int serial) {
        Future<Void> written = sent.assigned().isEmpty()
                ? Future.succeededFuture()
                : credentials.insert(all.connection(), all.election(), all.manifest(), sent, all.key());
        return written.compose(
                done -> credentials.insertSlips(all.connection(), all.election(), slips, serial, all.key()));
    }

    private Future<Report> reserve(Assigning all, Report done) {
        if (done.issued() != all.manifest().roll().size()) {
            throw new IllegalStateException("the roll is not the one that the manifest counts");
        }
        List<Issued> reserves = all.issued().subList(done.issued(), all.issued().size());
        reserves.forEach(each -> all.entered().add(CredentialStore.Public.reserve(each.credential())));
        return credentials
                .insertAll(all.connection(), all.election(), all.entered())
                .compose(entered -> credentials.insertReserves(all.connection(), all.election(), reserves, all.key()))
                .map(new Report(done.issued(), reserves.size(), done.emails(), done.letters(), done.slips()));
    }

    /** The lists as they are to be published, of what was assigned. */
    public Future<Lists> lists(SqlConnection connection, String election) {
        return published
                .credentials(connection, election)
                .compose(live -> published.reserves(connection, election).map(spare -> new Lists(live, spare)));
    }
}
