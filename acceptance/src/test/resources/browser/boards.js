// SPDX-License-Identifier: Apache-2.0
import { equal, equalList } from "./expect.js";
import { concat, fromHex, toHex, utf8 } from "/assets/urna/bytes.js";
import { JWK, parseVkey, readAs } from "/assets/urna/form.js";
import { sha256Hex } from "/assets/urna/hash.js";
import { write } from "/assets/urna/json.js";
import { parseJws, thumbprint, verifyDetached, verifyJws } from "/assets/urna/jws.js";
import { inclusionFromTiles, leafHash, readBundle, readCheckpoint, rootOf, tilePath, verifyInclusion } from "/assets/urna/log.js";
import { Malformed } from "/assets/urna/malformed.js";
import { readEntry } from "/assets/urna/manifest.js";
import { MANIFEST } from "/assets/urna/records.js";
import { CREDENTIAL, RESERVE, lines } from "/assets/verify/credentials.js";
import { problemsOf } from "/assets/verify/manifestrules.js";

const WIDTH = 256;
const leaves = (size) => Array.from({ length: size }, (_, i) => leafHash(utf8(`urna leaf ${i}`)));

/** The hash tile of a tree of `size` leaves, as its board serves it. */
function tile(size, level, index) {
  let hashes = leaves(size);
  for (let height = 0; height < level; height++) {
    hashes = Array.from({ length: Math.floor(hashes.length / WIDTH) }, (_, i) => rootOf(hashes.slice(i * WIDTH, (i + 1) * WIDTH)));
  }
  return hashes.slice(index * WIDTH, (index + 1) * WIDTH);
}

async function inclusion(fields) {
  const { index, size } = fields;
  const given = { index, size, leaf: fromHex(fields.leafHash), proof: fields.proof.map(fromHex), root: fromHex(fields.root) };
  if (!verifyInclusion(given)) return false;
  const fetchTile = async (path) => {
    const [, level, number] = /^tile\/([0-9]+)\/([0-9]{3})/.exec(path).map(Number);
    const hashes = tile(size, level, number);
    equal(path, tilePath(level, number, hashes.length), "path asked for");
    return concat(...hashes);
  };
  const fromTiles = await inclusionFromTiles(fetchTile, index, size);
  equal(toHex(fromTiles.leaf), fields.leafHash, "leaf of the tiles");
  return equalList(fromTiles.proof.map(toHex), fields.proof, "proof of the tiles");
}

function hashTile(fields) {
  const hashes = tile(fields.size, fields.level, fields.index);
  equal(tilePath(fields.level, fields.index, hashes.length), fields.path, "path");
  return equal(sha256Hex(concat(...hashes)), fields.sha256, "content");
}

function entries({ size, index, path, bytes }) {
  const width = Math.min(WIDTH, size - index * WIDTH);
  equal(tilePath("entries", index, width), path, "path");
  if (bytes === undefined) return true;
  const texts = readBundle(fromHex(bytes), width).map((entry) => new TextDecoder().decode(entry));
  return equalList(texts, Array.from({ length: width }, (_, i) => `urna leaf ${index * WIDTH + i}`), "entries");
}

function note({ note: text, key, origin, size, root }) {
  const checkpoint = readCheckpoint(text, key);
  return equal(checkpoint.origin, origin, "origin") && equal(checkpoint.size, size, "size") && equal(toHex(checkpoint.root), root, "root");
}

function vkey(fields) {
  const { name, type, id, key } = parseVkey(fields.key);
  equalList([name, type, id], [fields.name, fields.type, fields.keyId], "name, type and id");
  return fields.public === undefined || equal(toHex(key), fields.public, "key");
}

/** A signature that is malformed is no signature: nothing else hangs on the difference. */
function jws(fields) {
  try {
    return signed(fields);
  } catch (error) {
    if (error instanceof Malformed) return false;
    throw error;
  }
}

function signed(fields) {
  const key = JWK(fields.key, "key");
  if (fields.thumbprint !== undefined) equal(thumbprint(key), fields.thumbprint, "thumbprint");
  if (fields.detached) return verifyDetached(fields.jws, key, fields.type, utf8(fields.payload));
  const parsed = parseJws(fields.jws);
  return new TextDecoder().decode(parsed.payload) === fields.payload && verifyJws(parsed, key, fields.type);
}

function manifest(fields) {
  const read = readAs(MANIFEST, utf8(fields.manifest));
  return equal(write(read.title), write(JSON.parse(fields.manifest).title), "title") && problemsOf(read).length === 0;
}

const artifactOf = (form) => ({ artifact, count, sha256: hash }) => {
  const bytes = utf8(artifact);
  equal([...lines(bytes, form)].length, count, "lines");
  return equal(sha256Hex(bytes), hash, "hash");
};

function fingerprint(fields) {
  const bytes = utf8(fields.entry);
  return equal(readEntry(bytes).type, fields.type, "type") && equal(sha256Hex(bytes), fields.sha256, "hash");
}

export const CHECKS = {
  merkle: {
    leaf: ({ entry, hash }) => equal(toHex(leafHash(fromHex(entry))), hash, "hash"),
    root: ({ size, root }) => equal(toHex(rootOf(leaves(size))), root, "root"),
    inclusion,
  },
  tiles: {
    path: ({ level, index, width, path }) => equal(tilePath(level, index, width), path, "path"),
    tile: hashTile,
    entries,
    bundle: ({ bytes, entries: expected }) => equalList(readBundle(fromHex(bytes)).map(toHex), expected, "entries"),
  },
  checkpoints: { note, vkey },
  signatures: { jws },
  entries: { manifest, fingerprint, credentials: artifactOf(CREDENTIAL), reserves: artifactOf(RESERVE) },
};
