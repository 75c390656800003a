// SPDX-License-Identifier: Apache-2.0

// Where a registrar apart from the server has the register and the codes, this server answers no member: it says who does.
import { apiPath, electionId, getJson } from "../app/api.js";
import { Loading, Notice } from "../app/components.js";
import { html, useEffect, useState } from "../app/html.js";
import { t } from "../app/i18n.js";

/** Shows what it holds, or in its place the words of `what` where only the registrar can answer. */
export function AskRegistrar({ what, children }) {
  const [apart, setApart] = useState(null);
  useEffect(() => {
    // An election that cannot be read now is asked by the form, whose answer says so.
    getJson(apiPath(electionId(), "")).then((election) => setApart(election.registrar === "separate"), () => setApart(false));
  }, []);
  if (apart === null) return html`<${Loading} />`;
  return apart ? html`<${Notice} title=${t("page.registrar.title")}><p>${t(what)}</p><//>` : children;
}
