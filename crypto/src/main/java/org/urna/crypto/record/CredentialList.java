// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

/**
 * The message of the {@code credentials} entry: the registrar names the lists of public credentials.
 *
 * @param anchor {@code M}
 * @param credentials lines of {@link CredentialLine}
 * @param count of those lines
 * @param reserves lines of {@link ReserveLine}; may be empty
 * @param reserveCount of those lines
 */
public record CredentialList(Hash anchor, Artifact credentials, long count, Artifact reserves, long reserveCount)
        implements Message {

    static final Form<CredentialList> FORM = Form.object(o -> new CredentialList(
            o.member("M", Forms.HASH, CredentialList::anchor),
            o.member("credentials", Artifact.FORM, CredentialList::credentials),
            o.member("count", Forms.INTEGER, CredentialList::count),
            o.member("reserves", Artifact.FORM, CredentialList::reserves),
            o.member("reserveCount", Forms.INTEGER, CredentialList::reserveCount)));

    @Override
    public EntryType type() {
        return EntryType.CREDENTIALS;
    }
}
