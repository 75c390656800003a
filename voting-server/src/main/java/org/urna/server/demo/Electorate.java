// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Simulated members and what each means to do, in the proportions of a published ballot.
 *
 * @param members the roll, in its order
 */
public record Electorate(List<Member> members) {

    /** Does not vote. */
    public static final int ABSTAINS = -1;

    /** Hands in a blank ballot. */
    public static final int BLANK = 0;

    /** Ranks candidates; in what order stands elsewhere. */
    static final int RANKS = 1;

    private static final int ONE_LETTER_IN = 40;
    private static final String HEADER = "member_number,name,email,address1,address2,address3,address4,address5,"
            + "postcode,country,class,ballot_style,weight,language,joined,arrears_months\r\n";

    /**
     * One member.
     *
     * @param number member number
     * @param section class of elector, which is the ballot style too
     * @param email address, or empty: then the code comes by post
     * @param intention {@link #ABSTAINS}, {@link #BLANK}, or a candidate from 1
     */
    public record Member(String number, String section, String email, int intention) {

        /** The same member, who means to do something else. */
        public Member meaning(int other) {
            return new Member(number, section, email, other);
        }
    }

    public Electorate {
        members = List.copyOf(members);
    }

    /**
     * Scales a ballot to a number of electors: sections, turnout and votes each by largest remainder.
     *
     * @param seed decides who of a section does what, and nothing else
     */
    public static Electorate scaled(PublishedBallot ballot, int electors, long seed) {
        List<PublishedBallot.Section> sections = ballot.sections();
        List<Integer> sizes = LargestRemainder.divide(
                electors,
                sections.stream().map(PublishedBallot.Section::electorate).toList());
        int returned = Math.toIntExact(Math.round((double) electors * ballot.returned() / ballot.electorate()));
        List<Integer> turnout = LargestRemainder.divide(
                returned,
                sections.stream().map(PublishedBallot.Section::returned).toList());
        Random random = new Random(seed);
        List<Member> members = new ArrayList<>();
        for (int s = 0; s < sections.size(); s++) {
            List<Integer> intentions = intentions(sections.get(s), sizes.get(s), turnout.get(s));
            Collections.shuffle(intentions, random);
            for (int intention : intentions) {
                members.add(member(members.size() + 1, sections.get(s).id(), intention));
            }
        }
        return new Electorate(members);
    }

    private static List<Integer> intentions(PublishedBallot.Section section, int size, int returned) {
        int voting = Math.min(size, returned);
        List<Integer> weights = new ArrayList<>(section.votes());
        weights.add(0, section.blank());
        List<Integer> counts = LargestRemainder.divide(voting, weights);
        List<Integer> intentions = new ArrayList<>();
        for (int choice = 0; choice < counts.size(); choice++) {
            intentions.addAll(Collections.nCopies(counts.get(choice), choice));
        }
        intentions.addAll(Collections.nCopies(size - voting, ABSTAINS));
        return intentions;
    }

    /** The {@code n}th member, from 1; one of many gets letters instead of e-mails. */
    static Member member(int n, String section, int intention) {
        String number = String.format(Locale.ROOT, "L%06d", n);
        String email =
                n % ONE_LETTER_IN == 0 ? "" : "member-" + number.toLowerCase(Locale.ROOT) + "@members.example.org";
        return new Member(number, section, email, intention);
    }

    /** Those who vote. */
    public List<Member> voters() {
        return members.stream().filter(m -> m.intention() != ABSTAINS).toList();
    }

    /** How many of a section mean to do this. */
    public int count(String section, int intention) {
        return Math.toIntExact(members.stream()
                .filter(m -> m.section().equals(section) && m.intention() == intention)
                .count());
    }

    /** The roll as the server imports it (docs: roll, CSV). */
    public String roll() {
        StringBuilder csv = new StringBuilder(HEADER);
        IntStream.range(0, members.size()).forEach(i -> {
            Member m = members.get(i);
            csv.append(String.join(
                            ",",
                            m.number(),
                            "Member " + (i + 1),
                            m.email(),
                            (i + 1) + " Example Street",
                            "Exampleton,,,",
                            "AB1 2CD",
                            "GB",
                            m.section(),
                            m.section() + ",1,en,,"))
                    .append("\r\n");
        });
        return csv.toString();
    }
}
