// SPDX-License-Identifier: Apache-2.0

import { Text } from "../app/components.js";
import { html } from "../app/html.js";
import { number, t } from "../app/i18n.js";

/**
 * A bar per row, scaled to the largest: `rows` is `[{name (texts), value, share (text), marked}]`. The drawing adds nothing to the table that
 * follows it, so screen readers pass it over.
 */
export function Bars({ rows }) {
  const most = Math.max(1, ...rows.map((each) => each.value));
  return html`<div class="bars" aria-hidden="true">
    ${rows.map(
      ({ name, value, share, marked }, at) => html`<div key=${at} class="bar-row">
        <span class="bar-name">${marked && html`<span class="bar-mark" title=${t("page.results.elected")}>✓ </span>`}<${Text} of=${name} /></span>
        <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" focusable="false">
          <rect class="bar-ground" width="100" height="10" />
          <rect class=${marked ? "chart-1" : "chart-idle"} width=${(value / most) * 100} height="10" />
        </svg>
        <span class="bar-value">${number(value)} <span class="fine">${share}</span></span>
      </div>`,
    )}
  </div>`;
}
