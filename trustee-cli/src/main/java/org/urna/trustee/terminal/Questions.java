// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.terminal;

import java.util.List;
import java.util.Locale;
import org.urna.trustee.RefusedException;

/** Asks until there is an answer that can be used; the end of the input is one that ends the session. */
public final class Questions {

    private final Terminal terminal;
    private final Prompt prompt;

    /** @throws RefusedException if nobody can be asked */
    public Questions(Terminal terminal) throws RefusedException {
        this.terminal = terminal;
        this.prompt = terminal.asking()
                .orElseThrow(() -> new RefusedException("there is nobody to ask: run this in a terminal"));
    }

    /** An answer in words, without the spaces around it; may be empty. */
    public String text(String question) throws RefusedException {
        String answer = prompt.line(question + " ");
        if (answer == null) {
            throw new RefusedException("nobody answers; nothing is lost: run the same command again");
        }
        return answer.strip();
    }

    /** One of several words, typed out: something that is not done by pressing Enter. */
    public String choice(String question, List<String> words) throws RefusedException {
        while (true) {
            String answer =
                    text(question + " [" + String.join("/", words) + "]").toLowerCase(Locale.ROOT);
            if (words.contains(answer)) {
                return answer;
            }
            terminal.progress("Please type " + String.join(" or ", words) + ".");
        }
    }

    /** Whether the answer is yes. */
    public boolean yes(String question) throws RefusedException {
        return choice(question, List.of("yes", "no")).equals("yes");
    }
}
