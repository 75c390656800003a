// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.urna.crypto.verify.BoardCatalogue;
import org.urna.crypto.verify.report.Check;
import org.urna.crypto.verify.report.Outcome;

/** The verifier in JavaScript and the one in Java, which share no code, come to the same rows on every honest and every broken board. */
@ExtendWith(InChromium.class)
class TwoVerifiersTest {

    private static final List<BoardCatalogue.Case> BOARDS =
            Stream.concat(BoardCatalogue.honest(), BoardCatalogue.broken()).toList();

    /** A board and what the Java verifier finds on it, by the board's name: made while the browser looks at the ones before. */
    private static final Map<String, CompletableFuture<Made>> MADE = new HashMap<>();

    private static ModulePage page;

    private record Made(BoardCatalogue.Files files, Map<String, String> rows) {
        static Made of(BoardCatalogue.Case board) {
            BoardCatalogue.Files files = board.board().get();
            Map<String, String> rows = new LinkedHashMap<>();
            files.outcomes().forEach((check, outcome) -> rows.put(check, outcome.name()));
            return new Made(files, rows);
        }
    }

    @BeforeAll
    static void open(Browser browser) {
        page = new ModulePage(browser);
        for (BoardCatalogue.Case board : BOARDS) {
            MADE.put(board.name(), CompletableFuture.supplyAsync(() -> Made.of(board)));
        }
    }

    @AfterAll
    static void close() {
        if (page != null) {
            page.close();
        }
    }

    static Stream<BoardCatalogue.Case> boards() {
        return BOARDS.stream();
    }

    @ParameterizedTest
    @MethodSource("boards")
    void bothFindTheSameRowsFailing(BoardCatalogue.Case board) {
        Made made = MADE.get(board.name()).join();

        Map<?, ?> found = (Map<?, ?>) page.call("verify-board", "verify", argument(made.files()));

        Map<Object, Object> rows = new LinkedHashMap<>((Map<?, ?>) found.get("rows"));
        assertThat(rows).as(String.valueOf(found.get("said"))).isEqualTo(made.rows());
        Set<Object> failing = new TreeSet<>(rows.keySet());
        failing.removeIf(check -> !Outcome.FAIL.name().equals(rows.get(check)));
        assertThat(failing).isEqualTo(board.failing());
        assertThat("FAIL".equals(found.get("outcome")))
                .isEqualTo(!board.failing().isEmpty());
    }

    /** F3 The one in Java is asked the same in its own module. */
    @Test
    void aTrusteeWhoPostsEverythingTwiceIsNamed() {
        Map<?, ?> found = (Map<?, ?>) page.call(
                "verify-board",
                "verify",
                argument(MADE.get("honest [twice]").join().files()));

        Map<?, ?> said = (Map<?, ?>) found.get("said");
        assertThat(found.get("outcome")).isEqualTo(Outcome.PASS.name());
        assertThat(String.valueOf(said.get("tally-agreement")))
                .contains("of trustee 2 is ignored: the trustee has agreed");
        assertThat(String.valueOf(said.get("lot"))).contains("of trustee 2 is ignored: the trustee has drawn");
        assertThat(String.valueOf(said.get("decryption")))
                .contains("of trustee 2 is ignored: the trustee has decrypted");
    }

    @Test
    void everyCheckOfTheProtocolHasABoardThatFailsIt() {
        Set<String> failed = new TreeSet<>();
        BOARDS.forEach(board -> failed.addAll(board.failing()));

        assertThat(failed)
                .isEqualTo(
                        new TreeSet<>(Stream.of(Check.values()).map(Check::id).toList()));
    }

    private static Map<String, Object> argument(BoardCatalogue.Files files) {
        Map<String, String> content = new HashMap<>();
        files.content()
                .forEach((path, bytes) -> content.put(path, Base64.getEncoder().encodeToString(bytes)));
        return Map.of(
                "files", content,
                "boardKey", files.boardKey(),
                "fingerprints", files.fingerprints(),
                "receipts", files.receipts(),
                "trustees", files.trustees());
    }
}
