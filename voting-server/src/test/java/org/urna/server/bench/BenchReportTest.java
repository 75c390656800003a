// SPDX-License-Identifier: Apache-2.0
package org.urna.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchReportTest {

    private static Phase phase(String name, double offered, double perSecond, double p99, long shed, double shedP99) {
        return new Phase(
                name,
                offered,
                5,
                1 + (long) (offered * 5),
                90,
                shed,
                shed,
                Map.of(),
                perSecond,
                7,
                p99,
                2 * p99,
                shedP99,
                shedP99,
                1,
                1,
                2);
    }

    private static Row row(double atOverload) {
        return new Row(
                Row.SQLITE,
                List.of(
                        phase(LoadCommand.WARM_UP, 0, 700, 10, 0, 0),
                        phase("rising", 500, 480, 10, 0, 0),
                        phase("rising", 600, 520.25, 900, 0, 0),
                        phase(LoadCommand.HALF, 260, 259, 42, 0, 0),
                        phase(LoadCommand.OVERLOAD, 1560, atOverload, 800, 10, 150)),
                1234);
    }

    private static String printed(Row row) {
        StringWriter out = new StringWriter();
        new BenchReport(OptionalDouble.of(50), List.of(row)).print(new PrintWriter(out));
        return out.toString();
    }

    @Test
    void thePeakIsTheBestOfTheOpenRatesThatLookedForIt() {
        assertThat(row(600).peak().perSecond()).isEqualTo(520.25);
    }

    @Test
    void machinesGetThePeakAndTheTimesAtHalfOfIt(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("bench.json");

        new BenchReport(OptionalDouble.of(50.5), List.of(row(500))).write(file);

        JsonNode report = new JsonMapper().readTree(file.toFile());
        assertThat(report)
                .isEqualTo(new JsonMapper()
                        .readTree("{\"unitMicros\":50.5,\"rows\":[{\"name\":\"casts-sqlite\",\"perSecond\":520.25,"
                                + "\"p50Millis\":7.0,\"p99Millis\":42.0}]}"));
    }

    @Test
    void withoutOpenSslThereIsNoUnit(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("bench.json");

        new BenchReport(OptionalDouble.empty(), List.of(row(500))).write(file);

        assertThat(new JsonMapper().readTree(file.toFile()).path("unitMicros").isNull())
                .isTrue();
    }

    @Test
    void whatWasReachedIsSaidAndWhatWasNot() {
        assertThat(printed(row(500)))
                .contains("casts a second: 520, goal at least 500: met")
                .contains("p99 ms at half of that: 42.0, goal at most 250: met")
                .contains("p99 ms of a 503 at three times that: 150, goal at most 200: met")
                .contains("per cent of the peak at three times that: 96.1, goal at least 80: met");
        assertThat(printed(row(300)))
                .contains("per cent of the peak at three times that: 57.7, goal at least 80: NOT met");
    }

    @Test
    void whereTheBallotsRanOutNothingIsSaidOfAnyGoal(@TempDir Path folder) throws Exception {
        Row whole = row(500);
        List<Phase> phases = new ArrayList<>(whole.phases());
        phases.set(
                3,
                new Phase(
                        LoadCommand.HALF, 260, 5, 900, 900, 0, 0, Map.of(), 180, 7, 42, 84, 0, 0, 1, 1, 2)); // of 1,300
        Row cut = new Row(Row.SQLITE, phases, 1234);
        Path file = folder.resolve("bench.json");

        BenchReport report = new BenchReport(OptionalDouble.of(50), List.of(cut, whole));
        report.write(file);

        assertThat(printed(cut)).contains("NOT measured").doesNotContain("goal");
        assertThat(report.whole()).isFalse();
        assertThat(new BenchReport(OptionalDouble.of(50), List.of(whole)).whole())
                .isTrue();
        assertThat(new JsonMapper().readTree(file.toFile()).path("rows")).hasSize(1);
    }

    @Test
    void theUnitIsReadFromWhatOpenSslPrints() {
        assertThat(OpenSslUnit.parse("+F4:3:256:49733.333333:20000.0\n")).hasValue(50);
        assertThat(OpenSslUnit.parse("something else")).isEmpty();
        assertThat(OpenSslUnit.parse("+F4:3:384:1000:1000")).isEmpty();
    }
}
