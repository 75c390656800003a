// SPDX-License-Identifier: Apache-2.0
package org.urna.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.urna.server.ServerFixture.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class CryptoPoolTest {

    @Test
    void workOverTheLimitIsRefusedAtOnceAndTakenAgainLater(Vertx vertx) throws Exception {
        CryptoPool pool = new CryptoPool(vertx, "test", 2, 5);
        CountDownLatch gate = new CountDownLatch(1);
        List<Future<Integer>> taken = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int result = i;
            taken.add(pool.run(() -> {
                gate.await();
                return result;
            }));
        }

        Future<Integer> refused = pool.run(() -> 6);

        assertThat(refused.failed()).isTrue();
        assertThat(refused.cause()).isInstanceOf(OverloadedException.class);
        assertThat(pool.inFlight()).isEqualTo(5);
        gate.countDown();
        assertThat(await(Future.all(taken)).<Integer>list()).containsExactly(0, 1, 2, 3, 4);
        assertThat(await(pool.run(() -> 7))).isEqualTo(7);
        await(pool.close());
    }

    @Test
    void aTaskThatThrowsFailsItsFutureAndFreesItsPlace(Vertx vertx) throws Exception {
        CryptoPool pool = new CryptoPool(vertx, "test", 1, 1);
        for (int i = 0; i < 3; i++) {
            Future<Void> failing = pool.run(() -> {
                throw new IllegalStateException("no");
            });
            await(failing.otherwiseEmpty());
            assertThat(failing.cause()).hasMessage("no");
        }
        await(pool.close());
    }
}
