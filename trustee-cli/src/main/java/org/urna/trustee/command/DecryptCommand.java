// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import java.util.concurrent.Callable;
import org.urna.trustee.json.JsonWriter;
import org.urna.trustee.tally.Decrypting;
import org.urna.trustee.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Decrypts the sums. */
@Command(
        name = "decrypt",
        mixinStandardHelpOptions = true,
        description = {
            "Decrypts this trustee's part of the sums of the board that enough trustees have agreed on, added up anew by"
                    + " this program, and of the ballots that the last mixer of each ranked contest put out. Waits until"
                    + " all of them are mixed.",
            "The server holds the parts until two officers publish."
        })
final class DecryptCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    PlaceOptions place = new PlaceOptions();

    @Mixin
    KeyOptions key = new KeyOptions();

    @Mixin
    WaitOption wait = new WaitOption();

    @Mixin
    JsonOption output = new JsonOption();

    DecryptCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Terminal aside = output.aside(terminal);
        return Session.run(aside, key, place, wait, seat -> {
            Decrypting.Done done = new Decrypting(seat, aside).run();
            if (output.json) {
                JsonOption.print(terminal, json(done));
            } else {
                int tallies = done.tallies().size();
                terminal.result("decrypted " + tallies + (tallies == 1 ? " tally" : " tallies"));
            }
            return ExitStatus.DONE;
        });
    }

    private static JsonWriter json(Decrypting.Done done) {
        JsonWriter out = new JsonWriter().beginObject();
        out.text("E", done.election().hex()).integer("trustee", done.trustee());
        out.member("decrypted").beginArray();
        for (Decrypting.Decrypted each : done.tallies()) {
            out.element().beginObject();
            out.text("contest", each.contest()).text("section", each.section());
            out.text("kind", each.ranked() ? "ranked" : "additive");
            out.integer("ciphertexts", each.ciphertexts()).endObject();
        }
        return out.endArray().endObject();
    }
}
