# SPDX-License-Identifier: Apache-2.0
"""Vectors of section 9: the ceremony of the example election at value level, and its parts."""

import base64

import election as el
import jose
from cases_basics import Cases
from curve import G, Q, add, mul
from encoding import b64, canonical_bytes, integer, jp, js, noise, pt, raw, rnd, sha256
from protocol import equality, knowledge, lagrange, verify_equality, verify_knowledge


def ceremony():
    out = Cases()
    m, t = el.m_hash().hex(), el.t_hash().hex()
    trustees = []
    for trustee in el.TRUSTEES:
        w, z, c = knowledge("trustee-key", el.trustee_key_statement(trustee), trustee.coefficients[0], rnd(f"trustee-key/{trustee.index}"))
        trustees.append({
            "index": trustee.index,
            "thumbprint": b64(jose.thumbprint(mul(trustee.signing, G))),
            "signingKey": jose.jwk(mul(trustee.signing, G)),
            "encryptionKey": jose.jwk(mul(trustee.encryption, G)),
            "encryptionSecret": js(trustee.encryption),
            "coefficients": [js(a) for a in trustee.coefficients],
            "points": [jp(p) for p in trustee.points],
            "proof": [jp(w), js(z)],
            "challenge": js(c),
            "public": canonical_bytes(el.public_part(trustee)).decode(),
            "commitment": sha256(canonical_bytes(el.public_part(trustee))).hex(),
            "shares": [js(trustee.share_for(j)) for j in range(1, el.N + 1)],
            "sealed": [el.sealed_share(trustee, j) for j in range(1, el.N + 1)],
        })
    shares = []
    for j in range(1, el.N + 1):
        s, v, h = el.secret_share(j), el.public_shares()[j - 1], el.key_check_base()
        w, z, c = knowledge("share-key", el.share_key_statement(j), s, rnd(f"share-key/{j}"))
        k, k2, kz, kc = equality("key-check", el.key_check_statement(j), s, h, rnd(f"key-check/{j}"))
        shares.append({
            "index": j, "secret": js(s), "V": jp(v), "confirmation": [jp(w), js(z)], "confirmationChallenge": js(c),
            "D": jp(mul(s, h)), "keyCheck": [jp(k), jp(k2), js(kz)], "keyCheckChallenge": js(kc),
        })
    secret = sum(trustee.coefficients[0] for trustee in el.TRUSTEES) % Q
    assert mul(secret, G) == el.joint_key()
    out.add(
        "ceremony", "3 of 5, honest", "ceremony", M=m, attempt=el.ATTEMPT, n=el.N, t=el.THRESHOLD, trustees=trustees,
        entries=[e.decode() for e in el.shares_phase()], T=t, Y=jp(el.joint_key()), electionSecret=js(secret), H=jp(el.key_check_base()),
        trusteeShares=shares, proofEntries=[e.decode() for e in el.proofs_phase()],
    )

    # a share against the dealer's commitments
    dealer = el.TRUSTEES[1]
    points = [jp(p) for p in dealer.points]
    for j in range(1, el.N + 1):
        out.add(f"share-{j}", f"f(j) for j = {j}", "share", points=points, receiver=j, share=js(dealer.share_for(j)))
    for id, comment, j, share, given in (
        ("share-other-receiver", "the share of another trustee", 2, dealer.share_for(3), points),
        ("share-plus-one", "off by one", 2, (dealer.share_for(2) + 1) % Q, points),
        ("share-of-zero", "the secret itself", 2, dealer.coefficients[0], points),
        ("share-zero", "0", 2, 0, points),
        ("share-other-dealer", "another dealer's commitments", 2, dealer.share_for(2), [jp(p) for p in el.TRUSTEES[2].points]),
        ("share-points-reversed", "commitments in reverse", 2, dealer.share_for(2), points[::-1]),
    ):
        out.add(id, comment, "share", "REJECTED", points=given, receiver=j, share=js(share))

    # proofs of the ceremony at another place
    def trustee_key(id, comment, index=2, n=el.N, threshold=el.THRESHOLD, attempt=el.ATTEMPT, mm=el.m_hash(), thumb=None, points=dealer.points, z=0, expect="REJECTED"):
        thumb = thumb or jose.thumbprint(mul(dealer.signing, G))
        w, real, _ = knowledge("trustee-key", el.trustee_key_statement(dealer), dealer.coefficients[0], rnd("trustee-key/2"))
        statement = [raw(mm), integer(attempt), integer(index), integer(n), integer(threshold), raw(thumb)] + [pt(p) for p in points]
        z = (real + z) % Q
        assert verify_knowledge("trustee-key", statement, points[0], w, z) == (expect == "ACCEPTED")
        out.add(id, comment, "trustee-key", expect, M=mm.hex(), attempt=attempt, index=index, n=n, t=threshold, thumbprint=b64(thumb), points=[jp(p) for p in points], proof=[jp(w), js(z)])

    trustee_key("trustee-key", "honest", expect="ACCEPTED")
    trustee_key("trustee-key-other-trustee", "another index", index=3)
    trustee_key("trustee-key-other-attempt", "another attempt", attempt=2)
    trustee_key("trustee-key-other-manifest", "another M", mm=noise("another M", 32))
    trustee_key("trustee-key-other-n", "another n", n=6)
    trustee_key("trustee-key-other-threshold", "another t", threshold=4)
    trustee_key("trustee-key-other-thumbprint", "another signing key", thumb=noise("thumb", 32))
    trustee_key("trustee-key-other-point", "a higher coefficient replaced", points=dealer.points[:2] + [G])
    trustee_key("trustee-key-rogue", "a key chosen against the others'", points=[add(dealer.points[0], G)] + dealer.points[1:])
    trustee_key("trustee-key-z", "z altered", z=1)

    # sealed shares
    for j in (1, 5):
        out.add(f"sealed-{j}", "a JWE and the shared point that opens it", "sealed", recipient=js(el.TRUSTEES[j - 1].encryption), jwe=el.sealed_share(dealer, j),
                epk=jp(mul(rnd(f"share/2/{j}"), G)), shared=jp(mul(rnd(f"share/2/{j}") * el.TRUSTEES[j - 1].encryption, G)), share=js(dealer.share_for(j)))
    token = el.sealed_share(dealer, 1)
    parts = token.split(".")
    flip = lambda s: ("B" if s[0] != "B" else "C") + s[1:]
    for id, comment, altered in (
        ("sealed-other-iv", "iv altered", ".".join(parts[:2] + [flip(parts[2])] + parts[3:])),
        ("sealed-other-text", "cipher text altered", ".".join(parts[:3] + [flip(parts[3])] + parts[4:])),
        ("sealed-other-tag", "tag altered", ".".join(parts[:4] + [flip(parts[4])])),
        ("sealed-for-another", "for another trustee", el.sealed_share(dealer, 2)),
    ):
        out.add(id, comment, "sealed", "REJECTED", recipient=js(el.TRUSTEES[0].encryption), jwe=altered)

    # a complaint: the accused's share is good, so the accuser is at fault; the statement binds the one JWE
    accuser, epk = el.TRUSTEES[0], mul(rnd("share/2/1"), G)
    public, d = mul(accuser.encryption, G), mul(accuser.encryption, epk)
    front = [raw(el.m_hash()), integer(1), raw(el.t_hash()), integer(1), integer(2), pt(public), raw(sha256(token.encode())), pt(epk), pt(d)]
    w, w2, z, c = equality("complaint", front, accuser.encryption, epk, rnd("complaint"))
    common = dict(M=m, attempt=1, T=t, accuser=1, against=2, encryptionKey=jp(public), jwe=token, epk=jp(epk))
    out.add("complaint", "the revealed point of one JWE", "complaint", **common, D=jp(d), proof=[jp(w), jp(w2), js(z)], challenge=js(c))
    assert not verify_equality("complaint", front[:-1] + [pt(add(d, G))], public, epk, add(d, G), w, w2, z)
    out.add("complaint-other-point", "another point", "complaint", "REJECTED", **common, D=jp(add(d, G)), proof=[jp(w), jp(w2), js(z)])
    out.add("complaint-other-jwe", "the same proof for another JWE", "complaint", "REJECTED", **{**common, "jwe": el.sealed_share(dealer, 2)}, D=jp(d), proof=[jp(w), jp(w2), js(z)])
    out.add("complaint-other-accused", "the same proof against another trustee", "complaint", "REJECTED", **{**common, "against": 3}, D=jp(d), proof=[jp(w), jp(w2), js(z)])

    # Lagrange
    for chosen in ([1, 2, 3], [1, 2, 4], [1, 3, 5], [2, 4, 5], [3, 4, 5], [1, 2, 3, 4, 5], [1], [2, 7, 100]):
        out.add("lagrange-" + "-".join(map(str, chosen)), "coefficients at 0", "lagrange", indices=chosen, coefficients=[js(lagrange(chosen, i)) for i in chosen])
    return out.rows


def signatures():
    """ES256 JWS of messages and decisions."""
    out = Cases()
    key, other = el.TRUSTEES[0].signing, el.TRUSTEES[1].signing
    payload = canonical_bytes({"M": el.m_hash().hex(), "attempt": 1, "trustee": 1})
    public = jose.jwk(mul(key, G))

    def case(id, comment, token, kind="urna-lot", data=payload, jwk=public, expect="ACCEPTED", detached=True):
        out.add(id, comment, "jws", expect, key=jwk, thumbprint=b64(jose.thumbprint((_n(jwk["x"]), _n(jwk["y"])))), type=kind, payload=data.decode(), jws=token, detached=detached)

    good = jose.jws(key, "urna-lot", payload)
    case("detached", "over a message", good)
    case("decision", "over a decision", jose.jws(key, "urna-decision", payload), "urna-decision")
    case("receipt", "not detached", jose.jws(key, "urna-receipt", payload, detached=False), "urna-receipt", detached=False)
    header, _, signature = good.split(".")
    undo = lambda s: base64.urlsafe_b64decode(s + "=" * (-len(s) % 4))
    sig = undo(signature)
    kid = b64(jose.thumbprint(mul(key, G)))

    def resigned(header_text):
        head = b64(header_text.encode())
        body = b64(payload)
        return f"{head}..{b64(jose._ecdsa(key, f'{head}.{body}'.encode(), 'resigned'))}"

    case("other-payload", "another payload", good, data=payload + b" ", expect="REJECTED")
    case("other-key", "signed by another key, its kid", jose.jws(other, "urna-lot", payload), expect="REJECTED")
    case("other-type", "typ of another entry", jose.jws(key, "urna-decision", payload), expect="REJECTED")
    case("altered", "signature altered", f"{header}..{b64(sig[:-1] + bytes([sig[-1] ^ 1]))}", expect="REJECTED")
    case("zeros", "r = s = 0", f"{header}..{b64(bytes(64))}", expect="REJECTED")
    case("r-zero", "r = 0", f"{header}..{b64(bytes(32) + sig[32:])}", expect="REJECTED")
    case("s-q", "s = q", f"{header}..{b64(sig[:32] + Q.to_bytes(32, 'big'))}", expect="REJECTED")
    case("alg-none", "alg none", resigned(f'{{"alg":"none","kid":"{kid}","typ":"urna-lot"}}'), expect="REJECTED")
    case("alg-es256k", "another algorithm's name", resigned(f'{{"alg":"ES256K","kid":"{kid}","typ":"urna-lot"}}'), expect="REJECTED")
    case("header-reordered", "members in another order", resigned(f'{{"kid":"{kid}","alg":"ES256","typ":"urna-lot"}}'), expect="REJECTED")
    case("header-space", "white space in the header", resigned(f'{{"alg":"ES256", "kid":"{kid}","typ":"urna-lot"}}'), expect="REJECTED")
    case("header-more", "an unknown member in the header", resigned(f'{{"alg":"ES256","kid":"{kid}","typ":"urna-lot","crit":[]}}'), expect="REJECTED")
    case("header-no-kid", "no kid", resigned('{"alg":"ES256","typ":"urna-lot"}'), expect="REJECTED")
    case("kid-other", "the kid of another key", resigned(f'{{"alg":"ES256","kid":"{b64(jose.thumbprint(mul(other, G)))}","typ":"urna-lot"}}'), expect="REJECTED")
    der = b"\x30\x44\x02\x20" + sig[:32] + b"\x02\x20" + sig[32:]
    case("der", "signature in DER", f"{header}..{b64(der)}", expect="REJECTED")
    case("short", "63 bytes", f"{header}..{b64(sig[:63])}", expect="REJECTED")
    case("attached", "the payload not detached", jose.jws(key, "urna-lot", payload, detached=False), expect="REJECTED")
    case("padded", "padding", good + "==", expect="REJECTED")
    case("two-parts", "a part missing", f"{header}.{signature}", expect="REJECTED")
    case("four-parts", "a part too many", good + ".", expect="REJECTED")
    case("empty", "nothing", "", expect="REJECTED")
    return out.rows


def _n(text):
    return int.from_bytes(base64.urlsafe_b64decode(text + "="), "big")
