# SPDX-License-Identifier: Apache-2.0
"""One election as far as its setup entry: manifest, a 3-of-5 ceremony, credentials, seal. The ballots and tallies build on it."""

import base64
from functools import lru_cache

import ed25519
import merkle
from curve import G, Q, add, mul
from encoding import b64, canonical_bytes, credential, hp, integer, jp, js, noise, pt, raw, rnd, sha256, voting_code
from jose import jwe, jwk, jws, thumbprint
from protocol import Trustee, equality, knowledge, public_share

ORIGIN = "urna.example/vectors"
N, THRESHOLD = 5, 3
BOARD_SEED = noise("board key", 32)
OFFICERS = [rnd("officer/1"), rnd("officer/2")]
REGISTRAR, RECEIPT = rnd("registrar"), rnd("receipt")
COSIGNER = noise("an opaque ML-DSA-44 public key", 1312)


def key_id(name, kind, key):
    return sha256(name.encode(), b"\n", bytes([kind]), key)[:4]


def vkey(name, kind, key):
    return f"{name}+{key_id(name, kind, key).hex()}+{base64.b64encode(bytes([kind]) + key).decode()}"


def options(count, word="Option"):
    return [{"name": {"en": f"{word} {i}"}} for i in range(1, count + 1)]


def contest(name, count, low, high, per_option=1, blank=True, seats=1):
    return {
        "id": name,
        "kind": "additive",
        "title": {"en": f"Contest {name}"},
        "rule": "plurality-1" if seats == 1 else "block-1",
        "seats": seats,
        "order": "fixed",
        "bySection": False,
        "options": options(count),
        "min": low,
        "max": high,
        "maxPerOption": per_option,
        "blank": blank,
    }


CONTESTS = [
    contest("chair", 2, 1, 1),
    contest("motion", 2, 1, 1, blank=False),
    contest("council", 5, 2, 3, seats=3),
    contest("free", 5, 0, 5, blank=False, seats=2),
    contest("budget", 5, 0, 6, per_option=3),
    contest("score", 2, 3, 10, per_option=5, blank=False),
    contest("delegates", 40, 0, 40, seats=12),
]
STYLES = {
    "chair": ["chair"],
    "motion": ["motion"],
    "council": ["council"],
    "free": ["free"],
    "budget": ["budget"],
    "score": ["score"],
    "delegates": ["delegates"],
    "several": ["chair", "council", "budget"],
}


def contests_of(style):
    return [c for c in CONTESTS if c["id"] in STYLES[style]]


ELECTION = noise("election id", 16)
TRUSTEES = [Trustee("election", i, THRESHOLD) for i in range(1, N + 1)]


@lru_cache(None)
def manifest():
    return {
        "protocol": "urna-1",
        "election": ELECTION.hex(),
        "rehearsal": False,
        "languages": ["en"],
        "title": {"en": "Vectors \u2014 an \"example\" election"},
        "origin": ORIGIN,
        "keys": {
            "board": vkey(ORIGIN, 1, ed25519.public_key(BOARD_SEED)),
            "cosigner": vkey(ORIGIN, 6, COSIGNER),
            "receipt": jwk(mul(RECEIPT, G)),
        },
        "witnesses": [],
        "quorum": 0,
        "maxGapMinutes": 5,
        "officers": [{"name": f"Officer {i}", "key": jwk(mul(k, G))} for i, k in enumerate(OFFICERS, 1)],
        "registrar": {"mode": "separate", "key": jwk(mul(REGISTRAR, G))},
        "trustees": [{"name": f"Trustee {t.index}", "thumbprint": b64(thumbprint(mul(t.signing, G)))} for t in TRUSTEES],
        "threshold": THRESHOLD,
        "mixers": 3,
        "schedule": {
            "opens": "2030-05-01T09:00:00Z",
            "closes": "2030-05-08T17:00:00Z",
            "closeByHand": True,
            "disputeEnds": "2030-06-08T17:00:00Z",
        },
        "roll": {"size": 16, "reserve": 2, "replacements": 2},
        "sections": [{"id": "members", "title": {"en": "Members"}}],
        "styles": [{"id": s, "title": {"en": f"Style {s}"}, "section": "members", "contests": c} for s, c in STYLES.items()],
        "contests": CONTESTS,
        "minBallots": 1,
        "overrides": [{"rule": "min-ballots", "reason": "Published keys: nothing is secret here"}],
    }


def message_entry(kind, time, signer, message):
    data = canonical_bytes(message)
    return canonical_bytes({"type": kind, "time": time, "signature": jws(signer, "urna-" + kind, data), "message": message})


def decision_entry(kind, time, decision):
    data = canonical_bytes(decision)
    signatures = [jws(k, "urna-decision", data) for k in OFFICERS]
    return canonical_bytes({"type": kind, "time": time, "signatures": signatures, "decision": decision})


@lru_cache(None)
def manifest_entry():
    return canonical_bytes({"type": "manifest", "time": "2030-04-01T08:00:00Z", "manifest": manifest()})


def m_hash():
    return sha256(manifest_entry())


ATTEMPT = 1


def _head(trustee):
    return {"M": m_hash().hex(), "attempt": ATTEMPT, "trustee": trustee.index}


def trustee_key_statement(t):
    front = [raw(m_hash()), integer(ATTEMPT), integer(t.index), integer(N), integer(THRESHOLD)]
    return front + [raw(thumbprint(mul(t.signing, G)))] + [pt(p) for p in t.points]


def public_part(t):
    w, z, _ = knowledge("trustee-key", trustee_key_statement(t), t.coefficients[0], rnd(f"trustee-key/{t.index}"))
    return {"points": [jp(p) for p in t.points], "proof": [jp(w), js(z)]}


def sealed_share(t, j):
    recipient = mul(TRUSTEES[j - 1].encryption, G)
    ephemeral, iv = rnd(f"share/{t.index}/{j}"), noise(f"share/{t.index}/{j}", 12)
    return jwe(recipient, ephemeral, iv, t.share_for(j).to_bytes(32, "big"))


@lru_cache(None)
def shares_phase():
    """The entries over which T goes."""
    entries = []
    for t in TRUSTEES:
        keys = {"signingKey": jwk(mul(t.signing, G)), "encryptionKey": jwk(mul(t.encryption, G))}
        entries.append(message_entry("trustee", "2030-04-02T08:00:00Z", t.signing, {**_head(t), **keys}))
    for t in TRUSTEES:
        opening = sha256(canonical_bytes(public_part(t))).hex()
        entries.append(message_entry("key-commitment", "2030-04-02T09:00:00Z", t.signing, {**_head(t), "commitment": opening}))
    for t in TRUSTEES:
        body = {"shares": [sealed_share(t, j) for j in range(1, N + 1)], "public": public_part(t)}
        entries.append(message_entry("key-share", "2030-04-02T10:00:00Z", t.signing, {**_head(t), **body}))
    return entries


def t_hash():
    return sha256(*(len(e).to_bytes(4, "big") + e for e in shares_phase()))


def joint_key():
    return add(*(t.points[0] for t in TRUSTEES))


@lru_cache(None)
def public_shares():
    return [public_share(TRUSTEES, j) for j in range(1, N + 1)]


def secret_share(j):
    return sum(t.share_for(j) for t in TRUSTEES) % Q


def share_key_statement(j):
    return [raw(m_hash()), integer(ATTEMPT), integer(j), raw(t_hash()), pt(public_shares()[j - 1])]


def key_check_base():
    return hp("key-check", [raw(m_hash()), integer(ATTEMPT), raw(t_hash())])


def key_check_statement(i):
    h = key_check_base()
    front = [raw(m_hash()), integer(ATTEMPT), raw(t_hash()), integer(i), pt(public_shares()[i - 1]), pt(h)]
    return front + [pt(mul(secret_share(i), h))]


@lru_cache(None)
def proofs_phase():
    entries = []
    for t in TRUSTEES:
        w, z, _ = knowledge("share-key", share_key_statement(t.index), secret_share(t.index), rnd(f"share-key/{t.index}"))
        body = {"T": t_hash().hex(), "Y": jp(joint_key()), "V": jp(public_shares()[t.index - 1]), "proof": [jp(w), js(z)]}
        entries.append(message_entry("key-confirmation", "2030-04-03T08:00:00Z", t.signing, {**_head(t), **body}))
    for t in TRUSTEES:
        h, s = key_check_base(), secret_share(t.index)
        w, w2, z, _ = equality("key-check", key_check_statement(t.index), s, h, rnd(f"key-check/{t.index}"))
        body = {"T": t_hash().hex(), "D": jp(mul(s, h)), "proof": [jp(w), jp(w2), js(z)]}
        entries.append(message_entry("key-check", "2030-04-03T09:00:00Z", t.signing, {**_head(t), **body}))
    return entries


def code_of(label):
    return voting_code([b & 31 for b in noise("code/" + label, 19)])


@lru_cache(None)
def voters():
    """Code, x, K, style and weight of 16 voters; two for each style, in the order of the styles."""
    rows = []
    for i in range(16):
        style = list(STYLES)[i // 2]
        code = code_of(f"voter {i}")
        x = credential(ELECTION, code)
        rows.append({"code": code, "x": x, "K": mul(x, G), "style": style, "weight": 3 if i == 1 else 1})
    return rows


@lru_cache(None)
def credentials_artifacts():
    rows = sorted(voters(), key=lambda v: v["K"])
    listed = b"".join(canonical_bytes([jp(v["K"]), v["style"], v["weight"]]) + b"\n" for v in rows)
    reserve = sorted(mul(credential(ELECTION, code_of(f"reserve {i}")), G) for i in range(2))
    return listed, b"".join(canonical_bytes([jp(k)]) + b"\n" for k in reserve)


def artifact(data):
    return {"sha256": sha256(data).hex(), "length": len(data)}


@lru_cache(None)
def credentials_entry():
    listed, reserve = credentials_artifacts()
    message = {
        "M": m_hash().hex(),
        "credentials": artifact(listed),
        "count": 16,
        "reserves": artifact(reserve),
        "reserveCount": 2,
    }
    return message_entry("credentials", "2030-04-10T08:00:00Z", REGISTRAR, message)


def before_setup():
    return [manifest_entry()] + shares_phase() + proofs_phase() + [credentials_entry()]


def largest_ballot():
    """Every point and scalar has one length, so a ballot's length follows from its style."""
    lengths = []
    for names in STYLES.values():
        written = []
        for c in CONTESTS:
            if c["id"] not in names:
                continue
            proof = lambda branches: [jp(G), jp(G), js(1), js(1)] * (branches - 1) + [jp(G), jp(G), js(1)]
            one = lambda branches: {"alpha": jp(G), "beta": jp(G), "proof": proof(branches)}
            entry = {"contest": c["id"], "options": [one(c["maxPerOption"] + 1) for _ in c["options"]]}
            if c["blank"]:
                entry["blank"] = one(2)
            entry["sum"] = proof(c["max"] - c["min"] + 1 + (1 if c["blank"] else 0))
            written.append(entry)
        lengths.append(len(canonical_bytes({"E": "0" * 64, "K": jp(G), "contests": written})))
    return max(lengths)


@lru_cache(None)
def setup_decision():
    log = before_setup()
    return {
        "M": m_hash().hex(),
        "action": "setup",
        "arguments": {
            "attempt": ATTEMPT,
            "T": t_hash().hex(),
            "size": len(log),
            "root": merkle.root([merkle.leaf(e) for e in log]).hex(),
            "Y": jp(joint_key()),
            "V": [jp(v) for v in public_shares()],
            "maxBallotBytes": largest_ballot(),
            "booth": [{"path": "vote/index.html", "sha256": sha256(b"index").hex()}, {"path": "vote/main.js", "sha256": sha256(b"main").hex()}],
        },
        "sequence": 1,
        "notBefore": "2030-04-11T08:00:00Z",
        "notAfter": "2030-04-18T08:00:00Z",
        "reason": "planned",
    }


@lru_cache(None)
def setup_entry():
    return decision_entry("setup", "2030-04-11T09:00:00Z", setup_decision())


def e_hash():
    return sha256(setup_entry())
