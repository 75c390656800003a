# SPDX-License-Identifier: Apache-2.0
"""Vectors of section 3: Merkle trees, proofs, tiles, entry bundles, checkpoints and their signatures."""

import base64
import struct

import ed25519
import election as el
import merkle
from cases_basics import Cases
from encoding import noise, sha256


def entry(i):
    return f"urna leaf {i}".encode()


def hashes(size):
    return [merkle.leaf(entry(i)) for i in range(size)]


def merkle_tree():
    """Entry i of every tree is the text "urna leaf i"."""
    out = Cases()
    for data in (b"", b"\0", b"urna leaf 0", noise("long leaf", 1000)):
        out.add(f"leaf-{len(data)}", "leaf hash", "leaf", entry=data.hex(), hash=merkle.leaf(data).hex())
    for size in list(range(71)) + [127, 128, 129, 255, 256, 257, 511, 512, 513, 1000]:
        out.add(f"root-{size}", "root", "root", size=size, root=merkle.root(hashes(size)).hex())

    def inclusion(id, comment, index, size, leaf, proof, root, expect="ACCEPTED"):
        out.add(id, comment, "inclusion", expect, index=index, size=size, leafHash=leaf.hex(), proof=[h.hex() for h in proof], root=root.hex())

    for size in (1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 32, 33, 64, 70, 257):
        rows = hashes(size)
        for index in sorted({0, 1, size // 2, size - 2, size - 1} & set(range(size))):
            inclusion(f"inclusion-{index}-of-{size}", "audit path", index, size, rows[index], merkle.inclusion(index, rows), merkle.root(rows))
    rows = hashes(7)
    path, root = merkle.inclusion(4, rows), merkle.root(rows)
    bad = lambda id, comment, index=4, size=7, leaf=rows[4], proof=path, root=root: inclusion(f"inclusion-{id}", comment, index, size, leaf, proof, root, "REJECTED")
    bad("other-index", "another index", index=5)
    bad("other-leaf", "another leaf", leaf=rows[5])
    bad("other-root", "another root", root=sha256(root))
    bad("other-size", "a size with another shape", size=5)
    bad("index-beyond", "index = size", index=7)
    bad("size-zero", "an empty tree", index=0, size=0)
    bad("proof-empty", "no proof", proof=[])
    bad("proof-short", "last hash left out", proof=path[:-1])
    bad("proof-long", "a hash too many", proof=path + [root])
    bad("proof-reversed", "hashes in reverse", proof=path[::-1])
    bad("hash-altered", "one bit of one hash", proof=[bytes([path[0][0] ^ 1]) + path[0][1:]] + path[1:])
    bad("node-as-leaf", "an inner node passed off as a leaf", index=0, size=4, leaf=sha256(b"\1", rows[0], rows[1]), proof=[merkle.root(rows[2:4])], root=merkle.root(rows[:4]))
    bad("single-with-proof", "a tree of one entry with a proof", index=0, size=1, leaf=rows[0], proof=[rows[1]], root=rows[0])

    def consistency(id, comment, old, new, proof, before, after, expect="ACCEPTED"):
        out.add(id, comment, "consistency", expect, oldSize=old, newSize=new, proof=[h.hex() for h in proof], oldRoot=before.hex(), newRoot=after.hex())

    for new in (1, 2, 3, 4, 5, 6, 7, 8, 13, 64, 70, 257):
        rows = hashes(new)
        for old in sorted({1, 2, 3, 4, new // 2, new - 1, new} & set(range(1, new + 1))):
            consistency(f"consistency-{old}-to-{new}", "consistency proof", old, new, merkle.consistency(old, rows), merkle.root(rows[:old]), merkle.root(rows))
    rows = hashes(7)
    before, after, proof = merkle.root(rows[:3]), merkle.root(rows), merkle.consistency(3, rows)
    bad = lambda id, comment, old=3, new=7, proof=proof, before=before, after=after: consistency(f"consistency-{id}", comment, old, new, proof, before, after, "REJECTED")
    bad("other-old-root", "another old root", before=sha256(before))
    bad("other-new-root", "another new root", after=sha256(after))
    bad("roots-swapped", "roots exchanged", before=after, after=before)
    bad("other-old-size", "another old size", old=4)
    bad("shrinks", "the new tree is smaller", old=7, new=3)
    bad("proof-empty", "no proof", proof=[])
    bad("proof-short", "last hash left out", proof=proof[:-1])
    bad("proof-long", "a hash too many", proof=proof + [after])
    bad("hash-altered", "one bit of one hash", proof=[bytes([proof[0][0] ^ 1]) + proof[0][1:]] + proof[1:])
    bad("same-size-other-root", "equal sizes, different roots: a fork", old=7, new=7, proof=[], before=sha256(after), after=after)
    return out.rows


def tiles():
    out = Cases()
    for level, index, width in ((0, 0, 256), (0, 0, 1), (0, 0, 255), (0, 1, 256), (0, 999, 256), (0, 1000, 256), (0, 1234067, 256), (0, 1234067, 17), (1, 0, 256), (2, 5, 3), (5, 0, 1),
                                ("entries", 0, 256), ("entries", 0, 70), ("entries", 1000, 256), ("entries", 123456789, 256)):
        out.add(f"path-{level}-{index}-{width}", "path below the board", "path", level=str(level), index=index, width=width, path=merkle.tile_path(level, index, width))
    for id, comment, path in (
        ("width-256", "a full tile named as partial", "tile/0/000.p/256"), ("width-0", "an empty tile", "tile/0/000.p/0"), ("width-leading-zero", "a leading zero", "tile/0/000.p/01"),
        ("index-short", "two digits", "tile/0/00"), ("index-no-x", "no x before the first group", "tile/0/001/000"), ("index-x-last", "x before the last group", "tile/0/x000"),
        ("index-leading-group", "a group of zeros in front", "tile/0/x000/001"), ("level-leading-zero", "level with a leading zero", "tile/00/000"), ("level-64", "level out of range", "tile/64/000"),
        ("negative", "a sign", "tile/0/-01"), ("climbing", "a path upwards", "tile/0/../000"), ("other", "another word", "tile/data/000"), ("trailing-slash", "a slash after", "tile/0/000/"),
    ):
        out.add(f"path-bad-{id}", comment, "path", "MALFORMED", path=path)
    for size in (1, 70, 256, 257, 700):
        rows = hashes(size)
        for (level, index), tile in merkle.tiles(rows).items():
            data = b"".join(tile)
            out.add(f"tile-{level}-{index}-of-{size}", "content of a tile", "tile", size=size, level=level, index=index, path=merkle.tile_path(level, index, len(tile)), sha256=sha256(data).hex(),
                    **({"bytes": data.hex()} if len(data) <= 256 else {}))
        for start in range(0, size, 256):
            part = [entry(i) for i in range(start, min(size, start + 256))]
            data = merkle.bundle(part)
            out.add(f"bundle-{start // 256}-of-{size}", "entry bundle", "entries", size=size, index=start // 256, path=merkle.tile_path("entries", start // 256, len(part)), sha256=sha256(data).hex(),
                    **({"bytes": data.hex()} if len(part) == 1 else {}))
    for id, comment, part in (
        ("one", "one entry", [b"{}"]), ("empty-entry", "an entry of no bytes", [b"", b"a"]), ("two", "two entries", [b'{"type":"open"}', b'{"type":"close"}']),
        ("length-256", "both bytes of a length", [bytes(256), bytes(1)]),
    ):
        out.add(f"bundle-{id}", comment, "bundle", entries=[e.hex() for e in part], bytes=merkle.bundle(part).hex())
    for id, comment, data in (("cut", "the last byte missing", merkle.bundle([b"abc"])[:-1]), ("length-cut", "half a length", merkle.bundle([b"abc"]) + b"\0"), ("length-beyond", "a length beyond the end", b"\xff\xff{}")):
        out.add(f"bundle-bad-{id}", comment, "bundle", "MALFORMED", bytes=data.hex())
    return out.rows


def cosigned_message(name, timestamp, origin, size, root):
    """The structure that an ML-DSA-44 cosignature signs (C2SP tlog-cosignature)."""
    opaque = lambda text: bytes([len(text.encode())]) + text.encode()
    return b"subtree/v1\n\0" + opaque(name) + struct.pack(">Q", timestamp) + opaque(origin) + struct.pack(">QQ", 0, size) + root


def checkpoints():
    out = Cases()
    seed, origin = el.BOARD_SEED, el.ORIGIN
    public = ed25519.public_key(seed)
    verifier = el.vkey(origin, 1, public)
    witness_seed, witness = noise("witness key", 32), "witness.example/w1"
    witness_public = ed25519.public_key(witness_seed)

    def line(name, kind, key, signature):
        return f"\u2014 {name} {base64.b64encode(el.key_id(name, kind, key) + signature).decode()}\n"

    def body(size, root):
        return f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"

    def signed(text, sign_with=seed, key=public, name=origin):
        return text + "\n" + line(name, 1, key, ed25519.sign(sign_with, text.encode()))

    for size in (0, 1, 28, 70, 257):
        root = merkle.root(hashes(size))
        text = body(size, root)
        time = 1903600000 + size
        note = signed(text)
        out.add(f"checkpoint-{size}", "board's Ed25519 signature", "note", origin=origin, key=verifier, seed=seed.hex(), size=size, root=root.hex(), body=text,
                signature=ed25519.sign(seed, text.encode()).hex(), note=note)
        message = f"cosignature/v1\ntime {time}\n{text}".encode()
        signature = ed25519.sign(witness_seed, message)
        out.add(f"cosignature-{size}", "a witness's Ed25519 cosignature", "cosignature", name=witness, key=el.vkey(witness, 4, witness_public), seed=witness_seed.hex(), timestamp=time, body=text,
                message=message.hex(), signature=signature.hex(), line=line(witness, 4, witness_public, struct.pack(">Q", time) + signature),
                note=note + line(witness, 4, witness_public, struct.pack(">Q", time) + signature))
        out.add(f"cosigned-message-{size}", "what the board's ML-DSA-44 key signs", "cosigned-message", name=origin, timestamp=time, origin=origin, size=size, root=root.hex(),
                message=cosigned_message(origin, time, origin, size, root).hex())
    out.add("vkey-board", "type 1", "vkey", key=verifier, name=origin, type=1, keyId=el.key_id(origin, 1, public).hex(), public=public.hex())
    out.add("vkey-witness", "type 4", "vkey", key=el.vkey(witness, 4, witness_public), name=witness, type=4, keyId=el.key_id(witness, 4, witness_public).hex(), public=witness_public.hex())
    out.add("vkey-cosigner", "type 6", "vkey", key=el.vkey(origin, 6, el.COSIGNER), name=origin, type=6, keyId=el.key_id(origin, 6, el.COSIGNER).hex(), public=el.COSIGNER.hex())
    name, identity, encoded = verifier.split("+", 2)
    flipped = ("0" if identity[0] != "0" else "1") + identity[1:]
    for id, comment, key in (
        ("wrong-id", "a key id that is not the key's", f"{name}+{flipped}+{encoded}"), ("upper-id", "the id in upper case", f"{name}+{identity.upper()}+{encoded}"), ("no-name", "no name", f"+{identity}+{encoded}"),
        ("two-parts", "a part missing", f"{name}+{encoded}"), ("base64url", "not base64", f"{name}+{identity}+{encoded[:-1]}-"), ("short", "a key too short", el.vkey(name, 1, public[:31])),
        ("space", "a space in the name", el.vkey("urna example", 1, public)), ("plus", "a plus in the name", el.vkey("urna+example", 1, public)), ("type-2", "an unknown type", el.vkey(name, 2, public)),
    ):
        out.add(f"vkey-bad-{id}", comment, "vkey", "MALFORMED", key=key)

    root = merkle.root(hashes(28))
    text = body(28, root)
    note = signed(text)

    def bad(id, comment, expect, altered):
        out.add(f"note-{id}", comment, "note", expect, origin=origin, key=verifier, note=altered)

    other_seed = noise("another board key", 32)
    bad("other-size", "the size altered", "REJECTED", note.replace("\n28\n", "\n29\n"))
    bad("other-root", "the root altered", "REJECTED", note.replace(base64.b64encode(root).decode(), base64.b64encode(sha256(root)).decode()))
    bad("other-key", "another key under the board's key id", "REJECTED", signed(text, sign_with=other_seed))
    bad("unknown-key", "only a signature by a key that nobody asked for", "REJECTED", signed(text, other_seed, ed25519.public_key(other_seed)))
    bad("other-name", "the key under another name", "REJECTED", signed(text, name="urna.example/other"))
    elsewhere = signed(text.replace(origin, "urna.example/other"))
    bad("other-origin", "another origin, signed by the same key", "REJECTED", elsewhere)
    bad("no-signature", "no signature line", "MALFORMED", text + "\n")
    bad("no-blank-line", "no blank line", "MALFORMED", note.replace("\n\n", "\n"))
    bad("no-last-line-feed", "cut before the last line feed", "MALFORMED", note[:-1])
    bad("hyphen", "a hyphen for the dash", "MALFORMED", note.replace("\u2014", "-"))
    bad("size-leading-zero", "a leading zero in the size", "MALFORMED", signed(text.replace("\n28\n", "\n028\n")))
    bad("size-sign", "a sign before the size", "MALFORMED", signed(text.replace("\n28\n", "\n+28\n")))
    bad("root-short", "a root of 31 bytes", "MALFORMED", signed(body(28, root[:31])))
    bad("extension", "an extension line, which this protocol does not have", "MALFORMED", signed(text + "extension\n"))
    bad("carriage-return", "CR before LF", "MALFORMED", note.replace("\n", "\r\n"))
    bad("empty", "nothing", "MALFORMED", "")
    return out.rows
