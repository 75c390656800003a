// SPDX-License-Identifier: Apache-2.0
package org.urna.server.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.urna.crypto.MalformedException;
import org.urna.server.json.StrictJson;

/** Which languages the pages speak: one for each file of messages, so that adding a language is adding a file. */
final class Languages {

    /** The list of languages, made from what is in its folder. */
    static final String INDEX = "app/messages/index.json";

    private static final Pattern MESSAGES = Pattern.compile("app/messages/([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\\.json");
    private static final String NAME = "language.name";

    private Languages() {}

    /** {@code [{"tag":…,"name":…}…]} ascending by tag; the name is the one that the language calls itself. */
    static byte[] index(Map<String, byte[]> files) {
        ArrayNode list = StrictJson.array();
        files.forEach((path, content) -> {
            Matcher messages = MESSAGES.matcher(path);
            if (messages.matches() && !path.equals(INDEX)) {
                list.addObject().put("tag", messages.group(1)).put("name", name(path, content));
            }
        });
        return StrictJson.write(list);
    }

    private static String name(String path, byte[] content) {
        try {
            JsonNode name = StrictJson.read(content).path(NAME);
            if (name.isTextual()) {
                return name.textValue();
            }
        } catch (MalformedException e) {
            throw new IllegalStateException(path + " is not JSON: " + e.getMessage(), e);
        }
        throw new IllegalStateException(path + " has no " + NAME);
    }
}
