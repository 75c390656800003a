// SPDX-License-Identifier: Apache-2.0
package org.urna.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Work that is done page by page must end however many pages there are: 784,151 codes are made in 7,842 steps. */
@ExtendWith(VertxExtension.class)
class LoopTest {

    private static final int STEPS = 50_000;

    @Test
    void manyStepsNeedNoMoreStackThanFew(Vertx vertx, VertxTestContext test) {
        AtomicInteger steps = new AtomicInteger();

        onContext(vertx, () -> Loop.whilst(() -> later(vertx, steps.incrementAndGet() < STEPS)))
                .onComplete(test.succeeding(done -> test.verify(() -> {
                    assertThat(steps).hasValue(STEPS);
                    test.completeNow();
                })));
    }

    @Test
    void eachPlaceLeadsToTheNextUntilThereIsNone(Vertx vertx, VertxTestContext test) {
        List<Integer> places = new ArrayList<>();

        onContext(
                        vertx,
                        () -> Loop.from(3, place -> {
                            places.add(place);
                            return later(vertx, place == 0 ? Optional.<Integer>empty() : Optional.of(place - 1));
                        }))
                .onComplete(test.succeeding(done -> test.verify(() -> {
                    assertThat(places).containsExactly(3, 2, 1, 0);
                    test.completeNow();
                })));
    }

    @Test
    void aStepThatFailsOrThrowsEndsIt(Vertx vertx, VertxTestContext test) {
        AtomicInteger steps = new AtomicInteger();

        onContext(
                        vertx,
                        () -> Loop.whilst(() -> {
                            if (steps.incrementAndGet() == 2) {
                                throw new IllegalStateException("the second step");
                            }
                            return later(vertx, true);
                        }))
                .onComplete(test.failing(e -> test.verify(() -> {
                    assertThat(e).hasMessage("the second step");
                    assertThat(steps).hasValue(2);
                    test.completeNow();
                })));
    }

    private static <T> Future<T> later(Vertx vertx, T value) {
        return vertx.executeBlocking(() -> value, false);
    }

    private static <T> Future<T> onContext(Vertx vertx, Supplier<Future<T>> work) {
        return Future.future(promise -> vertx.runOnContext(start -> work.get().onComplete(promise)));
    }
}
