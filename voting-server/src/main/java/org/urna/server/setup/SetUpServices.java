// SPDX-License-Identifier: Apache-2.0
package org.urna.server.setup;

/** What handlers call to set an election up. */
public record SetUpServices(
        SetUps setUps,
        Reports reports,
        Previews previews,
        Copies copies,
        Rehearsals rehearsals,
        Invitations invitations) {}
