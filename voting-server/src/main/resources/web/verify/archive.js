// SPDX-License-Identifier: Apache-2.0

// Archives that hold a board: zip, as `verifier mirror` makes it, and tar. Only where the files stand is read; none is unpacked before it is asked
// for. An archive is hostile input: names lead nowhere else, none stands twice, and no two files share bytes.

const BLOCK = 512;
const MOST_FILES = 200_000;
const END_BYTES = 22;
const MOST_COMMENT = 65_535;
const STORED = 0;
const DEFLATED = 8;

/** @returns a promise of a map from name to `{blob, deflated}` */
export async function filesIn(archive) {
  const head = await bytes(archive, 0, BLOCK);
  if (head[0] === 0x50 && head[1] === 0x4b) return zip(archive);
  if (text(head, 257, 5) === "ustar") return tar(archive);
  const packed = head[0] === 0x1f && head[1] === 0x8b;
  throw new Error(packed ? "a compressed tar cannot be read here: unpack it to a .tar first" : "the file is neither a zip nor a tar archive");
}

const bytes = async (blob, from, length) => new Uint8Array(await blob.slice(from, from + length).arrayBuffer());

const text = (from, at, length) => String.fromCharCode(...from.subarray(at, at + length)).replace(/\0.*$/s, "");

class Index {
  files = new Map();
  #ranges = [];

  constructor(archive) {
    this.archive = archive;
  }

  add(name, from, length, deflated = false) {
    const plain = name.startsWith("./") ? name.slice(2) : name;
    if (/[\u0000-\u001f\\:\u007f]/.test(plain) || plain.split("/").some((part) => ["", ".", ".."].includes(part))) throw new Error(`a name in the archive leads out of it: ${name}`);
    if (this.files.has(plain)) throw new Error(`a name stands twice in the archive: ${name}`);
    if (this.files.size === MOST_FILES) throw new Error("the archive has too many files");
    if (!(from >= 0 && length >= 0 && from + length <= this.archive.size)) throw new Error(`a file of the archive lies outside of it: ${name}`);
    this.#ranges.push([from, from + length]);
    this.files.set(plain, { blob: this.archive.slice(from, from + length), deflated });
  }

  finished() {
    this.#ranges.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    if (this.#ranges.some(([from], i) => i > 0 && from < this.#ranges[i - 1][1])) throw new Error("two files of the archive share their bytes");
    return this.files;
  }
}

async function tar(archive) {
  const index = new Index(archive);
  let longName;
  for (let at = 0; at + BLOCK <= archive.size; ) {
    const head = await bytes(archive, at, BLOCK);
    if (head.every((byte) => byte === 0)) break;
    const length = octal(head, 124, 12);
    const sum = head.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
    if (octal(head, 148, 8) !== sum) throw new Error("the archive is damaged: a header's sum is wrong");
    const type = text(head, 156, 1);
    const from = at + BLOCK;
    at = from + Math.ceil(length / BLOCK) * BLOCK;
    const prefix = text(head, 345, 155);
    const name = longName ?? (prefix === "" ? "" : `${prefix}/`) + text(head, 0, 100);
    longName = undefined;
    if (type === "" || type === "0") index.add(name, from, length);
    else if (type === "x") longName = paxPath(new TextDecoder().decode(await bytes(archive, from, length)));
    else if (type === "L") longName = text(await bytes(archive, from, length), 0, length);
    else if (!["5", "g"].includes(type)) throw new Error(`the archive has something that is no file: ${name}`);
  }
  return index.finished();
}

function octal(head, at, length) {
  const digits = text(head, at, length).trim();
  if (!/^[0-7]+$/.test(digits)) throw new Error("the archive is damaged: a number in a header");
  return Number.parseInt(digits, 8);
}

const paxPath = (records) => /(?:^|\n)\d+ path=([^\n]*)\n/.exec(records)?.[1];

async function zip(archive) {
  const tailLength = Math.min(archive.size, END_BYTES + MOST_COMMENT);
  const tail = await bytes(archive, archive.size - tailLength, tailLength);
  let end = tail.length - END_BYTES;
  while (end >= 0 && !(tail[end] === 0x50 && tail[end + 1] === 0x4b && tail[end + 2] === 5 && tail[end + 3] === 6)) end--;
  if (end < 0) throw new Error("the archive is damaged: its end is missing");
  const view = new DataView(tail.buffer);
  const [count, length, from] = [view.getUint16(end + 10, true), view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
  if (count === 0xffff || from === 0xffffffff) throw new Error("the archive is too large to be read here: unpack it and choose the folder");
  const directory = await bytes(archive, from, length);
  const index = new Index(archive);
  const entries = new DataView(directory.buffer);
  for (let at = 0, i = 0; i < count; i++) {
    if (at + 46 > directory.length || entries.getUint32(at, true) !== 0x02014b50) throw new Error("the archive is damaged: its list of files");
    const [method, stored] = [entries.getUint16(at + 10, true), entries.getUint32(at + 20, true)];
    const [names, extra, comment] = [28, 30, 32].map((place) => entries.getUint16(at + place, true));
    const local = entries.getUint32(at + 42, true);
    const name = new TextDecoder().decode(directory.subarray(at + 46, at + 46 + names));
    at += 46 + names + extra + comment;
    if (name.endsWith("/")) continue;
    if (![STORED, DEFLATED].includes(method)) throw new Error(`a file of the archive is packed in a way that is not known here: ${name}`);
    const head = new DataView((await bytes(archive, local, 30)).buffer);
    if (head.byteLength < 30 || head.getUint32(0, true) !== 0x04034b50) throw new Error(`a file of the archive lies outside of it: ${name}`);
    index.add(name, local + 30 + head.getUint16(26, true) + head.getUint16(28, true), stored, method === DEFLATED);
  }
  return index.finished();
}
