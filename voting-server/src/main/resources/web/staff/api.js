// SPDX-License-Identifier: Apache-2.0

// The API for signed-in staff: the session's cookie goes along by itself, and what changes something carries the session's token, which no page
// of another site can know. A session that ran out is asked for again without losing what is on the screen.
import { Refusal } from "../app/api.js";

const BASE = "/api/v1";
const KEEP_ALIVE = 4 * 60_000;

let current = null;
let lost = null;
let active = false;
const listeners = new Set();

/** Who is signed in: `{ account: {id, email, name, roles, elections}, token, operations, expires, … }`, or null. */
export function session() {
  return current;
}

/** What the server offers to who is not signed in. */
export let offered = {};

/** Whether the roles of who is signed in include an operation, by its operationId in the API's description. The server decides anew. */
export function may(operationId) {
  return current?.operations.includes(operationId) ?? false;
}

/** Whether the session ran out while somebody was at work: they are asked to sign in again. */
export function isLost() {
  return lost !== null;
}

/** Calls `listener` whenever somebody signs in or out; returns what ends that. */
export function onSession(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Finds out who is signed in; call once. */
export async function startSession() {
  await refresh();
  for (const event of ["keydown", "pointerdown"]) window.addEventListener(event, () => (active = true), { passive: true });
  setInterval(() => {
    if (active && current) refresh().catch(() => {});
    active = false;
  }, KEEP_ALIVE);
}

async function refresh() {
  const answer = await (await send("GET", "/staff/session")).json();
  if (answer.signedIn) signedIn(answer);
  else offered = answer;
}

/** Takes the server's answer to a sign-in. */
export function signedIn(answer) {
  current = answer;
  lost?.resolve();
  lost = null;
  listeners.forEach((each) => each());
}

/** Ends the session here and at the server. */
export async function signOut() {
  try {
    await send("DELETE", "/staff/session");
  } catch (error) {
    if (error.code !== "unauthorized") throw error;
  }
  current = null;
  lost = null;
  listeners.forEach((each) => each());
}

/**
 * Calls the API as whoever is signed in: `path` is below /api/v1; `body` is sent as JSON, or as it is with a `type` of its own. Gives the
 * answer's JSON, or null where there is none; throws a `Refusal` whose `code` is the server's, and whose `problem` has all it said.
 */
export async function call(method, path, { body, type } = {}) {
  const response = await callRaw(method, path, { body, type });
  return response.status === 204 ? null : response.json();
}

/** As `call`, but gives the `Response`; `headers` may hold further ones. */
export async function callRaw(method, path, options = {}) {
  try {
    return await send(method, path, options);
  } catch (error) {
    if (error.code !== "unauthorized" || !current) throw error;
    await signInAgain();
    return send(method, path, options);
  }
}

function signInAgain() {
  if (lost === null) {
    let resolve;
    const promise = new Promise((done) => (resolve = done));
    lost = { promise, resolve };
    listeners.forEach((each) => each());
  }
  return lost.promise;
}

async function send(method, path, { body, type, headers: further } = {}) {
  const headers = { Accept: "application/json", ...further };
  if (method !== "GET" && current) headers["X-Urna-Session"] = current.token;
  if (body !== undefined) headers["Content-Type"] = type ?? "application/json";
  let response;
  try {
    response = await fetch(BASE + path, {
      method,
      headers,
      body: body === undefined || type !== undefined ? body : JSON.stringify(body),
      credentials: "same-origin",
      redirect: "error",
    });
  } catch (cause) {
    throw new Refusal("offline", String(cause?.message ?? cause));
  }
  if (response.ok) return response;
  let problem = {};
  try {
    problem = await response.json();
  } catch {
    problem = {};
  }
  const code = /^urn:urna:problem:([a-z-]+)$/u.exec(problem.type ?? "")?.[1] ?? "server";
  throw new Refusal(code, problem.detail ?? `${response.status}`, { status: response.status, problem });
}
