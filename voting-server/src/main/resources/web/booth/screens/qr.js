// SPDX-License-Identifier: Apache-2.0

/** A QR code as a drawing: dark on white in every colour scheme, as readers need it. */
import { html } from "../../app/html.js";
import { encodeQR } from "../../vendor/qr/index.js";

const QUIET = 4;

export function QrCode({ text, label }) {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: QUIET });
  const size = rows.length;
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return html`<figure class="booth-qr">
    <svg viewBox="0 0 ${size} ${size}" role="img" aria-label=${label} shape-rendering="crispEdges">
      <rect class="booth-qr-paper" width=${size} height=${size} />
      <path class="booth-qr-ink" d=${path} />
    </svg>
    <figcaption class="fine" aria-hidden="true">${label}</figcaption>
  </figure>`;
}
