// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.official;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the organisation says of itself: figures that no board holds, and nobody can check. The server writes the file
 * ({@code GET /api/v1/elections/ID/statement}).
 *
 * @param election its id
 * @param made {@code YYYY-MM-DDTHH:MM:00Z}
 * @param roll members on the roll
 * @param email codes sent to by e-mail
 * @param post codes sent by letter
 * @param door codes handed out at the door; empty where there were none
 */
public record Statement(String election, String made, long roll, Sent email, Sent post, Optional<Door> door) {

    private static final int MAX_BYTES = 4096;
    private static final long MOST = 1L << 31;
    private static final String TYPE = "urna-statement";
    private static final Set<String> TEXTS = Set.of("type", "election", "made");
    private static final Set<String> NUMBERS = Set.of(
            "roll", "email/issued", "email/waiting", "email/returned", "post/issued", "post/waiting", "post/returned");
    private static final Set<String> OF_THE_DOOR =
            Set.of("door/printed", "door/activated", "door/lost", "door/voted", "door/replaced");
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Messages of one channel, each with the code that is good now.
     *
     * @param issued all of them
     * @param waiting not handed over yet
     * @param returned came back undelivered
     */
    public record Sent(long issued, long waiting, long returned) {}

    /**
     * Slips of a meeting. Which of them were activated only the server knows: its gate is not the board's.
     *
     * @param printed all of them
     * @param activated for a member
     * @param lost given out and gone
     * @param voted with which a ballot was cast
     * @param replaced on the board by a code that was sent
     */
    public record Door(long printed, long activated, long lost, long voted, long replaced) {

        /** Whether the figures can be those of one meeting: nobody votes with a slip that is not activated. */
        boolean isPossible() {
            return activated + lost <= printed && voted <= activated && replaced <= printed;
        }
    }

    /** Codes that reached a member in some way or could, and are good now. */
    long codes() {
        return email.issued()
                + post.issued()
                + door.map(slips -> slips.printed() - slips.replaced()).orElse(0L);
    }

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException unless the file is a statement, with all of its figures and nothing else
     */
    public static Statement read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        Map<String, String> texts = new HashMap<>();
        Map<String, Long> numbers = new HashMap<>();
        try (JsonParser json = FACTORY.createParser(bytes)) {
            require(bytes.length <= MAX_BYTES && json.nextToken() == JsonToken.START_OBJECT);
            members(json, "", texts, numbers);
            require(json.nextToken() == null);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException("the statement is not the file that the server writes", e);
        }
        boolean door = numbers.keySet().stream().anyMatch(OF_THE_DOOR::contains);
        Set<String> wanted = new HashSet<>(NUMBERS);
        wanted.addAll(door ? OF_THE_DOOR : Set.of());
        require(texts.keySet().equals(TEXTS) && numbers.keySet().equals(wanted) && TYPE.equals(texts.get("type")));
        return new Statement(
                text(texts, "election"),
                text(texts, "made"),
                number(numbers, "roll"),
                sent(numbers, "email"),
                sent(numbers, "post"),
                door ? Optional.of(door(numbers)) : Optional.empty());
    }

    private static Door door(Map<String, Long> numbers) {
        Door door = new Door(
                number(numbers, "door/printed"),
                number(numbers, "door/activated"),
                number(numbers, "door/lost"),
                number(numbers, "door/voted"),
                number(numbers, "door/replaced"));
        require(door.isPossible());
        return door;
    }

    private static void members(JsonParser json, String above, Map<String, String> texts, Map<String, Long> numbers)
            throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = above + json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_STRING) {
                texts.put(name, json.getText());
            } else if (value == JsonToken.VALUE_NUMBER_INT) {
                long number = json.getLongValue();
                require(number >= 0 && number < MOST);
                numbers.put(name, number);
            } else {
                require(value == JsonToken.START_OBJECT && above.isEmpty());
                members(json, name + "/", texts, numbers);
            }
        }
        require(json.currentToken() == JsonToken.END_OBJECT);
    }

    private static Sent sent(Map<String, Long> numbers, String channel) {
        return new Sent(
                number(numbers, channel + "/issued"),
                number(numbers, channel + "/waiting"),
                number(numbers, channel + "/returned"));
    }

    private static String text(Map<String, String> texts, String name) {
        return texts.getOrDefault(name, "");
    }

    private static long number(Map<String, Long> numbers, String name) {
        return numbers.getOrDefault(name, 0L);
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("the statement is not the file that the server writes");
        }
    }
}
