// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Every text of a manifest, each with the path to it. */
final class ManifestTexts {

    private final Manifest manifest;

    ManifestTexts(Manifest manifest) {
        this.manifest = manifest;
    }

    void forEach(BiConsumer<String, Texts> visitor) {
        visitor.accept("title", manifest.title());
        for (int i = 0; i < manifest.sections().size(); i++) {
            visitor.accept(
                    "sections[" + i + "].title", manifest.sections().get(i).title());
        }
        for (int i = 0; i < manifest.styles().size(); i++) {
            visitor.accept("styles[" + i + "].title", manifest.styles().get(i).title());
        }
        for (int i = 0; i < manifest.contests().size(); i++) {
            Contest contest = manifest.contests().get(i);
            String path = "contests[" + i + "]";
            visitor.accept(path + ".title", contest.terms().title());
            present(visitor, path + ".description", contest.terms().description());
            for (int k = 0; k < contest.candidates().size(); k++) {
                candidate(
                        visitor,
                        candidatePath(path, contest, k),
                        contest.candidates().get(k));
            }
        }
    }

    /** Visits the language of every candidate's statement. */
    void forEachStatement(BiConsumer<String, String> visitor) {
        for (int i = 0; i < manifest.contests().size(); i++) {
            Contest contest = manifest.contests().get(i);
            for (int k = 0; k < contest.candidates().size(); k++) {
                String path = candidatePath("contests[" + i + "]", contest, k) + ".statement";
                List<Candidate.Statement> statements =
                        contest.candidates().get(k).statement();
                for (int j = 0; statements != null && j < statements.size(); j++) {
                    visitor.accept(path + "[" + j + "]", statements.get(j).language());
                }
            }
        }
    }

    private static String candidatePath(String path, Contest contest, int index) {
        return path + (contest instanceof AdditiveContest ? ".options[" : ".candidates[") + index + "]";
    }

    private static void candidate(BiConsumer<String, Texts> visitor, String path, Candidate candidate) {
        visitor.accept(path + ".name", candidate.name());
        present(visitor, path + ".detail", candidate.detail());
        Candidate.Picture picture = candidate.picture();
        if (picture != null) {
            visitor.accept(path + ".picture.alternative", picture.alternative());
        }
    }

    private static void present(BiConsumer<String, Texts> visitor, String path, @Nullable Texts texts) {
        if (texts != null) {
            visitor.accept(path, texts);
        }
    }
}
