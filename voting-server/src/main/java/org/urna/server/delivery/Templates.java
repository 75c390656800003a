// SPDX-License-Identifier: Apache-2.0

package org.urna.server.delivery;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.urna.server.election.Elections;
import org.urna.server.election.Manifests;
import org.urna.server.mail.MessageKind;
import org.urna.server.mail.Template;
import org.urna.server.mail.Words;
import org.urna.server.problem.ProblemCode;
import org.urna.server.problem.Refusal;
import org.urna.server.store.Sql;
import org.urna.server.store.Store;

/** The organisation's own templates, and the server's words where it has none. */
public final class Templates {

    private final Store store;
    private final Elections elections;
    private final Manifests manifests;

    public Templates(Store store, Elections elections, Manifests manifests) {
        this.store = store;
        this.elections = elections;
        this.manifests = manifests;
    }

    /** All templates of an election, to take one from. */
    record Book(Map<String, Template> own) {

        /** The template for a member's language. */
        Template of(MessageKind kind, String language) {
            Template written = own.get(kind.code() + "/" + language);
            return written == null ? Words.of(language).template(kind) : written;
        }
    }

    static Future<Book> book(SqlClient client, String election) {
        return Sql.query(
                        client,
                        "SELECT kind, language, subject, text FROM mail_template WHERE election = #{election}",
                        Map.of("election", election))
                .map(rows -> {
                    Map<String, Template> own = new HashMap<>();
                    for (Row row : rows) {
                        Template template = new Template(
                                MessageKind.of(row.getString("kind")),
                                row.getString("language"),
                                row.getString("subject"),
                                row.getString("text"));
                        own.put(template.kind().code() + "/" + template.language(), template);
                    }
                    return new Book(own);
                });
    }

    /**
     * A template as staff see it.
     *
     * @param own whether the organisation wrote it
     */
    public record Listed(String kind, String language, String subject, String text, boolean own, List<String> fields) {}

    /** The templates of every kind in every language of the election; fails with {@code not-found} or {@code wrong-state}. */
    public Future<List<Listed>> list(String election) {
        return elections
                .find(election)
                .compose(row -> book(store.reader(), election).map(book -> {
                    List<Listed> list = new ArrayList<>();
                    for (MessageKind kind : MessageKind.values()) {
                        for (String language : languages(row)) {
                            Template template = book.of(kind, language);
                            list.add(new Listed(
                                    kind.code(),
                                    language,
                                    template.subject(),
                                    template.text(),
                                    book.own().containsKey(kind.code() + "/" + language),
                                    kind.fields().stream().sorted().toList()));
                        }
                    }
                    return list;
                }));
    }

    private List<String> languages(Row election) {
        if (Manifests.isDraft(election)) {
            throw new Refusal(ProblemCode.WRONG_STATE, "the languages are fixed when the key ceremony begins");
        }
        return manifests.of(election).languages();
    }

    /** Replaces a template; with an empty text the server's own words stand again. Fails with {@code template-invalid}. */
    public Future<Void> save(String election, String kind, String language, String subject, String text) {
        return store.transaction(connection -> elections
                .lock(connection, election)
                .compose(row -> {
                    if (!languages(row).contains(language)) {
                        throw invalid("the election is not held in this language");
                    }
                    Map<String, Object> place = Map.of("election", election, "kind", kind, "language", language);
                    return Sql.update(
                                    connection,
                                    "DELETE FROM mail_template WHERE election = #{election} AND kind = #{kind} AND language = #{language}",
                                    place)
                            .compose(done -> {
                                if (text.isBlank()) {
                                    return Future.succeededFuture();
                                }
                                Template template = checked(MessageKind.of(kind), language, subject, text);
                                Map<String, Object> values = new HashMap<>(place);
                                values.put("subject", template.subject());
                                values.put("text", template.text());
                                return Sql.update(
                                                connection,
                                                "INSERT INTO mail_template (election, kind, language, subject, text)"
                                                        + " VALUES (#{election}, #{kind}, #{language}, #{subject}, #{text})",
                                                values)
                                        .mapEmpty();
                            });
                }));
    }

    static Template checked(MessageKind kind, String language, String subject, String text) {
        try {
            return Template.checked(kind, language, subject, text);
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private static Refusal invalid(String rule) {
        return new Refusal(ProblemCode.TEMPLATE_INVALID, rule);
    }
}
