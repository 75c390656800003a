// SPDX-License-Identifier: Apache-2.0
package org.urna.verifier.watch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.urna.verifier.show.SafeText;

/** Tells of alarms wherever it was asked to, each once: on the error stream, in a log of JSON lines, and to a webhook. Safe for concurrent use. */
public final class Alarms {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Path log;
    private final PrintWriter err;
    private final Consumer<String> webhook;
    private final Clock clock;
    private final String place;
    private final Set<Alarm.Kind> standing = EnumSet.noneOf(Alarm.Kind.class);
    private boolean everLasting;
    private boolean everTrouble;

    /**
     * @param place which board it is about, as the user named it
     * @param log gets a line of JSON for each
     * @param webhook gets the same line
     */
    public Alarms(String place, Path log, PrintWriter err, Consumer<String> webhook, Clock clock) {
        this.place = place;
        this.log = log;
        this.err = err;
        this.webhook = webhook;
        this.clock = clock;
    }

    /** Whether something is wrong that cannot become right again. */
    public synchronized boolean isLasting() {
        return everLasting;
    }

    /** Waits so long, or until {@link #isLasting}: a witness may be shown what the board's readers are not. */
    public synchronized void rest(long seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (long left = end - System.nanoTime(); left > 0 && !everLasting; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** Whether anything was ever wrong. */
    public synchronized boolean isAny() {
        return everLasting || everTrouble;
    }

    /** Tells of something; of a trouble that stands already nothing is said. */
    synchronized void raise(Alarm.Kind kind, long size, String message) {
        boolean isNew = standing.add(kind) || kind.isLasting();
        if (kind.isLasting()) {
            everLasting = true;
            notifyAll();
        }
        everTrouble |= !kind.isLasting();
        if (isNew) {
            tell(new Alarm(kind, true, clock.instant(), size, message));
        }
    }

    /** Says that a trouble is over, if it stands. */
    synchronized void clear(Alarm.Kind kind, long size, String message) {
        if (standing.remove(kind)) {
            tell(new Alarm(kind, false, clock.instant(), size, message));
        }
    }

    private void tell(Alarm alarm) {
        err.println((alarm.begins() ? "ALARM " : "over: ") + alarm.kind().id() + ": " + SafeText.of(alarm.message()));
        err.flush();
        String line = json(alarm);
        try {
            Files.write(
                    log,
                    (line + "\n").getBytes(StandardCharsets.US_ASCII),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            err.println("the log cannot be written: " + e.getClass().getSimpleName());
        }
        webhook.accept(line);
    }

    private String json(Alarm alarm) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("time", alarm.time().toString());
            json.writeStringField("place", place);
            json.writeStringField("alarm", alarm.kind().id());
            json.writeBooleanField("begins", alarm.begins());
            json.writeBooleanField("lasting", alarm.kind().isLasting());
            json.writeNumberField("size", alarm.size());
            json.writeStringField("message", alarm.message());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
