// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.urna.server.mail.MailAddress;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.table.TableRow;

/** Reads the rows of a table by the settings and judges each for itself. */
final class RowReader {

    private static final int MAX_FIELD = 200;
    private static final int MAX_WEIGHT = 1_000_000;

    private final RollSettings settings;
    private final RollTerms terms;
    private final Map<Field, List<Integer>> places = new EnumMap<>(Field.class);
    private final int width;

    /**
     * @param columns of the table
     * @throws Refusal {@code request-invalid} if the settings name a column that is not there, or miss a field that every roll has
     */
    RowReader(RollSettings settings, RollTerms terms, List<String> columns) {
        this.settings = settings;
        this.terms = terms;
        this.width = columns.size();
        settings.columns().forEach((field, names) -> {
            List<Integer> indexes = names.stream().map(columns::indexOf).toList();
            if (indexes.contains(-1)) {
                throw new Refusal(
                        ProblemCode.REQUEST_INVALID, "the file has not all columns chosen for " + field.code());
            }
            places.put(field, indexes);
        });
        require(Field.MEMBER_NUMBER);
        require(Field.BALLOT_STYLE);
        boolean nobodyIsWrittenTo = !terms.styles().isEmpty() && terms.door().containsAll(terms.styles());
        if (!has(Field.EMAIL) && !has(Field.ADDRESS1) && !nobodyIsWrittenTo) {
            throw new Refusal(ProblemCode.REQUEST_INVALID, "choose a column for email or for address1");
        }
    }

    private void require(Field field) {
        if (!has(field)) {
            throw new Refusal(ProblemCode.REQUEST_INVALID, "choose a column for " + field.code());
        }
    }

    private boolean has(Field field) {
        return !places.getOrDefault(field, List.of()).isEmpty()
                || !settings.fixed().getOrDefault(field, "").isEmpty();
    }

    RollRow read(TableRow row) {
        Map<Field, String> fields = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            fields.put(field, value(row, field));
        }
        Remarks remarks = new Remarks(row.line(), fields.getOrDefault(Field.MEMBER_NUMBER, ""));
        if (!row.complete()) {
            remarks.reject("columns", "the row has " + row.cells().size() + " columns instead of " + width);
            return new RollRow(row.line(), cut(fields), remarks.list);
        }
        cells(row, remarks);
        form(fields, remarks);
        identity(fields, remarks);
        terms(fields, remarks);
        dates(fields, remarks);
        if (remarks.list.isEmpty()) {
            eligibility(fields, remarks);
        }
        return new RollRow(row.line(), cut(fields), remarks.list);
    }

    private String value(TableRow row, Field field) {
        List<String> parts = new ArrayList<>();
        for (int place : places.getOrDefault(field, List.of())) {
            String cell = row.cell(place);
            if (!cell.isEmpty()) {
                parts.add(cell);
            }
        }
        String text = String.join(" ", parts);
        String stands = settings.values().getOrDefault(field, Map.of()).getOrDefault(text, text);
        return stands.isEmpty() ? settings.fixed().getOrDefault(field, "") : stands;
    }

    private void cells(TableRow row, Remarks remarks) {
        places.forEach((field, indexes) -> indexes.stream()
                .filter(row.faults()::containsKey)
                .forEach(index -> remarks.reject(
                        row.faults().getOrDefault(index, ""),
                        "the cell for " + field.code()
                                + (row.faults().getOrDefault(index, "").equals("cell-error")
                                        ? " holds an error of the spreadsheet"
                                        : " holds a formula whose value was never computed"))));
    }

    private static void form(Map<Field, String> fields, Remarks remarks) {
        if (fields.values().stream().anyMatch(RowReader::hasControl)) {
            remarks.reject("control-character", "a field holds a line break or another character that does not print");
        }
        if (fields.values().stream().anyMatch(field -> field.length() > MAX_FIELD)) {
            remarks.reject("too-long", "a field has more than " + MAX_FIELD + " characters");
        }
    }

    private void identity(Map<Field, String> fields, Remarks remarks) {
        remarks.require(
                !get(fields, Field.MEMBER_NUMBER).isEmpty(), "member-number-missing", "there is no member number");
        String email = get(fields, Field.EMAIL);
        remarks.require(
                email.isEmpty() || MailAddress.isWellFormed(email),
                "email-malformed",
                "the e-mail address cannot be one");
        remarks.require(
                !email.isEmpty()
                        || !new RollRow(0, fields, List.of()).address().isEmpty()
                        || terms.door().contains(get(fields, Field.BALLOT_STYLE)),
                "unreachable",
                "there is neither an e-mail address nor a postal address");
    }

    private void terms(Map<Field, String> fields, Remarks remarks) {
        String style = get(fields, Field.BALLOT_STYLE);
        remarks.require(!style.isEmpty(), "ballot-style-missing", "there is no ballot style");
        remarks.require(
                style.isEmpty() || terms.styles().contains(style),
                "ballot-style-unknown",
                "the election has no such ballot style");
        String weight = get(fields, Field.WEIGHT);
        if (weight.isEmpty()) {
            fields.put(Field.WEIGHT, "1");
        } else if (!isWeight(weight)) {
            remarks.reject("weight", "the weight must be a whole number from 1 to " + MAX_WEIGHT);
        }
        String language = get(fields, Field.LANGUAGE);
        if (language.isEmpty()) {
            fields.put(Field.LANGUAGE, terms.languages().get(0));
        } else if (!terms.languages().contains(language)) {
            remarks.reject("language-unknown", "the election's languages are " + String.join(", ", terms.languages()));
        }
    }

    private void dates(Map<Field, String> fields, Remarks remarks) {
        String joined = get(fields, Field.JOINED);
        if (!joined.isEmpty()) {
            settings.dates()
                    .read(joined)
                    .ifPresentOrElse(
                            date -> fields.put(Field.JOINED, date),
                            () -> remarks.reject("joined", "the date of joining cannot be read as a date"));
        }
        remarks.require(
                get(fields, Field.ARREARS_MONTHS).matches("[0-9]{0,4}"),
                "arrears-months",
                "months of arrears must be a whole number or empty");
    }

    private void eligibility(Map<Field, String> fields, Remarks remarks) {
        settings.rules()
                .forEach(rule -> rule.judge(
                                get(fields, Field.CLASS), get(fields, Field.JOINED), get(fields, Field.ARREARS_MONTHS))
                        .ifPresent(failure -> remarks.reject(failure.rule(), failure.reason())));
    }

    private static String get(Map<Field, String> fields, Field field) {
        return fields.getOrDefault(field, "");
    }

    static boolean isWeight(String weight) {
        return weight.matches("[1-9][0-9]{0,6}") && Integer.parseInt(weight) <= MAX_WEIGHT;
    }

    /** Whether text holds what does not print, or turns the direction in which its neighbours are shown. */
    static boolean hasControl(String field) {
        return field.codePoints()
                .anyMatch(c -> Character.isISOControl(c)
                        || c == 0x2028
                        || c == 0x2029
                        || (c >= 0x202a && c <= 0x202e)
                        || (c >= 0x2066 && c <= 0x2069)
                        || c == 0xfeff);
    }

    /** What is kept of a bad row is enough to recognise it by. */
    private static Map<Field, String> cut(Map<Field, String> fields) {
        fields.replaceAll((field, text) -> text.length() > MAX_FIELD ? text.substring(0, MAX_FIELD) : text);
        fields.replaceAll((field, text) -> text.replace("\0", ""));
        return fields;
    }

    /** Collects what is wrong with one row. */
    private static final class Remarks {

        private final int line;
        private final String number;
        private final List<RollRemark> list = new ArrayList<>();

        Remarks(int line, String number) {
            this.line = line;
            this.number = number.length() > MAX_FIELD ? number.substring(0, MAX_FIELD) : number.replace("\0", "");
        }

        void require(boolean holds, String rule, String reason) {
            if (!holds) {
                reject(rule, reason);
            }
        }

        void reject(String rule, String reason) {
            list.add(new RollRemark(line, number, rule, reason));
        }
    }
}
