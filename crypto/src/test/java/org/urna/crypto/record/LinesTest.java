// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.urna.crypto.MalformedException;
import org.urna.crypto.group.Point;
import org.urna.crypto.group.Scalar;

class LinesTest {

    private static final List<CredentialLine> SORTED = IntStream.rangeClosed(1, 50)
            .mapToObj(i -> Point.G.times(Scalar.of(i)))
            .sorted((a, b) -> Arrays.compareUnsigned(a.encode(), b.encode()))
            .map(point -> new CredentialLine(point, "north", 1))
            .toList();

    @Test
    void aListReadsAsItWasWritten() throws IOException, MalformedException {
        byte[] written = write(SORTED);

        assertThat(read(written)).isEqualTo(SORTED);
        assertThat(new String(written, StandardCharsets.US_ASCII))
                .startsWith("[\"")
                .contains("\",\"north\",1]\n[\"")
                .endsWith("]\n");
    }

    @Test
    void anEmptyListOfReservesIsNoBytes() throws IOException, MalformedException {
        assertThat(Lines.reserves().read(InputStream.nullInputStream())).isEmpty();
    }

    @Test
    void reservesReadAsTheyWereWritten() throws IOException, MalformedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Lines<ReserveLine> writer = Lines.reserves();
        for (CredentialLine line : SORTED) {
            writer.write(out, new ReserveLine(line.credential()));
        }

        InputStream in = new ByteArrayInputStream(out.toByteArray());
        Lines<ReserveLine> reader = Lines.reserves();
        for (CredentialLine line : SORTED) {
            assertThat(reader.read(in)).contains(new ReserveLine(line.credential()));
        }
        assertThat(reader.read(in)).isEmpty();
        assertThat(reader.count()).isEqualTo(SORTED.size());
    }

    @Test
    void anyOtherOrderIsMalformed() {
        List<CredentialLine> swapped = new ArrayList<>(SORTED);
        Collections.swap(swapped, 20, 21);

        assertThatThrownBy(() -> write(swapped)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read(join(swapped)))
                .isInstanceOf(MalformedException.class)
                .hasMessage("line 22: credential is not above the one before it");
    }

    @Test
    void aCredentialTwiceIsMalformedWhateverItsStyle() {
        CredentialLine again = new CredentialLine(SORTED.get(0).credential(), "south", 2);

        assertThatThrownBy(() -> read(join(List.of(SORTED.get(0), again)))).isInstanceOf(MalformedException.class);
    }

    @Test
    void everyOtherWayToEndALineIsMalformed() throws IOException {
        String good = new String(write(SORTED.subList(0, 2)), StandardCharsets.US_ASCII);
        for (String bad : List.of(
                good.substring(0, good.length() - 1),
                good + "\n",
                "\n" + good,
                good.replace("\n", "\r\n"),
                good.replace("\n", "\n\n"),
                good.replace("\n", ""),
                good.replace("1]", "0]"),
                good.replace("1]", "-1]"),
                good.replace("1]", "01]"),
                good.replace("1]", "2147483648]"),
                good.replace("north", "North"),
                good + "x",
                "x".repeat(5000))) {
            assertThatThrownBy(() -> read(bad.getBytes(StandardCharsets.US_ASCII)))
                    .as(bad)
                    .isInstanceOf(MalformedException.class);
        }
    }

    private static byte[] write(List<CredentialLine> lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Lines<CredentialLine> writer = Lines.credentials();
        for (CredentialLine line : lines) {
            writer.write(out, line);
        }
        return out.toByteArray();
    }

    private static byte[] join(List<CredentialLine> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line ->
                text.append(new String(line.write(), StandardCharsets.US_ASCII)).append('\n'));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static List<CredentialLine> read(byte[] bytes) throws IOException, MalformedException {
        InputStream in = new ByteArrayInputStream(bytes);
        Lines<CredentialLine> reader = Lines.credentials();
        List<CredentialLine> lines = new ArrayList<>();
        for (var line = reader.read(in); line.isPresent(); line = reader.read(in)) {
            lines.add(line.get());
        }
        return lines;
    }
}
