// SPDX-License-Identifier: Apache-2.0

// The group of docs/protocol.md §1: P-256 with uncompressed points. Arithmetic is that of @noble/curves. Its big integers are not constant
// in time, which a page cannot be: the device is the voter's own, and nobody else measures it but over the network.
import { normalizeZ } from "../vendor/noble-curves/abstract/curve.js";
import { p256 } from "../vendor/noble-curves/nist.js";
import { bigEndian, concat, fromBase64Url, toBase64Url, toBigInt } from "./bytes.js";
import { Malformed } from "./malformed.js";

export const Point = p256.Point;
export const G = Point.BASE;
export const INFINITY = Point.ZERO;

/** The order of the group. */
export const Q = Point.Fn.ORDER;

const POINT_BYTES = 64;
const SCALAR_BYTES = 32;
const FRESH_BYTES = 48;
const UNCOMPRESSED = Uint8Array.of(4);

/** The representative below q. */
export const reduce = (value) => ((value % Q) + Q) % Q;

export const inverse = (value) => Point.Fn.inv(value);

/** A random scalar that is not zero: 384 bits reduced, so that none is likelier than another by more than 2^-128. */
export function randomScalar() {
  const value = reduce(toBigInt(randomBytes(FRESH_BYTES)));
  return value === 0n ? randomScalar() : value;
}

export const randomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));

/** `k·P` for any `k` of 0 … q − 1, where 0 is known to everybody. */
export const times = (k, point) => (k === 0n ? INFINITY : point.multiply(k));

/** `k·P` for published numbers: faster. */
export const timesPublic = (k, point) => point.multiplyUnsafe(k);

/** Makes later multiples of one point as fast as those of G; takes about 50 ms. */
export function precompute(point) {
  if (!point.equals(G)) point.precompute(8, false);
  return point;
}

/** The 64 bytes x‖y; infinity has none. */
export function encodePoint(point) {
  if (point.is0()) throw new RangeError("infinity has no encoding");
  return point.toBytes(false).slice(1);
}

/** Points with their denominators cleared together, which makes encoding them cheap. None may be infinity. */
export function normalised(points) {
  return normalizeZ(Point, points);
}

export function decodePoint(bytes) {
  if (bytes.length !== POINT_BYTES) throw new Malformed("point of another length");
  try {
    return Point.fromBytes(concat(UNCOMPRESSED, bytes));
  } catch {
    throw new Malformed("not a point of the curve");
  }
}

/** The 32 bytes of a scalar of 0 … q − 1. */
export const encodeScalar = (value) => bigEndian(value, SCALAR_BYTES);

export function decodeScalar(bytes) {
  if (bytes.length !== SCALAR_BYTES) throw new Malformed("scalar of another length");
  const value = toBigInt(bytes);
  if (value >= Q) throw new Malformed("scalar not below q");
  return value;
}

export const pointText = (point) => toBase64Url(encodePoint(point));
export const scalarText = (value) => toBase64Url(encodeScalar(value));
export const pointFrom = (text) => decodePoint(fromBase64Url(text));
export const scalarFrom = (text) => decodeScalar(fromBase64Url(text));
