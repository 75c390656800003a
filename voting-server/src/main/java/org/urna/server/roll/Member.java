// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import java.util.List;

/**
 * An elector as the roll names them. Texts that the roll leaves empty are empty here.
 *
 * @param line of the roll's file on which the row begins
 * @param address up to five lines, without empty ones
 * @param memberClass the roll's own word for the class of elector
 * @param style id of a ballot style
 * @param weight of the vote, 1 or more
 * @param language tag in which to write to them
 * @param joined {@code YYYY-MM-DD} or empty
 * @param arrearsMonths decimal digits or empty
 * @param channel how the voting code reaches them
 */
public record Member(
        int line,
        String memberNumber,
        String name,
        String email,
        List<String> address,
        String postcode,
        String country,
        String memberClass,
        String style,
        int weight,
        String language,
        String joined,
        String arrearsMonths,
        Channel channel) {

    /** The ways to an elector. */
    public enum Channel {
        EMAIL,
        POST;

        /** As stored. */
        public String code() {
            return this == EMAIL ? "email" : "post";
        }
    }

    public Member {
        address = List.copyOf(address);
    }

    Member byPost() {
        return new Member(
                line,
                memberNumber,
                name,
                email,
                address,
                postcode,
                country,
                memberClass,
                style,
                weight,
                language,
                joined,
                arrearsMonths,
                Channel.POST);
    }

    boolean hasAddress() {
        return !address.isEmpty();
    }

    /** Says nothing about the person. */
    @Override
    public String toString() {
        return "Member[line " + line + "]";
    }
}
