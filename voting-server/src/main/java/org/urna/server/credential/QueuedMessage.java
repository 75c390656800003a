// SPDX-License-Identifier: Apache-2.0
package org.urna.server.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.urna.crypto.MalformedException;
import org.urna.crypto.credential.VotingCode;
import org.urna.crypto.record.Manifest;
import org.urna.crypto.record.Minute;
import org.urna.server.json.StrictJson;
import org.urna.server.mail.BallotMessage;
import org.urna.server.roll.Member;

/** What a message to an elector will say, as it is kept, sealed, until it is delivered. Does not print. */
record QueuedMessage(
        String to, String greeting, String title, String code, String opens, String closes, boolean rehearsal) {

    static QueuedMessage of(Manifest manifest, Member member, VotingCode code) {
        return new QueuedMessage(
                to(member),
                member.name(),
                manifest.title().get(member.language()),
                code.display(),
                Minute.format(manifest.schedule().opens()),
                Minute.format(manifest.schedule().closes()),
                manifest.rehearsal());
    }

    private static String to(Member member) {
        if (member.channel() == Member.Channel.EMAIL) {
            return member.email();
        }
        List<String> lines = new ArrayList<>(List.of(member.name()));
        lines.addAll(member.address());
        lines.add(member.postcode());
        lines.add(member.country());
        lines.removeIf(String::isBlank);
        return String.join("\n", lines);
    }

    /** The same with the deadline in force, where it was moved. */
    QueuedMessage closing(String deadline) {
        return new QueuedMessage(to, greeting, title, code, opens, deadline, rehearsal);
    }

    byte[] write() {
        ObjectNode message = StrictJson.object();
        message.put("to", to).put("greeting", greeting).put("title", title);
        message.put("code", code).put("opens", opens).put("closes", closes);
        message.put("rehearsal", rehearsal);
        return StrictJson.write(message);
    }

    static QueuedMessage read(byte[] bytes) throws MalformedException {
        JsonNode message = StrictJson.read(bytes);
        return new QueuedMessage(
                message.path("to").asText(),
                message.path("greeting").asText(),
                message.path("title").asText(),
                message.path("code").asText(),
                message.path("opens").asText(),
                message.path("closes").asText(),
                message.path("rehearsal").asBoolean(false));
    }

    BallotMessage at(URI publicUrl, String election) {
        return new BallotMessage(to, greeting, title, publicUrl, election, code, opens, closes, rehearsal);
    }

    @Override
    public String toString() {
        return "QueuedMessage[hidden]";
    }
}
