// SPDX-License-Identifier: Apache-2.0
package org.urna.server;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.crypto.group.Entropy;
import org.urna.server.board.BoardFiles;
import org.urna.server.board.BoardLog;
import org.urna.server.board.BoardStart;
import org.urna.server.board.Checkpoints;
import org.urna.server.cast.Casting;
import org.urna.server.cast.FailPoint;
import org.urna.server.config.Config;
import org.urna.server.decision.BoothWatch;
import org.urna.server.election.Drafts;
import org.urna.server.election.Elections;
import org.urna.server.http.ApiRouter;
import org.urna.server.http.HttpVerticle;
import org.urna.server.http.ServerLimits;
import org.urna.server.keys.KeyRing;
import org.urna.server.keys.KeyStore;
import org.urna.server.keys.SecretFile;
import org.urna.server.keys.StaffKeys;
import org.urna.server.retention.Erasure;
import org.urna.server.staff.StaffOffice;
import org.urna.server.staff.Trail;
import org.urna.server.store.Store;
import org.urna.server.web.WebSite;
import org.urna.server.work.CryptoPool;

/** A running server: every part, put together by hand. */
public final class Server {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** Ballots that may be under way per core: at some milliseconds each, nobody waits longer than a second. */
    private static final int WAITING_PER_THREAD = 256;

    /** Passwords that may wait to be hashed, a tenth of a second each. */
    private static final int WAITING_PASSWORDS = 32;

    /** How often what has run out is deleted. */
    private static final long CLEANING_MILLIS = 600_000;

    private final Vertx vertx;
    private final Store store;
    private final List<CryptoPool> pools;
    private final Trail trail;
    private final HttpVerticle http;
    private final Course course;
    private final long cleaning;
    private final Optional<String> firstLink;

    private Server(
            Vertx vertx,
            Store store,
            List<CryptoPool> pools,
            Trail trail,
            HttpVerticle http,
            Course course,
            long cleaning,
            Optional<String> firstLink) {
        this.vertx = vertx;
        this.store = store;
        this.pools = pools;
        this.trail = trail;
        this.http = http;
        this.course = course;
        this.cleaning = cleaning;
        this.firstLink = firstLink;
    }

    /**
     * Starts a server; complete once it listens.
     *
     * @return fails with {@link IllegalStateException} if the database must not be relied on
     */
    public static Future<Server> start(Config config) {
        return start(config, ServerLimits.STANDARD, Entropy.secure());
    }

    static Future<Server> start(Config config, ServerLimits limits, Entropy entropy) {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Vertx vertx = vertx(metrics);
        // Beside the database: each takes about a second, and a server that was killed is wanted back.
        Future<WebSite> pages = vertx.executeBlocking(WebSite::load, false);
        // Bound to no context: the threads of a closed Vert.x could no longer complete it.
        Promise<Server> started = Promise.promise();
        vertx.executeBlocking(() -> {
                    Files.createDirectories(config.data());
                    SecretFile.createFolder(config.keys());
                    return StaffKeys.readOrCreate(config.keys(), entropy);
                })
                .compose(staffKeys -> Store.open(vertx, config.database())
                        .compose(store -> pages.compose(
                                        site -> wire(vertx, config, limits, entropy, metrics, site, staffKeys, store))
                                .recover(e -> store.close().transform(closed -> Future.failedFuture(e)))))
                .onSuccess(started::complete)
                .onFailure(e -> vertx.close().onComplete(closed -> started.fail(e)));
        return started.future();
    }

    private static Future<Server> wire(
            Vertx vertx,
            Config config,
            ServerLimits limits,
            Entropy entropy,
            PrometheusMeterRegistry metrics,
            WebSite site,
            StaffKeys staffKeys,
            Store store) {
        int cores = Runtime.getRuntime().availableProcessors();
        CryptoPool proofs = new CryptoPool(vertx, "crypto", cores, 2 * cores * WAITING_PER_THREAD);
        metrics.gauge("urna.proofs.in.flight", proofs, CryptoPool::inFlight);
        CryptoPool passwords = new CryptoPool(vertx, "passwords", 1, WAITING_PASSWORDS);
        StaffOffice staff =
                StaffOffice.of(vertx, store, staffKeys, passwords, config.publicUrl(), config.openId(), entropy);
        KeyStore keys = new KeyStore(config.keys(), entropy);
        Drafts drafts = new Drafts(config.publicUrl(), keys, entropy);
        Elections elections = new Elections(vertx, store, keys, drafts, entropy);
        KeyRing ring = new KeyRing(vertx, keys);
        BoardLog log = new BoardLog(store);
        Checkpoints checkpoints = new Checkpoints(vertx, store, ring);
        BoardStart boards = new BoardStart(store, log, checkpoints);
        FailPoint failPoint = FailPoint.of(System.getenv("URNA_FAILPOINT"));
        Casting casting = new Casting(
                vertx, store, log, checkpoints, boards, ring, proofs, cores * WAITING_PER_THREAD, entropy, failPoint);
        metrics.gauge("urna.casts.under.way", casting, Casting::underWay);
        Course course =
                Course.of(vertx, config, entropy, store, elections, drafts, ring, log, checkpoints, proofs, site);
        ApiRouter router = new ApiRouter(
                config.publicUrl(),
                store,
                staff,
                metrics,
                elections,
                casting,
                new BoardFiles(store, checkpoints),
                site,
                course.services());
        HttpVerticle http = new HttpVerticle(config.httpHost(), config.httpPort(), limits, router);
        return boards.run()
                .compose(complete -> new BoothWatch(store, site.booth()).run())
                .compose(watched -> course.services().rolls().files().tidy())
                .compose(tidied -> vertx.deployVerticle(http))
                .compose(deployed -> staff.enrolment().first())
                .map(first -> {
                    LOG.info("listening on {}:{}, database {}", config.httpHost(), http.port(), config.database());
                    if (config.mail().smtp().isEmpty()) {
                        LOG.info("no URNA_SMTP_URL: messages to members are left in {}", config.outbox());
                    }
                    course.clock().start();
                    course.services().witnesses().start();
                    long cleaning = vertx.setPeriodic(CLEANING_MILLIS, timer -> {
                        staff.cleaning().run();
                        course.erasure().run();
                    });
                    Optional<String> link = Optional.ofNullable(first).map(secret -> link(config, secret));
                    return new Server(
                            vertx, store, List.of(proofs, passwords), staff.trail(), http, course, cleaning, link);
                });
    }

    /** The address at which the holder of a one-time secret sets an account up. */
    static String link(Config config, String secret) {
        return config.publicUrl() + "/staff/#/enrol/" + secret;
    }

    private static Vertx vertx(PrometheusMeterRegistry metrics) {
        MicrometerMetricsOptions options = new MicrometerMetricsOptions()
                .setEnabled(true)
                .setJvmMetricsEnabled(true)
                // No label may name a caller: neither addresses nor paths.
                .setLabels(EnumSet.of(Label.HTTP_METHOD, Label.HTTP_CODE, Label.POOL_TYPE, Label.POOL_NAME));
        return Vertx.builder()
                .with(new VertxOptions()
                        .setPreferNativeTransport(false)
                        .setDisableTCCL(false)
                        .setMetricsOptions(options))
                .withMetrics(new MicrometerMetricsFactory(metrics))
                .build();
    }

    /** The port on which it listens. */
    public int port() {
        return http.port();
    }

    /** A link for the first administrator, good for an hour and used once; empty if there is an administrator. */
    public Optional<String> firstLink() {
        return firstLink;
    }

    Erasure erasure() {
        return course.erasure();
    }

    /** Stops listening, lets running work end, and closes everything. */
    public Future<Void> close() {
        Promise<Void> ended = Promise.promise();
        vertx.cancelTimer(cleaning);
        vertx.undeploy(http.deploymentID())
                .eventually(() -> course.clock().stop())
                .eventually(() -> course.services().witnesses().stop())
                .eventually(
                        () -> Future.join(pools.stream().map(CryptoPool::close).toList()))
                .eventually(trail::settled)
                .eventually(store::close)
                .onComplete(closed -> vertx.close().onComplete(ended));
        return ended.future();
    }
}
