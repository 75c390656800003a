// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.urna.server.mail.MailAddress;

/**
 * Judges the rows of a roll: which become members, why the others do not, and what staff should look at.
 *
 * <p>A member number that stands twice rejects every row that has it: nobody but staff can know which one is right.
 */
final class RollCheck {

    private static final int MAX_FIELD = 200;
    private static final int MAX_WEIGHT = 1_000_000;

    private final Set<String> styles;
    private final List<String> languages;
    private final List<RollRemark> rejected = new ArrayList<>();
    private final List<RollRemark> notes = new ArrayList<>();

    private RollCheck(Set<String> styles, List<String> languages) {
        this.styles = styles;
        this.languages = languages;
    }

    /**
     * The outcome.
     *
     * @param members the good rows
     * @param report not imported yet
     */
    record Outcome(List<Member> members, RollReport report) {}

    /**
     * Judges all rows.
     *
     * @param styles ids of the ballot styles of the election
     * @param languages of the election; the first is that of members who name none
     */
    static Outcome check(RollFile file, Set<String> styles, List<String> languages) {
        RollCheck check = new RollCheck(styles, languages);
        Map<String, Integer> firstLines = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (RollFile.Row row : file.rows()) {
            String number = row.get("member_number");
            firstLines.putIfAbsent(number, row.line());
            counts.merge(number, 1, Integer::sum);
        }
        List<Member> good = new ArrayList<>();
        for (RollFile.Row row : file.rows()) {
            String number = row.get("member_number");
            int before = check.rejected.size();
            check.row(row);
            if (!number.isEmpty() && counts.getOrDefault(number, 1) > 1) {
                check.reject(
                        row,
                        "duplicate-member-number",
                        "this member number stands on " + counts.get(number) + " rows, first on line "
                                + firstLines.get(number));
            }
            if (check.rejected.size() == before) {
                good.add(check.member(row));
            }
        }
        List<Member> members = check.samePersons(check.sharedEmails(good));
        return new Outcome(
                members, new RollReport(file.rows().size(), members.size(), false, check.sorted(), check.notes));
    }

    private List<RollRemark> sorted() {
        return rejected.stream()
                .sorted(Comparator.comparingInt(RollRemark::line))
                .toList();
    }

    private void row(RollFile.Row row) {
        if (!row.complete()) {
            reject(
                    row,
                    "columns",
                    "the row has " + row.fields().size() + " columns instead of " + RollFile.HEADER.size());
            return;
        }
        if (row.fields().stream().anyMatch(RollCheck::hasControl)) {
            reject(row, "control-character", "a field holds a line break or another control character");
        }
        if (row.fields().stream().anyMatch(field -> field.length() > MAX_FIELD)) {
            reject(row, "too-long", "a field has more than " + MAX_FIELD + " characters");
        }
        require(!row.get("member_number").isEmpty(), row, "member-number-missing", "there is no member number");
        String email = row.get("email");
        require(
                email.isEmpty() || MailAddress.isWellFormed(email),
                row,
                "email-malformed",
                "the e-mail address cannot be one");
        require(
                !email.isEmpty() || !address(row).isEmpty(),
                row,
                "unreachable",
                "there is neither an e-mail address nor a postal address");
        String style = row.get("ballot_style");
        require(!style.isEmpty(), row, "ballot-style-missing", "there is no ballot style");
        require(
                style.isEmpty() || styles.contains(style),
                row,
                "ballot-style-unknown",
                "the election has no such ballot style");
        require(weight(row) > 0, row, "weight", "the weight must be a whole number from 1 to " + MAX_WEIGHT);
        String language = row.get("language");
        require(
                language.isEmpty() || languages.contains(language),
                row,
                "language-unknown",
                "the election's languages are " + String.join(", ", languages));
        require(isDate(row.get("joined")), row, "joined", "the date of joining must be YYYY-MM-DD or empty");
        require(
                row.get("arrears_months").matches("[0-9]{0,4}"),
                row,
                "arrears-months",
                "months of arrears must be a whole number or empty");
    }

    private Member member(RollFile.Row row) {
        String email = row.get("email");
        return new Member(
                row.line(),
                row.get("member_number"),
                row.get("name"),
                email,
                address(row),
                row.get("postcode"),
                row.get("country"),
                row.get("class"),
                row.get("ballot_style"),
                weight(row),
                row.get("language").isEmpty() ? languages.get(0) : row.get("language"),
                row.get("joined"),
                row.get("arrears_months"),
                email.isEmpty() ? Member.Channel.POST : Member.Channel.EMAIL);
    }

    /** Members who share an address all go to post; who then cannot be reached is rejected. */
    private List<Member> sharedEmails(List<Member> members) {
        Map<String, List<Member>> byEmail = new LinkedHashMap<>();
        members.stream()
                .filter(member -> !member.email().isEmpty())
                .forEach(member -> byEmail.computeIfAbsent(
                                MailAddress.comparable(member.email()), none -> new ArrayList<>())
                        .add(member));
        List<Member> reachable = new ArrayList<>();
        for (Member member : members) {
            int sharers = byEmail.getOrDefault(MailAddress.comparable(member.email()), List.of())
                    .size();
            if (sharers < 2) {
                reachable.add(member);
            } else if (member.hasAddress()) {
                note(member, "shared-email", sharers + " members have this e-mail address: each gets a letter");
                reachable.add(member.byPost());
            } else {
                rejected.add(new RollRemark(
                        member.line(),
                        member.memberNumber(),
                        "shared-email-unreachable",
                        sharers + " members have this e-mail address, and this one has no postal address"));
            }
        }
        return reachable;
    }

    /** Points out who may be one person in two classes: staff decide, one live credential each. */
    private List<Member> samePersons(List<Member> members) {
        Map<String, Member> seen = new HashMap<>();
        for (Member member : members) {
            List<String> marks = new ArrayList<>();
            if (!member.email().isEmpty()) {
                marks.add("e " + MailAddress.comparable(member.email()));
            }
            if (!member.name().isEmpty() && !member.postcode().isEmpty()) {
                marks.add("p " + (member.name() + "\n" + member.postcode().replace(" ", "")).toLowerCase(Locale.ROOT));
            }
            for (String mark : marks) {
                Member other = seen.putIfAbsent(mark, member);
                if (other != null && !other.memberClass().equals(member.memberClass())) {
                    note(member, "same-person", "may be the member on line " + other.line() + ", in another class");
                    break;
                }
            }
        }
        return members;
    }

    private static List<String> address(RollFile.Row row) {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            String line = row.get("address" + i);
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static int weight(RollFile.Row row) {
        String weight = row.get("weight");
        if (weight.isEmpty()) {
            return 1;
        }
        return weight.matches("[1-9][0-9]{0,6}") && Integer.parseInt(weight) <= MAX_WEIGHT
                ? Integer.parseInt(weight)
                : 0;
    }

    private static boolean isDate(String text) {
        if (text.isEmpty()) {
            return true;
        }
        try {
            return LocalDate.parse(text).getYear() > 1800;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean hasControl(String field) {
        return field.codePoints().anyMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
    }

    private void require(boolean holds, RollFile.Row row, String rule, String reason) {
        if (!holds) {
            reject(row, rule, reason);
        }
    }

    private void reject(RollFile.Row row, String rule, String reason) {
        rejected.add(new RollRemark(row.line(), row.get("member_number"), rule, reason));
    }

    private void note(Member member, String rule, String reason) {
        notes.add(new RollRemark(member.line(), member.memberNumber(), rule, reason));
    }
}
