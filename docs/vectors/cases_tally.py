# SPDX-License-Identifier: Apache-2.0
"""Vectors of section 10, its additive half: offsets, tallies, decryptions, totals, lots."""

import itertools

import election as el
from cases_basics import Cases
from cases_ballots import make
from curve import G, Q, add, mul, sub
from encoding import canonical_bytes, hp, hs, integer, jp, js, noise, point_bytes, pt, raw, rnd, sha256
from protocol import (
    LOW, add_pairs, decryption, decryption_front, encrypt, equality, lagrange, lot_order, tally_offset, times_pair, verify_equality,
)

CLOSE = canonical_bytes({"type": "close", "time": "2030-05-08T17:00:00Z", "E": el.e_hash().hex()})


def pair_json(pair):
    return [jp(pair[0]), jp(pair[1])]


def small_log(point, limit):
    at = None
    for m in range(limit + 1):
        if at == point:
            return m
        at = add(at, G)
    raise ValueError("no small logarithm")


def tallies():
    out = Cases()
    close = sha256(CLOSE)
    for contest, section, place in (("chair", "", "option:1"), ("chair", "", "option:2"), ("chair", "", "blank"), ("chair", "members", "option:1"), ("delegates", "", "option:40")):
        rho = tally_offset(el.e_hash(), contest, section, place, close)
        out.add(f"offset-{contest}-{section or 'undivided'}-{place.replace(':', '-')}", "rho", "offset", E=el.e_hash().hex(), contest=contest, section=section, place=place,
                closeEntry=CLOSE.decode(), closeHash=close.hex(), rho=js(rho), alpha=jp(mul(rho, G)), beta=jp(mul(rho, el.joint_key())))

    y = el.joint_key()
    for name, rows in (
        ("empty", []),
        ("one", [([1, 0], False, 1)]),
        ("weights", [([1, 0], False, 1), ([0, 1], False, 3), ([1, 0], False, 2), ([0, 0], True, 5)]),
    ):
        votes, ciphertexts = [0, 0, 0], []
        for i, (choices, blank, weight) in enumerate(rows):
            pairs = make("chair", [(choices, blank)], f"tally/{name}/{i}")["pairs"][0]
            ciphertexts.append({"weight": weight, "ciphertexts": [pair_json(p) for p in pairs], "pairs": pairs})
            votes = [v + weight * m for v, m in zip(votes, choices + [1 if blank else 0])]
        totals = []
        for k, place in enumerate(("option:1", "option:2", "blank")):
            total = encrypt(y, 0, tally_offset(el.e_hash(), "chair", "", place, close))
            for row in ciphertexts:
                total = add_pairs(total, times_pair(row["weight"], row["pairs"][k]))
            totals.append(total)
        factors = {i: decryption(el.e_hash(), "chair", "", i, el.secret_share(i), totals, rnd(f"tally/{name}/{i}"))["factors"] for i in range(1, el.N + 1)}
        for row in ciphertexts:
            del row["pairs"]
        for chosen in itertools.combinations(range(1, el.N + 1), el.THRESHOLD):
            for k, total in enumerate(totals):
                message = sub(total[1], add(*(mul(lagrange(chosen, i), factors[i][k]) for i in chosen)))
                assert small_log(message, 100) == votes[k]
        out.add(f"tally-{name}", f"{len(rows)} ballots", "tally", E=el.e_hash().hex(), contest="chair", section="", options=2, blank=True, Y=jp(y), closeHash=close.hex(),
                ballots=ciphertexts, ciphertexts=[pair_json(t) for t in totals], V=[jp(v) for v in el.public_shares()], threshold=el.THRESHOLD,
                factors=[[jp(d) for d in factors[i]] for i in range(1, el.N + 1)], totals=votes)

    for m in (0, 1, 2, 255, 256, 65535, 65536, 1_000_003, 2**36):
        out.add(f"logarithm-{m}", "m from m G", "logarithm", **({"point": jp(mul(m, G))} if m else {"infinity": True}), limit=2**36 if m > 10**6 + 3 else 2**20, m=m)
    out.add("logarithm-beyond", "one beyond the limit", "logarithm", "REJECTED", point=jp(mul(1025, G)), limit=1024)
    out.add("logarithm-negative", "-1", "logarithm", "REJECTED", point=jp(mul(Q - 1, G)), limit=1024)
    return out.rows


def decryptions():
    out = Cases()
    pairs = [encrypt(el.joint_key(), m, rnd(f"decryption/{m}/{i}")) for i, m in enumerate((4, 0, 17))]

    def case(id, comment, i, contest, section, given, d, expect, e=el.e_hash(), v=None, factors=None, proof=None, **more):
        v, factors, proof = v or d["V"], factors or d["factors"], proof or d["proof"]
        front, digest = decryption_front(e, contest, section, i, v, given, factors)
        weights = [hs("decryption-weights", front + [integer(j)]) % LOW for j in range(1, len(given) + 1)]
        base = add(*(mul(w, a) for w, (a, _) in zip(weights, given)))
        image = add(*(mul(w, f) for w, f in zip(weights, factors)))
        held = verify_equality("decryption", front + [pt(base), pt(image)], v, base, image, *proof[:3])
        assert held == expect, id
        out.add(id, comment, "decryption", "ACCEPTED" if expect else "REJECTED", E=e.hex(), contest=contest, section=section, trustee=i, V=jp(v),
                ciphertexts=[pair_json(p) for p in given], factors=[jp(f) for f in factors], proof=[jp(proof[0]), jp(proof[1]), js(proof[2])], **more)

    made = {}
    for i in range(1, el.N + 1):
        nonce = rnd(f"decryption/nonce/{i}")
        d = made[i] = decryption(el.e_hash(), "chair", "", i, el.secret_share(i), pairs, nonce)
        case(f"trustee-{i}", "honest", i, "chair", "", pairs, d, True, secret=js(el.secret_share(i)), nonce=js(nonce), digest=d["digest"].hex(),
             weights=[str(w) for w in d["weights"]], base=jp(d["base"]), image=jp(d["image"]), challenge=js(d["proof"][3]))
    section = decryption(el.e_hash(), "council", "members", 2, el.secret_share(2), pairs[:1], rnd("decryption/section"))
    case("section", "one ciphertext of a section", 2, "council", "members", pairs[:1], section, True, secret=js(el.secret_share(2)), nonce=js(rnd("decryption/section")),
         digest=section["digest"].hex(), weights=[str(w) for w in section["weights"]], base=jp(section["base"]), image=jp(section["image"]), challenge=js(section["proof"][3]))
    d = made[2]
    case("other-trustee", "another index", 3, "chair", "", pairs, d, False)
    case("other-share", "another public share", 2, "chair", "", pairs, d, False, v=el.public_shares()[2])
    case("other-contest", "another contest", 2, "council", "", pairs, d, False)
    case("other-section", "another section", 2, "chair", "members", pairs, d, False)
    case("other-election", "another E", 2, "chair", "", pairs, d, False, e=noise("E2", 32))
    case("other-alpha", "another alpha", 2, "chair", "", [(add(pairs[0][0], G), pairs[0][1])] + pairs[1:], d, False)
    case("other-beta", "another beta", 2, "chair", "", [(pairs[0][0], add(pairs[0][1], G))] + pairs[1:], d, False)
    case("other-factor", "a factor altered", 2, "chair", "", pairs, d, False, factors=[add(d["factors"][0], G)] + d["factors"][1:])
    case("factors-swapped", "two factors exchanged", 2, "chair", "", pairs, d, False, factors=[d["factors"][1], d["factors"][0], d["factors"][2]])
    case("factors-cancel", "errors that cancel in an unweighted sum", 2, "chair", "", pairs, d, False,
         factors=[add(d["factors"][0], G), sub(d["factors"][1], G), d["factors"][2]])
    w, w2, z, _ = d["proof"]
    case("other-z", "z altered", 2, "chair", "", pairs, d, False, proof=(w, w2, (z + 1) % Q))
    case("other-w", "W altered", 2, "chair", "", pairs, d, False, proof=(add(w, G), w2, z))
    case("other-w2", "W' altered", 2, "chair", "", pairs, d, False, proof=(w, add(w2, G), z))
    return out.rows


def lots():
    out = Cases()
    e = el.e_hash()
    h = hp("lot", [raw(e)])
    images, entries = {}, []
    for i in range(1, el.N + 1):
        s, v = el.secret_share(i), el.public_shares()[i - 1]
        images[i] = mul(s, h)
        statement = [raw(e), integer(i), pt(v), pt(h), pt(images[i])]
        nonce = rnd(f"lot/{i}")
        w, w2, z, c = equality("lot", statement, s, h, nonce)
        out.add(f"share-{i}", "honest", "share", E=e.hex(), trustee=i, V=jp(v), H=jp(h), D=jp(images[i]), proof=[jp(w), jp(w2), js(z)], secret=js(s), nonce=js(nonce), challenge=js(c))
        entries.append((i, w, w2, z))
    i, w, w2, z = entries[0]
    v = el.public_shares()[0]
    for id, comment, trustee, image, proof in (
        ("other-image", "another D", 1, add(images[1], G), (w, w2, z)),
        ("other-trustee", "another index", 2, images[1], (w, w2, z)),
        ("other-z", "z altered", 1, images[1], (w, w2, (z + 1) % Q)),
        ("commitments-swapped", "W and W' exchanged", 1, images[1], (w2, w, z)),
    ):
        statement = [raw(e), integer(trustee), pt(v), pt(h), pt(image)]
        assert not verify_equality("lot", statement, v, h, image, *proof)
        out.add(f"share-{id}", comment, "share", "REJECTED", E=e.hex(), trustee=trustee, V=jp(v), H=jp(h), D=jp(image), proof=[jp(proof[0]), jp(proof[1]), js(proof[2])])
    seeds = set()
    for chosen in itertools.combinations(range(1, el.N + 1), el.THRESHOLD):
        point = add(*(mul(lagrange(chosen, i), images[i]) for i in chosen))
        seed = sha256(point_bytes(point))
        seeds.add(seed)
        out.add("seed-" + "-".join(map(str, chosen)), "any three give one seed", "seed", shares=[{"trustee": i, "D": jp(images[i])} for i in chosen], point=jp(point), seed=seed.hex())
    assert len(seeds) == 1
    for contest, count in (("chair", 2), ("council", 5), ("delegates", 40), ("single", 1)):
        order, hashes = lot_order(seed, contest, count)
        out.add(f"order-{contest}", "earliest first", "order", seed=seed.hex(), contest=contest, candidates=count, hashes=[x.hex() for x in hashes], order=order)
    order, hashes = lot_order(noise("seed", 32), "council", 5)
    out.add("order-other-seed", "another seed", "order", seed=noise("seed", 32).hex(), contest="council", candidates=5, hashes=[x.hex() for x in hashes], order=order)
    return out.rows
