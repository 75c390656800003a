// SPDX-License-Identifier: Apache-2.0

// What the page says. All languages are part of the one file, as it must work without a network.
import cy from "./messages/cy.json" with { type: "json" };
import en from "./messages/en.json" with { type: "json" };

const LANGUAGES = { en, cy };

/** `[{tag, name}]`, each name in its own language. */
export const languages = Object.entries(LANGUAGES).map(([tag, words]) => ({ tag, name: words.language }));

/** The first language of the reader's that the page has. */
export function preferred() {
  const wanted = (navigator.languages ?? [navigator.language]).map((tag) => tag.split("-")[0]);
  return wanted.find((tag) => Object.hasOwn(LANGUAGES, tag)) ?? "en";
}

/** The text of a key, as a function for one language; `{name}` stands for a parameter, numbers are written as the language does. */
export function wordsIn(tag) {
  const numbers = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  const written = (value) => (typeof value === "number" ? numbers.format(value) : value);
  const t = (key, parameters = {}) => LANGUAGES[tag][key].replace(/\{([a-zA-Z]+)\}/g, (_, name) => written(parameters[name]));
  /** What the verification itself says, in English, in this language; undefined if there are no words for it. */
  t.said = (english) => LANGUAGES[tag][`said.${english}`];
  return t;
}
