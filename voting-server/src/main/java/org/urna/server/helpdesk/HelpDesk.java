// SPDX-License-Identifier: Apache-2.0
package org.urna.server.helpdesk;

import org.urna.server.door.Door;

/** What the help desk works with, at the door of a meeting as well. */
public record HelpDesk(
        Standings standings, Reissues reissues, Revocations revocations, SelfService selfService, Door door) {}
