// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.urna.crypto.MalformedException;

/**
 * One text in several languages, the most important language first.
 *
 * @param entries at least one, no language twice
 */
public record Texts(List<Text> entries) {

    static final Form<Texts> FORM = form(false);
    static final Form<Texts> WITH_LINES = form(true);

    private static final int MAX_LANGUAGES = 32;
    private static final int MAX_CHARACTERS = 2000;

    /**
     * The text in one language.
     *
     * @param language a language tag
     * @param text 1 to 2,000 characters
     */
    public record Text(String language, String text) {}

    public Texts {
        entries = List.copyOf(entries);
    }

    /** A text in a single language. */
    public static Texts of(String language, String text) {
        return new Texts(List.of(new Text(language, text)));
    }

    /** The text in {@code language}, or in the first language where that one is missing. */
    public String get(String language) {
        for (Text entry : entries) {
            if (entry.language().equals(language)) {
                return entry.text();
            }
        }
        return entries.get(0).text();
    }

    /** The languages in their order. */
    public List<String> languages() {
        return entries.stream().map(Text::language).toList();
    }

    private static Form<Texts> form(boolean lines) {
        Form<String> text = Forms.text(1, MAX_CHARACTERS, lines);
        return new Form<>() {
            @Override
            public Texts read(JsonReader in) throws MalformedException {
                List<Text> entries = new ArrayList<>();
                Set<String> seen = new HashSet<>();
                in.beginObject();
                do {
                    String language = in.beginMember();
                    in.require(Forms.isLanguage(language), "not a language tag");
                    in.require(seen.add(language), "language twice");
                    in.require(seen.size() <= MAX_LANGUAGES, "too many languages");
                    in.enter(language);
                    entries.add(new Text(language, text.read(in)));
                    in.leave();
                } while (!in.atEndOfObject());
                in.endObject();
                return new Texts(entries);
            }

            @Override
            public void write(JsonWriter out, Texts value) {
                Set<String> seen = new HashSet<>();
                JsonWriter.require(!value.entries().isEmpty(), "texts without a language");
                out.beginObject();
                for (Text entry : value.entries()) {
                    JsonWriter.require(Forms.isLanguage(entry.language()) && seen.add(entry.language()), "language");
                    out.member(entry.language());
                    text.write(out, entry.text());
                }
                JsonWriter.require(seen.size() <= MAX_LANGUAGES, "too many languages");
                out.endObject();
            }
        };
    }
}
