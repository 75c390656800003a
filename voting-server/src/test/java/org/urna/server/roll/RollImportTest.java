// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.urna.server.ServerFixture.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.urna.server.Drafting;
import org.urna.server.json.StrictJson;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Databases;
import org.urna.server.store.Sql;

/** Imports into both databases: nothing changes before the commit, every row is in the report, duplicates are found across the file. */
class RollImportTest {

    enum Kind {
        SQLITE,
        POSTGRESQL
    }

    @TempDir
    private Path data;

    private static final String FILE = RollWorld.HEADER
            + "1,Ann Lee,home@example.org,1 High St,,,,,AB1 2CD,UK,member,full,,,,\r\n"
            + "2,Bob Lee,HOME@example.org,1 High St,,,,,AB1 2CD,UK,member,full,,,,\r\n"
            + "3,Cid,home@example.org,,,,,,,,member,full,,,,\r\n"
            + "4,Dot,dot@example.org,,,,,,,,member,full,,,,\r\n"
            + "5,Eve,eve@example.org,,,,,,,,member,full,,,,\r\n"
            + "5,Eve Other,other@example.org,,,,,,,,member,full,,,,\r\n"
            + "6,Fay  Ito,f1@example.org,,,,,,XY9 9ZZ,UK,member,full,,,,\r\n"
            + "7,fay ito,f2@example.org,,,,,,xy99zz,UK,affiliate,student,,,,\r\n"
            + "8,Fay Ito,f3@example.org,,,,,,XY9 9ZZ,UK,member,full,,,,\r\n"
            + "9,Gus,not an address,,,,,,,,member,none,,,,\r\n"
            + "10,Hal,hal@example.org,,,,,,,,member,student,,cy,,\r\n";

    private RollWorld open(Kind kind) throws Exception {
        return RollWorld.open(data, kind == Kind.SQLITE ? Databases.sqlite(data) : Databases.postgreSql());
    }

    @ParameterizedTest
    @EnumSource
    void everyRowIsInTheReportAndDuplicatesAreFoundAcrossTheFile(Kind kind) throws Exception {
        try (RollWorld world = open(kind)) {
            JsonNode status = world.check(FILE);

            assertThat(status.path("state").asText()).isEqualTo("checked");
            assertThat(world.report("all")).hasSize(11);
            assertThat(status.path("summary").path("rows").asInt()).isEqualTo(11);
            assertThat(status.path("summary").path("accepted").asInt()).isEqualTo(7);
            assertThat(world.rules(2, "noted")).containsExactly("shared-email");
            assertThat(world.rules(3, "noted")).containsExactly("shared-email");
            assertThat(world.rules(4, "rejected")).containsExactly("shared-email-unreachable");
            assertThat(world.rules(5, "rejected")).isEmpty();
            assertThat(world.rules(6, "rejected")).containsExactly("duplicate-member-number");
            assertThat(world.rules(7, "rejected")).containsExactly("duplicate-member-number");
            assertThat(world.rules(9, "noted")).containsExactly("same-person");
            assertThat(world.rules(10, "noted")).containsExactly("possible-duplicate");
            assertThat(world.rules(11, "rejected")).containsExactly("email-malformed", "ballot-style-unknown");
            assertThat(world.report("rejected")).hasSize(4);
            assertThat(status.path("summary").path("undecided").asInt()).isEqualTo(1);
            assertThat(world.members()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void staffDecideWhichOfTwoClassesAPersonKeepsAndThenTheGoodRowsBecomeTheRoll(Kind kind) throws Exception {
        try (RollWorld world = open(kind)) {
            world.check(FILE);
            assertThatThrownBy(() -> await(world.office.commits().start(world.election, false)))
                    .hasMessageContaining("4 rows are bad");
            assertThatThrownBy(() -> await(world.office.commits().start(world.election, true)))
                    .hasMessageContaining("one person");
            JsonNode pair =
                    await(world.office.samePersons().list(world.election, 0, 0)).path(0);
            assertThat(pair.path("member").path("memberNumber").asText()).isEqualTo("7");
            assertThat(pair.path("other").path("memberNumber").asText()).isEqualTo("6");

            ObjectNode decision = StrictJson.object();
            decision.putArray("decisions")
                    .addObject()
                    .put("member", "7")
                    .put("other", "6")
                    .put("keep", "6");
            await(world.office.samePersons().decide(world.election, decision));
            assertThat(world.settled().path("summary").path("undecided").asInt())
                    .isZero();
            assertThat(world.rules(9, "rejected")).containsExactly("same-person");
            JsonNode imported = world.commit(true);

            assertThat(imported.path("state").asText()).isEqualTo("imported");
            assertThat(world.members())
                    .extracting(Member::memberNumber, Member::channel)
                    .containsExactly(
                            tuple("1", Member.Channel.POST),
                            tuple("2", Member.Channel.POST),
                            tuple("4", Member.Channel.EMAIL),
                            tuple("6", Member.Channel.EMAIL),
                            tuple("8", Member.Channel.EMAIL),
                            tuple("10", Member.Channel.EMAIL));
            assertThat(world.folder).isEmptyDirectory();
        }
    }

    @Test
    void theRestOfThePairsIsDecidedByTheOrderOfClasses() throws Exception {
        try (RollWorld world = open(Kind.SQLITE)) {
            world.check(FILE);
            ObjectNode decision = StrictJson.object();
            decision.putObject("rest")
                    .put("keep", "first-class")
                    .putArray("classes")
                    .add("affiliate");

            await(world.office.samePersons().decide(world.election, decision));
            JsonNode once = world.settled();
            await(world.office.samePersons().decide(world.election, decision));
            JsonNode twice = world.settled();

            assertThat(world.rules(8, "rejected")).containsExactly("same-person");
            assertThat(once.path("summary").path("undecided").asInt()).isOne();
            assertThat(twice.path("summary").path("undecided").asInt()).isZero();
            assertThat(world.rules(10, "rejected")).containsExactly("same-person");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNextFileIsComparedWithTheRollFieldByField(Kind kind) throws Exception {
        try (RollWorld world = open(kind)) {
            world.check(RollWorld.HEADER
                    + "1,Ann,ann@example.org,,,,,,,,member,full,,,,\r\n"
                    + "2,Bob,bob@example.org,,,,,,,,member,full,,,,\r\n"
                    + "3,Cid,cid@example.org,,,,,,,,member,full,,,,\r\n");
            world.commit(false);

            JsonNode summary = world.check(RollWorld.HEADER
                            + "4,Dot,dot@example.org,,,,,,,,member,full,,,,\r\n"
                            + "2,Bob,bob@new.example.org,,,,,,,,member,full,5,,,\r\n"
                            + "1,Ann,ann@example.org,,,,,,,,member,full,,,,\r\n")
                    .path("summary");

            assertThat(summary.path("added").asInt()).isOne();
            assertThat(summary.path("changed").asInt()).isOne();
            assertThat(summary.path("removed").asInt()).isOne();
            assertThat(world.report("changed").path(0).path("remarks").findValuesAsText("rule"))
                    .containsExactly("email", "weight");
            assertThat(world.report("changed")
                            .path(0)
                            .path("remarks")
                            .path(0)
                            .path("old")
                            .asText())
                    .isEqualTo("bob@example.org");
            assertThat(world.report("removed").path(0).path("memberNumber").asText())
                    .isEqualTo("3");
            assertThat(world.csv("all").lines().toList())
                    .contains("2,4,Dot,accepted,added,,,,,")
                    .contains("3,2,Bob,accepted,changed,changed,email,bob@example.org,bob@new.example.org,")
                    .anyMatch(line -> line.startsWith(",3,Cid,,removed,removed,"));
            assertThat(world.members()).extracting(Member::memberNumber).containsExactly("1", "2", "3");
        }
    }

    @Test
    void noCellOfTheReportIsAFormula() throws Exception {
        try (RollWorld world = open(Kind.SQLITE)) {
            world.check(RollWorld.HEADER + "=1+1,@SUM(A1),+x@example.org,,,,,,,,-1,none,,,,\r\n");

            assertThat(world.csv("all"))
                    .contains("2,'=1+1,'@SUM(A1),rejected,,rejected,ballot-style-unknown,")
                    .doesNotContain(",=")
                    .doesNotContain(",@");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatCannotBeReadToItsEndLeavesTheRollAsItWas(Kind kind) throws Exception {
        try (RollWorld world = open(kind)) {
            world.check(RollWorld.HEADER + "1,Ann,ann@example.org,,,,,,,,member,full,,,,\r\n");
            world.commit(false);
            Charset windows = Charset.forName("windows-1252");
            String bad = RollWorld.HEADER + "\n".repeat(50_000) + "1,Zo\u00eb,z@example.org,,,,,,,,member,full,,,,\r\n";

            JsonNode arrived = world.arrive("z.csv", bad.getBytes(windows));
            JsonNode failed = world.check(RollWorld.plain());
            ObjectNode chosen = RollWorld.plain();
            chosen.put("charset", "windows-1252");
            JsonNode read = world.check(chosen);

            assertThat(arrived.path("survey").path("proposal").path("charset").asText())
                    .isEqualTo("windows-1252");
            assertThat(failed.path("state").asText()).isEqualTo("failed");
            assertThat(failed.path("failure").path("rule").asText()).isEqualTo("charset");
            assertThat(read.path("state").asText()).isEqualTo("checked");
            assertThat(world.report("changed")
                            .path(0)
                            .path("remarks")
                            .path(0)
                            .path("new")
                            .asText())
                    .isEqualTo("Zo\u00eb");
            assertThat(world.members()).extracting(Member::name).containsExactly("Ann");
        }
    }

    @Test
    void settingsAreProposedForTheNextFileAndASecondUploadForgetsTheFirst() throws Exception {
        try (RollWorld world = open(Kind.SQLITE)) {
            String file = "Member No;E-mail;Branch\n1;a@example.org;North\n2;b@example.org;South\n";
            JsonNode first = world.arrive(file);
            ObjectNode settings = (ObjectNode) first.path("survey").path("proposal");
            assertThat(settings.path("delimiter").asText()).isEqualTo("semicolon");
            assertThat(settings.path("columns").path("member_number").path(0).asText())
                    .isEqualTo("Member No");
            assertThat(settings.path("columns").path("ballot_style").path(0).asText())
                    .isEqualTo("Branch");
            settings.putObject("values")
                    .putObject("ballot_style")
                    .put("North", "full")
                    .put("South", "student");

            JsonNode preview = await(world.office.checks().preview(world.election, settings));
            assertThat(preview.path("good").asInt()).isEqualTo(2);
            assertThat(preview.path("values").path("ballot_style").findValuesAsText(""))
                    .isEmpty();
            assertThat(preview.path("values").path("ballot_style").toString()).isEqualTo("[\"North\",\"South\"]");
            assertThat(world.count("roll_row")).isZero();
            world.check(settings);
            JsonNode second = world.arrive(file);

            assertThat(second.path("survey").path("known").asBoolean()).isTrue();
            assertThat(second.path("survey").path("proposal")).isEqualTo(settings);
            assertThat(world.count("roll_row")).isZero();
            assertThat(world.folder.toFile().list()).hasSize(1);
        }
    }

    @Test
    void nobodyDisturbsAnImportAndAnUploadThatBrokeOffLeavesNothing() throws Exception {
        try (RollWorld world = open(Kind.SQLITE)) {
            RollFiles.Upload upload = world.upload("a.csv", FILE.getBytes(StandardCharsets.UTF_8));

            assertThatThrownBy(() -> await(world.office.files().begin(world.election, "b.csv")))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(Refusal.class)
                    .hasMessageContaining("just now");
            await(world.office.files().gone(upload));

            assertThat(world.count("roll_import")).isZero();
            assertThat(world.folder).isEmptyDirectory();
        }
    }

    @Test
    void anImportWhoseServerDiedIsBegunAnewAndItsFileIsKept() throws Exception {
        try (RollWorld world = open(Kind.SQLITE)) {
            world.arrive(FILE);
            await(world.store.transaction(connection -> Sql.update(
                    connection,
                    "UPDATE roll_import SET state = 'reading', touched = '2020-01-01T00:00:00Z'",
                    Map.of())));
            await(world.office.files().tidy());

            JsonNode stalled = await(world.office.files().status(world.election));
            JsonNode checked = world.check(RollWorld.plain());

            assertThat(stalled.path("state").asText()).isEqualTo("failed");
            assertThat(stalled.path("failure").path("rule").asText()).isEqualTo("stopped");
            assertThat(checked.path("state").asText()).isEqualTo("checked");
            assertThat(checked.path("summary").path("rows").asInt()).isEqualTo(11);
        }
    }

    @Test
    void aCommitAfterTheDraftHasChangedIsRefused() throws Exception {
        try (RollWorld world = open(Kind.SQLITE)) {
            world.check(RollWorld.HEADER + "1,Ann,ann@example.org,,,,,,,,member,full,,,,\r\n");
            ObjectNode draft = Drafting.draft(3, 2);
            await(world.elections.replaceDraft(world.election, draft));

            assertThatThrownBy(() -> await(world.office.commits().start(world.election, false)))
                    .hasMessageContaining("check the file again");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMemberIsFoundByPartsOfNumberNameAndAddressWithoutAccents(Kind kind) throws Exception {
        try (RollWorld world = open(kind)) {
            world.check(RollWorld.HEADER
                    + "M-1,Zo\u00eb \u00c9lan,zoe@example.org,,,,,,,,member,full,,,,\r\n"
                    + "M-2,Bob 100%,bob@example.org,,,,,,,,member,full,,,,\r\n");
            world.commit(false);

            for (String search : List.of("zoe", "ELAN", "m-1", "zoe@ex")) {
                assertThat(await(world.office.members().list(world.election, search, ""))
                                .findValuesAsText("memberNumber"))
                        .as(search)
                        .containsExactly("M-1");
            }
            assertThat(await(world.office.members().list(world.election, "%", ""))
                            .findValuesAsText("memberNumber"))
                    .containsExactly("M-2");
            assertThat(await(world.office.members().list(world.election, "", "M-1"))
                            .findValuesAsText("memberNumber"))
                    .containsExactly("M-2");
        }
    }
}
