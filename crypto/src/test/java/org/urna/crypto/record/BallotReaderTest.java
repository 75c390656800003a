// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.urna.crypto.MalformedException;
import org.urna.crypto.Property;

/** The fast way of reading ballots gives what the strict one gives, to whatever bytes. */
class BallotReaderTest {

    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final Instant TIME = Instant.parse("2026-03-02T09:01:00Z");

    @FunctionalInterface
    private interface Reading<T> {
        T read(byte[] bytes) throws MalformedException;
    }

    /** The value, or the message. */
    private static Object outcome(Reading<?> reading, byte[] bytes) {
        try {
            return reading.read(bytes);
        } catch (MalformedException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static byte[] exchanged(Random random, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.US_ASCII);
        Matcher points = Pattern.compile("\"([A-Za-z0-9_-]{86})\"").matcher(text);
        List<Integer> places = new ArrayList<>();
        while (points.find()) {
            places.add(points.start(1));
        }
        int one = places.get(random.nextInt(places.size()));
        int other = places.get(random.nextInt(places.size()));
        byte[] result = bytes.clone();
        System.arraycopy(bytes, one, result, other, 86);
        System.arraycopy(bytes, other, result, one, 86);
        return result;
    }

    private static byte[] altered(Random random, byte[] bytes) {
        byte[] result = bytes.clone();
        int place = random.nextInt(bytes.length);
        result[place] = random.nextInt(8) == 0
                ? (byte) random.nextInt(256)
                : (byte) BASE64URL.charAt(random.nextInt(BASE64URL.length()));
        return result;
    }

    @Test
    void everyBallotOfAKnownFormReadsAsBeforeAndEveryAlteredOneFailsAsBefore() {
        Property.holds(20, random -> {
            CastRequest request = new Samples(random.nextLong()).castRequest();
            byte[] entry = request.at(TIME).write();
            byte[] sent = request.write();
            BallotReader reader = new BallotReader();

            assertThat(reader.entry(entry)).isEqualTo(request.at(TIME));
            assertThat(reader.request(sent)).isEqualTo(request);
            for (int i = 0; i < 100; i++) {
                byte[] other = i < 20 ? exchanged(random, entry) : altered(random, entry);
                assertThat(outcome(reader::entry, other)).isEqualTo(outcome(Entry::read, other));
                other = i < 20 ? exchanged(random, sent) : altered(random, sent);
                assertThat(outcome(reader::request, other)).isEqualTo(outcome(CastRequest::read, other));
            }
        });
    }

    @Test
    void entriesAndRequestsDoNotPassForEachOther() throws MalformedException {
        CastRequest request = new Samples(1).castRequest();
        BallotReader reader = new BallotReader();
        Entry unused = reader.entry(request.at(TIME).write());
        CastRequest unusedToo = reader.request(request.write());

        assertThat(outcome(reader::entry, request.write())).isInstanceOf(String.class);
        assertThat(outcome(reader::request, request.at(TIME).write())).isInstanceOf(String.class);
    }

    @Test
    void moreFormsThanAreKeptReadAllTheSame() {
        Random random = new Random(2);
        BallotReader reader = new BallotReader();
        for (int i = 0; i < 200; i++) {
            CastRequest request = new Samples(random.nextLong()).castRequest();
            try {
                assertThat(reader.request(request.write())).isEqualTo(request);
            } catch (MalformedException e) {
                fail("a ballot in order", e);
            }
        }
    }

    /** The layout is used, or nothing would be gained: a ballot of the same form is read without being written. */
    @Test
    void aLayoutFitsOtherBallotsOfItsForm() throws MalformedException {
        CastRequest request = new Samples(3).castRequest();
        byte[] bytes = request.write();
        BallotLayout layout =
                BallotLayout.of(bytes, new BallotLayout.Cast(null, request.signature(), request.ballot()));

        assertThat(layout).isNotNull();
        byte[] other = exchanged(new Random(4), bytes);
        assertThat(layout.fits(other)).isTrue();
        assertThat(layout.read(other).ballot())
                .isEqualTo(CastRequest.read(other).ballot());
    }
}
