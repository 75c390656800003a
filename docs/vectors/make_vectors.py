#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the test vectors of the protocol beside itself; --check compares them with what is there, and writes nothing.

Python 3.9 or later, standard library only. Everything follows from fixed labels: two runs give the same bytes.
"""

import sys

sys.dont_write_bytecode = True

import json
import pathlib

import cases_ballots
import cases_basics
import cases_ceremony
import cases_log
import cases_objects
import cases_proofs
import cases_rankings
import cases_shuffles
import cases_tally
import curve
import ed25519
import encoding
import jose
import merkle
import protocol

FILES = {
    "hashes": ("docs/protocol.md section 1; RFC 9380", cases_basics.hashes),
    "points": ("docs/protocol.md section 1", cases_basics.points),
    "scalars": ("docs/protocol.md section 1", cases_basics.scalars),
    "base64url": ("docs/protocol.md section 1; RFC 4648 section 5", cases_basics.base64url),
    "voting-codes": ("docs/protocol.md section 5", cases_basics.voting_codes),
    "credentials": ("docs/protocol.md sections 5 and 7", cases_basics.credentials),
    "elgamal": ("docs/protocol.md section 6", cases_basics.elgamal),
    "challenges": ("docs/protocol.md sections 5, 6 and 10", cases_proofs.challenges),
    "knowledge-proofs": ("docs/protocol.md section 6", cases_proofs.knowledge_proofs),
    "equality-proofs": ("docs/protocol.md section 6", cases_proofs.equality_proofs),
    "membership-proofs": ("docs/protocol.md section 6", cases_proofs.membership_proofs),
    "ballots": ("docs/protocol.md sections 7 and 12.2", cases_ballots.ballots),
    "rankings": ("docs/protocol.md section 7", cases_rankings.rankings),
    "ranked-ballots": ("docs/protocol.md sections 7 and 12.2", cases_rankings.ranked_ballots),
    "ceremony": ("docs/protocol.md section 9", cases_ceremony.ceremony),
    "signatures": ("docs/protocol.md sections 1 and 12; RFC 7515", cases_ceremony.signatures),
    "tallies": ("docs/protocol.md section 10", cases_tally.tallies),
    "decryptions": ("docs/protocol.md section 10", cases_tally.decryptions),
    "shuffles": ("docs/protocol.md sections 10 and 12.3", cases_shuffles.shuffles),
    "lots": ("docs/protocol.md section 10", cases_tally.lots),
    "merkle": ("docs/protocol.md section 3; RFC 6962 section 2.1", cases_log.merkle_tree),
    "tiles": ("docs/protocol.md section 3; C2SP tlog-tiles", cases_log.tiles),
    "checkpoints": ("docs/protocol.md section 3; C2SP signed-note, tlog-checkpoint, tlog-cosignature", cases_log.checkpoints),
    "json": ("docs/protocol.md section 12", cases_objects.json_writing),
    "entries": ("docs/protocol.md sections 3 and 12", cases_objects.entries),
}

# Whole elections come from the tests of module crypto, and are checked by both verifiers.
ELECTIONS = {"elections", "broken-elections"}


def written(source, cases):
    """One case a line, so that a change shows as the lines that it changed."""
    lines = ",\n".join(json.dumps(case, ensure_ascii=True, separators=(",", ":")) for case in cases)
    return f'{{"source":{json.dumps(source)},"cases":[\n{lines}\n]}}\n'


def main(arguments):
    if arguments not in ([], ["--check"]):
        print("usage: make_vectors.py [--check]", file=sys.stderr)
        return 2
    for module in (curve, encoding, ed25519, merkle, jose, protocol):
        module.self_test()
    here, differing, total = pathlib.Path(__file__).resolve().parent, 0, 0
    for name, (source, make) in FILES.items():
        cases = make()
        path, data = here / f"{name}.json", written(source, cases).encode("ascii")
        total += len(cases)
        if not arguments:
            path.write_bytes(data)
        elif not path.is_file() or path.read_bytes() != data:
            differing += 1
            print(f"{path.name} differs", file=sys.stderr)
        print(f"{path.name}: {len(cases)} cases")
    extra = {p.stem for p in here.glob("*.json")} - set(FILES) - ELECTIONS
    if extra:
        print(f"files of no known kind: {sorted(extra)}", file=sys.stderr)
    print(f"{len(FILES)} files, {total} cases")
    return 1 if differing or extra else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
