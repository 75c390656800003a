// SPDX-License-Identifier: Apache-2.0
package org.urna.acceptance.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** What the pages say in one language, read from the message file that the server serves. */
record Texts(String language, JsonNode messages) {

    static final Texts ENGLISH = read("en");
    static final Texts WELSH = read("cy");

    private static Texts read(String language) {
        try {
            return new Texts(
                    language,
                    new JsonMapper()
                            .readTree(WebFolder.WEB
                                    .resolve("app/messages/" + language + ".json")
                                    .toFile()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The text of a key; a key that is not there fails the test. */
    String of(String key) {
        JsonNode text = messages.path(key);
        if (!text.isTextual()) {
            throw new AssertionError("no text for " + key + " in " + language);
        }
        return text.asText();
    }

    /** The text of a key with one placeholder filled. */
    String of(String key, String name, String value) {
        return of(key).replace("{" + name + "}", value);
    }
}
