# SPDX-License-Identifier: Apache-2.0
"""Vectors of section 12: canonical writing and strict reading, the manifest with M, the setup entry with E, and the entries before it."""

import election as el
from cases_basics import Cases
from encoding import canonical, sha256


def json_writing():
    out = Cases()
    ok = lambda id, comment, written: out.add(id, comment, "read", json=written)
    bad = lambda id, comment, written: out.add(id, comment, "read", "MALFORMED", json=written)

    for id, comment, value in (
        ("object-empty", "{}", {}), ("array-empty", "[]", []), ("string-empty", "empty string", {"a": ""}), ("zero", "0", {"a": 0}), ("largest", "2^53 - 1", {"a": 2**53 - 1}),
        ("booleans", "true and false", {"a": True, "b": False}), ("nested", "arrays and objects", {"a": [[], {}, [1, {"b": [2]}]]}), ("members-unsorted", "order is kept, not sorted", {"b": 1, "a": 2}),
        ("printable", "every printable character", {"a": "".join(map(chr, range(0x20, 0x7F)))}), ("solidus", "/ is not escaped", {"a": "a/b"}), ("quote", "quotation mark", {"a": '"'}), ("backslash", "backslash", {"a": "\\"}),
        ("delete", "U+007F is escaped", {"a": "\x7f"}), ("latin", "accents", {"a": "Zo\u00eb \u00c5ngstr\u00f6m"}), ("hex-lower", "hexadecimal in lower case", {"a": "\u00ab\ufeff\uffff"}),
        ("astral", "a surrogate pair", {"a": "\U0001f5f3\U0010ffff"}), ("bidi", "direction override", {"a": "\u202e"}), ("markup", "markup is text", {"a": "</script><svg onload=x>"}),
        ("depth-16", "16 deep", _deep(16)),
    ):
        ok(id, comment, canonical(value))
    for id, comment, written in (
        ("null", "null", '{"a":null}'), ("fraction", "1.0", '{"a":1.0}'), ("exponent", "1e2", '{"a":1e2}'), ("negative", "-1", '{"a":-1}'), ("minus-zero", "-0", '{"a":-0}'), ("leading-zero", "01", '{"a":01}'),
        ("plus", "+1", '{"a":+1}'), ("too-large", "2^53", '{"a":9007199254740992}'), ("huge", "400 digits", '{"a":' + "9" * 400 + "}"), ("nan", "NaN", '{"a":NaN}'), ("infinity", "Infinity", '{"a":Infinity}'), ("hexadecimal", "0x10", '{"a":0x10}'),
        ("space-before", "a space before", ' {"a":1}'), ("space-after", "a space after", '{"a":1} '), ("space-colon", "a space after the colon", '{"a": 1}'), ("space-comma", "a space after the comma", '{"a":1, "b":2}'), ("line-feed", "a line feed", '{"a":1}\n'),
        ("member-twice", "a name twice", '{"a":1,"a":1}'), ("member-twice-deep", "a name twice, deep", '{"a":[{"b":1,"b":2}]}'), ("member-twice-escaped", "a name twice, once escaped", '{"a":1,"\\u0061":1}'),
        ("comma-after", "a comma after the last", '{"a":1,}'), ("comma-array", "a comma after the last", '{"a":[1,]}'), ("comment", "a comment", '{"a":1/* */}'), ("comment-line", "a comment", '{"a":1}//x'), ("single-quotes", "single quotes", "{'a':1}"),
        ("unquoted", "a name without quotes", "{a:1}"), ("trailing", "a second value", '{"a":1}{}'), ("cut", "cut", '{"a":1'), ("nothing", "nothing", ""), ("bom", "a byte order mark", '\ufeff{"a":1}'),
        ("not-ascii", "a letter that is not escaped", '{"a":"\u00e9"}'), ("escape-letter", "an escape for a plain letter", '{"a":"\\u0062"}'), ("escape-upper", "upper-case hexadecimal", '{"a":"\\u00E9"}'), ("escape-solidus", "\\/", '{"a":"\\/"}'),
        ("escape-tab", "\\t", '{"a":"\\t"}'), ("escape-backspace", "\\b", '{"a":"\\b"}'), ("escape-unknown", "\\x", '{"a":"\\x41"}'), ("escape-quote-long", "a quotation mark by \\u", '{"a":"\\u0022"}'), ("escape-short", "three digits", '{"a":"\\u0e9"}'),
        ("control", "U+0001", '{"a":"\\u0001"}'), ("control-raw", "a raw tab", '{"a":"\t"}'), ("nul", "U+0000", '{"a":"\\u0000"}'), ("delete-raw", "U+007F unescaped", '{"a":"\x7f"}'),
        ("surrogate-high", "a high surrogate alone", '{"a":"\\ud83d"}'), ("surrogate-low", "a low surrogate alone", '{"a":"\\uddf3"}'), ("surrogate-reversed", "a pair in reverse", '{"a":"\\uddf3\\ud83d"}'), ("surrogate-text", "a high surrogate before text", '{"a":"\\ud83dx"}'),
        ("depth-17", "17 deep", canonical(_deep(17))), ("depth-100000", "100,000 deep", "[" * 100_000), ("capital-true", "True", '{"a":True}'), ("word", "a word", '{"a":yes}'),
    ):
        bad(id, comment, written)
    return out.rows


def _deep(n):
    value = {"a": 1}
    for _ in range(n - 1):
        value = [value]
    return value


def entries():
    out = Cases()
    m = el.manifest()
    out.add("manifest", "the example election's manifest", "manifest", manifest=canonical(m))
    out.add("manifest-entry", "the manifest entry and M", "fingerprint", type="manifest", entry=el.manifest_entry().decode(), sha256=el.m_hash().hex())
    for i, e in enumerate(el.before_setup()[1:], 1):
        kind = e.decode().split('"')[3]
        out.add(f"entry-{i}-{kind}", "an entry of the log before the setup entry", "fingerprint", type=kind, entry=e.decode(), sha256=sha256(e).hex())
    out.add("setup-entry", "the setup entry and E", "fingerprint", type="setup", entry=el.setup_entry().decode(), sha256=el.e_hash().hex())
    listed, reserve = el.credentials_artifacts()
    out.add("credentials-artifact", "16 credentials", "credentials", artifact=listed.decode(), sha256=sha256(listed).hex(), count=16)
    out.add("reserves-artifact", "2 reserves", "reserves", artifact=reserve.decode(), sha256=sha256(reserve).hex(), count=2)
    lines = listed.decode().splitlines(True)
    spoil = lambda id, comment, text: out.add(f"credentials-{id}", comment, "credentials", "MALFORMED", artifact=text)
    spoil("unsorted", "two lines exchanged", "".join([lines[1], lines[0]] + lines[2:]))
    spoil("twice", "a credential twice", "".join(lines[:1] + lines))
    spoil("no-line-feed", "no line feed at the end", listed.decode()[:-1])
    spoil("carriage-return", "CR LF", listed.decode().replace("\n", "\r\n"))
    spoil("space", "a space", listed.decode().replace(",", ", ", 1))
    spoil("weight-zero", "weight 0", listed.decode().replace(",1]", ",0]", 1))
    spoil("weight-missing", "no weight", listed.decode().replace(",1]", "]", 1))

    manifest = canonical(m)

    def bad(id, comment, old, new, expect="MALFORMED"):
        assert old in manifest, id
        out.add(f"manifest-{id}", comment, "manifest", expect, manifest=manifest.replace(old, new, 1))

    bad("protocol", "another protocol", "urna-1", "urna-2")
    bad("election-short", "a short election id", m["election"], m["election"][:-1])
    bad("election-upper", "an election id in upper case", m["election"], m["election"].upper())
    bad("member-unknown", "an unknown member", '"rehearsal"', '"colour":"red","rehearsal"')
    bad("member-missing", "no quorum", '"quorum":0,', "")
    bad("members-reordered", "mixers before threshold", '"threshold":3,"mixers":3', '"mixers":3,"threshold":3')
    bad("boolean-as-text", "a boolean as text", '"rehearsal":false', '"rehearsal":"false"')
    bad("time-seconds", "a time with seconds", "2030-05-01T09:00:00Z", "2030-05-01T09:00:01Z")
    bad("time-offset", "a time with an offset", "2030-05-01T09:00:00Z", "2030-05-01T09:00:00+00:00")
    bad("time-day", "31 April", "2030-05-01T09:00:00Z", "2030-04-31T09:00:00Z")
    bad("kind", "an unknown kind of contest", '"kind":"additive"', '"kind":"secret"')
    bad("id-upper", "an upper-case id", '"id":"chair"', '"id":"Chair"')
    bad("key-off-curve", "a key off the curve", m["keys"]["receipt"]["x"], "A" * 43)
    bad("key-curve", "another curve", '"crv":"P-256"', '"crv":"P-384"')
    bad("language", "a title in an unnamed language", '{"en":"Vectors', '{"fr":"Vectors', "REJECTED")
    bad("threshold-all", "t = n without the override", '"threshold":3,', '"threshold":5,', "REJECTED")
    bad("threshold-half", "t = 2 of 5", '"threshold":3,"mixers":3', '"threshold":2,"mixers":2', "REJECTED")
    bad("maximum", "max above the number of options", '"min":1,"max":1', '"min":1,"max":3', "REJECTED")
    bad("minimum", "min above max", '"min":1,"max":1', '"min":2,"max":1', "REJECTED")
    bad("contest-twice", "two contests with one id", '"id":"motion","kind"', '"id":"chair","kind"', "REJECTED")
    bad("override-missing", "minBallots below 10 without the override", '"overrides":[{"rule":"min-ballots","reason":"Published keys: nothing is secret here"}]', '"overrides":[]', "REJECTED")
    return out.rows
