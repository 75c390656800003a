// SPDX-License-Identifier: Apache-2.0

/**
 * A ballot paper as its voter will see it, in the booth's own screens. There is no code, no key and no way to the casting part of the server: what
 * would encrypt ends the preview.
 */
import { Failure, Loading, Notice } from "../../app/components.js";
import { html, useEffect, useState } from "../../app/html.js";
import { manifestText, t } from "../../app/i18n.js";
import { displayOrders } from "../../booth/order.js";
import { ContestScreen } from "../../booth/screens/contest.js";
import { ReviewScreen } from "../../booth/screens/review.js";
import { START, reduce } from "../../booth/state.js";
import { contestsOf, styleOf } from "../../urna/manifest.js";
import { setUpOf } from "./store.js";

const BOOTH_LOOK = "/assets/booth/booth.css";
const SCREENS = { contest: ContestScreen, review: ReviewScreen };

/** What the booth's screens ask of a visit, without a code, a worker or a server to cast at. */
class PreviewVisit {
  #listeners = new Set();

  constructor(manifest, style, artifact) {
    const contests = contestsOf(manifest, style);
    const election = { title: manifest.title, closes: manifest.schedule.closes, withdrawn: [] };
    const events = [
      { type: "loaded", election, manifest, codeFromLink: false },
      { type: "checking" },
      { type: "admitted", credential: { K: "", style: style.id }, contests, orders: displayOrders(contests) },
    ];
    this.state = events.reduce(reduce, START);
    this.artifact = artifact;
    this.ended = false;
    this.ballot = { encrypt: () => this.#change({ ended: true }) };
  }

  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispatch(event) {
    const next = reduce(this.state, event);
    if (next === this.state || !(next.screen in SCREENS)) {
      return false;
    }
    this.#change({ state: next });
    return true;
  }

  refresh() {}

  #change(change) {
    Object.assign(this, change);
    this.#listeners.forEach((listener) => listener());
  }
}

/**
 * @param election its id
 * @param style the paper
 * @param api how the console asks the server
 * @param back address of the set-up
 */
export function Preview({ election, style, api, back }) {
  const [visit, setVisit] = useState(null);
  const [error, setError] = useState(null);
  const [, redraw] = useState(0);
  useLook();
  const begin = () => {
    const store = setUpOf(election, api);
    setVisit(null);
    store.preview().then(({ manifest }) => {
      const found = styleOf(manifest, style);
      setVisit(found ? new PreviewVisit(manifest, found, store.uploaded) : false);
    }, setError);
  };
  useEffect(begin, [election, style]);
  useEffect(() => (visit ? visit.subscribe(() => redraw((count) => count + 1)) : undefined), [visit]);
  if (error) {
    return html`<${Failure} error=${error} />`;
  }
  if (visit === null) {
    return html`<${Loading} />`;
  }
  return html`<div class="set-preview">
    <div class="set-preview-mark" role="note"><strong>${t("setup.preview.mark")}</strong> <span>${t("setup.preview.text")}</span> <a href=${back}>${t("setup.preview.back")}</a></div>
    ${visit === false ? html`<${Notice} kind="warn" title=${t("setup.preview.none")} />` : html`<${Paper} visit=${visit} again=${begin} />`}
  </div>`;
}

function Paper({ visit, again }) {
  const { state } = visit;
  if (visit.ended) {
    return html`<h1>${t("setup.preview.end")}</h1><p>${t("setup.preview.end.text")}</p>
      <p><button type="button" class="button" onClick=${again}>${t("setup.preview.again")}</button></p>`;
  }
  const style = styleOf(state.manifest, state.credential.style);
  return html`<p class="fine">${t("setup.papers.paper")}: <bdi>${manifestText(style.title)}</bdi></p>
    <div class="set-preview-paper"><${SCREENS[state.screen]} state=${state} session=${visit} /></div>`;
}

/** The booth's own style sheet, for as long as its screens are shown. */
function useLook() {
  useEffect(() => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: BOOTH_LOOK });
    document.head.append(link);
    return () => link.remove();
  }, []);
}
