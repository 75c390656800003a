// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

/** The form of a result, whose {@code kind} says how it goes on. */
final class ResultForm {

    static final Form<Result> FORM = Form.object(o -> {
        Hash election = o.member("E", Forms.HASH, Result::election);
        String contest = o.member("contest", Forms.ID, Result::contest);
        String kind = o.member("kind", ContestForms.KIND, Result::kind);
        return kind.equals(AdditiveContest.KIND)
                ? AdditiveResult.rest(election, contest, o.as(AdditiveResult.class))
                : RankedResult.rest(election, contest, o.as(RankedResult.class));
    });

    private ResultForm() {}
}
