// SPDX-License-Identifier: Apache-2.0

package org.urna.server.delivery;

import io.vertx.core.Future;
import java.net.URI;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.mail.BallotMessage;
import org.urna.server.mail.Message;
import org.urna.server.mail.MessageKind;
import org.urna.server.mail.Words;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;

/** Shows what a template makes of a made-up member. */
public final class MessagePreviews {

    /** Has the form of a code, and opens nothing. */
    private static final String EXAMPLE = "XXXX-XXXX-XXXX-XXXX-XXXX";

    private final Elections elections;
    private final Manifests manifests;
    private final URI publicUrl;
    private final String sender;

    public MessagePreviews(Elections elections, Manifests manifests, URI publicUrl, String sender) {
        this.elections = elections;
        this.manifests = manifests;
        this.publicUrl = publicUrl;
        this.sender = sender;
    }

    /** What a member would see. */
    public record Preview(String from, String subject, String text) {}

    /** Fails with {@code template-invalid}; with an empty text the server's own words are shown. */
    public Future<Preview> of(String election, String kind, String language, String subject, String text) {
        return elections.find(election).map(row -> {
            if (Manifests.isDraft(row)) {
                throw new Refusal(ProblemCode.WRONG_STATE, "messages have their dates when the key ceremony begins");
            }
            MessageKind of = MessageKind.of(kind);
            BallotMessage told = new BallotMessage(
                    "member@example.org",
                    "",
                    manifests.of(row).title().get(language),
                    publicUrl,
                    election,
                    of.bringsCode() ? EXAMPLE : "",
                    of.bringsDay() ? row.getString("opens").substring(0, 10) : "",
                    row.getString("opens"),
                    row.getString("closes"),
                    manifests.of(row).rehearsal());
            Message message = (text.isBlank()
                            ? Words.of(language).template(of)
                            : Templates.checked(of, language, subject, text))
                    .write(told);
            return new Preview(sender, message.subject(), message.text());
        });
    }
}
