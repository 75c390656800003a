// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who or what can be chosen.
 *
 * @param detail shown under the name, or null
 * @param statement per language, or null
 * @param picture or null
 */
public record Candidate(
        Texts name,
        @Nullable Texts detail,
        @Nullable List<Statement> statement,
        @Nullable Picture picture) {

    static final Form<Candidate> FORM = Form.object(o -> new Candidate(
            o.member("name", Texts.FORM, Candidate::name),
            o.optional("detail", Texts.FORM, Candidate::detail),
            o.optional("statement", Form.list(Statement.FORM), Candidate::statement),
            o.optional("picture", Picture.FORM, Candidate::picture)));

    public Candidate {
        statement = statement == null ? null : List.copyOf(statement);
    }

    /** A candidate with a name and nothing else. */
    public static Candidate of(Texts name) {
        return new Candidate(name, null, null, null);
    }

    /**
     * What a candidate says in one language.
     *
     * @param artifact plain text in UTF-8
     */
    public record Statement(String language, Artifact artifact) {

        static final Form<Statement> FORM = Form.object(o -> new Statement(
                o.member("language", Forms.LANGUAGE, Statement::language),
                o.member("artifact", Artifact.FORM, Statement::artifact)));
    }

    /**
     * A picture.
     *
     * @param mediaType {@code image/jpeg}, {@code image/png} or {@code image/webp}
     * @param alternative for those who do not see it
     */
    public record Picture(Artifact artifact, String mediaType, Texts alternative) {

        static final Form<Picture> FORM = Form.object(o -> new Picture(
                o.member("artifact", Artifact.FORM, Picture::artifact),
                o.member("mediaType", Forms.word("image/jpeg", "image/png", "image/webp"), Picture::mediaType),
                o.member("alternative", Texts.FORM, Picture::alternative)));
    }
}
