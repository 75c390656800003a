# SPDX-License-Identifier: Apache-2.0
"""Vectors of section 6: every challenge of its table, and the three kinds of proof."""

from cases_basics import Cases
from curve import G, Q, add, mul, sub
from encoding import encode, hs, integer, jp, js, noise, pt, raw, rnd, text
from protocol import (
    encrypt, equality, knowledge, membership, membership_json, membership_statement, verify_equality, verify_knowledge, verify_membership,
)


def some_point(label):
    return mul(rnd("point " + label), G)


def challenges():
    """Each tag with its statement by name, and for each part a case in which only that part differs."""
    out = Cases()
    e, m, t = noise("E", 32), noise("M", 32), noise("T", 32)
    p = some_point
    pairs = [("alpha", pt(p("alpha"))), ("beta", pt(p("beta")))]
    w2 = [("W", pt(p("W"))), ("W'", pt(p("W'")))]
    decryption = [
        ("E", raw(e)), ("contest", text("chair")), ("section", text("")), ("i", integer(2)), ("V_i", pt(p("V"))), ("digest", raw(noise("digest", 32))),
    ]
    shuffle = [
        ("E", raw(e)), ("contest", text("board")), ("section", text("members")), ("step", integer(1)), ("i", integer(4)), ("Y", pt(p("Y"))),
        ("N", integer(171)), ("w", integer(2)),
    ]
    table = {
        "membership": [("E", raw(e)), ("contest", text("chair")), ("place", text("option:1")), ("K", pt(p("K"))), ("Y", pt(p("Y")))] + pairs
        + [("v_0", integer(0)), ("v_1", integer(1)), ("A_0", pt(p("A0"))), ("B_0", pt(p("B0"))), ("A_1", pt(p("A1"))), ("B_1", pt(p("B1")))],
        "ranking": [("E", raw(e)), ("contest", text("board")), ("component", text("component:1")), ("K", pt(p("K"))), ("Y", pt(p("Y")))] + pairs + [("W", pt(p("W")))],
        "ballot": [("E", raw(e)), ("K", pt(p("K"))), ("R", pt(p("R"))), ("ballot hash", raw(noise("ballot", 32)))],
        "trustee-key": [("M", raw(m)), ("a", integer(1)), ("i", integer(2)), ("n", integer(5)), ("t", integer(3)), ("thumbprint", raw(noise("thumb", 32)))]
        + [(f"A_{{i,{k}}}", pt(p(f"A{k}"))) for k in range(3)] + [("W", pt(p("W")))],
        "share-key": [("M", raw(m)), ("a", integer(1)), ("j", integer(2)), ("T", raw(t)), ("V_j", pt(p("V"))), ("W", pt(p("W")))],
        "complaint": [("M", raw(m)), ("a", integer(1)), ("T", raw(t)), ("j", integer(2)), ("i", integer(5)), ("encryption key", pt(p("enc"))),
                      ("JWE hash", raw(noise("jwe", 32))), ("epk", pt(p("epk"))), ("D", pt(p("D")))] + w2,
        "key-check": [("M", raw(m)), ("a", integer(1)), ("T", raw(t)), ("i", integer(2)), ("V_i", pt(p("V"))), ("H", pt(p("H"))), ("D", pt(p("D")))] + w2,
        "lot": [("E", raw(e)), ("i", integer(2)), ("V_i", pt(p("V"))), ("H", pt(p("H"))), ("D", pt(p("D")))] + w2,
        "shuffle-weights": shuffle + [("d_1", raw(noise("d1", 32))), ("position", integer(1))],
        "shuffle": shuffle + [("d_2", raw(noise("d2", 32))), ("commitments", raw(noise("ts", 32)))],
        "decryption-weights": decryption + [("j", integer(1))],
        "decryption": decryption + [("A*", pt(p("A*"))), ("D*", pt(p("D*")))] + w2,
        "tally-offset": [("E", raw(e)), ("contest", text("chair")), ("section", text("members")), ("place", text("blank")), ("close entry", raw(noise("close", 32)))],
        "credential": [("election", raw(noise("election", 16))), ("stretched code", raw(noise("stretched", 32)))],
    }
    for tag, named in table.items():
        def case(id, comment, changed):
            parts = [part for _, part in changed]
            shown = [{"name": name, **part.json()} for name, part in changed]
            out.add(id, comment, "challenge", tag=tag, parts=shown, encoding=encode(parts).hex(), scalar=js(hs(tag, parts)))

        case(tag, "the whole statement", named)
        for i, (name, part) in enumerate(named):
            other = {"text": lambda: text(part.shown + "x"), "integer": lambda: integer(part.shown + 1), "bytes": lambda: raw(bytes([part.data[0] ^ 1]) + part.data[1:]),
                     "point": lambda: pt(add(_point(part), G))}[part.kind]()
            case(f"{tag}-other-{i}", f"only {name} differs", named[:i] + [(name, other)] + named[i + 1 :])
    return out.rows


def _point(part):
    return int.from_bytes(part.data[:32], "big"), int.from_bytes(part.data[32:], "big")


def knowledge_proofs():
    out = Cases()
    statements = {
        "share-key": [raw(noise("M", 32)), integer(1), integer(2), raw(noise("T", 32))],
        "trustee-key": [raw(noise("M", 32)), integer(1), integer(1), integer(5), integer(3), raw(noise("thumb", 32))],
        "ranking": [raw(noise("E", 32)), text("board"), text("component:1"), pt(some_point("K")), pt(some_point("Y"))],
    }
    for tag, front in statements.items():
        x, nonce = rnd(f"knowledge/{tag}/x"), rnd(f"knowledge/{tag}/nonce")
        public = mul(x, G)
        statement = front + [pt(public)]
        w, z, c = knowledge(tag, statement, x, nonce)
        other = mul(rnd(f"knowledge/{tag}/other"), G)

        def case(suffix, comment, tag=tag, statement=statement, public=public, w=w, z=z, **more):
            held = verify_knowledge(tag, statement, public, w, z)
            assert held == (suffix == "")
            out.add(f"{tag}{suffix}", comment, "knowledge", "ACCEPTED" if held else "REJECTED", tag=tag, statement=[p.json() for p in statement],
                    X=jp(public), W=jp(w), z=js(z), **more)

        base_tag = tag
        case("", "honest", secret=js(x), nonce=js(nonce), challenge=js(c))
        case("-other-tag", "another place", tag=base_tag + "2")
        for i, part in enumerate(statement):
            changed = integer(part.shown + 1) if part.kind == "integer" else text(part.shown + "x") if part.kind == "text" else None
            if part.kind == "bytes":
                changed = raw(bytes([part.data[0] ^ 128]) + part.data[1:])
            if part.kind == "point":
                changed = pt(other)
            case(f"-other-part-{i}", "a part of the statement differs", statement=statement[:i] + [changed] + statement[i + 1 :])
        case("-part-missing", "the first part left out", statement=statement[1:])
        case("-other-key", "another public key", public=other)
        case("-other-w", "W altered", w=add(w, G))
        case("-negated-w", "W negated", w=sub(None, w))
        case("-other-z", "z altered", z=(z + 1) % Q)
        case("-zero-z", "z = 0", z=0)
        case("-negated-z", "the other sign convention", z=(nonce - c * x) % Q)
        weak = hs(tag, statement)
        case("-challenge-without-w", "a challenge that leaves W out can be forged", w=sub(mul(5, G), mul(weak, public)), z=5)
    return out.rows


def equality_proofs():
    out = Cases()
    for tag, front in {
        "lot": [raw(noise("E", 32)), integer(2)],
        "key-check": [raw(noise("M", 32)), integer(1), raw(noise("T", 32)), integer(3)],
        "decryption": [raw(noise("E", 32)), text("chair"), text(""), integer(1)],
    }.items():
        x, nonce = rnd(f"equality/{tag}/x"), rnd(f"equality/{tag}/nonce")
        base, public = mul(rnd(f"equality/{tag}/base"), G), mul(x, G)
        image = mul(x, base)
        statement = front + [pt(public), pt(base), pt(image)]
        w, w2, z, c = equality(tag, statement, x, base, nonce)

        def case(suffix, comment, tag=tag, statement=statement, public=public, base=base, image=image, w=w, w2=w2, z=z, **more):
            held = verify_equality(tag, statement, public, base, image, w, w2, z)
            assert held == (suffix == "")
            out.add(f"{tag}{suffix}", comment, "equality", "ACCEPTED" if held else "REJECTED", tag=tag, statement=[p.json() for p in statement],
                    X=jp(public), A=jp(base), D=jp(image), proof=[jp(w), jp(w2), js(z)], **more)

        case("", "honest", secret=js(x), nonce=js(nonce), challenge=js(c))
        case("-other-tag", "another place", tag=tag + "2")
        case("-part-missing", "the first part left out", statement=statement[1:])
        case("-other-key", "another public key, the statement as before", public=add(public, G))
        case("-other-base", "another base, the statement as before", base=add(base, G))
        case("-other-image", "another image, the statement as before", image=add(image, G))
        wrong = add(image, G)
        ws, ws2, zs, _ = equality(tag, front + [pt(public), pt(base), pt(wrong)], x, base, nonce)
        case("-false-image", "a proof made for a false image: only the second equation fails", statement=front + [pt(public), pt(base), pt(wrong)], image=wrong, w=ws, w2=ws2, z=zs)
        off = add(public, G)
        wo, wo2, zo, _ = equality(tag, front + [pt(off), pt(base), pt(image)], x, base, nonce)
        case("-false-key", "a proof made for a false key: only the first equation fails", statement=front + [pt(off), pt(base), pt(image)], public=off, w=wo, w2=wo2, z=zo)
        case("-other-w", "W altered", w=add(w, G))
        case("-other-w2", "W' altered", w2=add(w2, G))
        case("-commitments-swapped", "W and W' exchanged", w=w2, w2=w)
        case("-other-z", "z altered", z=(z + 1) % Q)
        case("-both-wrong", "errors in W and W' that cancel in an unweighted sum of the equations", w=add(w, G), w2=sub(w2, G))
    return out.rows


def membership_proofs():
    out = Cases()
    e, k, y = noise("E", 32), some_point("K"), mul(rnd("membership y"), G)
    mul(3, y, True)

    def make(name, values, m, place, contest="chair"):
        r = rnd(f"membership/{name}/r")
        pair = encrypt(y, m, r)
        statement = membership_statement(e, contest, place, k, y, pair, values)
        branches, challenge = membership(statement, y, pair, values, m, r, f"membership/{name}")
        return r, pair, branches, challenge

    def case(id, comment, values, place, pair, branches, expect=True, e=e, contest="chair", k=k, y=y, **more):
        statement = membership_statement(e, contest, place, k, y, pair, values)
        assert verify_membership(statement, y, pair, values, branches) == expect, id
        out.add(id, comment, "membership", "ACCEPTED" if expect else "REJECTED", E=e.hex(), contest=contest, place=place, K=jp(k), Y=jp(y),
                alpha=jp(pair[0]), beta=jp(pair[1]), values=values, proof=membership_json(branches), **more)

    sets = {
        "zero": ([0, 1], 0, "option:1"), "one": ([0, 1], 1, "option:40"), "blank": ([0, 1], 1, "blank"), "single": ([1], 1, "sum"),
        "score-first": ([0, 1, 2, 3], 0, "option:2"), "score-middle": ([0, 1, 2, 3], 2, "option:2"), "score-last": ([0, 1, 2, 3], 3, "option:2"),
        "sum": ([2, 3, 6], 3, "sum"), "sum-blank": ([2, 3, 6], 6, "sum"), "sum-wide": (list(range(41)) + [41], 12, "sum"),
    }
    for name, (values, m, place) in sets.items():
        r, pair, branches, challenge = make(name, values, m, place)
        randomness = {"nonce": js(rnd(f"membership/{name}/nonce")), "real": values.index(m), "challenges": [js(b[2]) for b in branches]}
        case(name, f"m = {m}", values, place, pair, branches, m=m, r=js(r), challenge=js(challenge), randomness=randomness)

    values, place = [0, 1], "option:1"
    r, pair, branches, _ = make("zero", values, 0, place)
    reject = lambda id, comment, branches=branches, values=values, place=place, pair=pair, **more: case(
        id, comment, values, place, pair, branches, False, **more)
    reject("other-election", "E", e=noise("E2", 32))
    reject("other-contest", "another contest", contest="council")
    reject("other-place", "another option", place="option:2")
    reject("other-credential", "another K", k=some_point("K2"))
    reject("other-key", "another Y", y=some_point("Y2"))
    reject("other-values", "other values", values=[0, 2])
    reject("other-alpha", "alpha altered", pair=(add(pair[0], G), pair[1]))
    reject("other-beta", "beta altered: one more vote", pair=(pair[0], add(pair[1], G)))
    reject("branches-swapped", "branches exchanged", branches=branches[::-1])
    for j in range(2):
        for position, name in enumerate(("A", "B", "c", "z")):
            if (j, name) == (1, "c"):
                continue
            changed = list(branches)
            branch = list(changed[j])
            branch[position] = add(branch[position], G) if position < 2 else (branch[position] + 1) % Q
            changed[j] = tuple(branch)
            reject(f"other-{name}-{j}", f"{name}_{j} altered", branches=changed)

    def simulated(name, m, values, place):
        """Every branch simulated: each equation holds, the challenges do not sum up."""
        r = rnd(f"simulated/{name}/r")
        pair = encrypt(y, m, r)
        branches = []
        for j, v in enumerate(values):
            c, z = rnd(f"simulated/{name}/c{j}"), rnd(f"simulated/{name}/z{j}")
            branches.append((sub(mul(z, G), mul(c, pair[0])), sub(mul(z, y), mul(c, sub(pair[1], mul(v, G)))), c, z))
        return pair, branches

    for name, m in (("two", 2), ("minus-one", Q - 1), ("thousand", 1000)):
        pair2, branches2 = simulated(name, m, values, place)
        reject(f"simulated-{name}", f"{m if m < Q - 1 else -1} in a slot of 0 or 1, all branches simulated", pair=pair2, branches=branches2)
        r2 = rnd(f"pretended/{name}")
        pair3 = encrypt(y, m, r2)
        statement = membership_statement(e, "chair", place, k, y, pair3, values)
        branches3, _ = membership(statement, y, pair3, values, 0, r2, f"pretended/{name}")
        reject(f"pretended-{name}", "the prover pretends that it is 0", pair=pair3, branches=branches3)
    return out.rows
