// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.terminal;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Somebody who can be asked. */
public interface Prompt {

    /** An answer in the open; null at the end of the input. */
    @Nullable
    String line(String question);

    /** An answer that is not shown, for the caller to wipe; null at the end of the input. */
    char @Nullable [] secret(String question);

    /** Shows something that must stay off every file: never the standard output, which may be one. */
    void show(char[] secret);

    /** Lines of a stream, where no console is: nothing secret is asked there or shown. */
    static Prompt ofLines(InputStream in, PrintStream questions) {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        return new Prompt() {
            @Override
            public @Nullable String line(String question) {
                questions.print(PlainText.line(question));
                questions.flush();
                try {
                    return lines.readLine();
                } catch (IOException e) {
                    return null;
                }
            }

            @Override
            public char @Nullable [] secret(String question) {
                return null;
            }

            @Override
            public void show(char[] secret) {
                throw new IllegalStateException("no secret is shown here");
            }
        };
    }

    /** The console of this process. */
    static Prompt of(Console console) {
        return new Prompt() {
            @Override
            public @Nullable String line(String question) {
                return console.readLine("%s", question);
            }

            @Override
            public char @Nullable [] secret(String question) {
                return console.readPassword("%s", question);
            }

            @Override
            public void show(char[] secret) {
                console.writer().write(secret);
                console.writer().println();
                console.flush();
            }
        };
    }
}
