// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.urna.trustee.command.TrusteeCommand;
import org.urna.trustee.terminal.Prompt;
import org.urna.trustee.terminal.Terminal;

/** Somebody at a terminal: types command lines and answers, and sees what comes. */
public final class Desk implements Prompt {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Queue<String> answers = new ArrayDeque<>();
    private final List<String> shown = new ArrayList<>();
    private final boolean attended;
    private int status = -1;

    private Desk(boolean attended) {
        this.attended = attended;
    }

    /** Nobody is there to answer. */
    public static Desk unattended() {
        return new Desk(false);
    }

    /** Answers these, one after another; {@code "$"} is the secret that was shown last. */
    public static Desk answering(String... answers) {
        Desk desk = new Desk(true);
        desk.answers.addAll(List.of(answers));
        return desk;
    }

    /** Runs a command line and returns its status. */
    public int type(String... args) {
        return TrusteeCommand.run(
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        attended ? this : null),
                args);
    }

    /** Keeps the status with which a command ended. */
    public void status(int ended) {
        status = ended;
    }

    /** The status that was kept. */
    public int status() {
        return status;
    }

    /** The results so far. */
    public String results() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Progress and errors so far. */
    public String progress() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** The secrets that were shown. */
    public List<String> shown() {
        return shown;
    }

    @Override
    public @Nullable String line(String question) {
        err.writeBytes((question + "\n").getBytes(StandardCharsets.UTF_8));
        return answers.poll();
    }

    @Override
    public char @Nullable [] secret(String question) {
        String answer = answers.poll();
        if (answer == null) {
            return null;
        }
        return (answer.equals("$") ? shown.get(shown.size() - 1) : answer).toCharArray();
    }

    @Override
    public void show(char[] secret) {
        shown.add(new String(secret));
    }
}
