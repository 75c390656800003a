// SPDX-License-Identifier: Apache-2.0

package org.urna.server.mail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.urna.crypto.MalformedException;
import org.urna.server.json.StrictJson;

/**
 * The words with which messages are written where an organisation has written none of its own: one file per language under {@code /mail/}.
 * A language without a file is written to in English.
 */
public record Words(String language, String member, String rehearsal, String rehearsalMark, JsonNode templates) {

    /** Languages that have a file. */
    public static final List<String> LANGUAGES = List.of("en", "cy");

    private static final Map<String, Words> READ = new ConcurrentHashMap<>();

    /** The words of a language. */
    public static Words of(String language) {
        return READ.computeIfAbsent(LANGUAGES.contains(language) ? language : LANGUAGES.get(0), Words::read);
    }

    private static Words read(String language) {
        try (InputStream in = Objects.requireNonNull(Words.class.getResourceAsStream("/mail/" + language + ".json"))) {
            JsonNode file = StrictJson.read(in.readAllBytes());
            return new Words(
                    language,
                    file.path("member").asText(),
                    file.path("rehearsal").asText(),
                    file.path("rehearsalMark").asText(),
                    file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedException e) {
            throw new IllegalStateException("the words of messages in " + language + " are damaged", e);
        }
    }

    /** The template of a kind. */
    public Template template(MessageKind kind) {
        JsonNode words = templates.path(kind.code());
        return Template.checked(kind, language, words.path("subject").asText(), text(words));
    }

    /** What stands on slips that are handed out at a door. */
    public String slip(String name) {
        return templates.path("slip").path(name).asText();
    }

    private static String text(JsonNode words) {
        StringBuilder text = new StringBuilder();
        words.path("text").forEach(line -> text.append(line.asText()).append('\n'));
        return text.toString();
    }
}
