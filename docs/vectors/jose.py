# SPDX-License-Identifier: Apache-2.0
"""ES256 compact and detached JWS (RFC 7515), ECDH-ES with A256GCM JWE (RFC 7516, 7518), thumbprints (RFC 7638)."""

import curve
from encoding import b64, canonical_bytes, rnd, sha256


def jwk(point):
    x, y = (b64(c.to_bytes(32, "big")) for c in point)
    return {"crv": "P-256", "kty": "EC", "x": x, "y": y}


def thumbprint(point):
    return sha256(canonical_bytes(jwk(point)))


def _ecdsa(secret, message, label):
    k = rnd("ecdsa/" + label + "/" + sha256(message).hex())
    r = curve.mul(k, curve.G)[0] % curve.Q
    digest = int.from_bytes(sha256(message), "big")
    s = pow(k, -1, curve.Q) * (digest + r * secret) % curve.Q
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def jws(secret, kind, payload, detached=True):
    """The compact serialization; the protected header is the one that section 12 fixes."""
    kid = b64(thumbprint(curve.mul(secret, curve.G)))
    header = b64(canonical_bytes({"alg": "ES256", "kid": kid, "typ": kind}))
    body = b64(payload)
    signature = b64(_ecdsa(secret, f"{header}.{body}".encode(), "jws"))
    return f"{header}.{'' if detached else body}.{signature}"


# AES-256-GCM, from FIPS 197 and SP 800-38D.

def _xtime(a):
    return (a << 1 ^ 0x11B) & 0xFF if a & 0x80 else a << 1


def _make_sbox():
    exponent, logarithm, value = [0] * 255, [0] * 256, 1
    for i in range(255):
        exponent[i], logarithm[value] = value, i
        value ^= _xtime(value)
    box = []
    for a in range(256):
        b = exponent[-logarithm[a] % 255] if a else 0
        box.append(b ^ 0x63 ^ (b << 1 | b >> 7) & 255 ^ (b << 2 | b >> 6) & 255 ^ (b << 3 | b >> 5) & 255 ^ (b << 4 | b >> 4) & 255)
    return box


SBOX = _make_sbox()


def _round_keys(key):
    words, rcon = [list(key[i : i + 4]) for i in range(0, 32, 4)], 1
    for i in range(8, 60):
        word = list(words[-1])
        if i % 8 == 0:
            word = [SBOX[b] for b in word[1:] + word[:1]]
            word[0] ^= rcon
            rcon = _xtime(rcon)
        elif i % 8 == 4:
            word = [SBOX[b] for b in word]
        words.append([a ^ b for a, b in zip(words[-8], word)])
    return [sum(words[i : i + 4], []) for i in range(0, 60, 4)]


def aes256(key, block):
    keys = _round_keys(key)
    state = [a ^ b for a, b in zip(block, keys[0])]
    for r in range(1, 15):
        state = [SBOX[state[(i + 4 * (i % 4)) % 16]] for i in range(16)]
        if r < 14:
            mixed = []
            for c in range(0, 16, 4):
                column = state[c : c + 4]
                for i in range(4):
                    a, b, d, e = (column[(i + j) % 4] for j in range(4))
                    mixed.append(_xtime(a) ^ _xtime(b) ^ b ^ d ^ e)
            state = mixed
        state = [a ^ b for a, b in zip(state, keys[r])]
    return bytes(state)


def _gf128_times(x, y):
    z = 0
    for i in range(127, -1, -1):
        if x >> i & 1:
            z ^= y
        y = y >> 1 ^ (0xE1 << 120 if y & 1 else 0)
    return z


def aes256_gcm(key, iv, plain, additional):
    """Cipher text and 16-byte tag, for a 12-byte iv."""
    stream = b"".join(aes256(key, iv + (i + 2).to_bytes(4, "big")) for i in range(-(-len(plain) // 16)))
    sealed = bytes(a ^ b for a, b in zip(plain, stream))
    h, y = int.from_bytes(aes256(key, bytes(16)), "big"), 0
    padded = b"".join(d + bytes(-len(d) % 16) for d in (additional, sealed))
    padded += (8 * len(additional)).to_bytes(8, "big") + (8 * len(sealed)).to_bytes(8, "big")
    for i in range(0, len(padded), 16):
        y = _gf128_times(y ^ int.from_bytes(padded[i : i + 16], "big"), h)
    mask = int.from_bytes(aes256(key, iv + b"\0\0\0\1"), "big")
    return sealed, (y ^ mask).to_bytes(16, "big")


def agreed_key(shared):
    """Concat KDF of RFC 7518 section 4.6.2 for A256GCM without party information, from the shared point."""
    named = len(b"A256GCM").to_bytes(4, "big") + b"A256GCM"
    return sha256(b"\0\0\0\1", shared[0].to_bytes(32, "big"), named, bytes(8), (256).to_bytes(4, "big"))


def jwe(recipient, ephemeral, iv, plain):
    """Compact ECDH-ES + A256GCM."""
    epk = jwk(curve.mul(ephemeral, curve.G))
    header = b64(canonical_bytes({"alg": "ECDH-ES", "enc": "A256GCM", "epk": epk}))
    key = agreed_key(curve.mul(ephemeral, recipient))
    sealed, tag = aes256_gcm(key, iv, plain, header.encode())
    return f"{header}..{b64(iv)}.{b64(sealed)}.{b64(tag)}"


def self_test():
    """FIPS 197 appendix C.3, and test case 14 of the GCM specification."""
    key = bytes(range(32))
    assert aes256(key, bytes.fromhex("00112233445566778899aabbccddeeff")).hex() == "8ea2b7ca516745bfeafc49904b496089"
    sealed, tag = aes256_gcm(bytes(32), bytes(12), bytes(16), b"")
    assert sealed.hex() == "cea7403d4d606b6e074ec5d3baf39d18" and tag.hex() == "d0d1c8a799996bf0265b98b5d48ab919"
