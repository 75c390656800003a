# SPDX-License-Identifier: Apache-2.0
"""NIST P-256 in affine points (tuples, None for infinity), and hashing by RFC 9380. Slow, plain, on public test data only."""

import hashlib

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
Q = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
A = P - 3
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)


def on_curve(point):
    x, y = point
    return 0 <= x < P and 0 <= y < P and (y * y - (x * x * x + A * x + B)) % P == 0


def _double(p):
    x, y, z = p
    if z == 0 or y == 0:
        return (1, 1, 0)
    zz = z * z % P
    m = 3 * (x - zz) * (x + zz) % P
    yy = y * y % P
    s = 4 * x * yy % P
    x3 = (m * m - 2 * s) % P
    return (x3, (m * (s - x3) - 8 * yy * yy) % P, 2 * y * z % P)


def _plus(p, q):
    if p[2] == 0:
        return q
    if q[2] == 0:
        return p
    z1z1, z2z2 = p[2] * p[2] % P, q[2] * q[2] % P
    u1, u2 = p[0] * z2z2 % P, q[0] * z1z1 % P
    s1, s2 = p[1] * q[2] * z2z2 % P, q[1] * p[2] * z1z1 % P
    h, r = (u2 - u1) % P, (s2 - s1) % P
    if h == 0:
        return _double(p) if r == 0 else (1, 1, 0)
    hh = h * h % P
    hhh, v = h * hh % P, u1 * hh % P
    x3 = (r * r - hhh - 2 * v) % P
    return (x3, (r * (v - x3) - s1 * hhh) % P, p[2] * q[2] * h % P)


def _jacobian(point):
    return (1, 1, 0) if point is None else (point[0], point[1], 1)


def _affine(p):
    if p[2] == 0:
        return None
    i = pow(p[2], -1, P)
    return (p[0] * i * i % P, p[1] * i * i * i % P)


def add(*points):
    """The sum of any number of points."""
    total = (1, 1, 0)
    for point in points:
        total = _plus(total, _jacobian(point))
    return _affine(total)


def neg(point):
    return None if point is None else (point[0], -point[1] % P)


def sub(p, q):
    return add(p, neg(q))


_ROWS = {}


def _rows(point):
    """Multiples 0..15 of 16^i times the point, for points that are multiplied often."""
    rows = _ROWS.get(point)
    if rows is None:
        rows, base = [], _jacobian(point)
        for _ in range(64):
            row = [(1, 1, 0)]
            for _ in range(15):
                row.append(_plus(row[-1], base))
            rows.append(row)
            base = _plus(row[-1], base)
        _ROWS[point] = rows
    return rows


def mul(k, point, often=False):
    """k times the point."""
    k %= Q
    total = (1, 1, 0)
    if point is None:
        return None
    if often or point == G or point in _ROWS:
        for row in _rows(point):
            total = _plus(total, row[k & 15])
            k >>= 4
        return _affine(total)
    base = _jacobian(point)
    for bit in bin(k)[2:]:
        total = _double(total)
        if bit == "1":
            total = _plus(total, base)
    return _affine(total)


# RFC 9380

def expand_message_xmd(message, dst, length):
    """Section 5.3.1, with SHA-256 (block 64 bytes, output 32)."""
    blocks = -(-length // 32)
    assert blocks <= 255 and length <= 65535 and len(dst) <= 255
    dst_prime = dst + bytes([len(dst)])
    b0 = hashlib.sha256(bytes(64) + message + length.to_bytes(2, "big") + b"\0" + dst_prime).digest()
    block = hashlib.sha256(b0 + b"\1" + dst_prime).digest()
    out = block
    for i in range(2, blocks + 1):
        mixed = bytes(a ^ b for a, b in zip(b0, block))
        block = hashlib.sha256(mixed + bytes([i]) + dst_prime).digest()
        out += block
    return out[:length]


def hash_to_field(message, dst, count, modulus):
    """Section 5.2 with L = 48."""
    wide = expand_message_xmd(message, dst, 48 * count)
    return [int.from_bytes(wide[48 * i : 48 * i + 48], "big") % modulus for i in range(count)]


def _sqrt(n):
    root = pow(n, (P + 1) // 4, P)
    return root if root * root % P == n % P else None


def _simplified_swu(u):
    """Section 6.6.2, with Z = -10."""
    z = -10 % P
    tv = (z * z * pow(u, 4, P) + z * u * u) % P
    if tv == 0:
        x = B * pow(z * A, -1, P) % P
    else:
        x = -B * pow(A, -1, P) * (1 + pow(tv, -1, P)) % P
    y = _sqrt((x * x * x + A * x + B) % P)
    if y is None:
        x = z * u * u * x % P
        y = _sqrt((x * x * x + A * x + B) % P)
    if (u & 1) != (y & 1):
        y = P - y
    return (x, y)


def hash_to_curve(message, dst):
    """The suite P256_XMD:SHA-256_SSWU_RO_ (section 8.2; the cofactor is 1)."""
    u0, u1 = hash_to_field(message, dst, 2, P)
    return add(_simplified_swu(u0), _simplified_swu(u1))


def self_test():
    """RFC 9380, appendices J.1.1 and K.1."""
    dst = b"QUUX-V01-CS02-with-P256_XMD:SHA-256_SSWU_RO_"
    assert hash_to_curve(b"", dst) == (
        0x2C15230B26DBC6FC9A37051158C95B79656E17A1A920B11394CA91C44247D3E4,
        0x8A7A74985CC5C776CDFE4B1F19884970453912E9D31528C060BE9AB5C43E8415,
    )
    assert hash_to_curve(b"abc", dst) == (
        0x0BB8B87485551AA43ED54F009230450B492FEAD5F1CC91658775DAC4A3388A0F,
        0x5C41B3D0731A27A7B14BC0BF0CCDED2D8751F83493404C84A88E71FFD424212E,
    )
    expanded = expand_message_xmd(b"", b"QUUX-V01-CS02-with-expander-SHA256-128", 32)
    assert expanded.hex() == "68a985b87eb6b46952128911f2a4412bbc302a9d759667f87f7a21d803f07235"
    assert mul(Q, G) is None and mul(Q - 1, G) == neg(G) and on_curve(mul(12345, G))
    point = mul(777, G)
    assert mul(Q + 5, point) == mul(5 * 777, G) == add(point, point, point, point, point)
