// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.command;

import java.util.concurrent.Callable;
import org.urna.trustee.json.JsonWriter;
import org.urna.trustee.tally.Mixing;
import org.urna.trustee.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Mixes the ranked contests. */
@Command(
        name = "mix",
        mixinStandardHelpOptions = true,
        description = {
            "Mixes the ballots of every ranked contest, section by section where it is counted so: verifies the whole board"
                    + " that enough trustees have agreed on, puts what the trustee before put out into an order that nobody"
                    + " learns, encrypts it anew, and proves that it is the same ballots.",
            "Trustees mix one after another, in the order of their agreements on the board, as many as the manifest asks"
                    + " for; waits for its turn. Each mixes a contest once and never again: what was made is kept beside"
                    + " the key file until it stands on the board, and an upload that broke off goes on with it.",
            "Ends at once where there is nothing to mix. Afterwards run trustee decrypt."
        })
final class MixCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    PlaceOptions place = new PlaceOptions();

    @Mixin
    KeyOptions key = new KeyOptions();

    @Mixin
    WaitOption wait = new WaitOption();

    @Mixin
    JsonOption output = new JsonOption();

    @Option(
            names = "--step-in",
            description = "Mix now, although it is the turn of another trustee: for one who does not come. Agree on it"
                    + " with the others: of two who mix at the same time one has worked in vain, and cannot mix that"
                    + " contest again.")
    boolean stepIn;

    MixCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Terminal aside = output.aside(terminal);
        return Session.run(aside, key, place, wait, seat -> {
            Mixing.Done done = new Mixing(seat, aside).run(stepIn);
            if (output.json) {
                JsonOption.print(terminal, json(done));
            } else {
                show(done);
            }
            return ExitStatus.DONE;
        });
    }

    private void show(Mixing.Done done) {
        for (Mixing.Mixed each : done.mixed()) {
            terminal.result("mixed " + each.part() + ": step " + each.message().step() + ", " + each.ballots()
                    + (each.ballots() == 1 ? " ballot" : " ballots") + ", output "
                    + each.message().output().sha256());
        }
        if (done.mixed().isEmpty()) {
            terminal.result(
                    done.parts().isEmpty()
                            ? "nothing to mix: no ranked contest with ballots is counted"
                            : "nothing left to mix for this trustee");
        }
    }

    private static JsonWriter json(Mixing.Done done) {
        JsonWriter out = new JsonWriter().beginObject();
        out.text("E", done.election().hex()).integer("trustee", done.trustee());
        out.member("mixed").beginArray();
        for (Mixing.Mixed each : done.mixed()) {
            out.element().beginObject();
            out.text("contest", each.part().contest())
                    .text("section", each.part().section());
            out.integer("step", each.message().step()).integer("ballots", each.ballots());
            out.text("input", each.message().input().hex());
            out.text("output", each.message().output().sha256().hex());
            out.text("proof", each.message().proof().sha256().hex()).endObject();
        }
        return out.endArray().endObject();
    }
}
