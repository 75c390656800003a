// SPDX-License-Identifier: Apache-2.0

/** The last screen: the vote is cast. Receipt to keep as file and on paper, and how to check. */
import { Facts, Moment, Notice } from "../../app/components.js";
import { html, useState } from "../../app/html.js";
import { manifestText, number, t } from "../../app/i18n.js";
import { TrackerBox } from "./encrypted.js";
import { QrCode } from "./qr.js";
import { Actions, Button, Screen } from "./screen.js";

export function CastScreen({ state, session }) {
  const { tracker, ballotHash, index, time } = state.standing;
  const place = `${location.origin}/e/${session.election}/`;
  return html`<${Screen}
    name="cast"
    state=${state}
    title=${t("booth.cast.title")}
    heading=${html`<span class="booth-tick" aria-hidden="true">✓</span> ${t("booth.cast.title")}`}
  >
    <p class="lead">${t("booth.cast.text")}</p>
    <p class="print-only"><strong>${t("booth.cast.printed")}: ${manifestText(state.manifest.title)}</strong><br />${place}</p>
    <div class="card booth-receipt">
      <div class="booth-receipt-text">
        <${TrackerBox} label=${t("booth.cast.tracker")} tracker=${tracker} />
        <${Facts}
          rows=${[
            [t("booth.cast.time"), time && html`<${Moment} time=${time} />`],
            [t("booth.cast.index"), number(index)],
          ]}
        />
      </div>
      <${QrCode} text=${`${place}find#${ballotHash}`} label=${t("booth.cast.qr")} />
    </div>
    <${Notice} kind="warn"><p>${t("booth.cast.notCode")}</p><//>
    <section class="no-print">
      <h2>${t("booth.cast.keep")}</h2>
      <p>${t("booth.cast.keep.text")}</p>
      <${Keep} session=${session} />
    </section>
    <section>
      <h2>${t("booth.cast.check")}</h2>
      <p>${t("booth.cast.check.text")}</p>
      <p class="no-print"><a href=${`/e/${session.election}/find#${tracker}`} target="_blank" rel="noopener">${t("booth.cast.check.find")} ${t("booth.tested.newWindow")}</a></p>
    </section>
    <section class="booth-finish no-print">
      <p>${t("booth.cast.finish.text")}</p>
      <${Actions}><${Button} onClick=${() => session.finish()}>${t("booth.cast.finish")}<//><//>
    </section>
  <//>`;
}

function Keep({ session }) {
  const [saved, setSaved] = useState(false);
  const save = () => {
    session.ballot.save("receipt");
    setSaved(true);
  };
  return html`
    <${Actions}>
      <${Button} kind="primary" onClick=${save}>${t("booth.cast.save")}<//>
      <${Button} onClick=${() => print()}>${t("booth.cast.print")}<//>
    <//>
    <p role="status" class="booth-saved">${saved && html`${t("booth.cast.saved")} <code class="booth-file">${session.ballot.fileName("receipt")}</code>`}</p>
  `;
}
