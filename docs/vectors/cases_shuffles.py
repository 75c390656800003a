# SPDX-License-Identifier: Apache-2.0
"""Vectors of section 10: generators, shuffles and their proofs, and proofs with one field altered each."""

import copy

import protocol
from cases_basics import Cases
from curve import G, Q, add, mul
from encoding import b64, jp, js, noise, point_bytes, rnd
from protocol import flat, ranking_points, shuffle, shuffle_proof_bytes, verify_shuffle

SECRET = rnd("mix key")


def ballots(n, shape, label):
    """Honest ballots: rankings, encrypted."""
    y = mul(SECRET, G)
    candidates, most = shape
    inputs = []
    for i in range(n):
        order = sorted(range(1, candidates + 1), key=lambda c: noise(f"{label}/{i}/{c}", 8))[:most]
        pair = lambda k, p: (mul(r := rnd(f"{label}/{i}/{k}"), G), add(mul(r, y, True), p))
        inputs.append([pair(k, p) for k, p in enumerate(ranking_points(candidates, most, order)[1])])
    return inputs


def shuffles():
    out = Cases()
    y = mul(SECRET, G)
    for i in (0, 1, 2, 3, 171, 10_000):
        out.add(f"generator-{i}", "h" if i == 0 else f"h_{i}", "generator", index=i, point=jp(protocol.generator(i)))

    def place(**changes):
        here = {"e": noise("mix election", 32), "contest": "leader", "section": "", "step": 1, "trustee": 2, "y": y}
        return {**here, **changes}

    def shown(where, inputs, outputs, proof):
        fields = {"E": where["e"].hex(), "contest": where["contest"], "section": where["section"], "step": where["step"]}
        data = proof if isinstance(proof, bytes) else shuffle_proof_bytes(proof)
        listed = lambda vectors: vectors.hex() if isinstance(vectors, bytes) else flat(vectors).hex()
        fields |= {"trustee": where["trustee"], "Y": jp(where["y"]), "width": len(inputs[0])}
        return {**fields, "input": listed(inputs), "output": listed(outputs), "proof": data.hex()}

    def good(id, comment, where, inputs, order):
        made = shuffle(where, inputs, order, f"shuffle/{id}")
        assert verify_shuffle(where, inputs, made["outputs"], made["proof"]) == []
        inner = {"permutation": [j + 1 for j in order], "d1": made["d1"].hex(), "u": [js(u) for u in made["u"]], "d2": made["d2"].hex(), "challenge": js(made["challenge"])}
        out.add(id, comment, "shuffle", **shown(where, inputs, made["outputs"], made["proof"]), **inner)
        return where, inputs, made["outputs"], made["proof"]

    def refuse(id, comment, where, inputs, outputs, proof):
        failed = verify_shuffle(where, inputs, outputs, proof)
        assert failed, id
        out.add(id, comment, "shuffle", "REJECTED", **shown(where, inputs, outputs, proof), check="shuffle", failed=failed)

    def malformed(id, comment, where, inputs, outputs, proof):
        out.add(id, comment, "shuffle", "MALFORMED", **shown(where, inputs, outputs, proof))

    narrow, wide = (3, 3), (255, 31)
    three = good("three", "three ballots of one component", place(), ballots(3, narrow, "three"), [2, 0, 1])
    two = good("two-wide", "two ballots of two components", place(section="youth", step=2, trustee=5), ballots(2, wide, "two"), [1, 0])
    good("one", "one ballot: encrypted anew", place(), ballots(1, narrow, "one"), [0])
    good("unmoved", "three ballots in the order in which they came", place(), ballots(3, narrow, "three"), [0, 1, 2])

    where, inputs, outputs, proof = two
    for name, value in proof.items():
        for i, one in enumerate(value):
            def altered(new, name=name, i=i):
                changed = copy.deepcopy(proof)
                changed[name][i] = new
                return changed

            if name == "t4":
                refuse(f"two-wide-{name}-{i + 1}-alpha", f"first part of t_4,{i + 1} altered", where, inputs, outputs, altered((add(one[0], G), one[1])))
                refuse(f"two-wide-{name}-{i + 1}-beta", f"second part of t_4,{i + 1} altered", where, inputs, outputs, altered((one[0], add(one[1], G))))
            elif isinstance(one, tuple):
                refuse(f"two-wide-{name}-{i + 1}", f"{name} {i + 1} altered", where, inputs, outputs, altered(add(one, G)))
            else:
                refuse(f"two-wide-{name}-{i + 1}", f"{name} {i + 1} altered", where, inputs, outputs, altered((one + 1) % Q))

    where, inputs, outputs, proof = three
    for name, other in (("e", noise("another mix", 32)), ("contest", "deputy"), ("section", "youth"), ("step", 2), ("trustee", 3), ("y", mul(2, where["y"]))):
        refuse(f"three-other-{name}", f"at another place: {name}", place(**{name: other}), inputs, outputs, proof)
    refuse("three-output-input", "the output is the input", where, inputs, inputs, proof)
    refuse("three-output-exchanged", "two ballots of the output exchanged", where, inputs, [outputs[1], outputs[0], outputs[2]], proof)
    refuse("three-output-doubled", "one ballot of the output twice", where, inputs, [outputs[0], outputs[0], outputs[2]], proof)
    replaced = [[protocol.add_pairs(outputs[0][0], (None, G))], *outputs[1:]]
    refuse("three-output-replaced", "one ballot of the output replaced", where, inputs, replaced, proof)
    refuse("three-input-exchanged", "two ballots of the input exchanged", where, [inputs[1], inputs[0], inputs[2]], outputs, proof)
    refuse("three-reversed", "input and output exchanged", where, outputs, inputs, proof)
    tail = shuffle_proof_bytes(proof)
    malformed("proof-short", "the last byte missing", where, inputs, outputs, tail[:-1])
    malformed("proof-long", "a byte more", where, inputs, outputs, tail + b"\0")
    malformed("proof-of-two", "the length of a proof of two ballots", where, inputs, outputs, tail[: 256 * 2 + 288 + 160])
    malformed("proof-off-curve", "c_1 off the curve", where, inputs, outputs, tail[:63] + bytes([tail[63] ^ 1]) + tail[64:])
    malformed("proof-zeros", "t_1 of zero bytes", where, inputs, outputs, tail[: 64 * 6] + bytes(64) + tail[64 * 7 :])
    malformed("proof-scalar-q", "the last scalar is q", where, inputs, outputs, tail[:-32] + Q.to_bytes(32, "big"))
    data = flat(outputs)
    malformed("output-short", "half a ciphertext", where, inputs, data[:-64], tail)
    malformed("output-off-curve", "an alpha off the curve", where, inputs, bytes([data[0] ^ 1]) + data[1:], tail)
    assert len(b64(point_bytes(y))) == 86
    return out.rows
