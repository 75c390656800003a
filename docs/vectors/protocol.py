# SPDX-License-Identifier: Apache-2.0
"""Sections 6, 7, 9 and 10 of the protocol, on the prover's side, with verifying where a vector needs to be known false."""

import curve
from curve import G, Q, add, mul, neg, sub
from encoding import b64, canonical_bytes, hp, hs, integer, jp, js, point_bytes, pt, raw, rnd, scalar_bytes, sha256, text, tracker

LOW = 2**128


# section 6

def encrypt(y, m, r):
    return (mul(r, G), add(mul(r, y), mul(m, G)))


def add_pairs(*pairs):
    return (add(*(p[0] for p in pairs)), add(*(p[1] for p in pairs)))


def times_pair(k, pair):
    return (mul(k, pair[0]), mul(k, pair[1]))


def knowledge(tag, statement, x, nonce):
    """W, z and the challenge."""
    w = mul(nonce, G)
    c = hs(tag, statement + [pt(w)])
    return w, (nonce + c * x) % Q, c


def verify_knowledge(tag, statement, public, w, z):
    c = hs(tag, statement + [pt(w)])
    return mul(z, G) == add(w, mul(c, public))


def equality(tag, statement, x, base, nonce):
    """W, W', z and the challenge."""
    w, w2 = mul(nonce, G), mul(nonce, base)
    c = hs(tag, statement + [pt(w), pt(w2)])
    return w, w2, (nonce + c * x) % Q, c


def verify_equality(tag, statement, public, base, image, w, w2, z):
    c = hs(tag, statement + [pt(w), pt(w2)])
    return mul(z, G) == add(w, mul(c, public)) and mul(z, base) == add(w2, mul(c, image))


def membership_statement(e, contest, place, k, y, pair, values):
    front = [raw(e), text(contest), text(place), pt(k), pt(y), pt(pair[0]), pt(pair[1])]
    return front + [integer(v) for v in values]


def membership(statement, y, pair, values, m, r, label):
    """Branches (A, B, c, z), and the challenge; the branch of m is real, the others are simulated."""
    branches = []
    for j, v in enumerate(values):
        if v == m:
            branches.append(None)
            continue
        c, z = rnd(f"{label}/c{j}"), rnd(f"{label}/z{j}")
        a = sub(mul(z, G), mul(c, pair[0]))
        b = sub(mul(z, y, True), mul(c, sub(pair[1], mul(v, G))))
        branches.append((a, b, c, z))
    real, nonce = values.index(m), rnd(f"{label}/nonce")
    branches[real] = (mul(nonce, G), mul(nonce, y, True), 0, 0)
    challenge = hs("membership", statement + [pt(p) for branch in branches for p in branch[:2]])
    c = (challenge - sum(branch[2] for branch in branches)) % Q
    branches[real] = branches[real][:2] + (c, (nonce + c * r) % Q)
    return branches, challenge


def verify_membership(statement, y, pair, values, branches):
    """The last branch's c is recomputed, as a reader does."""
    challenge = hs("membership", statement + [pt(p) for branch in branches for p in branch[:2]])
    last = (challenge - sum(branch[2] for branch in branches[:-1])) % Q
    for j, (v, (a, b, c, z)) in enumerate(zip(values, branches)):
        if j == len(branches) - 1:
            c = last
        if a != sub(mul(z, G), mul(c, pair[0])):
            return False
        if b != sub(mul(z, y), mul(c, sub(pair[1], mul(v, G)))):
            return False
    return len(values) == len(branches)


def membership_json(branches):
    flat = []
    for a, b, c, z in branches:
        flat += [jp(a), jp(b), js(c), js(z)]
    return flat[:-2] + flat[-1:]


# section 7

def sum_values(contest):
    values = list(range(contest["min"], contest["max"] + 1))
    return values + [full_weight(contest)] if contest["blank"] else values


def full_weight(contest):
    """L: more than any sum of choices."""
    return len(contest["options"]) * contest["maxPerOption"] + 1


def additive_contest(contest, e, k, y, choices, blank, label, pretended=None):
    """One contest of a ballot, and the openings (m, r) of its ciphertexts: options, then blank; a cheat pretends another sum."""
    written = {"contest": contest["id"], "options": []}
    openings, pairs = [], []

    def component(place, m, values):
        r = rnd(f"{label}/{place}/r")
        pair = encrypt(y, m, r)
        statement = membership_statement(e, contest["id"], place, k, y, pair, values)
        branches, _ = membership(statement, y, pair, values, m, r, f"{label}/{place}")
        openings.append((m, r))
        pairs.append(pair)
        return {"alpha": jp(pair[0]), "beta": jp(pair[1]), "proof": membership_json(branches)}

    for i, m in enumerate(choices, 1):
        written["options"].append(component(f"option:{i}", m, list(range(contest["maxPerOption"] + 1))))
    total = add_pairs(*pairs)
    m, r = sum(m for m, _ in openings), sum(r for _, r in openings)
    if contest["blank"]:
        weight = full_weight(contest)
        written["blank"] = component("blank", 1 if blank else 0, [0, 1])
        total = add_pairs(total, times_pair(weight, pairs[-1]))
        m, r = m + weight * openings[-1][0], r + weight * openings[-1][1]
    values = sum_values(contest)
    statement = membership_statement(e, contest["id"], "sum", k, y, total, values)
    branches, challenge = membership(statement, y, total, values, m if pretended is None else pretended, r % Q, f"{label}/sum")
    written["sum"] = membership_json(branches)
    summed = {"total": total, "values": values, "m": m, "r": r % Q, "branches": branches, "challenge": challenge, "statement": statement}
    return written, openings, pairs, summed


def ranking_shape(n, most):
    """Components, and ranks of each but the last."""
    w = next(w for w in range(1, most + 1) if (n + 1) ** -(-most // w) <= 2**240)
    return w, -(-most // w)


def even_point(x):
    """The point at x whose y is even, or None."""
    y = pow(x**3 + curve.A * x + curve.B, (curve.P + 1) // 4, curve.P)
    if (y * y - x**3 - curve.A * x - curve.B) % curve.P:
        return None
    return (x, y if y % 2 == 0 else curve.P - y)


def ranking_point(m):
    """The first point for a number."""
    return next(p for p in map(even_point, range(256 * m, 256 * m + 256)) if p)


def ranking_points(n, most, ranking):
    """The numbers of the components of a ranking, and their points."""
    w, h = ranking_shape(n, most)
    assert len(set(ranking)) == len(ranking) <= most and all(1 <= p <= n for p in ranking)
    parts = [ranking[k * h : (k + 1) * h] for k in range(w)]
    numbers = [sum(p * (n + 1) ** i for i, p in enumerate(part)) for part in parts]
    return numbers, [ranking_point(m) for m in numbers]


def ranking_statement(e, contest, component, k, y, pair):
    return [raw(e), text(contest), text(f"component:{component}"), pt(k), pt(y), pt(pair[0]), pt(pair[1])]


def sign_ballot(e, x, ballot_bytes, nonce):
    k, r = mul(x, G), mul(nonce, G)
    c = hs("ballot", [raw(e), pt(k), pt(r), raw(sha256(ballot_bytes))])
    return r, (nonce + c * x) % Q, c


def ballot(contests, e, x, y, votes, label, pretended=None):
    """A signed ballot. Votes: contest id to (choices, blank?)."""
    k = mul(x, G)
    written, openings, pairs, sums = [], [], [], []
    for contest in contests:
        choices, blank = votes[contest["id"]]
        one, opened, ciphertexts, summed = additive_contest(contest, e, k, y, choices, blank, f"{label}/{contest['id']}", pretended)
        written.append(one)
        openings.append(opened)
        pairs.append(ciphertexts)
        sums.append(summed)
    data = canonical_bytes({"E": e.hex(), "K": jp(k), "contests": written})
    r, z, c = sign_ballot(e, x, data, rnd(f"{label}/signature"))
    return {
        "bytes": data,
        "hash": sha256(data),
        "tracker": tracker(sha256(data)),
        "signature": (r, z, c),
        "openings": openings,
        "pairs": pairs,
        "sums": sums,
        "object": {"E": e.hex(), "K": jp(k), "contests": written},
    }


# section 9

class Trustee:
    """One trustee of a ceremony: keys, polynomial."""

    def __init__(self, label, index, threshold):
        self.index = index
        self.signing = rnd(f"{label}/{index}/signing")
        self.encryption = rnd(f"{label}/{index}/encryption")
        self.coefficients = [rnd(f"{label}/{index}/a{k}") for k in range(threshold)]
        self.points = [mul(a, G) for a in self.coefficients]

    def share_for(self, j):
        return sum(a * pow(j, k, Q) for k, a in enumerate(self.coefficients)) % Q


def public_share(trustees, j):
    """V_j, from the commitments alone."""
    return add(*(mul(pow(j, k, Q), p) for t in trustees for k, p in enumerate(t.points)))


def lagrange(indices, i):
    """The coefficient of i for the value at 0."""
    top = bottom = 1
    for j in indices:
        if j != i:
            top, bottom = top * j % Q, bottom * (j - i) % Q
    return top * pow(bottom, -1, Q) % Q


# section 10

def tally_offset(e, contest, section, place, close_hash):
    return hs("tally-offset", [raw(e), text(contest), text(section), text(place), raw(close_hash)])


def decryption_front(e, contest, section, i, v, pairs, factors):
    digest = sha256(*(point_bytes(a) + point_bytes(b) + point_bytes(d) for (a, b), d in zip(pairs, factors)))
    return [raw(e), text(contest), text(section), integer(i), pt(v), raw(digest)], digest


def decryption(e, contest, section, i, s, pairs, nonce):
    """Factors, weights, the batched base and image, and the equality proof of one trustee."""
    v = mul(s, G)
    factors = [mul(s, a) for a, _ in pairs]
    front, digest = decryption_front(e, contest, section, i, v, pairs, factors)
    weights = [hs("decryption-weights", front + [integer(j)]) % LOW for j in range(1, len(pairs) + 1)]
    base = add(*(mul(w, a) for w, (a, _) in zip(weights, pairs)))
    image = add(*(mul(w, d) for w, d in zip(weights, factors)))
    proof = equality("decryption", front + [pt(base), pt(image)], s, base, nonce)
    return {"V": v, "factors": factors, "digest": digest, "weights": weights, "base": base, "image": image, "proof": proof}


def generator(i):
    return hp("shuffle-generator", [integer(i)])


def shuffle_front(place, n, w):
    front = [raw(place["e"]), text(place["contest"]), text(place["section"]), integer(place["step"]), integer(place["trustee"])]
    return front + [pt(place["y"]), integer(n), integer(w)]


def flat(vectors):
    return b"".join(point_bytes(p) for vector in vectors for pair in vector for p in pair)


def shuffle_weights(place, inputs, outputs, c):
    n, w = len(inputs), len(inputs[0])
    d1 = sha256(flat(inputs), flat(outputs), *map(point_bytes, c))
    front = shuffle_front(place, n, w) + [raw(d1)]
    return d1, [hs("shuffle-weights", front + [integer(i)]) % LOW for i in range(1, n + 1)]


def shuffle_challenge(place, inputs, outputs, proof):
    n, w = len(inputs), len(inputs[0])
    d2 = sha256(flat(inputs), flat(outputs), *map(point_bytes, proof["c"] + proof["chain"]))
    t = [*proof["t"], *(p for pair in proof["t4"] for p in pair), *proof["tChain"]]
    return d2, hs("shuffle", shuffle_front(place, n, w) + [raw(d2), raw(sha256(*map(point_bytes, t)))])


def shuffle(place, inputs, order, label):
    """Section 10, step by step; order[i] is the input at output i, both from 0."""
    n, w, y = len(inputs), len(inputs[0]), place["y"]
    draw = lambda name, *index: rnd("/".join([label, name, *map(str, index)]))
    r_out = [[draw("r'", i, k) for k in range(w)] for i in range(n)]
    outputs = []
    for i in range(n):
        zero = [encrypt(y, 0, r) for r in r_out[i]]
        outputs.append([add_pairs(pair, z) for pair, z in zip(inputs[order[i]], zero)])
    r, h = [draw("r", j) for j in range(n)], [generator(i) for i in range(n + 1)]
    c = [None] * n
    for i in range(n):
        c[order[i]] = add(mul(r[order[i]], G), h[i + 1])
    d1, u = shuffle_weights(place, inputs, outputs, c)
    up = [u[order[i]] for i in range(n)]
    rc, chain = [draw("r^", i) for i in range(n)], [h[0]]
    for i in range(n):
        chain.append(add(mul(rc[i], G), mul(up[i], chain[i])))
    o, o4 = [draw("omega", i) for i in (1, 2, 3)], [draw("omega4", k) for k in range(w)]
    oc, op = [draw("omega^", i) for i in range(n)], [draw("omega'", i) for i in range(n)]
    proof = {"c": c, "chain": chain[1:]}
    t3 = add(mul(o[2], G), *(mul(op[i], h[i + 1]) for i in range(n)))
    proof["t"] = [mul(o[0], G), mul(o[1], G), t3]
    proof["t4"] = []
    for k in range(w):
        alpha = add(mul(-o4[k], G), *(mul(op[i], outputs[i][k][0]) for i in range(n)))
        beta = add(mul(-o4[k], y), *(mul(op[i], outputs[i][k][1]) for i in range(n)))
        proof["t4"].append((alpha, beta))
    proof["tChain"] = [add(mul(oc[i], G), mul(op[i], chain[i])) for i in range(n)]
    d2, gamma = shuffle_challenge(place, inputs, outputs, proof)
    v = [1] * n
    for i in reversed(range(n - 1)):
        v[i] = up[i + 1] * v[i + 1] % Q
    s = [o[0] + gamma * sum(r), o[1] + gamma * sum(x * y for x, y in zip(rc, v)), o[2] + gamma * sum(x * y for x, y in zip(r, u))]
    proof["s"] = [x % Q for x in s]
    proof["s4"] = [(o4[k] + gamma * sum(r_out[i][k] * up[i] for i in range(n))) % Q for k in range(w)]
    proof["sChain"] = [(x + gamma * y) % Q for x, y in zip(oc, rc)]
    proof["sPrime"] = [(x + gamma * y) % Q for x, y in zip(op, up)]
    return {"outputs": outputs, "proof": proof, "d1": d1, "u": u, "d2": d2, "challenge": gamma}


def shuffle_proof_bytes(proof):
    """Section 12.3."""
    points = [*proof["c"], *proof["chain"], *proof["t"], *(p for pair in proof["t4"] for p in pair), *proof["tChain"]]
    scalars = [*proof["s"], *proof["s4"], *proof["sChain"], *proof["sPrime"]]
    return b"".join(map(point_bytes, points)) + b"".join(map(scalar_bytes, scalars))


def verify_shuffle(place, inputs, outputs, proof):
    """The equations that do not hold, by the names of their commitments."""
    n, w, y = len(inputs), len(inputs[0]), place["y"]
    _, u = shuffle_weights(place, inputs, outputs, proof["c"])
    _, g = shuffle_challenge(place, inputs, outputs, proof)
    h, c = [generator(i) for i in range(n + 1)], proof["c"]
    links = [h[0], *proof["chain"]]
    product = 1
    for each in u:
        product = product * each % Q
    s, sp, failed = proof["s"], proof["sPrime"], []
    bar = sub(add(*c), add(*h[1:]))
    delta = sub(links[n], mul(product, h[0]))
    tilde = add(*(mul(a, b) for a, b in zip(u, c)))
    if proof["t"][0] != sub(mul(s[0], G), mul(g, bar)):
        failed.append("t_1")
    if proof["t"][1] != sub(mul(s[1], G), mul(g, delta)):
        failed.append("t_2")
    if proof["t"][2] != sub(add(mul(s[2], G), *(mul(a, b) for a, b in zip(sp, h[1:]))), mul(g, tilde)):
        failed.append("t_3")
    holds = True
    for k in range(w):
        for side, base in ((0, G), (1, y)):
            summed = add(*(mul(a, e[k][side]) for a, e in zip(u, inputs)))
            right = add(mul(-proof["s4"][k], base), *(mul(a, e[k][side]) for a, e in zip(sp, outputs)))
            holds = holds and proof["t4"][k][side] == sub(right, mul(g, summed))
    if not holds:
        failed.append("t_4")
    for i in range(n):
        right = sub(add(mul(proof["sChain"][i], G), mul(sp[i], links[i])), mul(g, links[i + 1]))
        if proof["tChain"][i] != right and "t\u0302" not in failed:
            failed.append("t\u0302")
    return failed


def lot_order(seed, contest, candidates):
    """Candidates in ascending order of their hashes, and the hashes by candidate."""
    from encoding import encode

    hashes = [sha256(encode([text("lot"), raw(seed), text(contest), integer(c)])) for c in range(1, candidates + 1)]
    return sorted(range(1, candidates + 1), key=lambda c: hashes[c - 1]), hashes


def self_test():
    y = mul(rnd("self/y"), G)
    pair = encrypt(y, 1, 5)
    statement = membership_statement(bytes(32), "c", "option:1", G, y, pair, [0, 1])
    branches, challenge = membership(statement, y, pair, [0, 1], 1, 5, "self")
    assert sum(b[2] for b in branches) % Q == challenge
    assert verify_membership(statement, y, pair, [0, 1], branches)
    w, z, _ = knowledge("t", [text("s")], 9, 11)
    assert verify_knowledge("t", [text("s")], mul(9, G), w, z)
    w, w2, z, _ = equality("t", [text("s")], 9, y, 11)
    assert verify_equality("t", [text("s")], mul(9, G), y, mul(9, y), w, w2, z)
    assert curve.on_curve(hp("t", [])) and len(b64(bytes(64))) == 86 and neg(neg(y)) == y
    secret = Trustee("self", 1, 3)
    for chosen in ([1, 2, 3], [2, 4, 5]):
        assert sum(lagrange(chosen, i) * secret.share_for(i) for i in chosen) % Q == secret.coefficients[0]
