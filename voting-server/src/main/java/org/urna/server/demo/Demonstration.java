// SPDX-License-Identifier: Apache-2.0
package org.urna.server.demo;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the demo adds to the published figures, all of it invented: Welsh, statements, a contest to try, and an executive.
 *
 * @param welsh of texts, by the English ones
 * @param statements one per candidate for leader, by language
 * @param committee a contest by block vote for one class of elector
 * @param deputyTitle title of the contest for deputy leader
 * @param deputyDescription says that its rankings are made up
 * @param executive a contest by single transferable vote for one class of elector; its title and description say that it is invented
 * @param signatures why so few voters may rank so many, in the words of the manifest
 */
record Demonstration(
        Map<String, String> welsh,
        List<Map<String, String>> statements,
        Committee committee,
        String deputyTitle,
        String deputyDescription,
        Committee executive,
        String signatures) {

    static final List<String> LANGUAGES = List.of("en", "cy");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * A contest for several seats.
     *
     * @param section whose electors have it on their papers
     * @param detail said of every candidate
     */
    record Committee(
            String section, String title, String description, String detail, int seats, List<String> candidates) {}

    static Demonstration read() {
        try (InputStream in = Demonstration.class.getResourceAsStream("/demo/demonstration.json")) {
            return JSON.readValue(Objects.requireNonNull(in), Demonstration.class);
        } catch (IOException e) {
            throw new IllegalStateException("the demo's texts cannot be read", e);
        }
    }

    /** A text in English, and in Welsh where there is one. */
    ObjectNode texts(String english) {
        ObjectNode texts = JSON.createObjectNode().put("en", english);
        String cy = welsh.get(english);
        return cy == null ? texts : texts.put("cy", cy);
    }
}
