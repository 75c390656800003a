// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.urna.server.roll.Member;

/**
 * Who of one page of the roll got which code. Does not print.
 *
 * @param assigned in the order of the roll
 */
record Assignment(List<Assigned> assigned) {

    /** A member's code. */
    record Assigned(Member member, Issued issued) {
        @Override
        public String toString() {
            return "Assigned[hidden]";
        }
    }

    Assignment {
        assigned = List.copyOf(assigned);
    }

    /**
     * Members get the codes at their own places.
     *
     * @param first place of the first of them on the roll, from 0
     */
    static Assignment of(int first, List<Member> members, List<Issued> issued) {
        if (issued.size() < first + members.size()) {
            throw new IllegalStateException("the roll is not the one that the manifest counts");
        }
        List<Assigned> assigned = new ArrayList<>(members.size());
        for (int i = 0; i < members.size(); i++) {
            assigned.add(new Assigned(members.get(i), issued.get(first + i)));
        }
        return new Assignment(assigned);
    }

    /** Those whose members are like that, in their order. */
    Assignment where(Predicate<Member> wanted) {
        return new Assignment(
                assigned.stream().filter(each -> wanted.test(each.member())).toList());
    }

    @Override
    public String toString() {
        return "Assignment[hidden]";
    }
}
