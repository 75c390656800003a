// SPDX-License-Identifier: Apache-2.0
package org.urna.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What voters are told to try again after, and what is a failure of the server's own. */
class UnavailableTest {

    static Stream<Throwable> passing() {
        return Stream.of(
                new ConnectException("Connection refused"),
                new SocketException("Connection reset"),
                new IOException("Broken pipe"),
                new IllegalStateException(new IOException("Connection reset by peer")),
                VertxException.noStackTrace("Pending requests failed to be sent due to connection has been closed."),
                new SQLiteException("full", SQLiteErrorCode.SQLITE_FULL));
    }

    static Stream<Throwable> lasting() {
        return Stream.of(
                new IOException("the checkpoint that was signed last cannot be read"),
                new NoSuchFileException("board.key"),
                new VertxException("something else"),
                new IllegalStateException("run fsck"),
                new SQLiteException("corrupt", SQLiteErrorCode.SQLITE_CORRUPT));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void aDatabaseThatIsAwayBusyOrFullWillBeThereAgain(Throwable failure) {
        assertThat(Unavailable.is(failure)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void damageDoesNotPassByItself(Throwable failure) {
        assertThat(Unavailable.is(failure)).isFalse();
    }
}
