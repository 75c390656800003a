// SPDX-License-Identifier: Apache-2.0
package org.urna.server.helpdesk;

/** What the help desk works with. */
public record HelpDesk(Standings standings, Reissues reissues, SelfService selfService) {}
