# SPDX-License-Identifier: Apache-2.0
"""Vectors of sections 1 and 5 and of ElGamal: hashes, points, scalars, base64url, codes, credentials."""

import base64

import curve
from curve import G, P, Q, add, mul, neg
from encoding import (
    CROCKFORD, b64, check_character, credential, encode, hp, hs, integer, jp, js, noise, point_bytes, pt, raw, rnd, sc, text, tracker, voting_code,
)
from protocol import add_pairs, encrypt, times_pair


class Cases:
    """Cases in order, no id twice."""

    def __init__(self):
        self.rows = []

    def add(self, id, comment, operation, expect="ACCEPTED", **fields):
        assert all(row["id"] != id for row in self.rows), id
        self.rows.append({"id": id, "comment": comment, "operation": operation, "expect": expect, **fields})


def hashes():
    out = Cases()
    dst = "URNA-V1-vectors"
    messages = {"empty": b"", "abc": b"abc", "one-block": noise("message", 64), "long": noise("long message", 5000)}
    for name, message in messages.items():
        for length in (1, 32, 33, 48, 96, 255, 8160):
            if length == 8160 and name != "abc":
                continue
            expanded = curve.expand_message_xmd(message, dst.encode(), length)
            out.add(f"expand-{name}-{length}", f"expand_message_xmd to {length} bytes", "expand", dst=dst, message=message.hex(), length=length, output=expanded.hex())
    point = mul(7, G)
    statements = {
        "nothing": [],
        "empty-text": [text("")],
        "empty-bytes": [raw(b"")],
        "text": [text("option:1")],
        "text-umlaut": [text("Wählerin ✓ 🗳")],
        "integer-zero": [integer(0)],
        "integer-one": [integer(1)],
        "integer-large": [integer(2**53 - 1)],
        "hash": [raw(noise("hash", 32))],
        "election": [raw(noise("election", 16))],
        "point": [pt(point)],
        "scalar": [sc(5)],
        "scalar-largest": [sc(Q - 1)],
        "all-kinds": [raw(noise("E", 32)), text("chair"), text("blank"), pt(point), sc(9), integer(3)],
        "split-ab-c": [text("ab"), text("c")],
        "split-a-bc": [text("a"), text("bc")],
        "long": [raw(noise("long part", 3000)), raw(noise("another", 7))],
        "many": [integer(i) for i in range(100)],
    }
    for name, parts in statements.items():
        shown = [p.json() for p in parts]
        out.add(f"scalar-{name}", "Hs", "hash-to-scalar", tag="vectors", parts=shown, encoding=encode(parts).hex(), scalar=js(hs("vectors", parts)))
        out.add(f"point-{name}", "Hp", "hash-to-point", tag="vectors", parts=shown, encoding=encode(parts).hex(), point=jp(hp("vectors", parts)))
    for tag in ("ballot", "membership", "tally-offset", "t", "decryption-weights"):
        parts = statements["all-kinds"]
        out.add(f"scalar-tag-{tag}", "the tag separates", "hash-to-scalar", tag=tag, parts=[p.json() for p in parts], encoding=encode(parts).hex(), scalar=js(hs(tag, parts)))
    for i in range(4):
        parts = [integer(i)]
        out.add(f"shuffle-generator-{i}", "h and h_i of the shuffle", "hash-to-point", tag="shuffle-generator", parts=[p.json() for p in parts], encoding=encode(parts).hex(), point=jp(hp("shuffle-generator", parts)))
    return out.rows


def points():
    out = Cases()

    def good(id, comment, point):
        data = point_bytes(point)
        out.add(id, comment, "decode", bytes=data.hex(), text=b64(data), x=f"{point[0]:064x}", y=f"{point[1]:064x}")

    def bad(id, comment, data):
        out.add(id, comment, "decode", "MALFORMED", bytes=data.hex())

    good("generator", "G", G)
    good("generator-negated", "-G", neg(G))
    good("two", "2 G", mul(2, G))
    good("last", "(q - 1) G", mul(Q - 1, G))
    zero_x = (0, curve._sqrt(curve.B))
    good("x-zero", "the point with x = 0", zero_x)
    for i in range(5):
        good(f"random-{i}", "a random point", mul(rnd(f"point {i}"), G))
    data = point_bytes(G)
    word = lambda v: v.to_bytes(32, "big")
    bad("empty", "no bytes", b"")
    bad("short", "63 bytes", data[:63])
    bad("short-leading", "the first byte left out", data[1:])
    bad("long", "65 bytes", data + b"\0")
    bad("infinity-zeros", "64 zero bytes", bytes(64))
    bad("infinity-one-byte", "SEC 1 infinity", b"\0")
    bad("infinity-p", "x = y = p", word(P) * 2)
    bad("sec1-uncompressed", "04 before the coordinates", b"\4" + data)
    bad("sec1-compressed", "compressed form", bytes([2 + (G[1] & 1)]) + data[:32])
    bad("x-only", "32 bytes", data[:32])
    bad("off-curve-y", "y + 1", word(G[0]) + word(G[1] + 1))
    bad("off-curve-x", "x + 1", word(G[0] + 1) + word(G[1]))
    bad("swapped", "y before x", word(G[1]) + word(G[0]))
    bad("other-curve", "the generator of secp256k1", bytes.fromhex(
        "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8"))
    bad("twist", "x of no point, any y", next(word(x) + word(5) for x in range(1, 99) if curve._sqrt(x**3 + curve.A * x + curve.B) is None))
    small = next(x for x in range(1, 99) if curve._sqrt(x**3 + curve.A * x + curve.B) is not None)
    y = curve._sqrt(small**3 + curve.A * small + curve.B)
    good("x-small", "a small x, so that x + p has 32 bytes", (small, y))
    bad("x-plus-p", "the same with x + p", word(small + P) + word(y))
    bad("x-zero-as-p", "x = 0 written as p", word(P) + word(zero_x[1]))
    bad("y-zero", "y = 0: no point of the curve has it", word(G[0]) + word(0))
    bad("ones", "all bits set", b"\xff" * 64)
    bad("little-endian", "coordinates reversed", data[31::-1] + data[:31:-1])

    a, b = mul(rnd("sum a"), G), mul(rnd("sum b"), G)
    for id, comment, left, right in (
        ("sum", "a + b", a, b), ("sum-double", "a + a", a, a), ("sum-generator", "a + G", a, G),
    ):
        out.add(id, comment, "sum", left=jp(left), right=jp(right), point=jp(add(left, right)))
    out.add("sum-infinity", "a - a is infinity, which has no encoding", "sum", left=jp(a), right=jp(neg(a)), infinity=True)
    for id, comment, k, point in (
        ("product-one", "1 a", 1, a), ("product-two", "2 a", 2, a), ("product-last", "(q - 1) a = -a", Q - 1, a),
        ("product-random", "a random multiple", rnd("product"), b), ("product-generator", "of G", rnd("product 2"), G),
        ("product-128", "a weight of 128 bits", rnd("product 3") % 2**128, b), ("product-high", "2^255", 2**255, b),
    ):
        out.add(id, comment, "product", scalar=js(k), point=jp(point), product=jp(mul(k, point)))
    out.add("product-zero", "0 a", "product", scalar=js(0), point=jp(a), infinity=True)
    return out.rows


def scalars():
    out = Cases()
    word = lambda v: v.to_bytes(32, "big")
    for id, comment, value in (
        ("zero", "0", 0), ("one", "1", 1), ("largest", "q - 1", Q - 1), ("half", "2^255", 2**255), ("random", "random", rnd("scalar")),
    ):
        out.add(id, comment, "decode", bytes=word(value).hex(), text=js(value), decimal=str(value))
    for id, comment, data in (
        ("q", "q", word(Q)), ("q-plus-one", "1 written as q + 1", word(Q + 1)), ("p", "p", word(P)), ("ones", "2^256 - 1", b"\xff" * 32),
        ("empty", "no bytes", b""), ("short", "31 bytes", word(1)[1:]), ("long", "33 bytes, a leading zero", b"\0" + word(1)),
    ):
        out.add(id, comment, "decode", "MALFORMED", bytes=data.hex())
    pairs = (("random", rnd("sa"), rnd("sb")), ("wrap", Q - 1, Q - 1), ("one", 1, rnd("sa")), ("cancel", rnd("sa"), Q - rnd("sa")))
    for name, a, b in pairs:
        out.add(f"arithmetic-{name}", "in the field of q", "arithmetic", left=js(a), right=js(b), sum=js((a + b) % Q), difference=js((a - b) % Q),
                product=js(a * b % Q), negated=js(-a % Q), inverse=js(pow(a, -1, Q)))
    return out.rows


def base64url():
    out = Cases()
    for id, data in (
        ("empty", b""), ("one", b"f"), ("two", b"fo"), ("three", b"foo"), ("four", b"foob"), ("sixty-two-three", b"\xfb\xff\xbf"),
        ("zeros", bytes(32)), ("ones", b"\xff" * 32), ("random-32", noise("b64", 32)), ("random-64", noise("b64", 64)),
    ):
        out.add(id, f"{len(data)} bytes", "decode", text=b64(data), bytes=data.hex())
    for id, comment, written in (
        ("padded-one", "padding", "Zg=="), ("padded-two", "padding", "Zm8="), ("padding-alone", "padding alone", "="),
        ("standard-plus", "+ of the other alphabet", "+/+/"), ("standard-slash", "/ of the other alphabet", "Zm/v"),
        ("spare-bits-one", "f with a spare bit set", "Zh"), ("spare-bits-one-all", "f with all spare bits set", "Zv"),
        ("spare-bits-two", "fo with a spare bit set", "Zm9"), ("length-one", "one character", "Z"), ("length-five", "five characters", "Zm9vY"),
        ("space", "a space inside", "Zm 9v"), ("space-after", "a space after", "Zm9v "), ("line-feed", "a line feed", "Zm9v\n"), ("tab", "a tab", "\tZm9v"),
        ("letter-outside", "a letter that is not ASCII", "Zm9\u00e9"), ("full-width", "a full-width digit", "Zm9\uff11"),
        ("point", "a full stop", "Zm9."), ("nul", "U+0000", "Zm9\0"), ("astral", "a character outside the first plane", "Zm9\U0001d7d8"),
        ("scalar-spare", "43 characters, a spare bit set", js(1)[:-1] + "F"),
        ("point-spare", "86 characters, a spare bit set", jp(G)[:-1] + ("B" if jp(G)[-1] == "A" else chr(ord(jp(G)[-1]) + 1))),
    ):
        assert base64.urlsafe_b64encode(b"f") == b"Zg=="
        out.add(id, comment, "decode", "MALFORMED", text=written)
    return out.rows


def voting_codes():
    out = Cases()

    def good(id, comment, written, code):
        out.add(id, comment, "code", written=written, code=code, first19=code.replace("-", "")[:19])

    def bad(id, comment, written):
        out.add(id, comment, "code", "MALFORMED", written=written)

    for id, values in (
        ("zeros", [0] * 19), ("ones", [1] * 19), ("last", [31] * 19), ("ascending", list(range(19))), ("descending", list(range(31, 12, -1))),
        ("first-only", [1] + [0] * 18), ("last-only", [0] * 18 + [1]),
    ):
        good(id, f"values {values}", voting_code(values), voting_code(values))
    for i in range(6):
        values = [b & 31 for b in noise(f"code {i}", 19)]
        good(f"random-{i}", "random values", voting_code(values), voting_code(values))
    code = voting_code([10, 1, 0, 17, 0, 1, 22, 3, 1, 0, 0, 9, 30, 1, 0, 25, 1, 12, 28])
    good("lower-case", "lower case", code.lower(), code)
    good("letter-o", "O for 0", code.replace("0", "O"), code)
    good("letter-o-small", "o for 0", code.replace("0", "o"), code)
    good("letter-i", "I for 1", code.replace("1", "I"), code)
    good("letter-l", "l for 1", code.replace("1", "l"), code)
    good("letters-mixed", "O, i and L", code.replace("0", "O").replace("1", "i", 1).replace("1", "L"), code)
    bad("empty", "nothing", "")
    bad("short", "19 characters", code[:-1])
    bad("long", "21 characters", code + "0")
    bad("letter-u", "U is no Crockford character", "U" + code[1:])
    bad("other-letter", "a character of no alphabet", "*" + code[1:])
    bad("umlaut", "a letter that is not ASCII", "\u00c4" + code[1:])
    bad("full-width", "a full-width digit", "\uff11" + code[1:])
    bad("dotless-i", "U+0131, which some upper-casing makes an I", code.replace("1", "\u0131", 1))
    bad("kelvin", "U+212A, which some lower-casing makes a k", "\u212a" + code[1:])
    bad("tracker", "a tracker is no code", tracker(noise("tracker", 32)))
    letters = code.replace("-", "")

    def grouped(s):
        return "-".join(s[i : i + 4] for i in range(0, len(s), 4))

    for position in range(20):
        value = CROCKFORD.index(letters[position])
        wrong = CROCKFORD[value ^ (1 + position % 31)]
        bad(f"single-error-{position}", f"character {position} altered", grouped(letters[:position] + wrong + letters[position + 1 :]))
    for i, j in [(i, i + 1) for i in range(19)] + [(0, 19), (3, 12), (1, 15)]:
        if letters[i] != letters[j]:
            swapped = list(letters)
            swapped[i], swapped[j] = swapped[j], swapped[i]
            bad(f"exchange-{i}-{j}", f"characters {i} and {j} exchanged", grouped("".join(swapped)))
    values = [CROCKFORD.index(c) for c in letters[:19]]
    assert CROCKFORD[check_character(values)] == letters[19]
    return out.rows


def credentials():
    out = Cases()
    for i in range(4):
        election = noise(f"election {i // 2}", 16)
        code = voting_code([b & 31 for b in noise(f"credential code {i}", 19)])
        x = credential(election, code)
        out.add(f"credential-{i}", "code to key pair", "credential", election=election.hex(), code=code, x=js(x), K=jp(mul(x, G)))
    code = voting_code([0] * 19)
    x = credential(noise("election 0", 16), code)
    out.add("credential-typed", "the same however it is typed", "credential", election=noise("election 0", 16).hex(), code=code.replace("0", "o"), x=js(x), K=jp(mul(x, G)))
    for i in range(4):
        digest = noise(f"tracker {i}", 32)
        out.add(f"tracker-{i}", "first 125 bits", "tracker", hash=digest.hex(), tracker=tracker(digest))
    out.add("tracker-zeros", "all zero", "tracker", hash=bytes(32).hex(), tracker=tracker(bytes(32)))
    out.add("tracker-ones", "all one", "tracker", hash="ff" * 32, tracker=tracker(b"\xff" * 32))
    last = (1 << 131).to_bytes(32, "big")
    out.add("tracker-last-bit", "bit 125 alone", "tracker", hash=last.hex(), tracker=tracker(last))
    beyond = ((1 << 131) - 1).to_bytes(32, "big")
    out.add("tracker-beyond", "all bits beyond the first 125", "tracker", hash=beyond.hex(), tracker=tracker(beyond))
    return out.rows


def elgamal():
    out = Cases()
    y = mul(rnd("elgamal y"), G)
    pairs = {}
    for m in (0, 1, 2, 1000, 2**36):
        r = rnd(f"elgamal {m}")
        pairs[m] = encrypt(y, m, r)
        out.add(f"encrypt-{m}", "Enc(m; r)", "encrypt", Y=jp(y), m=m, r=js(r), alpha=jp(pairs[m][0]), beta=jp(pairs[m][1]))
    for a, b in ((0, 1), (1, 2), (2, 2), (1000, 2**36)):
        total = add_pairs(pairs[a], pairs[b])
        out.add(f"sum-{a}-{b}", "of two ciphertexts", "add", left=[jp(p) for p in pairs[a]], right=[jp(p) for p in pairs[b]], result=[jp(p) for p in total])
    for k in (1, 2, 3, 41, 2**36):
        out.add(f"times-{k}", "an integer multiple", "multiply", ciphertext=[jp(p) for p in pairs[1]], factor=k, result=[jp(p) for p in times_pair(k, pairs[1])])
    return out.rows
