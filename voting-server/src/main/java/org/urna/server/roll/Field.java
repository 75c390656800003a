// SPDX-License-Identifier: Apache-2.0
package org.urna.server.roll;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a roll says of an elector, with the names under which spreadsheets commonly have it. */
enum Field {
    MEMBER_NUMBER(
            "membershipnumber", "memberno", "membershipno", "memberid", "membershipid", "rhifaelodaeth", "rhifaelod"),
    NAME("fullname", "membername", "displayname", "enw", "enwllawn"),
    EMAIL("emailaddress", "mail", "mailaddress", "ebost", "cyfeiriadebost"),
    ADDRESS1("addressline1", "address", "street", "line1", "cyfeiriad", "cyfeiriad1"),
    ADDRESS2("addressline2", "line2", "cyfeiriad2"),
    ADDRESS3("addressline3", "line3", "town", "city", "posttown", "cyfeiriad3", "tref"),
    ADDRESS4("addressline4", "line4", "county", "cyfeiriad4", "sir"),
    ADDRESS5("addressline5", "line5", "cyfeiriad5"),
    POSTCODE("postalcode", "zip", "zipcode", "codpost"),
    COUNTRY("countrycode", "gwlad"),
    CLASS("memberclass", "membershiptype", "membertype", "membershipclass", "category", "type", "dosbarth", "categori"),
    BALLOT_STYLE("style", "ballot", "ballotpaper", "constituency", "branch", "papurpleidleisio", "etholaeth"),
    WEIGHT("votes", "voteweight", "pwysau"),
    LANGUAGE("lang", "preferredlanguage", "iaith"),
    JOINED("joindate", "datejoined", "joiningdate", "membersince", "joinedon", "dyddiadymuno", "ymunodd"),
    ARREARS_MONTHS("arrears", "monthsinarrears", "monthsarrears", "ôlddyledion", "olddyledion");

    static final List<String> NAMES = Arrays.stream(values()).map(Field::code).toList();

    private static final List<String> FIRST_NAMES =
            List.of("firstname", "firstnames", "forename", "forenames", "givenname", "enwcyntaf");
    private static final List<String> SURNAMES = List.of("surname", "lastname", "familyname", "cyfenw");

    @SuppressWarnings("ImmutableEnumChecker") // List.of never changes
    private final List<String> synonyms;

    Field(String... synonyms) {
        this.synonyms = List.of(synonyms);
    }

    /** As headers, settings and reports name it, such as {@code member_number}. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Field of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** The field that a column of this name probably holds: letter case, blanks and punctuation do not matter. */
    static Optional<Field> guess(String column) {
        String bare = bare(column);
        return Arrays.stream(values())
                .filter(field -> bare.equals(bare(field.code())) || field.synonyms.contains(bare))
                .findFirst();
    }

    /** Columns that together probably hold a member's name: first name and surname. Empty unless there are both. */
    static List<String> partsOfNames(List<String> columns) {
        Optional<String> first = columns.stream()
                .filter(name -> FIRST_NAMES.contains(bare(name)))
                .findFirst();
        Optional<String> last =
                columns.stream().filter(name -> SURNAMES.contains(bare(name))).findFirst();
        return first.isPresent() && last.isPresent() ? List.of(first.get(), last.get()) : List.of();
    }

    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
