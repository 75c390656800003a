// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.urna.crypto.record.CredentialLine;
import org.urna.crypto.record.Lines;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.ReserveLine;
import org.urna.server.roll.Member;

/**
 * Who got which code. Does not print.
 *
 * @param assigned in the order of the roll
 * @param reserves for nobody yet
 */
record Assignment(List<Assigned> assigned, List<Issued> reserves) {

    /** A member's code. */
    record Assigned(Member member, Issued issued) {
        @Override
        public String toString() {
            return "Assigned[hidden]";
        }
    }

    Assignment {
        assigned = List.copyOf(assigned);
        reserves = List.copyOf(reserves);
    }

    static Assignment of(Manifest manifest, List<Member> members, List<Issued> issued) {
        if (members.size() != manifest.roll().size() || issued.size() < members.size()) {
            throw new IllegalStateException("the roll is not the one that the manifest counts");
        }
        List<Assigned> assigned = new ArrayList<>(members.size());
        for (int i = 0; i < members.size(); i++) {
            assigned.add(new Assigned(members.get(i), issued.get(i)));
        }
        return new Assignment(assigned, issued.subList(members.size(), issued.size()));
    }

    /** The published list: the order of {@code K} says nothing of the roll's. */
    byte[] credentialLines() {
        Lines<CredentialLine> lines = Lines.credentials();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assigned.stream()
                .sorted(Comparator.comparing(
                        (Assigned each) -> each.issued().credential().encode(), Arrays::compareUnsigned))
                .forEach(each -> write(
                        lines,
                        out,
                        new CredentialLine(
                                each.issued().credential(),
                                each.member().style(),
                                each.member().weight())));
        return out.toByteArray();
    }

    byte[] reserveLines() {
        Lines<ReserveLine> lines = Lines.reserves();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        reserves.stream()
                .sorted(Comparator.comparing((Issued each) -> each.credential().encode(), Arrays::compareUnsigned))
                .forEach(each -> write(lines, out, new ReserveLine(each.credential())));
        return out.toByteArray();
    }

    private static <L> void write(Lines<L> lines, ByteArrayOutputStream out, L line) {
        try {
            lines.write(out, line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "Assignment[hidden]";
    }
}
