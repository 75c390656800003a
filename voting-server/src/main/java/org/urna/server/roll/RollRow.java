// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.urna.server.mail.MailAddress;

/**
 * A row of a roll's file, read by the settings and judged alone. What other rows have to do with it is found later.
 *
 * @param fields all of them; empty where the row has none
 * @param remarks why it is rejected; empty for a good row
 */
record RollRow(int line, Map<Field, String> fields, List<RollRemark> remarks) {

    RollRow {
        fields = Map.copyOf(fields);
        remarks = List.copyOf(remarks);
    }

    String get(Field field) {
        return fields.getOrDefault(field, "");
    }

    boolean isGood() {
        return remarks.isEmpty();
    }

    /** Lines of the address that are not empty. */
    List<String> address() {
        List<String> lines = new ArrayList<>();
        for (Field field : List.of(Field.ADDRESS1, Field.ADDRESS2, Field.ADDRESS3, Field.ADDRESS4, Field.ADDRESS5)) {
            if (!get(field).isEmpty()) {
                lines.add(get(field));
            }
        }
        return lines;
    }

    /** The same for two spellings of one mailbox; empty without one. */
    String emailKey() {
        return MailAddress.comparable(get(Field.EMAIL));
    }

    /** The same for rows that have one name and postcode; empty if one of them is missing. */
    String personKey() {
        String name = simple(get(Field.NAME));
        String postcode = simple(get(Field.POSTCODE)).replace(" ", "");
        return name.isEmpty() || postcode.isEmpty() ? "" : name + "/" + postcode;
    }

    /** What staff may look a member up by. */
    String searchKey() {
        return searchKey(get(Field.MEMBER_NUMBER), get(Field.NAME), get(Field.EMAIL));
    }

    static String searchKey(String number, String name, String email) {
        return simple(number) + " " + simple(name) + " " + simple(email);
    }

    /** Lower case without accents, blanks made single: how people spell a name that they heard. */
    static String simple(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** Says nothing about the person. */
    @Override
    public String toString() {
        return "RollRow[line " + line + "]";
    }
}
