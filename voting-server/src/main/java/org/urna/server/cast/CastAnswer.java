// SPDX-License-Identifier: Apache-2.0
package org.urna.server.cast;

/**
 * What a voter gets for a ballot that stands in the log.
 *
 * @param created whether it was not there before
 * @param receipt compact JWS ({@code docs/protocol.md} §12.4)
 */
public record CastAnswer(boolean created, String receipt) {

    /** A voter's receipt does not print. */
    @Override
    public String toString() {
        return "CastAnswer[hidden]";
    }
}
