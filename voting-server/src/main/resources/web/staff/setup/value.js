// SPDX-License-Identifier: Apache-2.0

/** Drafts as values: parts by JSON pointer, changed without touching the original, cleaned before they are saved. Pure. */

const keysOf = (pointer) => pointer.split("/").slice(1).map((key) => (/^(?:0|[1-9][0-9]*)$/u.test(key) ? Number(key) : key));

/** The part at a pointer, or undefined. */
export function at(value, pointer) {
  return keysOf(pointer).reduce((part, key) => part?.[key], value);
}

/** The same value with another part at a pointer; objects and lists on the way are made where they are missing. */
export function put(value, pointer, part) {
  return into(value, keysOf(pointer), part);
}

function into(value, [key, ...rest], part) {
  if (key === undefined) {
    return part;
  }
  const copy = typeof key === "number" ? [...(value ?? [])] : { ...value };
  copy[key] = into(copy[key], rest, part);
  return copy;
}

/** The list at a pointer without one of its elements. */
export function without(value, pointer, index) {
  return put(value, pointer, (at(value, pointer) ?? []).filter((_, each) => each !== index));
}

/** The list at a pointer with an element moved up or down; at an end it stays. */
export function moved(value, pointer, index, by) {
  const list = [...(at(value, pointer) ?? [])];
  const target = index + by;
  if (target < 0 || target >= list.length) {
    return value;
  }
  [list[index], list[target]] = [list[target], list[index]];
  return put(value, pointer, list);
}

/** What is worth saving: no empty texts, no empty objects but in lists. Undefined where nothing is left. */
export function clean(value) {
  if (Array.isArray(value)) {
    return value.map((each) => clean(each) ?? {});
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(([key, each]) => [key, clean(each)]).filter(([, each]) => each !== undefined);
    return members.length > 0 ? Object.fromEntries(members) : undefined;
  }
  return value === "" || value === null || Number.isNaN(value) ? undefined : value;
}

/** A name for programs made of a text: lower case letters, digits and hyphens; different from all taken ones. */
export function idOf(text, taken, fallback) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/gu, "-").replace(/^-+|-+$/gu, "");
  const stem = plain.slice(0, 28).replace(/-+$/u, "") || fallback;
  for (let number = 1; ; number++) {
    const id = number === 1 ? stem : `${stem}-${number}`;
    if (!taken.includes(id)) {
      return id;
    }
  }
}

const UNTOUCHED = /^(?:contest|group|paper)(?:-[0-9]+)?$/u;

/** The name for programs that an element gets with its title; one that somebody chose stays. */
export function idWith(title, id, taken) {
  return title && UNTOUCHED.test(id ?? "") ? idOf(title, taken.filter((each) => each !== id), id) : id;
}

/** The merge patch (RFC 7396) that makes these members of a draft what they are in `value`. Members of objects that are gone are removed. */
export function patchOf(saved, value, members) {
  return Object.fromEntries(members.map((member) => [member, difference(saved?.[member], clean(value?.[member]))]));
}

function difference(before, after) {
  if (after === undefined) {
    return null;
  }
  if (Array.isArray(after) || typeof after !== "object" || typeof before !== "object" || before === null || Array.isArray(before)) {
    return after;
  }
  const gone = Object.keys(before).filter((key) => !(key in after)).map((key) => [key, null]);
  return Object.fromEntries([...Object.entries(after).map(([key, each]) => [key, difference(before[key], each)]), ...gone]);
}
