// SPDX-License-Identifier: Apache-2.0
package org.urna.trustee.guide;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.urna.crypto.MalformedException;
import org.urna.crypto.record.Decryption;
import org.urna.crypto.record.EntryType;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.RankedContest;
import org.urna.crypto.threshold.TrusteeShare;
import org.urna.trustee.RefusedException;
import org.urna.trustee.board.ElectionBoard;
import org.urna.trustee.ceremony.Ceremony;
import org.urna.trustee.ceremony.Outbox;
import org.urna.trustee.ceremony.Seat;
import org.urna.trustee.tally.Agreement;
import org.urna.trustee.tally.Decrypting;
import org.urna.trustee.tally.Mixing;
import org.urna.trustee.terminal.Questions;
import org.urna.trustee.terminal.Terminal;
import org.urna.trustee.terminal.Words;

/**
 * Leads a trustee from the ceremony to the decryption: says what comes next and what it does, asks, does it. It keeps nothing of its own: at
 * each start the key file and the board say where things stand.
 */
public final class Guide {

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.UK).withZone(ZoneOffset.UTC);

    private final Seat seat;
    private final Terminal terminal;
    private final Questions questions;
    private final KeyCopy copy;

    /**
     * @param seat of the trustee
     * @param keyFile the key file, which is open
     * @param passphrase asks for the passphrase again
     */
    public Guide(Seat seat, Terminal terminal, Questions questions, Path keyFile, KeyCopy.Passphrase passphrase) {
        this.seat = seat;
        this.terminal = terminal;
        this.questions = questions;
        this.copy = new KeyCopy(seat, terminal, questions, keyFile, passphrase);
    }

    /**
     * Goes on until others have to act.
     *
     * @throws RefusedException if anything fails, or the person stops
     */
    public void run() throws IOException, RefusedException, MalformedException, InterruptedException {
        ElectionBoard board = seat.board();
        int trustee = board.trustee(seat.thumbprint());
        welcome(board, trustee);
        while (true) {
            Stage stage = Stage.of(seat, board, trustee);
            overview(stage);
            switch (stage) {
                case CEREMONY -> ceremony();
                case COPY -> compareAndCopy(board);
                case AGREE -> agree();
                case DECRYPT -> {
                    decrypt(board);
                    return;
                }
                case VOTING -> {
                    sayWhenToComeBack(board);
                    return;
                }
                case OVER -> {
                    sayThatItIsOver(board);
                    return;
                }
            }
            board = seat.board();
        }
    }

    private void welcome(ElectionBoard board, int trustee) {
        Manifest manifest = board.manifest();
        terminal.progress("");
        terminal.paragraph("Election: " + manifest.title().get("en"));
        terminal.paragraph("You are " + board.nameOf(trustee) + " of " + manifest.trusteeCount() + ". It takes "
                + manifest.threshold() + " of you to decrypt the result, and fewer can decrypt nothing.");
    }

    private void overview(Stage now) {
        terminal.progress("");
        int number = 0;
        String before = "done";
        for (Stage each : Stage.values()) {
            String mark = each == now ? "NOW " : before;
            before = each == now ? "    " : before;
            terminal.progress("  " + mark + "  " + ++number + ". " + each.title());
        }
        terminal.progress("");
    }

    private void ceremony() throws IOException, RefusedException, MalformedException, InterruptedException {
        terminal.paragraph(
                "What will happen: your program and those of the other trustees send each other messages in four"
                        + " rounds, and check each other's. At the end every one of you holds a different part of the key, and nobody"
                        + " the whole of it. It goes on when all have begun; leave this window open until then. If it is closed,"
                        + " start the program again: it goes on where it stopped.");
        proceed("Begin?");
        new Ceremony(seat).run();
    }

    private void compareAndCopy(ElectionBoard board)
            throws IOException, RefusedException, MalformedException, InterruptedException {
        TrusteeShare share = seat.share(board);
        terminal.paragraph(
                "Your part of the key is in your key file. Now make sure that all of you made the same key. Each"
                        + " trustee in turn says these six words aloud, where you know each other's faces or voices:");
        terminal.progress("");
        terminal.progress("    " + Words.of(share.transcript()));
        terminal.progress("");
        if (questions
                .choice("Did everybody say the same words?", List.of("same", "differ"))
                .equals("differ")) {
            throw new RefusedException("the words differ: trustees were shown different messages. Nothing more is sent."
                    + " Keep the key file, and tell the returning officer, who has to begin the ceremony again");
        }
        copy.make();
        terminal.progress("");
        terminal.paragraph(
                "Now the program shows on the board, without giving anything away, that the stored part works.");
        new Ceremony(seat).check();
        terminal.paragraph("It works, and the board shows it.");
    }

    private void sayWhenToComeBack(ElectionBoard board) {
        terminal.paragraph("There is nothing to do for you until voting is over: planned for "
                + WHEN.format(board.manifest().schedule().closes())
                + ". Start this program again then. Until then keep the key file, its copy and the passphrase, each in a"
                + " different place, and show them to nobody, whoever asks.");
    }

    private void agree() throws IOException, RefusedException, MalformedException, InterruptedException {
        terminal.paragraph(
                "What will happen: the program checks every ballot and every signature on the board itself, which"
                        + " takes a few minutes where there are many. If everything holds, you sign that this board may be"
                        + " decrypted. Your key file never signs another board of this election.");
        proceed("Begin?");
        Agreement agreement = new Agreement(seat, terminal);
        var root = agreement.agree((found, ballots) -> {
            terminal.progress("");
            terminal.paragraph("Every check that this program can make holds. The board has " + found.size()
                    + " entries up to the close, and up to " + ballots + " ballots in a contest. In words it is:");
            terminal.progress("");
            terminal.progress("    " + Words.of(found.root()));
            terminal.progress("");
            terminal.paragraph(
                    "If the other trustees are with you, compare these words: they must be the same for all.");
            return questions.yes("Sign that this board, and never another one, may be decrypted?");
        });
        terminal.paragraph(
                "Signed. The program now waits until enough trustees have signed, and draws lots with them for"
                        + " the case of a tie.");
        agreement.drawLots(root);
    }

    private void decrypt(ElectionBoard board)
            throws IOException, RefusedException, MalformedException, InterruptedException {
        if (hasDecrypted(board)) {
            terminal.paragraph(
                    "Your part was made in an earlier session. If that session ended with \"sent decryption\","
                            + " nothing is left to do; handing the same part over again does no harm.");
            if (!questions.yes("Hand it over again?")) {
                sayFarewell(board);
                return;
            }
        } else {
            boolean ranked = board.manifest().contests().stream().anyMatch(RankedContest.class::isInstance);
            terminal.paragraph((ranked
                            ? "What will happen: trustees mix the ballots that rank candidates, one after another, so that"
                                    + " nobody can tell whose is whose. When they are mixed, your program decrypts"
                            : "What will happen: your program decrypts")
                    + " its part of the sums. Your part alone says nothing, and it is kept until two officers publish the"
                    + " result. No single vote is decrypted together with a name.");
            proceed("Begin?");
        }
        Mixing.Done mixed = new Mixing(seat, terminal).run(false);
        if (!mixed.mixed().isEmpty()) {
            terminal.paragraph("You have mixed " + mixed.mixed().size() + " of "
                    + mixed.parts().size() + ".");
        }
        new Decrypting(seat, terminal).run();
        sayFarewell(board);
    }

    private boolean hasDecrypted(ElectionBoard board) throws RefusedException {
        return new Outbox(seat)
                .kept(Decryption.class).stream()
                        .anyMatch(each -> board.election().equals(Optional.of(each.anchor())));
    }

    private void sayFarewell(ElectionBoard board) {
        terminal.progress("");
        terminal.paragraph(
                "Your work is done: thank you. Keep the key file, its copy and the passphrase until the time for"
                        + " disputes is over ("
                        + WHEN.format(board.manifest().schedule().disputeEnds())
                        + "); then destroy all of them. Nobody ever needs them from you before that.");
    }

    private void sayThatItIsOver(ElectionBoard board) {
        if (board.last(EntryType.VOID).isPresent()) {
            terminal.paragraph(
                    "The election was abandoned, and there is nothing to decrypt. Destroy the key file, its copy"
                            + " and the passphrase.");
        } else {
            terminal.paragraph("The result is published.");
            sayFarewell(board);
        }
    }

    private void proceed(String question) throws RefusedException {
        if (!questions.yes(question)) {
            throw new RefusedException("stopped, as you wished; nothing is lost: run the same command again");
        }
    }
}
