// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.urna.crypto.ballot.Answer;
import org.urna.crypto.ballot.Preferences;

/**
 * Simulated members and how those who vote rank: for deputy leader so that the published rounds come out at scale, for the executive
 * as invented.
 *
 * @param electorate the roll
 * @param answers by member number, in the order of the contests on the member's paper
 */
record RankedElectorate(Electorate electorate, Map<String, List<Answer>> answers) {

    RankedElectorate {
        answers = Map.copyOf(answers);
    }

    /**
     * Scales classes, turnout, blank ballots and rounds, each by largest remainder.
     *
     * @param section whose members elect the executive too
     * @param executive candidates for it
     * @param seed decides who does what, and nothing else
     * @throws IllegalArgumentException if there are too few electors to show the published rounds
     */
    static RankedElectorate scaled(PublishedRounds published, String section, int executive, int electors, long seed) {
        List<PublishedRounds.Section> sections = published.sections();
        int returned = Math.toIntExact(Math.round((double) electors * published.returned() / published.electorate()));
        List<Integer> sizes = LargestRemainder.divide(
                electors,
                sections.stream().map(PublishedRounds.Section::electorate).toList());
        List<Integer> turnout = LargestRemainder.divide(
                returned,
                sections.stream().map(PublishedRounds.Section::returned).toList());
        Random random = new Random(seed);
        List<Electorate.Member> members = new ArrayList<>();
        for (int s = 0; s < sections.size(); s++) {
            int voting = Math.min(sizes.get(s), turnout.get(s));
            List<Integer> intentions = new ArrayList<>(Collections.nCopies(voting, Electorate.RANKS));
            intentions.addAll(Collections.nCopies(sizes.get(s) - voting, Electorate.ABSTAINS));
            Collections.shuffle(intentions, random);
            for (int intention : intentions) {
                members.add(
                        Electorate.member(members.size() + 1, sections.get(s).id(), intention));
            }
        }
        Electorate electorate = new Electorate(members);
        return new RankedElectorate(electorate, answers(published, section, executive, electorate.voters(), random));
    }

    private static Map<String, List<Answer>> answers(
            PublishedRounds published, String section, int executive, List<Electorate.Member> voters, Random random) {
        List<List<Integer>> deputy = new ArrayList<>(deputy(published, voters.size(), random));
        List<List<Integer>> invented = SyntheticRankings.of(executive, voters.size(), random);
        Map<String, List<Answer>> answers = new HashMap<>();
        for (int i = 0; i < voters.size(); i++) {
            List<Answer> paper = new ArrayList<>(List.of(new Preferences(deputy.get(i))));
            if (voters.get(i).section().equals(section)) {
                paper.add(new Preferences(invented.get(i)));
            }
            answers.put(voters.get(i).number(), List.copyOf(paper));
        }
        return answers;
    }

    /** Rankings for deputy leader, blank ballots among them, in any order. */
    private static List<List<Integer>> deputy(PublishedRounds published, int ballots, Random random) {
        int valid = valid(published, ballots);
        List<List<Integer>> rankings = new ArrayList<>(RoundRankings.of(published.scaled(valid), random));
        rankings.addAll(Collections.nCopies(ballots - valid, List.of()));
        Collections.shuffle(rankings, random);
        return rankings;
    }

    /** How many of so many ballots name somebody. */
    static int valid(PublishedRounds published, int ballots) {
        return LargestRemainder.divide(ballots, List.of(published.valid(), published.blank()))
                .get(0);
    }
}
