# SPDX-License-Identifier: Apache-2.0
"""Encodings and hashes of section 1, Crockford characters of sections 5 and 7."""

import base64
import hashlib
import json

import curve

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def point_bytes(point):
    return point[0].to_bytes(32, "big") + point[1].to_bytes(32, "big")


def scalar_bytes(scalar):
    assert 0 <= scalar < curve.Q
    return scalar.to_bytes(32, "big")


def jp(point):
    return b64(point_bytes(point))


def js(scalar):
    return b64(scalar_bytes(scalar))


class Part:
    """One typed part of a hash input: what it is called in the vectors and which bytes it gives."""

    def __init__(self, kind, shown, data):
        self.kind, self.shown, self.data = kind, shown, data

    def json(self):
        return {self.kind: self.shown}


def text(value):
    return Part("text", value, value.encode())


def integer(value):
    return Part("integer", value, value.to_bytes(8, "big"))


def raw(value):
    return Part("bytes", value.hex(), value)


def pt(value):
    return Part("point", jp(value), point_bytes(value))


def sc(value):
    return Part("scalar", js(value), scalar_bytes(value))


def encode(parts):
    return b"".join(len(p.data).to_bytes(4, "big") + p.data for p in parts)


def hs(tag, parts):
    """Hash to scalar."""
    return curve.hash_to_field(encode(parts), b"URNA-V1-" + tag.encode(), 1, curve.Q)[0]


def hp(tag, parts):
    """Hash to point."""
    return curve.hash_to_curve(encode(parts), b"URNA-V1-" + tag.encode())


def rnd(label):
    """A scalar from 1 to q - 1 that only this label gives: the randomness of these vectors."""
    wide = hashlib.sha512(b"urna vectors: " + label.encode()).digest()
    return int.from_bytes(wide, "big") % (curve.Q - 1) + 1


def noise(label, length):
    """Bytes that only this label gives."""
    return hashlib.shake_256(b"urna vectors: " + label.encode()).digest(length)


def canonical(value):
    """The one way in which section 12 writes an object."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return '"' + "".join(_character(c) for c in value) + '"'
    if isinstance(value, list):
        return "[" + ",".join(canonical(v) for v in value) + "]"
    return "{" + ",".join(canonical(k) + ":" + canonical(v) for k, v in value.items()) + "}"


def _character(c):
    if c in '"\\':
        return "\\" + c
    if " " <= c <= "~":
        return c
    units = c.encode("utf-16-be")
    return "".join("\\u" + units[i : i + 2].hex() for i in range(0, len(units), 2))


def canonical_bytes(value):
    return canonical(value).encode("ascii")


def field32_times(a, b):
    """Product in GF(32) = GF(2)[x] / (x^5 + x^2 + 1)."""
    product = 0
    for i in range(5):
        if b >> i & 1:
            product ^= a << i
    for i in (8, 7, 6, 5):
        if product >> i & 1:
            product ^= 0b100101 << (i - 5)
    return product


def check_character(values):
    """d_19 for the values d_0 … d_18, so that the sum of alpha^i d_i over all 20 is zero."""
    total, power = 0, 1
    for value in values:
        total ^= field32_times(power, value)
        power = field32_times(power, 2)
    return next(d for d in range(32) if field32_times(power, d) == total)


def voting_code(values):
    """The code of 19 random values, as written."""
    letters = "".join(CROCKFORD[v] for v in list(values) + [check_character(values)])
    return "-".join(letters[i : i + 4] for i in range(0, 20, 4))


def credential(election, code):
    """The secret x of a code as written by voting_code."""
    nineteen = code.replace("-", "")[:19].encode()
    stretched = hashlib.pbkdf2_hmac("sha256", nineteen, election, 10_000, 32)
    return hs("credential", [raw(election), raw(stretched)])


def tracker(ballot_hash):
    bits = int.from_bytes(ballot_hash, "big") >> 131
    letters = "".join(CROCKFORD[bits >> (5 * (24 - i)) & 31] for i in range(25))
    return "T-" + "-".join(letters[i : i + 5] for i in range(0, 25, 5))


def self_test():
    assert field32_times(0b10000, 2) == 0b00101
    powers = [1]
    for _ in range(30):
        powers.append(field32_times(powers[-1], 2))
    assert len(set(powers)) == 31 and field32_times(powers[30], 2) == 1
    tricky = {"a": 'é"\\/\U0001f5f3', "b": [1, True], "c": {}}
    assert canonical(tricky) == '{"a":"\\u00e9\\"\\\\/\\ud83d\\uddf3","b":[1,true],"c":{}}'
    assert json.loads(canonical(tricky)) == tricky
