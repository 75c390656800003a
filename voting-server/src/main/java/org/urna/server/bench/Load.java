// SPDX-License-Identifier: Apache-2.0
package org.urna.server.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/** Sends ballots that are ready, as many voters would who know nothing of each other. All of it happens on one event loop. */
final class Load {

    private static final int CONNECTIONS = 4_096;
    private static final String BALLOT = "application/vnd.urna.ballot+json";

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context context = vertx.getOrCreateContext();
    private final HttpClient client = vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true).setKeepAliveTimeout(20),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    private final RequestOptions request;
    private final ProcessHandle server;
    private final SplittableRandom random;
    private final List<byte[]> ballots;
    private final List<byte[]> receipts;
    private final Deque<Integer> ready = new ArrayDeque<>();
    private int underWay;

    /**
     * @param ballots requests, each under a credential of its own
     * @param process of the server
     */
    Load(URI server, String election, List<byte[]> ballots, ProcessHandle process, long seed) {
        this.request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(server.getHost())
                .setPort(server.getPort())
                .setURI("/api/v1/elections/" + election + "/ballots")
                .putHeader(HttpHeaders.CONTENT_TYPE, BALLOT);
        this.server = process;
        this.random = new SplittableRandom(seed);
        this.ballots = ballots;
        this.receipts = new ArrayList<>(ballots.size());
        for (int i = 0; i < ballots.size(); i++) {
            ready.add(i);
            receipts.add(new byte[0]);
        }
    }

    /** A number of voters of whom each waits for the answer to one ballot before it sends the next. */
    Future<Phase> closed(String name, int voters, double seconds) {
        return onContext(done -> {
            Tally tally = new Tally(server);
            long until = tally.start() + (long) (seconds * 1e9);
            for (int i = 0; i < voters; i++) {
                next(tally, until);
            }
            vertx.setPeriodic(1, timer -> {
                if (System.nanoTime() >= until || ready.isEmpty()) {
                    vertx.cancelTimer(timer);
                    finish(tally, name, 0, done);
                }
            });
        });
    }

    private void next(Tally tally, long until) {
        long now = System.nanoTime();
        if (now < until && !ready.isEmpty()) {
            send(tally, now).onComplete(answered -> next(tally, until));
        }
    }

    /** Voters who come as they like: so many a second on average, at random, whatever became of those before. */
    Future<Phase> open(String name, double perSecond, double seconds) {
        return onContext(done -> {
            Tally tally = new Tally(server);
            long until = tally.start() + (long) (seconds * 1e9);
            long[] next = {tally.start()};
            vertx.setPeriodic(1, timer -> {
                long now = System.nanoTime();
                while (next[0] <= now && next[0] < until && !ready.isEmpty()) {
                    send(tally, next[0]);
                    next[0] += (long) (-Math.log(1 - random.nextDouble()) / perSecond * 1e9);
                }
                if (now >= until || ready.isEmpty()) {
                    vertx.cancelTimer(timer);
                    finish(tally, name, perSecond, done);
                }
            });
        });
    }

    private Future<Void> send(Tally tally, long meant) {
        int ballot = ready.remove();
        underWay++;
        tally.sent();
        return client.request(request)
                .compose(open -> open.send(Buffer.buffer(ballots.get(ballot))))
                .compose(answer -> answer.body().onSuccess(body -> answered(tally, meant, ballot, answer, body)))
                .<Void>mapEmpty()
                .recover(e -> {
                    ready.add(ballot);
                    tally.other(e.getClass().getSimpleName());
                    return Future.succeededFuture();
                })
                .onComplete(done -> underWay--);
    }

    private void answered(Tally tally, long meant, int ballot, HttpClientResponse answer, Buffer body) {
        switch (answer.statusCode()) {
            case 200, 201 -> {
                tally.accepted(meant);
                receipts.set(ballot, body.getBytes());
            }
            case 503 -> {
                tally.shed(meant, answer.getHeader(HttpHeaders.RETRY_AFTER) != null);
                ready.add(ballot);
            }
            default -> tally.other("status " + answer.statusCode());
        }
    }

    private void finish(Tally tally, String name, double offered, Promise<Phase> done) {
        tally.end();
        vertx.setPeriodic(1, timer -> {
            if (underWay == 0) {
                vertx.cancelTimer(timer);
                done.complete(tally.result(name, offered));
            }
        });
    }

    private Future<Phase> onContext(java.util.function.Consumer<Promise<Phase>> work) {
        Promise<Phase> done = Promise.promise();
        context.runOnContext(go -> work.accept(done));
        return done.future();
    }

    /** The receipts so far, each by the number of its ballot; empty where there is none. */
    List<byte[]> receipts() {
        return List.copyOf(receipts);
    }

    Future<Void> close() {
        return vertx.close();
    }
}
