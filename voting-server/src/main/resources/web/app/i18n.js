// SPDX-License-Identifier: Apache-2.0

// What the pages say, in the reader's language: messages/<tag>.json, flat keys, {name} placeholders, plurals by suffix.
// Any text may come from a stranger, so everything here returns plain text or view nodes, never markup.

const STORED = "urna-language";
const FALLBACK = "en";
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const folder = new URL("./messages/", import.meta.url);

let offered = [];
let chosen = FALLBACK;
let more = [];
let messages = {};
let fallback = {};
const listeners = new Set();

/**
 * Fetches the list of languages and the texts of the reader's own; call once before the first `t`. `folders` are addresses of further folders of
 * messages, for texts that not every page needs.
 */
export async function startLanguage(folders = []) {
  more = folders.map((each) => new URL(each, location.href));
  offered = await readJson(folder, "index.json");
  fallback = await readMessages(FALLBACK);
  await use(preferred());
}

/** The language in use, a tag such as "cy". */
export function language() {
  return chosen;
}

/** Every language there is: `[{tag, name}]`, each name in its own language. */
export function languages() {
  return offered;
}

/** Changes the language of the page and remembers the choice on this device. */
export async function setLanguage(tag) {
  await use(tag);
  try {
    localStorage.setItem(STORED, tag);
  } catch {
    // storage may be switched off: the choice then holds for this page only
  }
  listeners.forEach((listener) => listener(chosen));
}

/** Calls `listener` after every change of language; returns what ends that. */
export function onLanguage(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * The text of `key`. Numbers among `params` are written as the language writes them; a number called `count` picks the plural.
 * A key that no file has comes back as it is, so that a forgotten one is seen.
 */
export function t(key, params = {}) {
  return fill(template(key, params), (name) => written(params[name], name));
}

/** As `t`, for a sentence that holds view nodes or foreign text: an array for a template, foreign text kept apart from its direction. */
export function parts(key, params = {}) {
  return template(key, params)
    .split(/(\{[A-Za-z]+\})/u)
    .filter((piece) => piece !== "")
    .map((piece) => {
      const name = /^\{([A-Za-z]+)\}$/u.exec(piece)?.[1];
      if (name === undefined) return piece;
      const value = params[name];
      return typeof value === "object" && value !== null ? value : written(value, name);
    });
}

/** Whether some file has a text for `key`. */
export function hasText(key) {
  return key in messages || key in fallback;
}

/** Foreign text for use inside a sentence of plain text: its direction cannot spill over (Unicode isolates). */
export function isolated(text) {
  return `\u2068${text}\u2069`;
}

/** A whole number or a fraction with at most `digits` decimals. */
export function number(value, digits = 0) {
  return new Intl.NumberFormat(locales(), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

/** `part` of `whole` as a percentage with one decimal; a dash where there is no whole. */
export function percent(part, whole) {
  if (whole === 0) return "–";
  return new Intl.NumberFormat(locales(), { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(part / whole);
}

/** A moment in the reader's own time zone, with the zone's name. */
export function localTime(time) {
  return t("date.long", dateParts(time));
}

/** The same moment, short, for tables and axes. */
export function shortTime(time) {
  return t("date.short", dateParts(time));
}

/** The same moment in UTC, as the board writes it but readable. */
export function utcTime(time) {
  return t("date.utc", dateParts(time, "UTC"));
}

/** A day `YYYY-MM-DD`, of which no time is known. */
export function dayText(value) {
  return t("date.day", dateParts(`${value}T00:00:00Z`, "UTC"));
}

/** Whether the reader's clock shows UTC at that moment, so that saying it twice would help nobody. */
export function isUtcHere(time) {
  return new Date(time).getTimezoneOffset() === 0;
}

/** Names in a row: "A, B and C". */
export function list(names) {
  if (!knownTo(Intl.ListFormat)) return names.join(", ");
  return new Intl.ListFormat(chosen === FALLBACK ? "en-GB" : chosen, { type: "conjunction" }).format(names);
}

/** The text for the reader out of a manifest's `{tag: text}`: the reader's language, else the manifest's first. */
export function manifestText(texts) {
  return texts?.[chosen] ?? texts?.[chosen.split("-")[0]] ?? Object.values(texts ?? {})[0] ?? "";
}

/** The language tag of what `manifestText` gives, for the `lang` attribute of the element that shows it. */
export function manifestLanguage(texts) {
  return [chosen, chosen.split("-")[0]].find((tag) => texts?.[tag] !== undefined) ?? Object.keys(texts ?? {})[0];
}

/** The language in use; where the browser does not know it, how Britain writes numbers. */
function locales() {
  return [chosen === FALLBACK ? "en-GB" : chosen, "en-GB"];
}

/** Browsers need not know every language that has a file of messages: several lack Welsh. */
function knownTo(formatter) {
  return formatter.supportedLocalesOf(chosen).length > 0;
}

/** What the patterns `date.*` are filled with; the names come from the messages, so that no browser lacks them. */
function dateParts(time, timeZone) {
  const format = new Intl.DateTimeFormat("en-GB", {
    weekday: "short", day: "numeric", month: "numeric", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short", timeZone,
  });
  const found = Object.fromEntries(format.formatToParts(new Date(time)).map(({ type, value }) => [type, value]));
  const named = (key, index) => t(key).split("|")[index];
  return {
    weekday: named("date.weekdays", WEEKDAYS.indexOf(found.weekday)),
    day: found.day,
    month: named("date.months", Number(found.month) - 1),
    monthShort: named("date.monthsShort", Number(found.month) - 1),
    year: found.year,
    time: `${found.hour}:${found.minute}`,
    zone: found.timeZoneName,
  };
}

/** CLDR's plural category of `count`; where the browser does not know the language, from its file: `language.plurals`, "zero:0|one:1|…". */
function category(count) {
  if (knownTo(Intl.PluralRules)) return new Intl.PluralRules(chosen).select(count);
  const rule = (messages["language.plurals"] ?? "").split("|").find((each) => each.endsWith(`:${count}`));
  return rule === undefined ? "other" : rule.split(":")[0];
}

function preferred() {
  const tags = offered.map((each) => each.tag);
  let stored = null;
  try {
    stored = localStorage.getItem(STORED);
  } catch {
    stored = null;
  }
  const wanted = [stored, ...(navigator.languages ?? [navigator.language])].filter(Boolean);
  for (const tag of wanted) {
    const match = [tag, tag.split("-")[0]].find((each) => tags.includes(each));
    if (match !== undefined) return match;
  }
  return FALLBACK;
}

async function use(tag) {
  messages = tag === FALLBACK ? fallback : await readMessages(tag);
  chosen = tag;
  document.documentElement.lang = tag;
}

/** The texts of a language out of every folder. */
async function readMessages(tag) {
  return Object.assign({}, ...(await Promise.all([folder, ...more].map((each) => readJson(each, `${tag}.json`)))));
}

async function readJson(folder, name) {
  const response = await fetch(new URL(name, folder));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
}

function template(key, params) {
  if (typeof params.count === "number") {
    for (const suffix of [category(params.count), "other"]) {
      const text = messages[`${key}.${suffix}`];
      if (text !== undefined) return text;
    }
    const text = fallback[`${key}.${new Intl.PluralRules(FALLBACK).select(params.count)}`] ?? fallback[`${key}.other`];
    if (text !== undefined) return text;
  }
  return messages[key] ?? fallback[key] ?? key;
}

function fill(text, valueOf) {
  return text.replace(/\{([A-Za-z]+)\}/gu, (_, name) => valueOf(name));
}

function written(value, name) {
  if (typeof value === "number") return number(value);
  return value === undefined ? `{${name}}` : String(value);
}
