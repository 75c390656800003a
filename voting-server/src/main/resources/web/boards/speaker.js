// SPDX-License-Identifier: Apache-2.0

// Words in several languages at once, for walls that everybody in the room reads.
import { html } from "../app/html.js";

/**
 * A function that gives the words of a key in each of these languages, one below the other; where two languages have the same words, once.
 *
 * @param speakers `[{tag, messages}]`, the most important first
 */
export function speaker(speakers) {
  const say = (key, params = {}) => stacked(speakers.map(({ tag, messages }) => ({ tag, said: filled(messages[key] ?? key, params) })));
  say.texts = (texts) => stacked(speakers.filter(({ tag }) => texts[tag] !== undefined).map(({ tag }) => ({ tag, said: [texts[tag]] })));
  return say;
}

function stacked(all) {
  const seen = new Set();
  const different = all.filter(({ said }) => !seen.has(said.join("")) && seen.add(said.join("")));
  return html`<span class="said">${different.map(({ tag, said }) => html`<span key=${tag} lang=${tag} class="said-one"><bdi>${said}</bdi></span>`)}</span>`;
}

/** The pieces of a text: strings and whatever stands for a placeholder. */
function filled(text, params) {
  return text.split(/(\{[A-Za-z]+\})/u).map((piece) => {
    const name = /^\{([A-Za-z]+)\}$/u.exec(piece)?.[1];
    return name === undefined ? piece : params[name];
  });
}
