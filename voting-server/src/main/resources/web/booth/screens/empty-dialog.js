// SPDX-License-Identifier: Apache-2.0

/** Asks, once per contest, whether a contest that was left empty is meant to be. */
import { html, useEffect, useRef } from "../../app/html.js";
import { isolated, manifestText, t } from "../../app/i18n.js";
import { Button } from "./screen.js";

export function EmptyDialog({ open, contest, session }) {
  const ref = useRef(null);
  useEffect(() => {
    if (open) {
      ref.current.showModal();
    } else if (ref.current.open) {
      ref.current.close();
    }
  }, [open]);
  const stay = (event) => {
    event.preventDefault();
    session.dispatch({ type: "stay" });
  };
  return html`<dialog ref=${ref} class="booth-dialog" aria-labelledby="booth-empty-title" onCancel=${stay}>
    <h2 id="booth-empty-title">${t("booth.empty.title")}</h2>
    <p>${t("booth.empty.text", { title: isolated(manifestText(contest.title)) })}</p>
    <div class="booth-actions">
      <${Button} kind="primary" onClick=${stay}>${t("booth.empty.choose")}<//>
      <${Button} onClick=${() => session.dispatch({ type: "leave-empty" })}>${t("booth.empty.leave")}<//>
    </div>
  </dialog>`;
}
