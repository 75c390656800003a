# SPDX-License-Identifier: Apache-2.0
"""Merkle trees of RFC 6962, section 2.1, tiles of C2SP tlog-tiles; written as the definitions stand."""

from encoding import sha256


def leaf(entry):
    return sha256(b"\0", entry)


def _split(n):
    k = 1
    while 2 * k < n:
        k *= 2
    return k


def root(hashes):
    if not hashes:
        return sha256(b"")
    if len(hashes) == 1:
        return hashes[0]
    k = _split(len(hashes))
    return sha256(b"\1", root(hashes[:k]), root(hashes[k:]))


def inclusion(index, hashes):
    if len(hashes) == 1:
        return []
    k = _split(len(hashes))
    if index < k:
        return inclusion(index, hashes[:k]) + [root(hashes[k:])]
    return inclusion(index - k, hashes[k:]) + [root(hashes[:k])]


def consistency(old, hashes):
    return [] if old == 0 else _consistency(old, hashes, True)


def _consistency(m, hashes, whole):
    n = len(hashes)
    if m == n:
        return [] if whole else [root(hashes)]
    k = _split(n)
    if m <= k:
        return _consistency(m, hashes[:k], whole) + [root(hashes[k:])]
    return _consistency(m - k, hashes[k:], False) + [root(hashes[:k])]


def tile_path(level, index, width):
    """The level is a number, or "entries"."""
    groups = [f"{index % 1000:03d}"]
    index //= 1000
    while index:
        groups.insert(0, f"x{index % 1000:03d}")
        index //= 1000
    return f"tile/{level}/{'/'.join(groups)}" + ("" if width == 256 else f".p/{width}")


def tiles(hashes):
    """Every tile of a tree: (level, index) to its list of hashes; only the last of a level may be partial."""
    out, level, row = {}, 0, hashes
    while row:
        for i in range(0, len(row), 256):
            out[level, i // 256] = row[i : i + 256]
        row = [root(row[i : i + 256]) for i in range(0, len(row) - 255, 256)]
        level += 1
    return out


def bundle(entries):
    return b"".join(len(e).to_bytes(2, "big") + e for e in entries)


def self_test():
    """The empty tree, and the tree of one empty leaf, of RFC 6962."""
    assert root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert leaf(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert tile_path(0, 1234067, 256) == "tile/0/x001/x234/067"
    assert tile_path("entries", 0, 1) == "tile/entries/000.p/1"
