// SPDX-License-Identifier: Apache-2.0

// The list of screens of the ballot office, and of the tabs of one election. To add one: write a module, import it here, add it to a list.
// docs/console.md says what a screen gets and may rely on.
import * as account from "./account/account.js";
import * as accounts from "./accounts/accounts.js";
import * as closeout from "./closeout/closeout.js";
import * as complaints from "./complaints/complaints.js";
import * as decisions from "./decisions/decisions.js";
import * as door from "./door/door.js";
import * as elections from "./elections/elections.js";
import * as overview from "./elections/overview.js";
import * as halt from "./halt/halt.js";
import * as helpdesk from "./helpdesk/helpdesk.js";
import * as key from "./keys/key-screen.js";
import * as report from "./report/report.js";
import * as progress from "./boards/progress.js";
import * as sending from "./sending/sending.js";
import * as setUp from "./setup/tab.js";
import * as turnout from "./boards/turnout.js";
import * as members from "./members/members.js";
import * as roll from "./roll/roll.js";
import * as trail from "./trail/trail.js";

/** `{ name, label, needs, view }`: the first part of the address, key of its title, an operationId without which it is not shown, a component. */
export const SCREENS = [elections.screen, key.screen, accounts.screen, trail.screen, account.screen];

/** The same for the tabs of an election, `#/elections/ID/NAME`, shown only for elections of which `when` holds, where there is one; the view gets `{ id, election, reload, rest }`. */
export const TABS = [overview.tab, setUp.tab, roll.tab, members.tab, sending.tab, door.tab, helpdesk.tab, complaints.tab, decisions.tab, progress.tab, turnout.tab, report.tab, closeout.tab];

/** Folders of messages; each holds one file per language. */
export const MESSAGES = [
  "/assets/staff/messages/",
  "/assets/staff/decisions/messages/",
  "/assets/staff/members/messages/",
  "/assets/staff/roll/messages/",
  "/assets/staff/trail/messages/",
  sending.MESSAGES,
  door.MESSAGES,
  helpdesk.MESSAGES,
  halt.MESSAGES,
  closeout.MESSAGES,
  complaints.MESSAGES,
  report.MESSAGES,
  setUp.MESSAGES,
];
