// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import org.urna.crypto.MalformedException;

/** The form of a contest, whose {@code kind} says how it goes on. */
final class ContestForms {

    static final Form<String> KIND = Forms.word(AdditiveContest.KIND, RankedContest.KIND);

    static final Form<Contest> CONTEST = Form.object(o -> {
        String id = o.member("id", Forms.ID, Contest::id);
        String kind = o.member("kind", KIND, Contest::kind);
        Contest.Terms terms = terms(id, o.part(Contest::terms));
        return kind.equals(AdditiveContest.KIND)
                ? AdditiveContest.rest(terms, o.as(AdditiveContest.class))
                : RankedContest.rest(terms, o.as(RankedContest.class));
    });

    private ContestForms() {}

    private static Contest.Terms terms(String id, Members<Contest.Terms> o) throws MalformedException {
        return new Contest.Terms(
                id,
                o.member("title", Texts.FORM, Contest.Terms::title),
                o.optional("description", Texts.WITH_LINES, Contest.Terms::description),
                o.member("rule", Forms.ID, Contest.Terms::rule),
                o.member("seats", Forms.INT, Contest.Terms::seats),
                o.optional("sectionWeights", Form.list(Contest.SectionWeight.FORM), Contest.Terms::sectionWeights),
                o.member("order", Contest.Order.FORM, Contest.Terms::order),
                o.member("bySection", Forms.BOOL, Contest.Terms::bySection));
    }
}
