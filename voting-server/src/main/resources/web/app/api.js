// SPDX-License-Identifier: Apache-2.0

// Requests to this server, and what can go wrong with them, as values that the pages can say in words.

/** A request that did not give what was asked: `code` is "offline", "server", or the server's own problem code. */
export class Refusal extends Error {
  constructor(code, message, { status = 0, problem = {} } = {}) {
    super(message);
    this.name = "Refusal";
    this.code = code;
    this.status = status;
    this.problem = problem;
  }
}

/** The id of the election that this page is about, from its address. */
export function electionId() {
  return /^\/e\/([0-9a-f]{32})(?:\/|$)/u.exec(location.pathname)?.[1] ?? "";
}

/** Address of an election's part of the API. */
export function apiPath(id, rest = "") {
  return `/api/v1/elections/${id}${rest}`;
}

/** Address of a file of an election's board. */
export function boardPath(id, rest) {
  return `/e/${id}/board/${rest}`;
}

/** Fetches `path` or throws a `Refusal`. */
export async function request(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { credentials: "omit", redirect: "error", ...options });
  } catch (cause) {
    throw new Refusal("offline", String(cause?.message ?? cause));
  }
  if (response.ok) return response;
  throw await refusal(response);
}

export async function getJson(path) {
  return read(await request(path), (response) => response.json());
}

export async function getText(path) {
  return read(await request(path), (response) => response.text());
}

export async function getBytes(path) {
  return read(await request(path), async (response) => new Uint8Array(await response.arrayBuffer()));
}

async function read(response, how) {
  try {
    return await how(response);
  } catch (cause) {
    throw new Refusal("offline", String(cause?.message ?? cause));
  }
}

async function refusal(response) {
  let problem = {};
  try {
    problem = await response.json();
  } catch {
    problem = {};
  }
  const named = /^urn:urna:problem:([a-z-]+)$/u.exec(problem.type ?? "")?.[1];
  const code = named ?? (response.status === 404 ? "not-found" : "server");
  return new Refusal(response.status >= 500 ? "server" : code, problem.detail ?? `${response.status}`, { status: response.status, problem });
}
