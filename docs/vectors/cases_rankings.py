# SPDX-License-Identifier: Apache-2.0
"""Vectors of section 7 for ranked contests: rankings as points and back, ballots, challenged ballots."""

import copy

import curve
import protocol
from cases_basics import Cases
from curve import G, P, Q, add, mul, neg
from encoding import b64, canonical_bytes, jp, js, noise, rnd, voting_code, credential
from protocol import knowledge, ranking_points, ranking_shape, ranking_statement, sign_ballot


def rankings():
    out = Cases()

    def shape(n, most):
        w, h = ranking_shape(n, most)
        return {"candidates": n, "maxRanks": most, "components": w, "ranksPerComponent": h}

    def encode(id, comment, n, most, ranking):
        numbers, points = ranking_points(n, most, ranking)
        out.add(
            id, comment, "encode", **shape(n, most), ranking=ranking, m=[m.to_bytes(30, "big").hex() for m in numbers],
            counters=[p[0] % 256 for p in points], points=[jp(p) for p in points],
        )
        out.add(f"{id}-back", f"decoded: {comment}", "decode", **shape(n, most), points=[jp(p) for p in points], kind="VALID" if ranking else "BLANK", ranking=ranking)
        return points

    def spoilt(id, comment, n, most, points):
        shown = [jp(p) if p else "infinity" for p in points]
        out.add(id, comment, "decode", **shape(n, most), points=shown, kind="SPOILT", ranking=[])

    def of(*numbers):
        return [protocol.ranking_point(m) for m in numbers]

    encode("one", "one candidate of one", 1, 1, [1])
    encode("blank", "nobody", 3, 3, [])
    encode("first", "the first alone", 3, 3, [1])
    encode("all", "all three", 3, 3, [2, 3, 1])
    encode("capped", "two of nine ranks, as many as allowed", 9, 2, [9, 4])
    encode("five", "five of nine", 9, 5, [3, 1, 4, 9, 5])
    encode("widest", "base 256, 30 ranks: every number below 2^240 has a place", 255, 30, [255 - i for i in range(30)])
    encode("two-components", "one rank more: two components of 16 and 15", 255, 31, [i + 1 for i in range(31)])
    encode("two-components-half", "the first component not full", 255, 31, [7, 8, 9])
    encode("two-components-full", "the first component just full", 255, 31, [i + 10 for i in range(16)])
    encode("two-components-blank", "nobody, in two components", 255, 31, [])
    encode("sixty", "sixty candidates, all ranked", 60, 60, list(range(60, 0, -1)))
    long = encode("three-components", "three components of 34, 34 and 32", 100, 100, [(37 * i) % 101 for i in range(1, 101)])

    for i in range(32):
        chosen = [c for c in sorted(range(1, 8), key=lambda c: noise(f"ranking/{i}/{c}", 8))][: i % 6]
        encode(f"some-{i}", "any ranking", 7, 5, chosen)

    n = 3
    [valid] = ranking_points(n, n, [2, 3, 1])[1]
    spoilt("infinity", "the decrypted point is infinity", n, n, [None])
    spoilt("odd-y", "the other point at the same x", n, n, [neg(valid)])
    m = next(m for m in range(1, 64) if protocol.ranking_point(m)[0] % 256 > 0)
    later = next(p for c in range(protocol.ranking_point(m)[0] % 256 + 1, 256) for p in [protocol.even_point(256 * m + c)] if p)
    spoilt("later-counter", "a point of the same number, not the first", n, n, [later])
    spoilt("base-point", "a point that is no encoding", n, n, [G if G[1] % 2 == 0 else neg(G)])
    far = next(p for i in range(256) for p in [protocol.even_point(2**248 + i)] if p)
    spoilt("x-too-great", "x = 2^248 and a little", n, n, [far])
    spoilt("x-just-below-p", "the greatest x with an even y", n, n, [next(p for x in range(P - 1, 0, -1) for p in [protocol.even_point(x)] if p)])
    spoilt("m-too-great", "m = (n+1)^h", n, n, of(4**3))
    spoilt("m-all-ones", "m = 2^240 - 1", n, n, of(2**240 - 1))
    spoilt("twice", "a candidate twice", n, n, of(1 + 4 * 1))
    spoilt("twice-apart", "a candidate first and last", n, n, of(2 + 4 * 1 + 16 * 2))
    spoilt("gap-first", "no first rank", n, n, of(4 * 2))
    spoilt("gap", "a gap", n, n, of(1 + 16 * 2))
    spoilt("too-many-ranks", "more ranks than allowed", 9, 2, of(1 + 10 * 2 + 100 * 3))
    full = ranking_points(255, 31, [i + 1 for i in range(31)])[1]
    half = ranking_points(255, 31, [7, 8, 9])[1]
    other = ranking_points(255, 31, [i + 101 for i in range(31)])[1]
    spoilt("second-without-first", "the second component where the first is not full", 255, 31, [half[0], full[1]])
    spoilt("second-alone", "the second component alone", 255, 31, of(0) + [full[1]])
    spoilt("components-exchanged", "both components exchanged", 255, 31, [full[1], full[0]])
    spoilt("twice-in-components", "a candidate in both components", 255, 31, [full[0]] + of(16))
    spoilt("first-twice", "the first component twice", 255, 31, [full[0], full[0]])
    spoilt("last-too-great", "the last component holds 15 ranks, not 16", 255, 31, [full[0]] + of(256**15 * 200 + sum((20 + i) * 256**i for i in range(15))))
    spoilt("one-odd", "the second component's point is odd", 255, 31, [other[0], neg(other[1])])
    spoilt("one-infinite", "the first component is infinity", 255, 31, [None, other[1]])
    spoilt("three-odd", "the last of three is odd", 100, 100, long[:2] + [neg(long[2])])
    return out.rows


# ballots

E = noise("ranked election", 32)
ELECTION = noise("ranked election id", 16)
SECRET = rnd("ranked key")
CONTESTS = [
    {"id": "leader", "candidates": 4, "maxRanks": 4},
    {"id": "council", "candidates": 60, "maxRanks": 60},
]


def _voter(i):
    code = voting_code([b & 31 for b in noise(f"ranked voter/{i}", 19)])
    return code, credential(ELECTION, code)


def _ballot(rankings, label, voter=0, e=E):
    y, (code, x) = mul(SECRET, G), _voter(voter)
    k = mul(x, G)
    written, openings, nonces = [], [], []
    for contest, ranking in zip(CONTESTS, rankings):
        numbers, points = ranking_points(contest["candidates"], contest["maxRanks"], ranking)
        components, opened = [], []
        for i, (m, point) in enumerate(zip(numbers, points), 1):
            r, nonce = rnd(f"{label}/{contest['id']}/{i}/r"), rnd(f"{label}/{contest['id']}/{i}/nonce")
            pair = (mul(r, G), add(mul(r, y, True), point))
            w, z, c = knowledge("ranking", ranking_statement(e, contest["id"], i, k, y, pair), r, nonce)
            components.append({"alpha": jp(pair[0]), "beta": jp(pair[1]), "proof": [jp(w), js(z)]})
            opened.append([b64(m.to_bytes(30, "big")), js(r)])
            nonces.append(js(nonce))
        written.append({"contest": contest["id"], "components": components})
        openings.append({"contest": contest["id"], "components": opened})
    return {"E": e.hex(), "K": jp(k), "contests": written}, openings, nonces


def ranked_ballots():
    out = Cases()
    y = mul(SECRET, G)
    place = {"E": E.hex(), "Y": jp(y), "contests": CONTESTS}

    def signed(data, voter=0):
        nonce = rnd("ranked signature/" + protocol.sha256(data).hex())
        r, z, _ = sign_ballot(E, _voter(voter)[1], data, nonce)
        return [jp(r), js(z)]

    def good(id, comment, rankings, voter=0):
        written, openings, nonces = _ballot(rankings, f"ranked/{id}", voter)
        data, (code, x) = canonical_bytes(written), _voter(voter)
        out.add(
            id, comment, "ballot", **place, electionId=ELECTION.hex(), code=code, x=js(x), K=written["K"], rankings=rankings, proofNonces=nonces,
            signature=signed(data, voter), ballot=data.decode(), hash=protocol.sha256(data).hex(), tracker=protocol.tracker(protocol.sha256(data)),
        )
        challenge = canonical_bytes({"type": "challenge", "openings": openings, "ballot": written})
        out.add(f"{id}-challenged", f"opened: {comment}", "challenge-file", **place, rankings=rankings, file=challenge.decode())
        return written, openings

    def refuse(id, comment, check, written, voter=0, expect="REJECTED"):
        data = written if isinstance(written, bytes) else canonical_bytes(written)
        extra = {"check": check} if check else {}
        out.add(id, comment, "ballot", expect, **place, signature=signed(data, voter), ballot=data.decode(), **extra)

    def refuse_challenge(id, comment, written, openings):
        data = canonical_bytes({"type": "challenge", "openings": openings, "ballot": written})
        out.add(id, comment, "challenge-file", "REJECTED", **place, file=data.decode())

    all60 = [(17 * i) % 61 for i in range(1, 61)]
    whole, opened = good("whole", "everybody ranked in both contests", [[3, 1, 4, 2], all60])
    some, _ = good("some", "some ranks", [[2], all60[:7]], 1)
    good("blank", "nobody ranked: what stands for contests left out", [[], []], 2)

    def changed(change):
        copied = copy.deepcopy(whole)
        change(copied["contests"])
        return copied

    def shifted(scalar):
        return js((int.from_bytes(_bytes(scalar), "big") + 1) % Q)

    def moved(point):
        data = _bytes(point)
        return jp(add((int.from_bytes(data[:32], "big"), int.from_bytes(data[32:], "big")), G))

    for contest, component in ((0, 0), (1, 0), (1, 1)):
        where = f"{CONTESTS[contest]['id']}-{component + 1}"

        def with_field(field, new, contest=contest, component=component):
            def change(contests):
                one = contests[contest]["components"][component]
                one[field] = new(one[field])

            return changed(change)

        refuse(f"alpha-{where}", "alpha altered", "ballot-proofs", with_field("alpha", moved))
        refuse(f"beta-{where}", "beta altered", "ballot-proofs", with_field("beta", moved))
        refuse(f"w-{where}", "W altered", "ballot-proofs", with_field("proof", lambda p: [moved(p[0]), p[1]]))
        refuse(f"z-{where}", "z altered", "ballot-proofs", with_field("proof", lambda p: [p[0], shifted(p[1])]))

    refuse("components-exchanged", "two components exchanged with their proofs", "ballot-proofs", changed(lambda c: c[1]["components"].reverse()))
    refuse("component-twice", "one component twice", "ballot-proofs", changed(lambda c: c[1]["components"].__setitem__(1, c[1]["components"][0])))
    refuse("contest-exchanged", "a component of another contest", "ballot-proofs", changed(lambda c: c[1]["components"].__setitem__(0, c[0]["components"][0])))
    stolen = {**copy.deepcopy(some), "K": whole["K"]}
    refuse("copied", "another voter's ciphertexts and proofs, signed by the copier", "ballot-proofs", stolen)
    foreign, _, _ = _ballot([[3, 1, 4, 2], all60], "ranked/whole", 0, noise("another ranked election", 32))
    refuse("proofs-of-another-election", "proofs bound to another E", "ballot-proofs", {**foreign, "E": E.hex()})
    refuse("component-missing", "one component too few", "ballot-form", changed(lambda c: c[1]["components"].pop()))
    refuse("component-more", "one component too many", "ballot-form", changed(lambda c: c[0]["components"].append(c[0]["components"][0])))
    refuse("components-none", "no components", "ballot-form", changed(lambda c: c[0]["components"].clear()))
    refuse("contest-missing", "a contest left out", "ballot-form", changed(lambda c: c.pop()))
    refuse("contests-reordered", "not in manifest order", "ballot-form", changed(lambda c: c.reverse()))
    refuse("proof-missing", "no proof", None, changed(lambda c: c[0]["components"][0].pop("proof")), expect="MALFORMED")
    refuse("proof-longer", "a proof of three elements", None, changed(lambda c: c[0]["components"][0]["proof"].append(js(1))), expect="MALFORMED")

    wrong = copy.deepcopy(opened)
    wrong[0]["components"][0][0] = b64((1).to_bytes(30, "big"))
    refuse_challenge("challenge-other-ranking", "the booth encrypted another ranking than it says", whole, wrong)
    wrong = copy.deepcopy(opened)
    wrong[1]["components"][1][1] = shifted(wrong[1]["components"][1][1])
    refuse_challenge("challenge-other-randomness", "the randomness is another", whole, wrong)
    wrong = copy.deepcopy(opened)
    wrong[1]["components"].pop()
    refuse_challenge("challenge-component-missing", "a component is not opened", whole, wrong)
    refuse_challenge("challenge-contest-missing", "a contest is not opened", whole, opened[:1])
    refuse_challenge("challenge-contests-exchanged", "the openings of two contests exchanged", whole, opened[::-1])
    assert curve.on_curve(y)
    return out.rows


def _bytes(text):
    import base64

    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
