// SPDX-License-Identifier: Apache-2.0
package org.urna.server.door;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.crypto.record.Manifest;
import org.urna.server.credential.DoorSlips;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.letter.Slip;
import org.urna.server.letter.SlipFile;
import org.urna.server.mail.Outbox;
import org.urna.server.mail.Words;
import org.urna.server.work.Loop;

/**
 * Makes slips into print files in the outbox folder. The codes of a file are forgotten after it is written: a server that dies in between makes
 * the same file again, under the same name.
 */
public final class SlipRun {

    private static final Logger LOG = LoggerFactory.getLogger(SlipRun.class);

    private final Vertx vertx;
    private final Elections elections;
    private final Manifests manifests;
    private final DoorSlips slips;
    private final Outbox outbox;
    private final URI publicUrl;
    private Future<Void> last = Future.succeededFuture();

    public SlipRun(
            Vertx vertx, Elections elections, Manifests manifests, DoorSlips slips, Outbox outbox, URI publicUrl) {
        this.vertx = vertx;
        this.elections = elections;
        this.manifests = manifests;
        this.slips = slips;
        this.outbox = outbox;
        this.publicUrl = publicUrl;
    }

    /** Prints what waits, unless this server is at it already. */
    public synchronized Future<Void> run() {
        if (last.isComplete()) {
            last = runAll();
        }
        return last;
    }

    /** Complete once what is under way has ended, well or not. */
    public synchronized Future<Void> settled() {
        return last.otherwiseEmpty();
    }

    /** One election that cannot be printed keeps no other from it; it is tried again. */
    private Future<Void> runAll() {
        return slips.waiting().compose(waiting -> {
            Future<Void> chain = Future.succeededFuture();
            for (String election : waiting) {
                chain = chain.compose(done -> elections.find(election).compose(this::files))
                        .recover(e -> {
                            LOG.warn("slips of election {} are not printed yet", election, e);
                            return Future.succeededFuture();
                        });
            }
            return chain;
        });
    }

    private Future<Void> files(Row election) {
        return Loop.whilst(() -> slips.unprinted(election, SlipFile.MOST)
                .compose(waiting -> waiting.isEmpty()
                        ? Future.succeededFuture(false)
                        : file(election, waiting).map(true)));
    }

    private Future<Void> file(Row election, List<DoorSlips.Unprinted> waiting) {
        String id = election.getString("id");
        int first = waiting.get(0).serial();
        int last = waiting.get(waiting.size() - 1).serial();
        Manifest manifest = manifests.of(election);
        return vertx.executeBlocking(() -> {
                    List<Slip> printed = new ArrayList<>();
                    waiting.forEach(each -> printed.add(slip(id, manifest, each)));
                    return outbox.leaveSlips(id, first, SlipFile.of(Outbox.slipFileName(first), printed));
                })
                .compose(left -> slips.printed(id, first, last));
    }

    private Slip slip(String election, Manifest manifest, DoorSlips.Unprinted slip) {
        SerialNumber serial = new SerialNumber(slip.serial());
        String page = publicUrl + "/e/" + election + "/vote";
        String code = slip.code().display();
        return new Slip(said(manifest, slip), serial.written(), serial.scanned(), page + "#" + code, page, code);
    }

    /** In the first languages of the election that there are words for; in English where there are words for none. */
    private static List<Slip.Said> said(Manifest manifest, DoorSlips.Unprinted slip) {
        List<String> spoken = manifest.languages().stream()
                .filter(Words.LANGUAGES::contains)
                .limit(Slip.LANGUAGES)
                .toList();
        List<String> languages = spoken.isEmpty() ? manifest.languages().subList(0, 1) : spoken;
        return languages.stream()
                .map(language -> said(manifest, slip, language))
                .toList();
    }

    private static Slip.Said said(Manifest manifest, DoorSlips.Unprinted slip, String language) {
        Words words = Words.of(language);
        String paper = manifest.style(slip.style()).orElseThrow().title().get(language);
        String title = manifest.title().get(language);
        return new Slip.Said(
                manifest.rehearsal() ? words.rehearsalMark() + " " + title : title,
                slip.weight() == 1 ? paper : paper + " \u00d7 " + slip.weight(),
                words.slip("heading"),
                words.slip("notYet"),
                words.slip("vote"),
                words.slip("once"),
                words.slip("fold"));
    }
}
