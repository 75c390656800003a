// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.stream.Stream;

/** Members as the database has them. */
final class MemberSql {

    /** What makes one state of a member another one. */
    static final List<String> COMPARED = List.of(
            "name",
            "email",
            "address1",
            "address2",
            "address3",
            "address4",
            "address5",
            "postcode",
            "country",
            "class",
            "ballot_style",
            "weight",
            "language",
            "joined",
            "arrears_months",
            "channel");

    private static final String COLUMNS = "member_number, line, search_key, " + String.join(", ", COMPARED);

    /** Makes the accepted rows of the staged file members. */
    static final String FROM_STAGING = "INSERT INTO member (election, " + COLUMNS + ") SELECT election, " + COLUMNS
            + " FROM roll_row WHERE election = #{election} AND outcome = 'accepted'";

    private MemberSql() {}

    static Member member(Row row) {
        List<String> address = Stream.of("address1", "address2", "address3", "address4", "address5")
                .map(row::getString)
                .filter(line -> !line.isEmpty())
                .toList();
        return new Member(
                row.getInteger("line"),
                row.getString("member_number"),
                row.getString("name"),
                row.getString("email"),
                address,
                row.getString("postcode"),
                row.getString("country"),
                row.getString("class"),
                row.getString("ballot_style"),
                row.getInteger("weight"),
                row.getString("language"),
                row.getString("joined"),
                row.getString("arrears_months"),
                row.getString("channel").equals("email") ? Member.Channel.EMAIL : Member.Channel.POST);
    }
}
