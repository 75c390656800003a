// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

    private static ModulePage page;

    @BeforeAll
    static void open(Browser browser) {
        page = new ModulePage(browser);
    }

    @AfterAll
    static void close() {
        if (page != null) {
            page.close();
        }
    }

    static Stream<BoardCatalogue.Case> boards() {
        return Stream.concat(BoardCatalogue.honest(), BoardCatalogue.broken());
    }

    @ParameterizedTest
    @MethodSource("boards")
    void bothFindTheSameRowsFailing(BoardCatalogue.Case board) {
        BoardCatalogue.Files files = board.board().get();

        Map<?, ?> found = (Map<?, ?>) page.call("verify-board", "verify", argument(files));

        Map<Object, Object> rows = new LinkedHashMap<>((Map<?, ?>) found.get("rows"));
        Map<String, String> java = new LinkedHashMap<>();
        files.outcomes().forEach((check, outcome) -> java.put(check, outcome.name()));
        assertThat(rows).as(String.valueOf(found.get("said"))).isEqualTo(java);
        Set<Object> failing = new TreeSet<>(rows.keySet());
        failing.removeIf(check -> !Outcome.FAIL.name().equals(rows.get(check)));
        assertThat(failing).isEqualTo(board.failing());
        assertThat("FAIL".equals(found.get("outcome")))
                .isEqualTo(!board.failing().isEmpty());
    }

    @Test
    void everyCheckOfTheProtocolHasABoardThatFailsIt() {
        Set<String> failed = new TreeSet<>();
        BoardCatalogue.broken().forEach(board -> failed.addAll(board.failing()));

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
