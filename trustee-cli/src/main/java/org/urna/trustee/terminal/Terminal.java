// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.terminal;

import java.io.Console;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Results go to the standard output, progress and errors to the standard error, a line each. Whatever a line holds, it stays one line
 * of plain text: names and reasons come from others.
 */
public final class Terminal {

    private final PrintStream out;
    private final PrintStream err;
    private static final int WIDTH = 78;

    private final @Nullable Prompt prompt;
    private final @Nullable Prompt lines;

    /** @param prompt null where nobody can be asked */
    public Terminal(PrintStream out, PrintStream err, @Nullable Prompt prompt) {
        this(out, err, prompt, prompt);
    }

    private Terminal(PrintStream out, PrintStream err, @Nullable Prompt prompt, @Nullable Prompt lines) {
        this.out = out;
        this.err = err;
        this.prompt = prompt;
        this.lines = lines;
    }

    /** The terminal of this process; somebody can be asked only where both ends of it are a person's. */
    public static Terminal system() {
        Console console = console();
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Prompt person = console == null ? null : Prompt.of(console);
        return new Terminal(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                err,
                person,
                person == null ? Prompt.ofLines(System.in, err) : person);
    }

    // From Java 22 on there is a console even where input or output is a file; a method that Java 17 lacks tells.
    @SuppressWarnings("SystemConsoleNull")
    private static @Nullable Console console() {
        Console console = System.console();
        if (console == null) {
            return null;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console)) ? console : null;
        } catch (NoSuchMethodException e) {
            return console;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** The same where results are told like progress: for a command whose result is something else. */
    public Terminal aside() {
        return new Terminal(err, err, prompt, lines);
    }

    /** A line of the result. */
    public void result(String line) {
        out.println(PlainText.line(line));
    }

    /** A line about what goes on. */
    public void progress(String line) {
        err.println(PlainText.line(line));
    }

    /** Lines of at most 78 characters about what goes on, broken between words. */
    public void paragraph(String text) {
        StringBuilder line = new StringBuilder();
        for (String word : PlainText.line(text).split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH && line.length() > 0) {
                err.println(line);
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        err.println(line);
    }

    /** For usage help, which is the program's own text. */
    public PrintWriter resultWriter() {
        return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
    }

    /** For the command line's own messages. */
    public PrintWriter progressWriter() {
        return new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
    }

    /** Who can be asked, secrets too, if anybody. */
    public Optional<Prompt> prompt() {
        return Optional.ofNullable(prompt);
    }

    /** Who can be asked for what is no secret: a window that hides no typing, or a file, may be behind it. */
    public Optional<Prompt> asking() {
        return Optional.ofNullable(lines);
    }
}
