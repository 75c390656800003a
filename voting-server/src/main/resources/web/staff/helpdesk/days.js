// SPDX-License-Identifier: Apache-2.0

// Days without a time: all that is kept of when a message left or a member voted.
import { html } from "../../app/html.js";

/** A day `YYYY-MM-DD` in the reader's language. */
export function day(value) {
  const words = new Intl.DateTimeFormat(document.documentElement.lang || "en", { dateStyle: "long", timeZone: "UTC" });
  return html`<time datetime=${value}>${words.format(new Date(`${value}T00:00:00Z`))}</time>`;
}
