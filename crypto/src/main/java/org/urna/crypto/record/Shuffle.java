// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

/**
 * The message of a {@code shuffle} entry: one mixer's step with the ciphertexts of a ranked contest.
 *
 * @param anchor {@code E}
 * @param contest its id
 * @param section its id, empty where the contest is not divided
 * @param step from 1
 * @param trustee the mixer's index in the manifest, from 1
 * @param input hash of what was mixed
 * @param output the mixed ciphertexts
 * @param proof that the output is the input, mixed
 */
public record Shuffle(
        Hash anchor, String contest, String section, int step, int trustee, Hash input, Artifact output, Artifact proof)
        implements Message {

    static final Form<Shuffle> FORM = Form.object(o -> new Shuffle(
            o.member("E", Forms.HASH, Shuffle::anchor),
            o.member("contest", Forms.ID, Shuffle::contest),
            o.member("section", Forms.SECTION, Shuffle::section),
            o.member("step", Forms.POSITIVE, Shuffle::step),
            o.member("trustee", Forms.POSITIVE, Shuffle::trustee),
            o.member("input", Forms.HASH, Shuffle::input),
            o.member("output", Artifact.FORM, Shuffle::output),
            o.member("proof", Artifact.FORM, Shuffle::proof)));

    @Override
    public EntryType type() {
        return EntryType.SHUFFLE;
    }
}
