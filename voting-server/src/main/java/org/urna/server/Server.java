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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.urna.crypto.group.Entropy;
import org.urna.server.board.BoardFiles;
import org.urna.server.board.BoardLog;
import org.urna.server.board.BoardStart;
import org.urna.server.board.Checkpoints;
import org.urna.server.cast.Casting;
import org.urna.server.cast.FailPoint;
import org.urna.server.clock.Clock;
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
import org.urna.server.keys.StaffToken;
import org.urna.server.roll.Rolls;
import org.urna.server.store.Store;
import org.urna.server.web.WebSite;
import org.urna.server.work.CryptoPool;

/** A running server: every part, put together by hand. */
public final class Server {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** Tasks that may wait per thread: at some milliseconds each, nobody waits longer than a second or two. */
    private static final int WAITING_PER_THREAD = 256;

    private final Vertx vertx;
    private final Store store;
    private final CryptoPool proofs;
    private final HttpVerticle http;
    private final Clock clock;

    private Server(Vertx vertx, Store store, CryptoPool proofs, HttpVerticle http, Clock clock) {
        this.vertx = vertx;
        this.store = store;
        this.proofs = proofs;
        this.http = http;
        this.clock = clock;
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
        WebSite site = WebSite.load();
        Vertx vertx = vertx(metrics);
        // Bound to no context: the threads of a closed Vert.x could no longer complete it.
        Promise<Server> started = Promise.promise();
        vertx.executeBlocking(() -> {
                    Files.createDirectories(config.data());
                    SecretFile.createFolder(config.keys());
                    return StaffToken.readOrCreate(config.staffToken(), entropy);
                })
                .compose(token -> Store.open(vertx, config.database())
                        .compose(store -> wire(vertx, config, limits, entropy, metrics, site, token, store)
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
            StaffToken token,
            Store store) {
        int cores = Runtime.getRuntime().availableProcessors();
        CryptoPool proofs = new CryptoPool(vertx, cores, cores * WAITING_PER_THREAD);
        metrics.gauge("urna.proofs.in.flight", proofs, CryptoPool::inFlight);
        KeyStore keys = new KeyStore(config.keys(), entropy);
        Drafts drafts = new Drafts(config.publicUrl(), keys, entropy);
        Elections elections = new Elections(vertx, store, keys, drafts, entropy);
        Rolls rolls = new Rolls(vertx, store, elections);
        KeyRing ring = new KeyRing(vertx, keys);
        BoardLog log = new BoardLog(store);
        Checkpoints checkpoints = new Checkpoints(store, ring);
        BoardStart boards = new BoardStart(store, log, checkpoints);
        FailPoint failPoint = FailPoint.of(System.getenv("URNA_FAILPOINT"));
        Casting casting = new Casting(vertx, store, log, checkpoints, boards, ring, proofs, entropy, failPoint);
        Course course = Course.of(
                vertx, config, entropy, store, elections, drafts, rolls, ring, log, checkpoints, proofs, site);
        ApiRouter router = new ApiRouter(
                config.publicUrl(),
                store,
                token,
                metrics,
                elections,
                rolls,
                casting,
                new BoardFiles(store, checkpoints),
                site,
                course.services());
        HttpVerticle http = new HttpVerticle(config.httpHost(), config.httpPort(), limits, router);
        return boards.run()
                .compose(complete -> new BoothWatch(store, site.booth()).run())
                .compose(watched -> vertx.deployVerticle(http))
                .map(deployed -> {
                    LOG.info("listening on {}:{}, database {}", config.httpHost(), http.port(), config.database());
                    if (config.smtp().isPresent()) {
                        LOG.warn("mail is not sent by this version: messages are left in {}", config.outbox());
                    }
                    course.clock().start();
                    return new Server(vertx, store, proofs, http, course.clock());
                });
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

    /** Stops listening, lets running work end, and closes everything. */
    public Future<Void> close() {
        Promise<Void> ended = Promise.promise();
        vertx.undeploy(http.deploymentID())
                .eventually(clock::stop)
                .eventually(proofs::close)
                .eventually(store::close)
                .onComplete(closed -> vertx.close().onComplete(ended));
        return ended.future();
    }
}
