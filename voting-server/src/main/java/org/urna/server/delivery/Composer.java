// SPDX-License-Identifier: Apache-2.0

package org.urna.server.delivery;

import io.vertx.sqlclient.Row;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.record.Manifest;
import org.urna.server.keys.SealingKey;
import org.urna.server.letter.Letter;
import org.urna.server.mail.BallotMessage;
import org.urna.server.mail.Message;
import org.urna.server.mail.MessageKind;
import org.urna.server.roll.Member;

/** Writes the messages of one election, as the roll and the schedule stand when they leave: an address corrected in time is used. */
record Composer(URI publicUrl, Row election, Manifest manifest, Templates.Book templates, SealingKey key) {

    /** The same for paper: the address to vote at becomes a QR code, so paragraphs that give it are left out. */
    Letter letter(MailQueue.Job job, Member member) {
        boolean brings = job.kind().bringsCode();
        String code = brings ? MailQueue.open(election.getString("id"), job.file(), job.sealed(), key) : "";
        String link = brings ? publicUrl + "/e/" + election.getString("id") + "/vote#" + code : "";
        List<String> paragraphs = new ArrayList<>();
        for (String paragraph : compose(job, member).text().strip().split("\n\n+", -1)) {
            if (!brings || !paragraph.contains(link)) {
                paragraphs.add(paragraph);
            }
        }
        return new Letter(
                member.memberNumber(), postal(member), manifest.title().get(member.language()), paragraphs, link, code);
    }

    /** Opens what is sealed and writes the message. */
    Message compose(MailQueue.Job job, Member member) {
        String opened = job.kind() == MessageKind.REMINDER
                ? ""
                : MailQueue.open(election.getString("id"), job.file(), job.sealed(), key);
        BallotMessage told = new BallotMessage(
                to(member),
                member.name(),
                manifest.title().get(member.language()),
                publicUrl,
                election.getString("id"),
                job.kind().bringsCode() ? opened : "",
                job.kind().bringsDay() ? opened : "",
                election.getString("opens"),
                election.getString("closes"),
                manifest.rehearsal());
        return templates.of(job.kind(), language(member)).write(told);
    }

    private String language(Member member) {
        return manifest.languages().contains(member.language())
                ? member.language()
                : manifest.languages().get(0);
    }

    private static String to(Member member) {
        return member.channel() == Member.Channel.EMAIL ? member.email() : String.join("\n", postal(member));
    }

    /** The postal address line by line, the name first. */
    static List<String> postal(Member member) {
        List<String> lines = new ArrayList<>(List.of(member.name()));
        lines.addAll(member.address());
        lines.add(member.postcode());
        lines.add(member.country());
        lines.removeIf(String::isBlank);
        return lines;
    }

    @Override
    public String toString() {
        return "Composer[" + election.getString("id") + "]";
    }
}
