// SPDX-License-Identifier: Apache-2.0
package org.urna.crypto.record;

/**
 * What a verifier should say beside the result.
 *
 * @param election {@code E}
 * @param ballots cast
 * @param revoked credentials revoked
 * @param replaced credentials replaced
 * @param replacedCast replacements that have cast
 */
public record Final(Hash election, long ballots, long revoked, long replaced, long replacedCast) {

    static final Form<Final> FORM = Form.object(o -> new Final(
            o.member("E", Forms.HASH, Final::election),
            o.member("ballots", Forms.INTEGER, Final::ballots),
            o.member("revoked", Forms.INTEGER, Final::revoked),
            o.member("replaced", Forms.INTEGER, Final::replaced),
            o.member("replacedCast", Forms.INTEGER, Final::replacedCast)));
}
