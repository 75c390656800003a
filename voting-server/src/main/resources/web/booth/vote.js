// SPDX-License-Identifier: Apache-2.0

/** The booth's page: one session, shown as the screen that its state names. */
import { takeLinkText, onLink } from "./link.js";
import { Booth } from "../urna/booth.js";
import { electionId } from "../app/api.js";
import { html, useEffect, useState } from "../app/html.js";
import { mount } from "../app/shell.js";
import { connect } from "./server.js";
import { guardLeaving } from "./leaving.js";
import { Session } from "./session.js";
import { SCREENS } from "./screens/screens.js";

const session = new Session({ election: electionId(), server: connect(electionId()), startBooth: () => Booth.start() });

function Vote() {
  const [state, setState] = useState(session.state);
  useEffect(() => {
    // it may have changed before this first drawing was done
    setState(session.state);
    return session.subscribe(setState);
  }, []);
  return html`<${SCREENS[state.screen]} state=${state} session=${session} />`;
}

guardLeaving(session);
onLink(() => session.useLink(takeLinkText()));
session.load(takeLinkText());
await mount(Vote);
