# SPDX-License-Identifier: Apache-2.0
"""Vectors of section 7: whole ballots of the example election, and ballots that must be refused."""

import copy

import election as el
import protocol
from cases_basics import Cases
from curve import G, Q, add, mul
from encoding import b64, canonical_bytes, jp, js, noise, rnd
from protocol import ballot, membership, membership_json, membership_statement, sign_ballot

VOTES = {
    "chair": {"first": ("chair", [([1, 0], False)]), "second": ("chair", [([0, 1], False)]), "blank": ("chair", [([0, 0], True)])},
    "motion": {"yes": ("motion", [([1, 0], False)]), "no": ("motion", [([0, 1], False)])},
    "council": {
        "least": ("council", [([1, 0, 0, 0, 1], False)]),
        "most": ("council", [([0, 1, 1, 1, 0], False)]),
        "blank": ("council", [([0, 0, 0, 0, 0], True)]),
    },
    "free": {"none": ("free", [([0, 0, 0, 0, 0], False)]), "all": ("free", [([1, 1, 1, 1, 1], False)])},
    "budget": {
        "none": ("budget", [([0, 0, 0, 0, 0], False)]),
        "cumulated": ("budget", [([3, 0, 2, 1, 0], False)]),
        "blank": ("budget", [([0, 0, 0, 0, 0], True)]),
    },
    "score": {"least": ("score", [([3, 0], False)]), "most": ("score", [([5, 5], False)])},
    "delegates": {"some": ("delegates", [([1 if i % 3 == 0 else 0 for i in range(40)], False)]), "blank": ("delegates", [([0] * 40, True)])},
    "several": {
        "all": ("several", [([0, 1], False), ([1, 1, 0, 0, 1], False), ([0, 3, 3, 0, 0], False)]),
        "some": ("several", [([0, 0], True), ([0, 1, 0, 1, 0], False), ([0, 0, 0, 0, 0], True)]),
    },
}


def voter_of(style, which=0):
    return [v for v in el.voters() if v["style"] == style][which]


def make(style, votes, label, e=None, pretended=None):
    contests = el.contests_of(style)
    by_id = {c["id"]: v for c, v in zip(contests, votes)}
    return ballot(contests, e or el.e_hash(), voter_of(style)["x"], el.joint_key(), by_id, f"ballot/{label}", pretended)


def ballots():
    out = Cases()
    y = el.joint_key()
    mul(1, y, True)

    def place(style):
        return {"manifest": "manifest", "style": style, "E": el.e_hash().hex(), "Y": jp(y)}

    made = {}
    for group in VOTES.values():
        for name, (style, votes) in group.items():
            label = f"{style}-{name}"
            b = made[label] = make(style, votes, label)
            voter = voter_of(style)
            out.add(
                label, f"choices {votes}"[:120], "ballot", **place(style), electionId=el.ELECTION.hex(), code=voter["code"], x=js(voter["x"]), K=jp(voter["K"]),
                votes=[{"options": choices, "blank": blank} for choices, blank in votes],
                openings=[[[m, js(r)] for m, r in opened] for opened in b["openings"]],
                sums=[{"alpha": jp(s["total"][0]), "beta": jp(s["total"][1]), "values": s["values"], "m": s["m"], "r": js(s["r"]), "challenge": js(s["challenge"])} for s in b["sums"]],
                signatureNonce=js(rnd(f"ballot/{label}/signature")), signature=[jp(b["signature"][0]), js(b["signature"][1])], signatureChallenge=js(b["signature"][2]),
                ballot=b["bytes"].decode(), hash=b["hash"].hex(), tracker=b["tracker"],
            )

    def refuse(id, comment, check, style, written, signature=None, expect="REJECTED"):
        """Signed anew by the voter unless a signature is given, so that only the named fault is left."""
        data = written if isinstance(written, bytes) else canonical_bytes(written)
        if signature is None:
            r, z, _ = sign_ballot(el.e_hash(), voter_of(style)["x"], data, rnd(f"refused/{id}"))
            signature = [jp(r), js(z)]
        extra = {"check": check} if check else {}
        out.add(id, comment, "ballot", expect, **place(style), signature=signature, ballot=data.decode(), **extra)

    # signatures
    b = made["chair-first"]
    r, z, c = b["signature"]
    x, data = voter_of("chair")["x"], b["bytes"]
    sig = lambda id, comment, r, z: refuse(id, comment, "ballot-signature", "chair", data, [jp(r), js(z)])
    sig("signature-other-r", "R altered", add(r, G), z)
    sig("signature-other-z", "z altered", r, (z + 1) % Q)
    sig("signature-zero-z", "z = 0", r, 0)
    sig("signature-negated", "the other sign convention", r, (rnd("ballot/chair-first/signature") - c * x) % Q)
    r2, z2, _ = sign_ballot(el.e_hash(), voter_of("chair", 1)["x"], data, rnd("foreign signature"))
    sig("signature-other-voter", "signed by another credential", r2, z2)
    r2, z2, _ = sign_ballot(noise("another E", 32), x, data, rnd("signature for another E"))
    sig("signature-other-election", "the challenge bound another election", r2, z2)
    r2, z2, _ = made["chair-second"]["signature"]
    sig("signature-other-ballot", "the signature of another ballot of the same voter", r2, z2)

    # proofs
    def changed(label, change):
        copied = copy.deepcopy(made[label]["object"])
        change(copied["contests"])
        return copied

    def proofs(id, comment, label, change):
        refuse(id, comment, "ballot-proofs", label.rsplit("-", 1)[0], changed(label, change))

    def swap_proofs(contests):
        one, two = contests[0]["options"][:2]
        one["proof"], two["proof"] = two["proof"], one["proof"]

    def swap_options(contests):
        contests[0]["options"][:2] = contests[0]["options"][1::-1]

    def replace(key, value, where=0):
        def change(contests):
            contests[where][key] = value

        return change

    proofs("proofs-swapped", "the proofs of two options exchanged", "chair-first", swap_proofs)
    proofs("options-swapped", "two options with their proofs exchanged", "chair-first", swap_options)
    proofs("sum-of-another-ballot", "the sum proof of another ballot", "chair-first", replace("sum", made["chair-second"]["object"]["contests"][0]["sum"]))
    proofs("option-of-another-ballot", "an option of another ballot of the same voter: only the sum fails", "chair-first",
           lambda c: c[0]["options"].__setitem__(0, made["chair-second"]["object"]["contests"][0]["options"][0]))
    proofs("blank-moved-to-option", "the blank mark with its proof at an option's place", "chair-first", lambda c: c[0]["options"].__setitem__(1, c[0]["blank"]))
    copied = copy.deepcopy(made["chair-first"]["object"])
    copied["K"] = jp(voter_of("chair", 1)["K"])
    data2 = canonical_bytes(copied)
    r2, z2, _ = sign_ballot(el.e_hash(), voter_of("chair", 1)["x"], data2, rnd("copied ballot"))
    refuse("copied-by-another-voter", "another voter's ciphertexts and proofs, signed by the copier", "ballot-proofs", "chair", data2, [jp(r2), js(z2)])
    council = made["several-all"]["object"]["contests"][1]
    moved = copy.deepcopy(made["council-least"]["object"])
    moved["contests"] = [council]
    refuse("contest-of-another-voter", "the same contest taken from another voter's ballot", "ballot-proofs", "council", moved)

    def dishonest(id, comment, style, votes, pretended):
        """Option proofs are honest; the sum proof pretends that the sum is one that is allowed."""
        written = make(style, [votes], f"dishonest/{id}", pretended=pretended)["object"]
        refuse(id, comment, "ballot-proofs", style, written)

    dishonest("overvote", "two choices where one is allowed", "chair", ([1, 1], False), 1)
    dishonest("undervote", "no choice and no blank mark where one is needed", "chair", ([0, 0], False), 1)
    dishonest("blank-and-choice", "a blank mark beside a choice", "chair", ([1, 0], True), 3)
    dishonest("no-choice-without-blank", "nothing chosen in a contest without blank", "motion", ([0, 0], False), 1)
    dishonest("cumulated-too-many", "7 of 6 votes", "budget", ([3, 3, 1, 0, 0], False), 6)
    dishonest("score-too-few", "below the minimum", "score", ([1, 1], False), 3)

    # a sum at infinity
    contest, voter = el.contests_of("motion")[0], voter_of("motion")
    r1 = rnd("infinite sum")
    written, total_r = {"contest": "motion", "options": []}, [r1, Q - r1]
    for i, (m, r) in enumerate(zip([1, 0], total_r), 1):
        pair = protocol.encrypt(y, m, r)
        statement = membership_statement(el.e_hash(), "motion", f"option:{i}", voter["K"], y, pair, [0, 1])
        branches, _ = membership(statement, y, pair, [0, 1], m, r, f"infinite/{i}")
        written["options"].append({"alpha": jp(pair[0]), "beta": jp(pair[1]), "proof": membership_json(branches)})
    written["sum"] = [jp(G), jp(G), js(1)]
    refuse("sum-at-infinity", "the alphas of the options cancel", None, "motion", {"E": el.e_hash().hex(), "K": jp(voter["K"]), "contests": [written]})

    # form
    def form(id, comment, label, change):
        refuse(id, comment, "ballot-form", label.rsplit("-", 1)[0], changed(label, change))

    form("option-missing", "one option too few", "chair-first", lambda c: c[0]["options"].pop())
    form("option-more", "one option too many", "chair-first", lambda c: c[0]["options"].append(c[0]["options"][0]))
    form("options-none", "no options", "chair-first", replace("options", []))
    form("contest-missing", "a contest left out", "several-all", lambda c: c.pop())
    form("contest-twice", "a contest twice", "several-all", lambda c: c.append(c[0]))
    form("contests-none", "no contests", "several-all", lambda c: c.clear())
    form("contests-reordered", "not in manifest order", "several-all", lambda c: c.reverse())
    form("contest-of-another-style", "a contest that is not of the style", "chair-first", lambda c: c.__setitem__(0, made["council-least"]["object"]["contests"][0]))
    form("contest-unknown", "a contest that the manifest does not know", "chair-first", replace("contest", "chairs"))
    form("blank-missing", "no blank where the contest has one", "chair-first", lambda c: c[0].pop("blank"))

    def with_blank(contests):
        last = contests[0].pop("sum")
        contests[0]["blank"] = made["chair-first"]["object"]["contests"][0]["blank"]
        contests[0]["sum"] = last

    form("blank-more", "a blank where the contest has none", "motion-yes", with_blank)
    form("option-branch-missing", "a proof of one branch", "chair-first", lambda c: c[0]["options"][0].__setitem__("proof", c[0]["options"][0]["proof"][4:]))
    form("option-branch-more", "a proof of three branches", "chair-first", lambda c: c[0]["options"][0].__setitem__("proof", c[0]["options"][0]["proof"][:4] + c[0]["options"][0]["proof"]))
    form("sum-branch-missing", "a sum proof with a branch too few", "council-least", lambda c: c[0].__setitem__("sum", c[0]["sum"][4:]))
    other = make("chair", [([1, 0], False)], "chair-other-election", e=noise("another E", 32))
    r2, z2, _ = other["signature"]
    refuse("ballot-of-another-election", "everything bound to another E", "ballot-form", "chair", other["bytes"], [jp(r2), js(z2)])

    # malformed
    def malformed(id, comment, written):
        refuse(id, comment, None, "chair", written, expect="MALFORMED")

    text = data.decode()
    bad = lambda id, comment, old, new: malformed(id, comment, _once(text, old, new).encode())
    alpha = made["chair-first"]["object"]["contests"][0]["options"][0]["alpha"]
    z0 = made["chair-first"]["object"]["contests"][0]["options"][0]["proof"][3]
    bad("space", "white space", '"K":', '"K": ')
    bad("line-feed-after", "a line feed after it", text, text + "\n")
    bad("trailing", "something after it", text, text + "{}")
    bad("unknown-member", "an unknown member", '"contests":', '"comment":"x","contests":')
    bad("member-twice", "a member twice", '"K":', f'"E":"{el.e_hash().hex()}","K":')
    bad("members-reordered", "K before E", f'"E":"{el.e_hash().hex()}","K":"{jp(voter_of("chair")["K"])}"', f'"K":"{jp(voter_of("chair")["K"])}","E":"{el.e_hash().hex()}"')
    bad("escaped-letter", "an escape for a plain letter", '"contest":"chair"', '"contest":"\\u0063hair"')
    bad("null-member", "null", '"options":', '"blank":null,"options":')
    bad("hash-upper-case", "E in upper case", el.e_hash().hex(), el.e_hash().hex().upper())
    bad("point-short", "a point of 85 characters", alpha, alpha[:-1])
    bad("point-padded", "a padded point", alpha, alpha + "==")
    bad("point-off-curve", "alpha off the curve", alpha, jp((5, 5)))
    bad("point-zeros", "alpha of zero bytes", alpha, "A" * 86)
    bad("scalar-q", "z = q", z0, b64(Q.to_bytes(32, "big")))
    bad("scalar-spare-bits", "z with spare bits", z0, z0[:-1] + chr(ord(z0[-1]) + 1))
    bad("scalar-short", "a scalar of one character", f'"{made["chair-first"]["object"]["contests"][0]["sum"][-1]}"]', '"x"]')
    sum_json = canonical_bytes(made["chair-first"]["object"]["contests"][0]["sum"]).decode()
    bad("sum-missing", "no sum", f',"sum":{sum_json}', "")
    malformed("empty", "nothing", b"")
    malformed("array", "an array", b"[]")
    malformed("cut", "the last byte missing", data[:-1])
    return out.rows


def _once(text, old, new):
    assert old in text
    return text.replace(old, new, 1)
