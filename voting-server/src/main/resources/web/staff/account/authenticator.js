// SPDX-License-Identifier: Apache-2.0

// What connects an authenticator, and what helps once it is lost.
import { Command } from "../../app/components.js";
import { html } from "../../app/html.js";
import { t } from "../../app/i18n.js";
import { encodeQR } from "../../vendor/qr/index.js";

const QUIET = 4;

/** The key as a QR code and as text. */
export function Authenticator({ uri, keyText }) {
  return html`
    <p>${t("staff.authenticator.text")}</p>
    <${QrCode} text=${uri} label=${t("staff.authenticator.qr")} />
    <p>${t("staff.authenticator.key")}</p>
    <${Command} text=${keyText.replace(/(.{4})(?=.)/gu, "$1 ")} />
  `;
}

/** Dark on white in every colour scheme, as cameras need it. */
function QrCode({ text, label }) {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: QUIET });
  const size = rows.length;
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return html`<svg class="staff-qr" viewBox=${`0 0 ${size} ${size}`} role="img" aria-label=${label} shape-rendering="crispEdges">
    <rect class="staff-qr-paper" width=${size} height=${size} />
    <path class="staff-qr-ink" d=${path} />
  </svg>`;
}

/** Codes that are shown this once. */
export function RecoveryCodes({ codes }) {
  return html`
    <p>${t("staff.recovery.text")}</p>
    <${Command} text=${codes.join("\n")} />
  `;
}
