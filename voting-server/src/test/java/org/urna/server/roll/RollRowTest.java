// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.urna.server.json.StrictJson;
import org.urna.server.problem.Refusal;
import org.urna.server.table.TableForm;
import org.urna.server.table.TableRow;

/** Rows of rolls, each for itself: what is bad about one is named by its rule. */
class RollRowTest {

    private static final RollTerms TERMS =
            new RollTerms(List.of("full", "student", "hall"), List.of("en", "cy"), Set.of("hall"));

    private static RollRow read(RollSettings settings, List<String> columns, String row) {
        List<String> cells = new ArrayList<>(
                Arrays.stream(row.split(",", -1)).map(String::strip).toList());
        TableRow table = new TableRow(7, cells, cells.size() == columns.size(), Map.of(), false);
        return new RowReader(settings, TERMS, columns).read(table);
    }

    private static RollRow plain(String row) {
        return read(RollSettings.plain(TableForm.STANDARD), Field.NAMES, row);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "member-number-missing    | ,Bob,b@example.org,,,,,,,,m,full,,,,",
                "member-number-missing    | ' ,Bob,b@example.org,,,,,,,,m,full,,,,'",
                "email-malformed          | 2,Bob,not an address,,,,,,,,m,full,,,,",
                "email-malformed          | 2,Bob,b@@example.org,,,,,,,,m,full,,,,",
                "email-malformed          | 2,Bob,b@example..org,,,,,,,,m,full,,,,",
                "email-malformed          | 2,Bob,Bob <b@example.org>,,,,,,,,m,full,,,,",
                "unreachable              | 2,Bob,,,,,,,,,m,full,,,,",
                "unreachable              | 2,Bob,,,,,,,AB1 2CD,UK,m,full,,,,",
                "ballot-style-missing     | 2,Bob,b@example.org,,,,,,,,m,,,,,",
                "ballot-style-unknown     | 2,Bob,b@example.org,,,,,,,,m,Full,,,,",
                "weight                   | 2,Bob,b@example.org,,,,,,,,m,full,0,,,",
                "weight                   | 2,Bob,b@example.org,,,,,,,,m,full,-1,,,",
                "weight                   | 2,Bob,b@example.org,,,,,,,,m,full,1.5,,,",
                "weight                   | 2,Bob,b@example.org,,,,,,,,m,full,1000001,,,",
                "weight                   | 2,Bob,b@example.org,,,,,,,,m,full,99999999999999999999,,,",
                "language-unknown         | 2,Bob,b@example.org,,,,,,,,m,full,,fr,,",
                "joined                   | 2,Bob,b@example.org,,,,,,,,m,full,,,31/12/2019,",
                "joined                   | 2,Bob,b@example.org,,,,,,,,m,full,,,2019-02-30,",
                "arrears-months           | 2,Bob,b@example.org,,,,,,,,m,full,,,,two",
                "columns                  | 2,Bob,b@example.org,,,,,,,,m,full,,,",
                "columns                  | 2,Bob,b@example.org,,,,,,,,m,full,,,,,",
                "columns                  | 2",
                "control-character        | 2,B\u202Eob,b@example.org,,,,,,,,m,full,,,,",
            })
    void aBadRowIsNamedWithItsLineAndRule(String rule, String row) {
        List<RollRemark> remarks = plain(row).remarks();

        assertThat(remarks).extracting(RollRemark::rule).contains(rule);
        assertThat(remarks).allSatisfy(remark -> {
            assertThat(remark.line()).isEqualTo(7);
            assertThat(remark.reason()).isNotBlank();
        });
    }

    @Test
    void aFieldThatIsTooLongIsRejectedAndNotKeptWhole() {
        RollRow row = plain("2," + "x".repeat(201) + ",b@example.org,,,,,,,,m,full,,,,");

        assertThat(row.remarks()).extracting(RollRemark::rule).containsExactly("too-long");
        assertThat(row.get(Field.NAME)).hasSize(200);
    }

    @Test
    void whoGetsTheCodeAtTheDoorNeedNotBeReachable() {
        assertThat(plain("2,Bob,,,,,,,,,m,hall,,,,").remarks()).isEmpty();
        assertThat(plain("2,Bob,,,,,,,,,m,full,,,,").remarks())
                .extracting(RollRemark::rule)
                .containsExactly("unreachable");
    }

    @Test
    void whatIsLeftOutHasItsStandard() {
        RollRow row = plain("2,Bob,b@example.org,,,,,,,,m,full,,,,");

        assertThat(row.isGood()).isTrue();
        assertThat(row.get(Field.WEIGHT)).isEqualTo("1");
        assertThat(row.get(Field.LANGUAGE)).isEqualTo("en");
        assertThat(row).hasToString("RollRow[line 7]");
    }

    private static RollSettings mapped() {
        Map<Field, List<String>> columns = new EnumMap<>(Field.class);
        columns.put(Field.MEMBER_NUMBER, List.of("No"));
        columns.put(Field.NAME, List.of("First", "Last"));
        columns.put(Field.EMAIL, List.of("E-mail"));
        columns.put(Field.BALLOT_STYLE, List.of("Branch"));
        columns.put(Field.JOINED, List.of("Since"));
        return new RollSettings(
                TableForm.STANDARD,
                DateOrder.DMY,
                columns,
                Map.of(Field.CLASS, "member"),
                Map.of(Field.BALLOT_STYLE, Map.of("Cardiff North", "student")),
                List.of());
    }

    @Test
    void columnsAreJoinedFixedTextsStandInAndValuesAreTranslated() {
        RollRow row = read(
                mapped(),
                List.of("No", "First", "Last", "E-mail", "Branch", "Since"),
                "9,Ann,Lee,a@example.org,Cardiff North,3/12/2019");

        assertThat(row.remarks()).isEmpty();
        assertThat(row.get(Field.NAME)).isEqualTo("Ann Lee");
        assertThat(row.get(Field.CLASS)).isEqualTo("member");
        assertThat(row.get(Field.BALLOT_STYLE)).isEqualTo("student");
        assertThat(row.get(Field.JOINED)).isEqualTo("2019-12-03");
    }

    @Test
    void settingsAreRefusedIfTheFileHasNotTheirColumnsOrTheyLackWhatEveryRollHas() {
        assertThatThrownBy(() -> new RowReader(mapped(), TERMS, List.of("No", "First")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("not all columns");
        RollSettings none = RollSettings.guess(TableForm.STANDARD, List.of("Member No", "Email"));
        assertThatThrownBy(() -> new RowReader(none, TERMS, List.of("Member No", "Email")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("ballot_style");
    }

    @Test
    void settingsAreReadAsTheyWereWritten() {
        RollSettings read =
                RollSettings.of(StrictJson.readStored(mapped().json().toString()));

        assertThat(read).isEqualTo(mapped());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Membership Number, MEMBER_NUMBER",
        "member_no, MEMBER_NUMBER",
        "Rhif Aelod, MEMBER_NUMBER",
        "E-mail Address, EMAIL",
        "POST CODE, POSTCODE",
        "Address Line 2, ADDRESS2",
        "Date joined, JOINED",
        "Months in arrears, ARREARS_MONTHS",
        "Dosbarth, CLASS"
    })
    void columnsAreGuessedByTheirUsualNames(String column, Field field) {
        assertThat(Field.guess(column)).contains(field);
    }

    @Test
    void firstNameAndSurnameTogetherAreTheName() {
        assertThat(RollSettings.guess(TableForm.STANDARD, List.of("Surname", "No", "First name"))
                        .columns())
                .containsEntry(Field.NAME, List.of("First name", "Surname"));
    }

    @ParameterizedTest(name = "{1} {2} {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "joined-late          | {\"rule\":\"joined-by\",\"date\":\"2020-01-12\"}                | 2020-01-13 | 0",
                "''                   | {\"rule\":\"joined-by\",\"date\":\"2020-01-12\"}                | 2020-01-12 | 0",
                "joined-missing       | {\"rule\":\"joined-by\",\"date\":\"2020-01-12\"}                | ''         | 0",
                "membership-too-short | {\"rule\":\"member-for\",\"date\":\"2020-08-31\",\"months\":6}   | 2020-03-01 | 0",
                "''                   | {\"rule\":\"member-for\",\"date\":\"2020-08-31\",\"months\":6}   | 2020-02-29 | 0",
                "in-arrears           | {\"rule\":\"arrears-below\",\"months\":6}                        | 2020-01-01 | 6",
                "''                   | {\"rule\":\"arrears-below\",\"months\":6}                        | 2020-01-01 | 5",
                "''                   | {\"rule\":\"arrears-below\",\"months\":6}                        | 2020-01-01 | ''",
                "''                   | {\"rule\":\"arrears-below\",\"months\":1,\"classes\":[\"other\"]} | 2020-01-01 | 9"
            })
    void rulesOverColumnsDecideWhoIsAnElector(String rule, String json, String joined, String arrears) {
        EligibilityRule judged = EligibilityRule.of(StrictJson.readStored(json));

        assertThat(judged.judge("member", joined, arrears).map(EligibilityRule.Failure::rule))
                .isEqualTo(rule.isEmpty() ? Optional.empty() : Optional.of(rule));
        assertThat(judged.json()).isEqualTo(StrictJson.readStored(json));
    }
}
