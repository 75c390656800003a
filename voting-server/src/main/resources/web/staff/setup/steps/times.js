// SPDX-License-Identifier: Apache-2.0

/** When the election opens and closes. */
import { Notice } from "../../../app/components.js";
import { html } from "../../../app/html.js";
import { isUtcHere, localTime, t, utcTime } from "../../../app/i18n.js";
import { CheckField, MomentField } from "../fields.js";

export function TimesStep({ form, loaded }) {
  const { now } = loaded.report;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return html`
    <${Notice} title=${t("setup.times.zone", { zone })}>
      <p>${t("setup.times.clock", { now: isUtcHere(now) ? localTime(now) : `${localTime(now)} (${utcTime(now)})` })}</p>
    <//>
    <${MomentField} form=${form} pointer="/schedule/opens" label=${t("setup.field.opens")} />
    <${MomentField} form=${form} pointer="/schedule/closes" label=${t("setup.field.closes")} />
    <${MomentField} form=${form} pointer="/schedule/disputeEnds" label=${t("setup.optional", { label: t("setup.field.disputeEnds") })} hint=${t("setup.times.disputeEnds.hint")} />
    <${CheckField} form=${form} pointer="/schedule/closeByHand" label=${t("setup.times.closeByHand")} hint=${t("setup.times.closeByHand.hint")} />
  `;
}
