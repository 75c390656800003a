// SPDX-License-Identifier: Apache-2.0
package org.urna.server.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** Members as an import would have left them. */
final class RollTexts {

    static final String INSERT =
            "INSERT INTO member (election, member_number, line, name, email, address1, address2, address3, address4,"
                    + " address5, postcode, country, class, ballot_style, weight, language, joined, arrears_months, channel, search_key)"
                    + " VALUES (#{election}, #{number}, #{line}, #{name}, #{email}, #{address1}, '', '', '', '', #{postcode}, '', 'm', 'full', 1,"
                    + " #{language}, '', '', #{channel}, #{search})";

    private RollTexts() {}

    static String number(int member) {
        return String.format("%05d", member);
    }

    static String email(int member) {
        return "m" + member + "@members.test";
    }

    static boolean byPost(int member) {
        return member % 100 == 0;
    }

    static Map<String, Object> row(String election, int member) {
        Map<String, Object> row = new HashMap<>();
        row.put("election", election);
        row.put("number", number(member));
        row.put("line", member + 1);
        row.put("name", "Member " + member);
        row.put("email", byPost(member) ? "" : email(member));
        row.put("address1", byPost(member) ? member + " High Street" : "");
        row.put("postcode", byPost(member) ? "AB1 2CD" : "");
        row.put("language", member % 10 == 3 ? "cy" : "en");
        row.put("channel", byPost(member) ? "post" : "email");
        row.put("search", number(member) + " member " + member + " " + email(member));
        return row;
    }

    /** Every text of a draft also in Welsh. */
    static void inBothLanguages(JsonNode node) {
        node.forEach(RollTexts::inBothLanguages);
        if (node instanceof ObjectNode object && object.path("en").isTextual()) {
            object.put("cy", "[cy] " + object.path("en").asText());
        }
    }
}
