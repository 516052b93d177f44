#!/usr/bin/env python3
"""The stand-alone verifier of an alpr-ledger bundle, in Python 3.9 or later and its standard library alone.

    python3 verify.py BUNDLE [--vkey KEY] [--witness KEY] [--tsa ROOTS.pem] [--since CHECKPOINT] [--max-age DAYS]
                             [--hash-only] [--json]

The same program as verify.mjs, written a second time: the two must come to the same verdict. It believes nothing the
bundle says of itself. Exit 0 verified, 1 tampered, 2 not provable, 3 wrong use. The formats: docs/ledger-format.md.
"""
import base64
import binascii
import calendar
import hashlib
import json
import math
import os
import re
import sys
import time as clock

HASH = 32
WIDTH = 256
DAY = 86_400_000
LISTED = 20
SAFE = 2**53 - 1


class Usage(Exception):
    """The program was called wrongly."""


class Missing(Exception):
    """A part of the bundle is not there."""


def sha256(data):
    return hashlib.sha256(data).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def decoded(text):
    """Base64, or nothing where it is none."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


# ---- Ed25519 (RFC 8032, 5.1.7) --------------------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def point_add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def point_mul(s, p):
    q = (0, 1, 1, 0)
    while s > 0:
        if s & 1:
            q = point_add(q, p)
        p = point_add(p, p)
        s >>= 1
    return q


def point_of(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if x2 == 0:
        return None if sign else (0, y, 1, 0)
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - x2) % P:
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r = point_of(public), point_of(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = point_mul(s, BASE), point_add(r, point_mul(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# ---- signed notes, keys, checkpoints --------------------------------------------------------------------------------

ED25519 = 1
COSIGNATURE = 4


def parse_key(text):
    text = text.strip()
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    data = decoded(encoded)
    if not name or not re.fullmatch(r"[0-9a-f]{8}", key_id) or len(data) != 33:
        raise Usage("not a verifier key: " + text)
    if sha256(name.encode() + b"\n" + data)[:4].hex() != key_id:
        raise Usage("the id of the verifier key %s is not that of its bytes" % name)
    return {"name": name, "id": key_id, "type": data[0], "key": data[1:], "text": text}


def parse_note(note):
    end = note.rfind("\n\n")
    if end < 0 or not note.endswith("\n"):
        return None
    signatures = []
    for line in note[end + 2 :].split("\n")[:-1]:
        found = re.fullmatch(r"— (\S+) ([A-Za-z0-9+/]+={0,2})", line)
        if not found:
            return None
        data = decoded(found[2])
        if base64.b64encode(data).decode() != found[2]:
            return None
        signatures.append({"name": found[1], "id": data[:4].hex(), "bytes": data[4:]})
    return {"text": note[: end + 1], "signatures": signatures} if signatures else None


def is_of(signature, key):
    return signature["name"] == key["name"] and signature["id"] == key["id"]


def signed_by(note, keys):
    verdict = "none"
    for signature in note["signatures"]:
        for key in keys:
            if key["type"] == ED25519 and is_of(signature, key):
                if not ed25519(key["key"], note["text"].encode(), signature["bytes"]):
                    return "bad"
                verdict = "good"
    return verdict


def cosigned(note, witnesses):
    found = []
    for signature in note["signatures"]:
        for key in witnesses:
            if key["type"] == COSIGNATURE and is_of(signature, key):
                data = signature["bytes"]
                at = int.from_bytes(data[:8], "big") if len(data) == 72 else 0
                text = ("cosignature/v1\ntime %d\n" % at).encode() + note["text"].encode()
                good = len(data) == 72 and ed25519(key["key"], text, data[8:])
                found.append((key["name"], at * 1000 if good else None))
    return found


def parse_checkpoint(text):
    found = re.fullmatch(r"([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n", text)
    return found and {"origin": found[1], "size": int(found[2]), "root": base64.b64decode(found[3])}


def keys_of(note, origin):
    lines = note["text"].split("\n")[:-1]
    if len(lines) < 3 or lines[0] != "alpr-ledger/keys@v1" or lines[1] != origin:
        return None
    keys = []
    for line in lines[2:]:
        found = re.fullmatch(r"(\S+) ([0-9]+) ([0-9]+|-) (active|retired|revoked)", line)
        try:
            key = parse_key(found[1]) if found else None
        except Usage:
            return None
        if not key or key["name"] != origin:
            return None
        keys.append({"key": key, "first": int(found[2]), "end": None if found[3] == "-" else int(found[3])})
    return keys


# ---- time-stamps (RFC 3161): DER, RSA (RFC 8017) and ECDSA (FIPS 186-5) ---------------------------------------------


class Der:
    """One element: tag, content, and the whole of it."""

    def __init__(self, data, at=0):
        length, head = data[at + 1], 2
        if length & 0x80:
            count = length & 0x7F
            if count == 0 or count > 4:
                raise ValueError("length")
            length, head = int.from_bytes(data[at + 2 : at + 2 + count], "big"), 2 + count
        self.end = at + head + length
        if self.end > len(data):
            raise ValueError("end")
        self.tag, self.content, self.whole = data[at], data[at + head : self.end], data[at : self.end]

    def children(self):
        found, at = [], 0
        while at < len(self.content):
            found.append(Der(self.content, at))
            at = found[-1].end
        return found

    def number(self):
        return int.from_bytes(self.content, "big")


DIGESTS = {
    "0609608648016503040201": "sha256",
    "0609608648016503040202": "sha384",
    "0609608648016503040203": "sha512",
}
MESSAGE_DIGEST = "06092a864886f70d010904"
TST_INFO = "060b2a864886f70d0109100104"
RSA_KEY = "06092a864886f70d010101"
SIGNED_WITH = {
    "06092a864886f70d01010b": "sha256",
    "06092a864886f70d01010c": "sha384",
    "06092a864886f70d01010d": "sha512",
    "06082a8648ce3d040302": "sha256",
    "06082a8648ce3d040303": "sha384",
    "06082a8648ce3d040304": "sha512",
}
# p, a, b, order, generator
CURVES = {
    "06082a8648ce3d030107": (
        0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF,
        -3,
        0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
        0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
        (
            0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
            0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
        ),
    ),
    "06052b81040022": (
        2**384 - 2**128 - 2**96 + 2**32 - 1,
        -3,
        0xB3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF,
        0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
        (
            0xAA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A385502F25DBF55296C3A545E3872760AB7,
            0x3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147CE9DA3113B5F0B8C00A60B1CE1D7E819D7A431D7C90EA0E5F,
        ),
    ),
}
EMSA = {
    "sha256": "3031300d060960864801650304020105000420",
    "sha384": "3041300d060960864801650304020205000430",
    "sha512": "3051300d060960864801650304020305000440",
}


def ec_add(curve, p, q):
    if p is None or q is None:
        return p or q
    m, a = curve[0], curve[1]
    if p[0] == q[0]:
        if (p[1] + q[1]) % m == 0:
            return None
        slope = (3 * p[0] * p[0] + a) * pow(2 * p[1], -1, m)
    else:
        slope = (q[1] - p[1]) * pow(q[0] - p[0], -1, m)
    x = (slope * slope - p[0] - q[0]) % m
    return x, (slope * (p[0] - x) - p[1]) % m


def ec_mul(curve, k, p):
    q = None
    while k:
        if k & 1:
            q = ec_add(curve, q, p)
        p = ec_add(curve, p, p)
        k >>= 1
    return q


def public_verify(spki, digest, message, signature):
    """Whether an RSA (PKCS #1 v1.5) or ECDSA signature holds under a SubjectPublicKeyInfo."""
    algorithm, bits = spki.children()
    names = algorithm.children()
    hashed = hashlib.new(digest, message).digest()
    if names[0].whole.hex() == RSA_KEY:
        n, e = (one.number() for one in Der(bits.content[1:]).children())
        size = (n.bit_length() + 7) // 8
        if len(signature) != size:
            return False
        info = bytes.fromhex(EMSA[digest]) + hashed
        wanted = b"\x00\x01" + b"\xff" * (size - 3 - len(info)) + b"\x00" + info
        return pow(int.from_bytes(signature, "big"), e, n).to_bytes(size, "big") == wanted
    curve = CURVES[names[1].whole.hex()]
    m, a, b, order, generator = curve
    point, size = bits.content[2:], (m.bit_length() + 7) // 8
    q = int.from_bytes(point[:size], "big"), int.from_bytes(point[size:], "big")
    if bits.content[1] != 4 or len(point) != 2 * size or (q[1] ** 2 - q[0] ** 3 - a * q[0] - b) % m:
        return False
    r, s = (one.number() for one in Der(signature).children())
    if not (0 < r < order and 0 < s < order):
        return False
    z = int.from_bytes(hashed[: (order.bit_length() + 7) // 8], "big")
    w = pow(s, -1, order)
    at = ec_add(curve, ec_mul(curve, z * w % order, generator), ec_mul(curve, r * w % order, q))
    return at is not None and at[0] % order == r


class Certificate:
    """What is needed of an X.509 certificate."""

    def __init__(self, data):
        self.whole = data
        body, algorithm, signature = Der(data).children()
        self.signed, self.digest = body.whole, SIGNED_WITH.get(algorithm.children()[0].whole.hex())
        self.signature = signature.content[1:]
        parts = [one for one in body.children() if one.tag != 0xA0]
        self.issuer, self.subject, self.key = parts[2].whole, parts[4].whole, parts[5]
        self.valid = [certificate_time(one) for one in parts[3].children()]
        extensions = next((one for one in parts if one.tag == 0xA3), None)
        self.extensions = {}
        for one in Der(extensions.content).children() if extensions else []:
            fields = one.children()
            self.extensions[fields[0].whole.hex()] = fields[-1].content

    def is_valid(self, at):
        return self.valid[0] <= at <= self.valid[1]

    def may_stamp(self):
        usage = self.extensions.get("0603551d25")
        return usage is not None and any(one.whole.hex() == "06082b06010505070308" for one in Der(usage).children())

    def is_ca(self):
        basic = self.extensions.get("0603551d13")
        return basic is not None and any(one.tag == 1 and one.content == b"\xff" for one in Der(basic).children())

    def issued_by(self, other):
        try:
            return (
                self.issuer == other.subject
                and self.digest is not None
                and public_verify(other.key, self.digest, self.signed, self.signature)
            )
        except (ValueError, KeyError, IndexError, TypeError):
            return False


def certificate_time(one):
    text = one.content.decode()
    if one.tag == 0x17:
        text = ("19" if text[:2] >= "50" else "20") + text
    return generalized(text)


def generalized(text):
    found = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})(\.[0-9]+)?Z", text)
    if not found:
        raise ValueError("time")
    whole = calendar.timegm(tuple(int(one) for one in found.groups()[:6]) + (0, 0, 0))
    return whole * 1000 + math.floor(float("0" + (found[7] or ".0")) * 1000)


def certificates_in(pem):
    found = re.findall(r"-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----", pem)
    return [Certificate(base64.b64decode(one)) for one in found]


def leads_to_root(certificate, others, roots, at):
    if not certificate.may_stamp():
        return False
    one = certificate
    for _ in range(8):
        if not one.is_valid(at):
            return False
        root = next((r for r in roots if r.whole == one.whole or one.issued_by(r)), None)
        if root:
            return root.is_valid(at)
        issuer = next((o for o in others if o.whole != one.whole and o.is_ca() and one.issued_by(o)), None)
        if not issuer:
            return False
        one = issuer
    return False


def stamped(response, text, roots):
    """The time (ms) a token states over SHA-256 of that text, or None when it does not hold."""
    try:
        token = Der(response).children()[1]
        parts = token.children()[1].children()[0].children()
        encapsulated = next(one for one in parts if one.tag == 0x30).children()
        if encapsulated[0].whole.hex() != TST_INFO:
            return None
        info = encapsulated[1].children()[0].content
        tst = Der(info).children()
        algorithm, imprint = tst[2].children()
        if DIGESTS.get(algorithm.children()[0].whole.hex()) != "sha256" or imprint.content != sha256(text.encode()):
            return None
        at = generalized(next(one for one in tst if one.tag == 0x18).content.decode("latin-1"))
        found = [Certificate(one.whole) for one in next(o for o in parts if o.tag == 0xA0).children()]
        signer = [one for one in parts if one.tag == 0x31][-1].children()[0].children()
        digest = DIGESTS[signer[2].children()[0].whole.hex()]
        attributes = next(one for one in signer if one.tag == 0xA0)
        signature = next(one for i, one in enumerate(signer) if one.tag == 0x04 and i > 3).content
        stated = next(one for one in attributes.children() if one.children()[0].whole.hex() == MESSAGE_DIGEST)
        if stated.children()[1].children()[0].content != hashlib.new(digest, info).digest():
            return None
        signed = b"\x31" + attributes.whole[1:]
        for certificate in found:
            try:
                holds = public_verify(certificate.key, digest, signed, signature)
            except (ValueError, KeyError, IndexError, TypeError):
                holds = False
            if holds:
                return at if leads_to_root(certificate, found, roots, at) else None
        return None
    except (ValueError, KeyError, IndexError, TypeError, StopIteration, AttributeError):
        return None


# ---- the tree -------------------------------------------------------------------------------------------------------


class Range:
    """Subtrees of a growing tree, largest first."""

    def __init__(self):
        self.levels = []

    def push(self, hashed, level):
        while self.levels and self.levels[-1][1] == level:
            hashed, level = node_hash(self.levels.pop()[0], hashed), level + 1
        self.levels.append((hashed, level))

    def root(self, more=()):
        row = [one for one, _ in self.levels] + list(more)
        if not row:
            return sha256(b"")
        right = row.pop()
        while row:
            right = node_hash(row.pop(), right)
        return right


def subtrees_of(leaves, count):
    row = Range()
    for leaf in leaves[:count]:
        row.push(leaf, 0)
    return [one for one, _ in row.levels]


def tile_root(leaves):
    row = leaves
    while len(row) > 1:
        row = [node_hash(row[i], row[i + 1]) for i in range(0, len(row), 2)]
    return row[0]


def tile_name(level, n, width):
    groups = ["%03d" % (n % 1000)]
    n //= 1000
    while n > 0:
        groups.insert(0, "x%03d" % (n % 1000))
        n //= 1000
    return "tile/%s/%s%s" % (level, "/".join(groups), "" if width == WIDTH else ".p/%d" % width)


# ---- what the lines say ---------------------------------------------------------------------------------------------

UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,3})?Z")
LEAF = re.compile(r"[0-9a-f]{64}")
CALENDAR = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,3}))?Z")


def millis(text):
    """Milliseconds of an ISO 8601 UTC time, or None."""
    found = CALENDAR.fullmatch(text if isinstance(text, str) else "")
    if not found:
        return None
    whole = calendar.timegm(tuple(int(one) for one in found.groups()[:6]) + (0, 0, 0))
    return whole * 1000 + int((found[7] or "0").ljust(3, "0"))


def canonical(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def only_whole(pairs):
    return dict(pairs)


def whole_number(text):
    number = int(text)
    if abs(number) > SAFE or text == "-0":
        raise ValueError("number")
    return number


def no_number(text):
    raise ValueError("number")


PARSE = json.JSONDecoder(parse_int=whole_number, parse_float=no_number, parse_constant=no_number)


def is_texts(value):
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def all_of(value, kind, check):
    """Whether a list, or the values of an object, are all as they should be."""
    return isinstance(value, kind) and all(check(one) for one in (value.values() if kind is dict else value))


def has_texts(value, *names):
    return isinstance(value, dict) and all(isinstance(value.get(name), str) for name in names)


def is_rules(one):
    """Whether a file of rules has the form of one (docs/ledger-format.md, 12)."""

    def is_command(command):
        return isinstance(command, dict) and all_of(
            command.get("rules"), list, lambda rule: has_texts(rule, "clause", "code")
        )

    def is_course(course):
        return has_texts(course, "event", "rule") and all_of(course.get("after"), list, is_texts)

    return (
        has_texts(one, "set")
        and all_of(one.get("commands"), dict, is_command)
        and ("order" not in one or all_of(one["order"], list, is_course))
        and ("undoes" not in one or all_of(one["undoes"], dict, is_texts))
        and ("notBySelf" not in one or all_of(one["notBySelf"], list, lambda rule: has_texts(rule, "event", "member")))
    )


class Reader:
    """Whatever the lines say, held against what they said before."""

    def __init__(self, rules, wrong, find):
        self.wrong, self.find = wrong, find
        # Buckets of 8-byte values, so that ten million ids stay small: the ids are compared when all are read.
        self.ids = [bytearray() for _ in range(256)]
        self.streams, self.sessions, self.courses, self.differences = {}, {}, {}, {}
        self.reports, self.purges, self.last = [], 0, ""
        self.rules, self.order, self.undoes, not_by_self = {}, [], {}, []
        for one in rules:
            for command, entry in (one.get("commands") or {}).items():
                names = {"%s %s" % (r["clause"], r["code"]) for r in entry["rules"]}
                self.rules["%s %s" % (one.get("set"), command)] = names
            self.order = one.get("order") or self.order
            not_by_self = one.get("notBySelf") or not_by_self
            self.undoes = one.get("undoes") or self.undoes
        self.follows = {one["event"]: one for one in self.order}
        self.steps = {name for o in self.order for name in [o["event"], *(x for a in o["after"] for x in a)]}
        self.steps |= set(self.undoes)
        self.others = {one["event"]: one["member"] for one in not_by_self}

    def take(self, index, text, leaf):
        try:
            line = PARSE.decode(text)
        except ValueError:
            line = None
            try:
                line = json.loads(text, parse_constant=no_number)
            except ValueError:
                self.wrong(index, None, "the line is not JSON")
                return None
            stream = line.get("stream") if isinstance(line, dict) else None
            shape = self.shape(line, None)
            self.wrong(index, stream if isinstance(stream, str) else None, shape or "the line is not canonical")
            return None
        stream = line.get("stream") if isinstance(line, dict) else None
        stream = stream if isinstance(stream, str) else None
        fault = self.shape(line, text)
        if fault:
            self.wrong(index, stream, fault)
            return None
        number = line["id"][19:23] + line["id"][24:]
        self.ids[int(number[-2:], 16)] += bytes.fromhex(number) + index.to_bytes(5, "big")
        short = sha256(stream.encode())[:8]
        before = self.streams.get(short)
        self.streams[short] = leaf[:8]
        prev = line["prev"]
        if (before is not None) if prev is None else before != bytes.fromhex(prev[:16]):
            self.wrong(index, stream, "prev is not the leaf of the event before it in its stream")
        outcome = self.outcome(line)
        if outcome:
            self.wrong(index, stream, outcome)
        if line["recordedAt"] < self.last and millis(self.last) - millis(line["recordedAt"]) > 600_000:
            self.find("the clock went back by more than ten minutes at %d" % index)
        self.last = max(self.last, line["recordedAt"])
        self.policy(line)
        self.course(index, line)
        return line

    @staticmethod
    def shape(line, text):
        if not isinstance(line, dict) or line.get("v") != 1 or line.get("v") is True:
            return "the line is not of version 1"
        if not isinstance(line.get("id"), str) or not UUID.fullmatch(line["id"]):
            return "the id is no UUID"
        if not all(isinstance(line.get(name), str) for name in ("type", "stream", "command")):
            return "a member of the line is missing"
        for name in ("recordedAt", "occurredAt"):
            if not isinstance(line.get(name), str) or not INSTANT.fullmatch(line[name]):
                return name + " is no time"
        prev = line.get("prev", 0)
        if prev is not None and not (isinstance(prev, str) and LEAF.fullmatch(prev)):
            return "prev is no leaf"
        if not all(isinstance(line.get(name), dict) for name in ("actor", "policy", "data")):
            return "a member of the line is missing"
        if not all(is_texts(line["policy"].get(name)) for name in ("upheld", "broken")):
            return "the rulings are missing"
        if text is not None and canonical(line) != text:
            return "the line is not canonical"
        return None

    @staticmethod
    def outcome(line):
        broken = line["policy"]["broken"]
        if line["type"] != "ActionRefused":
            return "recorded as allowed against a rule that was broken" if broken else None
        if not broken:
            return "recorded as refused, and no rule was broken"
        if "action" in line and line["data"].get("action") != line["action"]:
            return "the refusal names another action than the line"
        codes = [(one.split(" ") + [None])[1] for one in broken]
        return None if codes == line["data"].get("codes") else "the refusal names other codes than its rulings"

    def policy(self, line):
        policy = line["policy"]
        known = self.rules.get("%s %s" % (policy.get("set"), line.get("action")))
        if known is None:
            return
        weighed = policy["upheld"] + policy["broken"]
        if len(weighed) == len(known) and known.issuperset(weighed):
            return
        texts = ["%s: %s was weighed and is not in the rules" % (line["action"], one) for one in weighed if one not in known]
        texts += ["%s: %s is in the rules and was not weighed" % (line["action"], one) for one in known if one not in weighed]
        for text in texts:
            self.differences[text] = self.differences.get(text, 0) + 1

    def course(self, index, line):
        kind, stream, actor, data, at = line["type"], line["stream"], line["actor"], line["data"], line["recordedAt"]
        if kind == "SessionOpened":
            self.sessions[data.get("memberId")] = [data.get("sessionId"), None]
        elif kind != "ActionRefused" and actor.get("kind") == "member" and actor.get("session"):
            session = self.sessions.get(actor.get("id"))
            # An act decided while the session was open may stand behind the event that closed it.
            if session is None or session[0] != actor["session"] or (session[1] is not None and at > session[1]):
                self.wrong(index, stream, "the session of the actor was not open")
        if kind == "SessionClosed":
            session = self.sessions.get(data.get("memberId"))
            if session and session[0] == data.get("sessionId") and session[1] is None:
                session[1] = at
        member = self.others.get(kind)
        if member and actor.get("kind") == "member" and data.get(member) == actor.get("id"):
            self.wrong(index, stream, "nobody may do this for himself")
        if kind in self.steps:
            self.step(index, kind, stream)
        if kind == "PurgeCompleted":
            self.purges += 1

    def step(self, index, kind, stream):
        course = self.courses.setdefault(stream, set())
        rule = self.follows.get(kind)
        if rule and not all(any(one in course for one in some) for some in rule["after"]):
            wanted = " and ".join(" or ".join(some) for some in rule["after"])
            self.wrong(index, stream, "%s without %s (%s)" % (kind, wanted, rule["rule"]))
        course.difference_update(self.undoes.get(kind) or ())
        course.add(kind)

    def repeated(self):
        """Ids met twice: the later index of each."""
        for bucket in self.ids:
            seen = set()
            for at in range(0, len(bucket), 13):
                key = bytes(bucket[at : at + 8])
                if key in seen:
                    self.wrong(int.from_bytes(bucket[at + 8 : at + 13], "big"), None, "the id was used before")
                seen.add(key)


class Recount:
    """Totals of a quarterly report, counted again from the lines."""

    def __init__(self, figures):
        self.first, self.end = millis(figures["period"].get("from")), millis(figures["period"].get("to"))
        names = ("reads.total", "reads.unread", "hits.raised", "corrections.total", "accesses.searches", "refusals.total")
        self.counts = {name: 0 for name in names}

    def take(self, line):
        kind, data = line["type"], line["data"]
        is_read = kind in ("DetectionRecorded", "ReadFailed")
        at = millis(data.get("capturedAt") if is_read else line["occurredAt"])
        if at is None or self.first is None or self.end is None or at < self.first or at >= self.end:
            return
        if is_read:
            self.counts["reads.total"] += 1
            if kind == "ReadFailed" or data.get("unread"):
                self.counts["reads.unread"] += 1
        elif kind == "HitAlertRaised":
            self.counts["hits.raised"] += 1
        elif kind == "PlateCorrected":
            self.counts["corrections.total"] += 1
        elif kind == "ActionRefused":
            self.counts["refusals.total"] += 1
        elif kind == "QueryMade" and data.get("question") in ("detections", "hits", "hot-list-entries"):
            self.counts["accesses.searches"] += 1

    def differing(self, figures):
        for path, counted in self.counts.items():
            at = figures
            for name in path.split("."):
                at = at.get(name) if isinstance(at, dict) else None
            if at != counted:
                yield path, counted


# ---- certificates of purges (docs/ledger-format.md, 14) -------------------------------------------------------------

STEPS = ("PurgeProposed", "PurgeApproved", "PurgeCommitted")
ORDINARY = re.compile(
    r"(checkpoint|keys\.note|policy\.txt|bundle\.json|README\.txt|verify\.(mjs|py)"
    r"|(tile|checkpoints|timestamps|purges|reports|rules)/.*)"
)


def is_count(value):
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= SAFE


def is_instant(value):
    return isinstance(value, str) and bool(INSTANT.fullmatch(value))


def is_certificate(body):
    if not isinstance(body, dict) or not isinstance(body.get("certificate"), dict):
        return False
    one, signatures = body["certificate"], body.get("signatures")
    parts = [one.get(name) for name in ("purge", "destroyed", "kept", "people", "verification", "ledger")]
    if one.get("v") != 1 or one.get("v") is True or not isinstance(one.get("certificateId"), str):
        return False
    if not all(isinstance(part, dict) for part in parts) or not isinstance(signatures, list):
        return False
    purge, destroyed, kept, people, verification, ledger = parts
    texts = [purge.get("purgeId"), purge.get("class"), purge.get("date"), destroyed.get("root")]
    times = [purge.get("dueAt"), destroyed.get("keyDestroyedAt")]
    times += [people.get(name) for name in ("proposedAt", "approvedAt", "committedAt")]
    counts = [destroyed.get("units"), kept.get("units"), people.get("coolingHours")]
    counts += [verification.get(name) for name in ("residue", "rowsLeft", "partsLeft", "imagesLeft")]
    events = ledger.get("events")
    return (
        all(isinstance(text, str) for text in texts + [people.get("proposedBy"), people.get("approvedBy")])
        and all(is_instant(at) for at in times)
        and all(is_count(count) for count in counts)
        and isinstance(events, list)
        and all(isinstance(e, dict) and isinstance(e.get("type"), str) and isinstance(e.get("leaf"), str) for e in events)
        and all(
            isinstance(s, dict) and all(isinstance(s.get(name), str) for name in ("name", "publicKey", "signature"))
            for s in signatures
        )
    )


def contradictions(one):
    """What a certificate says against itself."""
    purge, people, done, destroyed = one["purge"], one["people"], one["verification"], one["destroyed"]

    def hours(start, end):
        start, end = millis(start), millis(end)
        return math.nan if start is None or end is None else (end - start) / 3_600_000

    claims = (
        (people["proposedBy"] != people["approvedBy"], "one person proposed and approved it"),
        (
            hours(people["proposedAt"], people["committedAt"]) >= people["coolingHours"],
            "its hours of cooling had not passed",
        ),
        (hours(purge["dueAt"], people["committedAt"]) >= 0, "it was carried out before the data was due"),
        (hours(people["proposedAt"], people["approvedAt"]) >= 0, "it was approved before it was proposed"),
        (
            hours(people["committedAt"], destroyed["keyDestroyedAt"]) >= 0,
            "a key was destroyed before the fence stood",
        ),
        (done.get("keyAbsent") is True, "the key was still there"),
        (done["residue"] == 0, "bytes of what was destroyed were found"),
        (done["rowsLeft"] == 0, "rows of the read models were left"),
        (done["partsLeft"] == 0, "ciphertexts were left"),
        (done["imagesLeft"] == 0, "pictures were left"),
    )
    return [what for holds, what in claims if not holds]


def root_over(texts):
    tree = Range()
    for text in texts:
        tree.push(sha256(b"\x00" + text.encode("utf-8", "surrogatepass")), 0)
    return tree.root().hex()


class Purges:
    """The certificates of a bundle, held against the lines while these are read."""

    def __init__(self, beside, wrong):
        self.wrong, self.all, self.by_leaf, self.kids, self.strangers = wrong, [], {}, {}, {}
        for name, entry in beside.items():
            if not name.startswith("purges/"):
                continue
            body = entry["body"]
            if not is_certificate(body):
                wrong(None, None, name + " is not a certificate of a purge")
                continue
            certificate = body["certificate"]
            purge = certificate["purge"]
            kid = "%s/%s#0" % (purge["class"], purge["date"])
            one = {"name": name, "digest": entry["digest"], "certificate": certificate, "kid": kid}
            one.update(signatures=body["signatures"], steps={}, at=None, done=None, found=None)
            one["stream"] = "retention-%s-%s" % (purge["class"], purge["date"].replace("-", ""))
            self.all.append(one)
            for event in certificate["ledger"]["events"]:
                self.by_leaf[event["leaf"]] = one
            kept = self.kids.setdefault(kid, {"units": {}, "purges": 0, "destroyedAt": ""})
            at = certificate["destroyed"]["keyDestroyedAt"]
            if kept["purges"] == 0 or at < kept["destroyedAt"]:
                kept["destroyedAt"] = at
            kept["purges"] += 1

    def meet(self, path, digest):
        """Files that belong to no bundle, by their digest: no ciphertext that was purged may be among them."""
        self.strangers[digest] = path

    def kept(self, seal):
        kid = seal.get("kid") if isinstance(seal, dict) else None
        return self.kids.get(kid) if isinstance(kid, str) else None

    def take(self, index, line, leaf):
        if not self.all:
            return
        retention, data, kind, stream = line.get("retention"), line["data"], line["type"], line["stream"]
        kept = self.kept(retention)
        if kept is not None and isinstance(retention.get("unit"), str):
            sealed = line.get("sealed")
            for seal in sealed if isinstance(sealed, list) else ():
                self.part(index, stream, kept, retention["unit"], seal, False)
            if line["recordedAt"] > kept["destroyedAt"]:
                text = "the line is sealed under %s after that key was destroyed"
                self.wrong(index, stream, text % retention["kid"])
        if isinstance(data.get("detectionId"), str) and isinstance(data.get("images"), list):
            for image in data["images"]:
                seal = image.get("seal") if isinstance(image, dict) else None
                self.picture(index, stream, data["detectionId"], seal)
        if isinstance(data.get("versionId"), str):
            self.picture(index, stream, data["versionId"], data.get("content"))
        purge = self.by_leaf.get(leaf)
        if purge is not None and kind in STEPS:
            purge["steps"][kind] = line
            if kind == "PurgeCommitted":
                self.close(purge)
        if kind == "PurgeCompleted":
            for one in self.all:
                if one["digest"] == data.get("certificate"):
                    one.update(at=index, done=line)

    def picture(self, index, stream, unit, seal):
        kept = self.kept(seal)
        if kept is not None:
            self.part(index, stream, kept, unit, seal, True)

    def part(self, index, stream, kept, unit, seal, is_picture):
        if not isinstance(seal, dict):
            return
        cth = seal.get("cth")
        path = self.strangers.get(cth) if isinstance(cth, str) else None
        if path is not None:
            self.wrong(index, stream, path + " is a ciphertext of what was purged")
        found, pictures = kept["units"].setdefault(unit, ([], set()))
        if is_picture:
            if cth in pictures:
                return
            pictures.add(cth)
        if isinstance(seal.get("cm"), str):
            found.append("%s %s" % (unit, seal["cm"]))

    def close(self, purge):
        """What the lines say there was under the key when its fence was set."""
        kept = self.kids[purge["kid"]]
        if kept["purges"] > 1:
            return
        root = None
        if purge["certificate"]["kept"]["units"] == 0:
            root = root_over(sorted(text for found, _ in kept["units"].values() for text in found))
        purge["found"] = {"units": len(kept["units"]), "root": root}
        kept["units"].clear()

    def finish(self, usable, missing):
        for one in self.all:

            def bad(what, name=one["name"]):
                self.wrong(None, None, "%s: %s" % (name, what))

            for what in contradictions(one["certificate"]):
                bad(what)
            self.signed(one, usable, bad, missing)
            self.check_steps(one, bad)
            self.agrees(one, bad)

    @staticmethod
    def signed(one, usable, bad, missing):
        text = ("alpr-ledger/certificate-of-purge@v1\n%s\n" % canonical(one["certificate"])).encode("utf-8", "replace")
        good = False
        for signature in one["signatures"]:
            for key in usable(one["at"] or 0):
                encoded = base64.b64encode(key["key"]).decode()
                if key["name"] == signature["name"] and encoded == signature["publicKey"]:
                    if ed25519(key["key"], text, decoded(signature["signature"])):
                        good = True
                    else:
                        bad("its signature does not hold")
        if not good:
            missing.append("a signature of %s by a key you know" % one["name"])

    @staticmethod
    def check_steps(one, bad):
        purge, named = one["certificate"]["purge"], {e["type"] for e in one["certificate"]["ledger"]["events"]}
        for kind in STEPS:
            step = one["steps"].get(kind)
            if kind not in named or step is None:
                bad("its %s is not on the ledger" % kind)
            elif step["stream"] != one["stream"] or step["data"].get("purgeId") != purge["purgeId"]:
                bad("its %s is of another purge or day" % kind)

    @staticmethod
    def agrees(one, bad):
        """What it says, and what the lines say."""
        certificate, done, found = one["certificate"], one["done"], one["found"]
        purge, people, destroyed, kept = (certificate[name] for name in ("purge", "people", "destroyed", "kept"))
        proposed, approved, committed = ((one["steps"].get(kind) or {"data": {}})["data"] for kind in STEPS)
        said = [
            ("who proposed it", people["proposedBy"], proposed.get("memberId")),
            ("when it was proposed", people["proposedAt"], proposed.get("proposedAt")),
            ("when the data was due", purge["dueAt"], proposed.get("dueAt")),
            ("who approved it", people["approvedBy"], approved.get("memberId")),
            ("when it was approved", people["approvedAt"], (one["steps"].get(STEPS[1]) or {}).get("occurredAt")),
            ("when its fence was set", people["committedAt"], committed.get("committedAt")),
            ("the fingerprint of the key", destroyed.get("fingerprint"), committed.get("fingerprint")),
        ]
        if done is not None:
            data = done["data"]
            said += [
                ("its id", certificate["certificateId"], data.get("certificateId")),
                ("its purge", purge["purgeId"], data.get("purgeId")),
                ("how many units were destroyed", destroyed["units"], data.get("units")),
                ("the root over them", destroyed["root"], data.get("root")),
                ("how many units were kept", kept["units"], data.get("kept")),
            ]
        for what, here, there in said:
            if here != there or isinstance(here, bool) != isinstance(there, bool):
                bad(what + " is not what the ledger says")
        if found is None:
            return
        units = destroyed["units"] + kept["units"]
        if units != found["units"]:
            bad("it accounts for %d units, and the lines name %d" % (units, found["units"]))
        if found["root"] is not None and found["root"] != destroyed["root"]:
            bad("its root is not over what the lines name")


def files_in(folder, below=""):
    """Files of a folder, relative, with slashes."""
    for entry in sorted(os.scandir(os.path.join(folder, below)), key=lambda one: one.name):
        path = entry.name if below == "" else below + "/" + entry.name
        if entry.is_dir():
            yield from files_in(folder, path)
        else:
            yield path


# ---- the verification -----------------------------------------------------------------------------------------------


def verify_bundle(folder, vkeys=(), witnesses=(), roots=(), since=None, max_age=7.0, hash_only=False):
    problems, findings, missing, tally = [], [], [], [0]

    def order(one):
        return (math.inf if one["index"] is None else one["index"], one["stream"] is None)

    def wrong(index, stream, what):
        tally[0] += 1
        one = {"index": index, "stream": stream, "what": what}
        if len(problems) < LISTED or order(one) < order(problems[-1]):
            problems.append(one)
            problems.sort(key=order)
            del problems[LISTED:]

    def find(what):
        if len(findings) < LISTED:
            findings.append(what)

    def read(name):
        try:
            with open(os.path.join(folder, name), "rb") as file:
                return file.read()
        except OSError:
            raise Missing(name + " is missing") from None

    def names(sub):
        try:
            return sorted(os.listdir(os.path.join(folder, sub)))
        except OSError:
            return []

    more = {
        "origin": None,
        "size": None,
        "root": None,
        "anchor": None,
        "stale": False,
        "differences": [],
        "purges": 0,
        "certificates": 0,
        "keysBrought": False,
    }

    def result():
        code = 1 if tally[0] else 2 if missing or not more["anchor"] or more["stale"] else 0
        verdict = ("verified", "tampered", "not provable")[code]
        first = problems[0] if problems else None
        rest = {"first": first, "problems": tally[0], "listed": problems, "missing": missing, "findings": findings}
        return {"verdict": verdict, "exit": code, **more, **rest}

    try:
        note = parse_note(read("checkpoint").decode("utf-8", "replace"))
        keys_note = parse_note(read("keys.note").decode("utf-8", "replace"))
    except Missing as error:
        missing.append(str(error))
        return result()
    checkpoint = note and parse_checkpoint(note["text"])
    if not checkpoint:
        wrong(None, None, "checkpoint is not a signed checkpoint")
        return result()
    origin, size, root = checkpoint["origin"], checkpoint["size"], checkpoint["root"]
    listed = keys_of(keys_note, origin) if keys_note else None
    more.update(origin=origin, size=size)
    if not listed:
        wrong(None, None, "keys.note is not a note of the keys of this log")
        return result()
    brought = [key for key in vkeys if key["name"] in (origin, origin + "/root")]
    root_keys = [key for key in brought if key["name"] == origin + "/root"]
    vouched = signed_by(keys_note, root_keys or [one["key"] for one in listed])
    if vouched == "bad":
        wrong(None, None, "the signature of keys.note does not hold")
    elif vouched == "none" and root_keys:
        wrong(None, None, "keys.note is not signed by the root key you brought")
    elif not root_keys:
        find("keys.note was not checked: bring the root key with --vkey")
    direct = {key["text"] for key in brought if key["name"] == origin}
    keys = [one for one in listed if one["key"]["text"] in direct or root_keys] if direct else listed
    more.update(root=base64.b64encode(root).decode(), keysBrought=bool(brought))

    def usable(at):
        return [one["key"] for one in keys if one["first"] <= at and (one["end"] is None or at <= one["end"])]

    signed = signed_by(note, usable(size))
    if signed == "bad":
        wrong(None, None, "the signature of the checkpoint does not hold")
    if signed == "none":
        missing.append("a signature of the checkpoint by a key you know")

    expected = {size: [(root, "the checkpoint")]}
    anchors, notes = [], {}
    for name in names("checkpoints"):
        older = parse_note(read("checkpoints/" + name).decode("utf-8", "replace"))
        parsed = older and parse_checkpoint(older["text"])
        if not parsed or parsed["origin"] != origin or parsed["size"] > size or name != "%012d.note" % parsed["size"]:
            wrong(None, None, "checkpoints/%s is not a checkpoint of this log within the bundle" % name)
            continue
        if parsed["size"] == size and read("checkpoints/" + name) != read("checkpoint"):
            wrong(None, None, "checkpoints/%s is not the checkpoint" % name)
        by = signed_by(older, usable(parsed["size"]))
        if by == "bad":
            wrong(None, None, "the signature of checkpoints/%s does not hold" % name)
        if by == "none":
            missing.append("a signature of checkpoints/%s by a key you know" % name)
        expected.setdefault(parsed["size"], []).append((parsed["root"], "checkpoints/" + name))
        notes[parsed["size"]] = older
        for witness, at in cosigned(older, witnesses):
            if at is None:
                wrong(None, None, "a cosignature of checkpoints/%s does not hold" % name)
            else:
                anchors.append({"kind": "witness", "name": witness, "size": parsed["size"], "time": at})
    if size not in notes:
        missing.append("checkpoints/%012d.note is missing" % size)
    for witness, at in cosigned(note, witnesses):
        if at is None:
            wrong(None, None, "a cosignature of the checkpoint does not hold")
        else:
            anchors.append({"kind": "witness", "name": witness, "size": size, "time": at})
    for name in names("timestamps"):
        if not name.endswith(".tsr"):
            continue
        found = re.fullmatch(r"([0-9]{12})-[0-9]+\.tsr", name)
        at = int(found[1]) if found else None
        over = note if at == size else notes.get(at)
        if over is None:
            wrong(None, None, "timestamps/%s is over no checkpoint of the bundle" % name)
        elif not roots:
            find("timestamps/%s was not checked: bring the authority's root with --tsa" % name)
        else:
            when = stamped(read("timestamps/" + name), over["text"], roots)
            if when is None:
                wrong(None, None, "timestamps/%s does not hold" % name)
            else:
                anchors.append({"kind": "time-stamp", "name": name, "size": at, "time": when})
    if since:
        if since["origin"] != origin:
            raise Usage("the checkpoint given with --since is of another log")
        if since["size"] > size:
            text = "the bundle ends at %d, and the checkpoint you brought at %d: the ledger was cut back"
            wrong(size, None, text % (size, since["size"]))
        else:
            expected.setdefault(since["size"], []).append((since["root"], "the checkpoint you brought"))
            anchors.append({"kind": "brought", "name": "your checkpoint", "size": since["size"], "time": None})
    if "bundle.json" in names(""):
        try:
            label = json.loads(read("bundle.json"))
        except ValueError:
            label = None
        if not isinstance(label, dict) or label.get("origin") != origin or label.get("size") != size:
            wrong(None, None, "bundle.json names another log or size than the checkpoint")

    beside = {}

    def load(sub):
        found = []
        for name in names(sub):
            if name.endswith(".json"):
                data = read(sub + "/" + name)
                try:
                    body = json.loads(data)
                except ValueError:
                    wrong(None, None, "%s/%s is not JSON" % (sub, name))
                    found.append(None)
                    continue
                beside[sub + "/" + name] = {"digest": hashlib.sha256(data).hexdigest(), "body": body, "met": False}
                found.append(body)
        return found

    rules = []
    for one in load("rules"):
        if is_rules(one):
            rules.append(one)
        else:
            wrong(None, None, "a file of rules has not the form of one")
    load("reports")
    load("purges")

    reader = Reader([] if hash_only else rules, wrong, find)
    recounts = [] if hash_only else recounts_of(beside)
    purges = Purges({} if hash_only else beside, wrong)
    if purges.all:
        for path in files_in(folder):
            if not ORDINARY.fullmatch(path):
                purges.meet(path, hashlib.sha256(read(path)).hexdigest())
    tree, sizes, level_one, good, bounds, time_at, recorded_at = Range(), sorted(expected), [], [0], [], {}, ""
    absent = {}

    def meet(at, extra):
        for wanted, what in expected.get(at, ()):
            if tree.root(extra) == wanted:
                good[0] = max(good[0], at)
            else:
                text = "the lines up to %d do not make the root of %s: the first that is wrong is %d or later"
                bounds.append((good[0], text % (at, what, good[0])))

    meet(0, [])
    for n in range((size + WIDTH - 1) // WIDTH):
        width = min(WIDTH, size - n * WIDTH)
        try:
            entries = read(tile_name("entries", n, width))
            leaves = read(tile_name(0, n, width))
        except Missing as error:
            missing.append(str(error))
            break
        if len(leaves) != width * HASH:
            wrong(n * WIDTH, None, "%s has not %d hashes" % (tile_name(0, n, width), width))
            break
        made, at, whole = [], 0, True
        for i in range(width):
            index = n * WIDTH + i
            length = int.from_bytes(entries[at : at + 2], "big") if at + 2 <= len(entries) else -1
            if length < 0 or at + 2 + length > len(entries):
                wrong(index, None, "%s ends before its lines do" % tile_name("entries", n, width))
                whole = False
                break
            text = entries[at + 2 : at + 2 + length]
            leaf = sha256(b"\x00" + text)
            made.append(leaf)
            if leaf != leaves[i * HASH : (i + 1) * HASH]:
                wrong(index, stream_in(text), "the line does not hash to its leaf")
            if not hash_only:
                line = reader.take(index, text.decode("utf-8", "replace"), leaf)
                if line:
                    recorded_at = line["recordedAt"]
                    for one in recounts:
                        if index < one["treeSize"]:
                            one["recount"].take(line)
                    met(line, beside, absent)
                    purges.take(index, line, leaf.hex())
            if index + 1 in expected:
                time_at[index + 1] = recorded_at
            at += 2 + length
        if not whole:
            break
        if at != len(entries):
            wrong(n * WIDTH + width - 1, None, "%s goes on behind its last line" % tile_name("entries", n, width))
        for one in sizes:
            if n * WIDTH < one < n * WIDTH + width:
                meet(one, subtrees_of(made, one - n * WIDTH))
        if width == WIDTH:
            level_one.append(tile_root(made))
            tree.push(level_one[-1], 8)
        else:
            tree.levels += [(one, -1 - i) for i, one in enumerate(subtrees_of(made, width))]
        meet(n * WIDTH + width, [])
    if not missing:
        upper_tiles(level_one, size, read, bounds, missing)
    reader.repeated()
    # A root says only from where on something is wrong; where a line itself says more, that is the first.
    exact = [one["index"] for one in problems if one["index"] is not None]
    for first_wrong, what in bounds:
        wrong(None if any(index >= first_wrong for index in exact) else first_wrong, None, what)
    if not hash_only and not missing:
        for name, one in beside.items():
            if not one["met"]:
                wrong(None, None, name + " is not the one whose digest stands on the ledger")
        for one in recounts:
            if beside[one["name"]]["met"]:
                for path, counted in one["recount"].differing(beside[one["name"]]["body"]):
                    text = "%s: %s is %d by the lines, and another figure in the report"
                    wrong(None, None, text % (one["name"], path, counted))
        purges.finish(usable, missing)

    for what in absent:
        if what.startswith("the figures"):
            find(what + " are not in the bundle")
        else:
            missing.append(what + " is missing")

    for one in anchors:
        if one["time"] is None:
            one["time"] = millis(time_at.get(one["size"]))
    anchors.sort(key=lambda one: (one["size"], one["time"] or 0))
    anchor = anchors[-1] if anchors else None
    newest = millis(reader.last) if not hash_only else None
    late = newest is not None and newest - ((anchor or {}).get("time") or 0) > max_age * DAY
    more["stale"] = bool(anchor and anchor["size"] < size and late)
    more["differences"] = [{"what": what, "times": times} for what, times in reader.differences.items()]
    more.update(anchor=anchor, purges=reader.purges, certificates=len(purges.all))
    return result()


def stream_in(text):
    found = re.search(rb'"stream":"([a-z0-9-]{1,120})"', text)
    return found[1].decode() if found else None


DIGEST_MEMBERS = {"RulesInstalled": "rules", "AuditReportGenerated": "figures", "PurgeCompleted": "certificate"}


def met(line, beside, absent):
    member = DIGEST_MEMBERS.get(line["type"])
    digest = line["data"].get(member) if member else None
    if digest is None:
        return
    found = [one for one in beside.values() if one["digest"] == digest]
    for one in found:
        one["met"] = True
    if not found:
        what = {"rules": "the rules", "certificate": "the certificate"}.get(member, "the figures")
        absent["%s of digest %s" % (what, digest)] = True


def recounts_of(beside):
    found = []
    for name, one in beside.items():
        body = one["body"]
        if name.startswith("reports/") and isinstance(body, dict) and isinstance(body.get("period"), dict):
            size = (body.get("ledger") or {}).get("events") if isinstance(body.get("ledger"), dict) else None
            found.append({"name": name, "recount": Recount(body), "treeSize": math.inf if size is None else size})
    return found


def upper_tiles(level_one, size, read, bounds, missing):
    row, level = level_one, 1
    while row:
        above = []
        for n in range((len(row) + WIDTH - 1) // WIDTH):
            part = row[n * WIDTH : (n + 1) * WIDTH]
            name = tile_name(level, n, len(part))
            try:
                tile = read(name)
            except Missing as error:
                missing.append(str(error))
                return
            at = next((i for i, one in enumerate(part) if one != tile[i * HASH : (i + 1) * HASH]), None)
            if at is not None:
                bounds.append(((n * WIDTH + at) * WIDTH**level, name + " does not hold the hashes of the tree"))
            elif len(tile) != len(part) * HASH:
                end = min(size, (n * WIDTH + len(part)) * WIDTH**level) - 1
                bounds.append((end, name + " is longer than its hashes"))
            if len(part) == WIDTH:
                above.append(tile_root(part))
        row, level = above, level + 1


# ---- the command line -----------------------------------------------------------------------------------------------

USAGE = (
    "verify.py BUNDLE [--vkey KEY] [--witness KEY] [--tsa ROOTS.pem] [--since CHECKPOINT] [--max-age DAYS] "
    "[--hash-only] [--json]"
)


def text_of(name):
    try:
        with open(name, encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError):
        raise Usage(name + " cannot be read") from None


def options_of(args):
    options = {"vkeys": [], "witnesses": [], "roots": [], "since": None, "max_age": 7.0, "hash_only": False}
    folder, as_json, i = None, False, 0
    while i < len(args):
        one = args[i]
        if one in ("--vkey", "--witness", "--tsa", "--since", "--max-age"):
            i += 1
            if i >= len(args):
                raise Usage(one + " needs a value")
            if one == "--vkey":
                options["vkeys"].append(parse_key(args[i]))
            elif one == "--witness":
                options["witnesses"].append(parse_key(args[i]))
            elif one == "--tsa":
                options["roots"] += certificates_in(text_of(args[i]))
            elif one == "--since":
                note = parse_note(text_of(args[i]))
                options["since"] = note and parse_checkpoint(note["text"])
                if not options["since"]:
                    raise Usage("the file given with --since is no checkpoint")
            else:
                try:
                    options["max_age"] = float(args[i])
                except ValueError:
                    raise Usage("--max-age takes a number of days") from None
        elif one == "--hash-only":
            options["hash_only"] = True
        elif one == "--json":
            as_json = True
        elif one.startswith("--") or folder is not None:
            raise Usage("what is %s?" % one)
        else:
            folder = one
        i += 1
    if folder is None:
        raise Usage("which bundle?")
    if not os.path.isdir(folder):
        raise Usage(folder + " is no folder")
    if not options["max_age"] >= 0:
        raise Usage("--max-age takes a number of days")
    return folder, options, as_json


def tell(result):
    where = (result["origin"] or "unknown log", result["size"], result["root"])
    lines = ["%s: %s, %s events, root %s" % ((result["verdict"].upper(),) + where)]
    anchor = result["anchor"]
    if anchor:
        age = "time unknown"
        if anchor["time"] is not None:
            stamp = clock.strftime("%Y-%m-%dT%H:%M:%SZ", clock.gmtime(anchor["time"] / 1000))
            age = "%s, %.1f days ago" % (stamp, (clock.time() * 1000 - anchor["time"]) / DAY)
        text = "newest external anchor: %s %s, up to event %d, %s%s"
        lines.append(text % (anchor["kind"], anchor["name"], anchor["size"], age, " (too old)" if result["stale"] else ""))
    else:
        lines.append(
            "NO EXTERNAL ANCHOR: nobody but the custodian vouches for this ledger. Bring --witness, --tsa or --since."
        )
    if not result["keysBrought"]:
        lines.append("The keys are those the bundle names itself: bring --vkey to believe nobody.")
    first = result["first"]
    if first:
        at = "the bundle" if first["index"] is None else first["index"]
        lines.append("first wrong: %s %s: %s (%d in all)" % (at, first["stream"] or "", first["what"], result["problems"]))
    for one in result["listed"][1:]:
        lines.append("  %s: %s" % ("the bundle" if one["index"] is None else one["index"], one["what"]))
    lines += ["not provable: " + one for one in result["missing"]]
    lines += ["difference: %s (%d)" % (one["what"], one["times"]) for one in result["differences"]]
    lines += ["finding: " + one for one in result["findings"]]
    lines.append("%d purges, %d certificates held against the lines" % (result["purges"], result["certificates"]))
    return "\n".join(lines)


def main(args):
    try:
        folder, options, as_json = options_of(args)
        result = verify_bundle(folder, **options)
    except Usage as error:
        sys.stderr.write("%s\n%s\n" % (error, USAGE))
        return 3
    sys.stdout.write((json.dumps(result) if as_json else tell(result)) + "\n")
    return result["exit"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
