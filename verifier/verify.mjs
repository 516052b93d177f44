#!/usr/bin/env node
/**
 * The stand-alone verifier of an alpr-ledger bundle. One file, nothing to install: Node 20.12 or later.
 *
 *   node verify.mjs BUNDLE [--vkey KEY] [--witness KEY] [--tsa ROOTS.pem] [--since CHECKPOINT] [--max-age DAYS]
 *                          [--hash-only] [--json]
 *
 * It believes nothing the bundle says of itself: every line is hashed, the tree is built anew, and compared with signed
 * checkpoints; then the lines are read, and what they say is held against itself. Exit 0 verified, 1 tampered,
 * 2 not provable, 3 wrong use. The formats: docs/ledger-format.md (RFC 6962, RFC 8785, RFC 3161, C2SP).
 * verify.py is the same program in Python; the two must come to the same verdict.
 */
import { isAscii } from 'node:buffer';
import { createPublicKey, hash, verify, X509Certificate } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const HASH = 32;
const WIDTH = 256;
const DAY = 86_400_000;
/** Problems listed one by one; all are counted. */
const LISTED = 20;

class Usage extends Error {}
class Missing extends Error {}

const sha256 = (data) => hash('sha256', data, 'buffer');
const node = Buffer.alloc(1 + 2 * HASH, 1);
const nodeHash = (left, right) => {
  node.set(left, 1);
  node.set(right, 1 + HASH);
  return sha256(node);
};

// ---- signed notes (C2SP signed-note), keys, checkpoints -------------------------------------------------------------

const ED25519 = 1;
const COSIGNATURE = 4;
const spki = Buffer.from('302a300506032b6570032100', 'hex');

/** `name+id+base64(type ‖ key)`. */
export const keyOf = (text) => {
  const [name, id, encoded, ...rest] = text.trim().split('+');
  // The base64 of a key may hold a plus sign itself.
  const bytes = Buffer.from([encoded, ...rest].join('+') || '', 'base64');
  if (!name || !/^[0-9a-f]{8}$/.test(id ?? '') || bytes.length !== 33) throw new Usage(`not a verifier key: ${text}`);
  const made = sha256(Buffer.concat([Buffer.from(`${name}\n`), bytes])).subarray(0, 4);
  if (made.toString('hex') !== id) throw new Usage(`the id of the verifier key ${name} is not that of its bytes`);
  const key = createPublicKey({ key: Buffer.concat([spki, bytes.subarray(1)]), format: 'der', type: 'spki' });
  return { name, id, type: bytes[0], key, bytes: bytes.subarray(1), text: text.trim() };
};

/** Text with its last newline, and signatures; null when it is no note. */
const parseNote = (note) => {
  const end = note.lastIndexOf('\n\n');
  if (end < 0) return null;
  const signatures = [];
  for (const line of note
    .slice(end + 2)
    .split('\n')
    .slice(0, -1)) {
    const found = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/.exec(line);
    if (!found) return null;
    const bytes = Buffer.from(found[2], 'base64');
    if (bytes.toString('base64') !== found[2]) return null;
    signatures.push({ name: found[1], id: bytes.subarray(0, 4).toString('hex'), bytes: bytes.subarray(4) });
  }
  return note.endsWith('\n') && signatures.length > 0 ? { text: note.slice(0, end + 1), signatures } : null;
};

const isOf = (signature, key) => signature.name === key.name && signature.id === key.id;

/** `good`, `bad` when a signature of one of these keys does not hold, or `none`. */
const signedBy = (note, keys) => {
  let verdict = 'none';
  for (const signature of note.signatures)
    for (const key of keys)
      if (key.type === ED25519 && isOf(signature, key)) {
        if (!verify(null, Buffer.from(note.text), key.key, signature.bytes)) return 'bad';
        verdict = 'good';
      }
  return verdict;
};

/** POSIX times (ms) at which each of these witnesses cosigned; null where a cosignature of one of them does not hold. */
const cosigned = (note, witnesses) => {
  const found = [];
  for (const signature of note.signatures)
    for (const key of witnesses)
      if (key.type === COSIGNATURE && isOf(signature, key)) {
        const time = signature.bytes.length === 72 ? signature.bytes.readBigUInt64BE(0) : 0n;
        const text = Buffer.from(`cosignature/v1\ntime ${time}\n${note.text}`);
        const good = signature.bytes.length === 72 && verify(null, text, key.key, signature.bytes.subarray(8));
        found.push({ name: key.name, time: good ? Number(time) * 1000 : null });
      }
  return found;
};

const parseCheckpoint = (text) => {
  const found = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n$/.exec(text);
  return found && { origin: found[1], size: Number(found[2]), root: Buffer.from(found[3], 'base64') };
};

// ---- time-stamps (RFC 3161) -----------------------------------------------------------------------------------------

/** One DER element: tag, content and the whole of it. */
const der = (bytes, at = 0) => {
  let length = bytes[at + 1];
  let head = 2;
  if (length & 0x80) {
    const count = length & 0x7f;
    if (count === 0 || count > 4) throw new Error('length');
    length = 0;
    for (let i = 0; i < count; i += 1) length = length * 256 + bytes[at + 2 + i];
    head += count;
  }
  const end = at + head + length;
  if (!(end <= bytes.length)) throw new Error('end');
  return { tag: bytes[at], content: bytes.subarray(at + head, end), whole: bytes.subarray(at, end), end };
};

const children = ({ content }) => {
  const found = [];
  for (let at = 0; at < content.length;) {
    const one = der(content, at);
    found.push(one);
    at = one.end;
  }
  return found;
};

const OID = {
  messageDigest: '06092a864886f70d010904',
  tstInfo: '060b2a864886f70d0109100104',
  sha256: '0609608648016503040201',
  sha384: '0609608648016503040202',
  sha512: '0609608648016503040203',
};
const digests = { [OID.sha256]: 'sha256', [OID.sha384]: 'sha384', [OID.sha512]: 'sha512' };
const hexOf = ({ whole }) => whole.toString('hex');

/** `20261124093000.5Z` as milliseconds. */
const generalized = (text) => {
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(text);
  if (!found) throw new Error('time');
  const [, y, mo, d, h, mi, s, fraction] = found;
  return Date.UTC(y, mo - 1, d, h, mi, s) + Math.floor(Number(`0${fraction ?? '.0'}`) * 1000);
};

const certificatesIn = (pem) =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (one) => new X509Certificate(one),
  );

/** Whether a certificate leads to one of the roots through the others, and may sign time-stamps at that time. */
const leadsToRoot = (certificate, others, roots, time) => {
  const isValid = ({ validFrom, validTo }) => Date.parse(validFrom) <= time && time <= Date.parse(validTo);
  if (!certificate.keyUsage?.includes('1.3.6.1.5.5.7.3.8')) return false;
  let at = certificate;
  for (let steps = 0; steps < 8; steps += 1) {
    if (!isValid(at)) return false;
    const root = roots.find(
      (one) => one.fingerprint256 === at.fingerprint256 || (at.checkIssued(one) && at.verify(one.publicKey)),
    );
    if (root) return isValid(root);
    const issuer = others.find(
      (one) => one.fingerprint256 !== at.fingerprint256 && one.ca && at.checkIssued(one) && at.verify(one.publicKey),
    );
    if (!issuer) return false;
    at = issuer;
  }
  return false;
};

/** The time a token states (ms) over SHA-256 of that text, or null when it does not hold. */
const stamped = (response, text, roots) => {
  try {
    const [, token] = children(der(response));
    const [, tagged] = children(token);
    const parts = children(children(tagged)[0]);
    const encapsulated = children(parts.find(({ tag }) => tag === 0x30));
    if (hexOf(encapsulated[0]) !== OID.tstInfo) return null;
    const info = children(encapsulated[1])[0].content;
    const tst = children(der(info));
    const [algorithm, imprint] = children(tst[2]);
    if (hexOf(children(algorithm)[0]) !== OID.sha256 || !imprint.content.equals(sha256(Buffer.from(text)))) return null;
    const time = generalized(tst.find(({ tag }) => tag === 0x18).content.toString('latin1'));
    const certificates = children(parts.find(({ tag }) => tag === 0xa0)).map(({ whole }) => new X509Certificate(whole));
    const signer = children(children(parts.findLast(({ tag }) => tag === 0x31))[0]);
    const digest = digests[hexOf(children(signer[2])[0])];
    const attributes = signer.find(({ tag }) => tag === 0xa0);
    const signature = signer.find(({ tag }, at) => tag === 0x04 && at > 3).content;
    const stated = children(attributes).find((one) => hexOf(children(one)[0]) === OID.messageDigest);
    if (!children(children(stated)[1])[0].content.equals(hash(digest, info, 'buffer'))) return null;
    const signed = Buffer.concat([Buffer.from([0x31]), attributes.whole.subarray(1)]);
    const certificate = certificates.find((one) => verify(digest, signed, one.publicKey, signature));
    return certificate && leadsToRoot(certificate, certificates, roots, time) ? time : null;
  } catch {
    return null;
  }
};

// ---- the tree (RFC 6962, C2SP tlog-tiles) ---------------------------------------------------------------------------

/** Subtrees of growing trees, largest first: all that is needed for the root. */
class Range {
  constructor() {
    this.levels = [];
  }

  push(hashed, level) {
    let at = { hashed, level };
    while (this.levels.at(-1)?.level === at.level)
      at = { hashed: nodeHash(this.levels.pop().hashed, at.hashed), level: at.level + 1 };
    this.levels.push(at);
  }

  root(more = []) {
    const [last, ...larger] = [...this.levels.map(({ hashed }) => hashed), ...more].reverse();
    return last ? larger.reduce((right, left) => nodeHash(left, right), last) : sha256(Buffer.alloc(0));
  }
}

/** The subtrees of which so many leaves of one tile are made. */
const subtreesOf = (leaves, count) => {
  const range = new Range();
  for (let i = 0; i < count; i += 1) range.push(leaves.subarray(i * HASH, (i + 1) * HASH), 0);
  return range.levels.map(({ hashed }) => Buffer.from(hashed));
};

const tileRoot = (leaves) => {
  const row = Buffer.from(leaves);
  for (let width = WIDTH; width > 1; width /= 2)
    for (let i = 0; i < width / 2; i += 1) {
      const at = 2 * i * HASH;
      node.set(row.subarray(at, at + 2 * HASH), 1);
      row.set(sha256(node), i * HASH);
    }
  return row.subarray(0, HASH);
};

/** 1234067 → `x001/x234/067`. */
const numberPath = (n) => {
  const groups = [String(n % 1000).padStart(3, '0')];
  for (let rest = Math.floor(n / 1000); rest > 0; rest = Math.floor(rest / 1000))
    groups.unshift(`x${String(rest % 1000).padStart(3, '0')}`);
  return groups.join('/');
};

const tileName = (level, n, width) => `tile/${level}/${numberPath(n)}${width === WIDTH ? '' : `.p/${width}`}`;

// ---- what the lines say ---------------------------------------------------------------------------------------------

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/;
const isText = (value) => typeof value === 'string';
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

const isTexts = (value) => Array.isArray(value) && value.every(isText);

/** Whether a file of rules has the form of one (docs/ledger-format.md, 12). */
const isRules = (one) =>
  isObject(one) &&
  isText(one.set) &&
  isObject(one.commands) &&
  Object.values(one.commands).every(
    (command) =>
      isObject(command) &&
      Array.isArray(command.rules) &&
      command.rules.every((rule) => isObject(rule) && isText(rule.clause) && isText(rule.code)),
  ) &&
  (one.order === undefined ||
    (Array.isArray(one.order) &&
      one.order.every(
        (course) =>
          isObject(course) &&
          isText(course.event) &&
          isText(course.rule) &&
          Array.isArray(course.after) &&
          course.after.every(isTexts),
      ))) &&
  (one.undoes === undefined || (isObject(one.undoes) && Object.values(one.undoes).every(isTexts))) &&
  (one.notBySelf === undefined ||
    (Array.isArray(one.notBySelf) &&
      one.notBySelf.every((rule) => isObject(rule) && isText(rule.event) && isText(rule.member))));

/** Members in the order of RFC 8785, and no number but a whole one. */
const isOrdered = (value) => {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (value === null || typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.every(isOrdered);
  let before = '';
  for (const name in value) {
    if (name < before || !isOrdered(value[name])) return false;
    before = name;
  }
  return true;
};

/**
 * How long the text of a value in good order is where no string has an escape; NaN where that cannot be said: names that
 * begin with digits come first whatever the text says, and a number with two zeros at its end can be written as short.
 */
const plainLength = (value) => {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && (value % 100 !== 0 || value === 0) ? String(value).length : Number.NaN;
  if (value === null || typeof value !== 'object') return value === false ? 5 : 4;
  let length = 1;
  if (Array.isArray(value)) {
    for (const one of value) length += 1 + plainLength(one);
    return Math.max(length, 2);
  }
  let before = '';
  for (const name in value) {
    if (name < before || name < ':') return Number.NaN;
    length += 4 + name.length + plainLength(value[name]);
    before = name;
  }
  return Math.max(length, 2);
};

/**
 * Whether a line is the RFC 8785 text of what it says. Where there is no escape, whatever else could be written in
 * another way, or twice, is longer than it need be: then the length tells, and nothing has to be written to compare.
 */
export const isCanonical = (line, text) =>
  (!text.includes('\\') && plainLength(line) === text.length) || (JSON.stringify(line) === text && isOrdered(line));

/** 64-bit values in open addressing, at most 70 % full; an optional second value beside each. */
class Table {
  constructor(valued) {
    this.count = 0;
    this.keys = new BigUint64Array(4096);
    this.values = valued ? new BigUint64Array(4096) : null;
  }

  slot(key) {
    const mask = this.keys.length - 1;
    let at = Number(key & 0x3fff_ffffn) & mask;
    while (this.keys[at] !== 0n && this.keys[at] !== key) at = (at + 1) & mask;
    return at;
  }

  /** What stood there before; undefined when nothing did. */
  set(key, value = 0n) {
    if (this.count >= this.keys.length * 0.7) this.grow();
    const at = this.slot(key);
    const known = this.keys[at] === key;
    const before = known ? (this.values?.[at] ?? 0n) : undefined;
    if (!known) this.count += 1;
    this.keys[at] = key;
    if (this.values) this.values[at] = value;
    return before;
  }

  grow() {
    const { keys, values } = this;
    this.keys = new BigUint64Array(keys.length * 2);
    this.values &&= new BigUint64Array(keys.length * 2);
    for (let i = 0; i < keys.length; i += 1)
      if (keys[i] !== 0n) {
        const at = this.slot(keys[i]);
        this.keys[at] = keys[i];
        if (values) this.values[at] = values[i];
      }
  }
}

const short = (text) => BigInt(`0x${hash('sha256', text).slice(0, 16)}`) || 1n;
const shortHex = (hex) => BigInt(`0x${hex.slice(0, 16)}`) || 1n;
const shortId = (id) => BigInt(`0x${id.slice(19, 23)}${id.slice(24)}`) || 1n;

/** Whatever the lines say, held against what they said before. */
class Reader {
  constructor(rules, wrong, find) {
    this.wrong = wrong;
    this.find = find;
    this.ids = new Table(false);
    this.streams = new Table(true);
    this.sessions = new Map();
    this.courses = new Map();
    this.differences = new Map();
    this.reports = [];
    this.purges = 0;
    this.last = '';
    this.rules = new Map();
    this.order = [];
    this.notBySelf = [];
    this.undoes = {};
    for (const one of rules) {
      for (const [command, { rules: weighed }] of Object.entries(one.commands ?? {}))
        this.rules.set(`${one.set} ${command}`, new Set(weighed.map(({ clause, code }) => `${clause} ${code}`)));
      this.order = one.order ?? this.order;
      this.notBySelf = one.notBySelf ?? this.notBySelf;
      this.undoes = one.undoes ?? this.undoes;
    }
    this.follows = new Map(this.order.map((one) => [one.event, one]));
    this.steps = new Set([
      ...this.order.flatMap(({ event, after }) => [event, ...after.flat()]),
      ...Object.keys(this.undoes),
    ]);
    this.others = new Map(this.notBySelf.map((one) => [one.event, one.member]));
  }

  /** @returns the line, or null when it is none */
  take(index, text, leaf) {
    let line;
    try {
      line = JSON.parse(text);
    } catch {
      return this.bad(index, null, 'the line is not JSON');
    }
    const stream = isObject(line) && isText(line.stream) ? line.stream : null;
    const fault = this.shape(line, text);
    if (fault) return this.bad(index, stream, fault);
    if (this.ids.set(shortId(line.id)) !== undefined) this.bad(index, null, 'the id was used before');
    const before = this.streams.set(short(stream), shortHex(leaf));
    if (line.prev === null ? before !== undefined : before !== shortHex(line.prev))
      this.bad(index, stream, 'prev is not the leaf of the event before it in its stream');
    const outcome = this.outcome(line);
    if (outcome) this.bad(index, stream, outcome);
    if (line.recordedAt < this.last && Date.parse(this.last) - Date.parse(line.recordedAt) > 600_000)
      this.find(`the clock went back by more than ten minutes at ${index}`);
    if (line.recordedAt > this.last) this.last = line.recordedAt;
    this.policy(line);
    this.course(index, line);
    return line;
  }

  bad(index, stream, what) {
    this.wrong(index, stream, what);
    return null;
  }

  shape(line, text) {
    if (!isObject(line) || line.v !== 1) return 'the line is not of version 1';
    if (!isText(line.id) || !uuid.test(line.id)) return 'the id is no UUID';
    if (!isText(line.type) || !isText(line.stream) || !isText(line.command)) return 'a member of the line is missing';
    if (!isText(line.recordedAt) || !instant.test(line.recordedAt)) return 'recordedAt is no time';
    if (!isText(line.occurredAt) || !instant.test(line.occurredAt)) return 'occurredAt is no time';
    if (line.prev !== null && !(isText(line.prev) && /^[0-9a-f]{64}$/.test(line.prev))) return 'prev is no leaf';
    if (!isObject(line.actor) || !isObject(line.policy) || !isObject(line.data))
      return 'a member of the line is missing';
    const { upheld, broken } = line.policy;
    if (!isTexts(upheld) || !isTexts(broken)) return 'the rulings are missing';
    if (!isCanonical(line, text)) return 'the line is not canonical';
    return null;
  }

  /** The outcome of a line follows from its own rulings. */
  outcome({ type, data, action, policy: { broken } }) {
    if (type !== 'ActionRefused')
      return broken.length === 0 ? null : 'recorded as allowed against a rule that was broken';
    if (broken.length === 0) return 'recorded as refused, and no rule was broken';
    if (action !== undefined && data.action !== action) return 'the refusal names another action than the line';
    const codes = broken.map((one) => one.split(' ')[1]);
    return JSON.stringify(codes) === JSON.stringify(data.codes)
      ? null
      : 'the refusal names other codes than its rulings';
  }

  /** Rules that were weighed and are not in the rules of the command, or the other way round: listed, no fault. */
  policy({ action, policy: { set, upheld, broken } }) {
    const known = this.rules.get(`${set} ${action}`);
    if (!known) return;
    let count = 0;
    for (const one of upheld) if (known.has(one)) count += 1;
    for (const one of broken) if (known.has(one)) count += 1;
    if (count === known.size && upheld.length + broken.length === count) return;
    const weighed = new Set([...upheld, ...broken]);
    const differ = (text) => this.differences.set(text, (this.differences.get(text) ?? 0) + 1);
    for (const one of weighed) if (!known.has(one)) differ(`${action}: ${one} was weighed and is not in the rules`);
    for (const one of known) if (!weighed.has(one)) differ(`${action}: ${one} is in the rules and was not weighed`);
  }

  /** What must have happened before, decided again from what stands in clear. */
  course(index, { type, stream, actor, data, recordedAt }) {
    if (type === 'SessionOpened') this.sessions.set(data.memberId, { id: data.sessionId, closed: null });
    if (type !== 'ActionRefused' && type !== 'SessionOpened' && actor.kind === 'member' && actor.session) {
      const session = this.sessions.get(actor.id);
      // An act decided while the session was open may stand behind the event that closed it.
      if (session?.id !== actor.session || (session.closed !== null && recordedAt > session.closed))
        this.bad(index, stream, 'the session of the actor was not open');
    }
    if (type === 'SessionClosed' && this.sessions.get(data.memberId)?.id === data.sessionId)
      this.sessions.get(data.memberId).closed ??= recordedAt;
    const self = this.others.get(type);
    if (self && actor.kind === 'member' && data[self] === actor.id)
      this.bad(index, stream, 'nobody may do this for himself');
    if (this.steps.has(type)) this.step(index, type, stream);
    if (type === 'AuditReportGenerated') this.reports.push({ index, data });
    if (type === 'PurgeCompleted') this.purges += 1;
  }

  step(index, type, stream) {
    const course = this.courses.get(stream) ?? new Set();
    const rule = this.follows.get(type);
    if (rule && !rule.after.every((any) => any.some((one) => course.has(one))))
      this.bad(
        index,
        stream,
        `${type} without ${rule.after.map((any) => any.join(' or ')).join(' and ')} (${rule.rule})`,
      );
    for (const one of this.undoes[type] ?? []) course.delete(one);
    course.add(type);
    this.courses.set(stream, course);
  }
}

/** Totals of a quarterly report, counted again from the lines. */
class Recount {
  constructor({ period }) {
    this.from = Date.parse(period.from);
    this.to = Date.parse(period.to);
    this.counts = {
      'reads.total': 0,
      'reads.unread': 0,
      'hits.raised': 0,
      'corrections.total': 0,
      'accesses.searches': 0,
      'refusals.total': 0,
    };
  }

  take({ type, occurredAt, data }) {
    const isRead = type === 'DetectionRecorded' || type === 'ReadFailed';
    const at = Date.parse(isRead ? data.capturedAt : occurredAt);
    if (at < this.from || at >= this.to) return;
    const { counts } = this;
    if (isRead) {
      counts['reads.total'] += 1;
      if (type === 'ReadFailed' || data.unread) counts['reads.unread'] += 1;
    } else if (type === 'HitAlertRaised') counts['hits.raised'] += 1;
    else if (type === 'PlateCorrected') counts['corrections.total'] += 1;
    else if (type === 'ActionRefused') counts['refusals.total'] += 1;
    else if (type === 'QueryMade' && ['detections', 'hits', 'hot-list-entries'].includes(data.question))
      counts['accesses.searches'] += 1;
  }

  /** Where the report says otherwise. */
  differing(figures) {
    return Object.entries(this.counts).filter(
      ([path, count]) => path.split('.').reduce((at, name) => at?.[name], figures) !== count,
    );
  }
}

// ---- certificates of purges (docs/ledger-format.md, 14) -------------------------------------------------------------

const isInstant = (value) => isText(value) && instant.test(value);
const isCount = (value) => Number.isSafeInteger(value) && value >= 0;

const isCertificate = (body) => {
  if (!isObject(body) || !isObject(body.certificate) || !Array.isArray(body.signatures)) return false;
  const { v, certificateId, purge, destroyed, kept, people, verification, ledger } = body.certificate;
  return (
    v === 1 &&
    isText(certificateId) &&
    [purge, destroyed, kept, people, verification, ledger].every(isObject) &&
    [purge.purgeId, purge.class, purge.date, destroyed.root, people.proposedBy, people.approvedBy].every(isText) &&
    [purge.dueAt, destroyed.keyDestroyedAt, people.proposedAt, people.approvedAt, people.committedAt].every(
      isInstant,
    ) &&
    [destroyed.units, kept.units, people.coolingHours].every(isCount) &&
    ['residue', 'rowsLeft', 'partsLeft', 'imagesLeft'].every((name) => isCount(verification[name])) &&
    Array.isArray(ledger.events) &&
    ledger.events.every((one) => isObject(one) && isText(one.type) && isText(one.leaf)) &&
    body.signatures.every((one) => isObject(one) && [one.name, one.publicKey, one.signature].every(isText))
  );
};

const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${members.join(',')}}`;
};

/** What a certificate says against itself. */
const contradictions = ({ purge, people, verification, destroyed }) => {
  const hours = (from, to) => (Date.parse(to) - Date.parse(from)) / 3_600_000;
  return [
    [people.proposedBy !== people.approvedBy, 'one person proposed and approved it'],
    [hours(people.proposedAt, people.committedAt) >= people.coolingHours, 'its hours of cooling had not passed'],
    [hours(purge.dueAt, people.committedAt) >= 0, 'it was carried out before the data was due'],
    [hours(people.proposedAt, people.approvedAt) >= 0, 'it was approved before it was proposed'],
    [hours(people.committedAt, destroyed.keyDestroyedAt) >= 0, 'a key was destroyed before the fence stood'],
    [verification.keyAbsent === true, 'the key was still there'],
    [verification.residue === 0, 'bytes of what was destroyed were found'],
    [verification.rowsLeft === 0, 'rows of the read models were left'],
    [verification.partsLeft === 0, 'ciphertexts were left'],
    [verification.imagesLeft === 0, 'pictures were left'],
  ].flatMap(([holds, what]) => (holds ? [] : [what]));
};

/** The Merkle root over texts in their order, hex. */
const rootOver = (texts) => {
  const range = new Range();
  for (const text of texts) range.push(sha256(`\0${text}`), 0);
  return range.root().toString('hex');
};

const STEPS = ['PurgeProposed', 'PurgeApproved', 'PurgeCommitted'];
const ordinary =
  /^(checkpoint|keys\.note|policy\.txt|bundle\.json|README\.txt|verify\.(mjs|py)|(tile|checkpoints|timestamps|purges|reports|rules)\/.*)$/;

/** The certificates of a bundle, held against the lines while these are read. */
class Purges {
  constructor(beside, wrong) {
    this.wrong = wrong;
    this.all = [];
    this.byLeaf = new Map();
    this.kids = new Map();
    for (const [name, { digest, body }] of beside) {
      if (!name.startsWith('purges/')) continue;
      if (!isCertificate(body)) {
        wrong(null, null, `${name} is not a certificate of a purge`);
        continue;
      }
      const { certificate, signatures } = body;
      const kid = `${certificate.purge.class}/${certificate.purge.date}#0`;
      const stream = `retention-${certificate.purge.class}-${certificate.purge.date.replaceAll('-', '')}`;
      const one = { name, digest, certificate, signatures, kid, stream, steps: new Map(), at: null, found: null };
      this.all.push(one);
      for (const { leaf } of certificate.ledger.events) this.byLeaf.set(leaf, one);
      const kept = this.kids.get(kid) ?? { units: new Map(), purges: 0, destroyedAt: '' };
      const { keyDestroyedAt } = certificate.destroyed;
      if (kept.purges === 0 || keyDestroyedAt < kept.destroyedAt) kept.destroyedAt = keyDestroyedAt;
      kept.purges += 1;
      this.kids.set(kid, kept);
    }
    this.strangers = new Map();
  }

  /** Files that belong to no bundle, by their digest: no ciphertext that was purged may be among them. */
  meet(path, digest) {
    this.strangers.set(digest, path);
  }

  take(index, line, leaf) {
    if (this.all.length === 0) return;
    const { retention, sealed, data, type, stream, recordedAt } = line;
    const kept = isObject(retention) && this.kids.get(retention.kid);
    if (kept && isText(retention.unit)) {
      for (const one of Array.isArray(sealed) ? sealed : []) this.part(index, stream, kept, retention.unit, one, false);
      if (recordedAt > kept.destroyedAt)
        this.wrong(index, stream, `the line is sealed under ${retention.kid} after that key was destroyed`);
    }
    if (isText(data.detectionId) && Array.isArray(data.images))
      for (const image of data.images) this.picture(index, stream, data.detectionId, isObject(image) && image.seal);
    if (isText(data.versionId)) this.picture(index, stream, data.versionId, data.content);
    const purge = this.byLeaf.get(leaf);
    if (purge && STEPS.includes(type)) {
      purge.steps.set(type, { stream, data, occurredAt: line.occurredAt });
      if (type === 'PurgeCommitted') this.close(purge);
    }
    if (type !== 'PurgeCompleted') return;
    for (const one of this.all) if (one.digest === data.certificate) Object.assign(one, { at: index, done: line });
  }

  picture(index, stream, unit, seal) {
    const kept = isObject(seal) && this.kids.get(seal.kid);
    if (kept) this.part(index, stream, kept, unit, seal, true);
  }

  part(index, stream, kept, unit, seal, isPicture) {
    if (!isObject(seal)) return;
    const path = this.strangers.get(seal.cth);
    if (path !== undefined) this.wrong(index, stream, `${path} is a ciphertext of what was purged`);
    const texts = kept.units.get(unit) ?? { found: [], pictures: new Set() };
    kept.units.set(unit, texts);
    if (isPicture && texts.pictures.has(seal.cth)) return;
    if (isPicture) texts.pictures.add(seal.cth);
    if (isText(seal.cm)) texts.found.push(`${unit} ${seal.cm}`);
  }

  /** What the lines say there was under the key when its fence was set. */
  close(purge) {
    const { units, purges } = this.kids.get(purge.kid);
    if (purges > 1) return;
    const texts = purge.certificate.kept.units === 0 ? [...units.values()].flatMap(({ found }) => found).sort() : null;
    purge.found = { units: units.size, root: texts && rootOver(texts) };
    units.clear();
  }

  finish(usable, missing) {
    for (const one of this.all) {
      const bad = (what) => this.wrong(null, null, `${one.name}: ${what}`);
      for (const what of contradictions(one.certificate)) bad(what);
      this.signed(one, usable, bad, missing);
      this.steps(one, bad);
      this.agrees(one, bad);
    }
  }

  signed({ name, certificate, signatures, at }, usable, bad, missing) {
    const text = Buffer.from(`alpr-ledger/certificate-of-purge@v1\n${canonical(certificate)}\n`);
    let good = false;
    for (const one of signatures)
      for (const key of usable(at ?? 0))
        if (key.name === one.name && key.bytes.toString('base64') === one.publicKey) {
          if (verify(null, text, key.key, Buffer.from(one.signature, 'base64'))) good = true;
          else bad('its signature does not hold');
        }
    if (!good) missing.push(`a signature of ${name} by a key you know`);
  }

  steps({ certificate: { purge, ledger }, stream, steps }, bad) {
    for (const type of STEPS) {
      const step = steps.get(type);
      if (!ledger.events.some((one) => one.type === type) || !step) bad(`its ${type} is not on the ledger`);
      else if (step.stream !== stream || step.data.purgeId !== purge.purgeId)
        bad(`its ${type} is of another purge or day`);
    }
  }

  /** What it says, and what the lines say. */
  agrees({ certificate, steps, done, found }, bad) {
    const { purge, people, destroyed, kept, certificateId } = certificate;
    const [proposed, approved, committed] = STEPS.map((type) => steps.get(type)?.data ?? {});
    const said = [
      ['who proposed it', people.proposedBy, proposed.memberId],
      ['when it was proposed', people.proposedAt, proposed.proposedAt],
      ['when the data was due', purge.dueAt, proposed.dueAt],
      ['who approved it', people.approvedBy, approved.memberId],
      ['when it was approved', people.approvedAt, steps.get('PurgeApproved')?.occurredAt],
      ['when its fence was set', people.committedAt, committed.committedAt],
      ['the fingerprint of the key', destroyed.fingerprint ?? null, committed.fingerprint ?? null],
      ...(done
        ? [
            ['its id', certificateId, done.data.certificateId],
            ['its purge', purge.purgeId, done.data.purgeId],
            ['how many units were destroyed', destroyed.units, done.data.units],
            ['the root over them', destroyed.root, done.data.root],
            ['how many units were kept', kept.units, done.data.kept],
          ]
        : []),
    ];
    for (const [what, here, there] of said) if (here !== there) bad(`${what} is not what the ledger says`);
    if (!found) return;
    if (destroyed.units + kept.units !== found.units)
      bad(`it accounts for ${destroyed.units + kept.units} units, and the lines name ${found.units}`);
    if (found.root !== null && found.root !== destroyed.root) bad('its root is not over what the lines name');
  }
}

/** Files of a folder, relative, with slashes. */
const filesIn = (dir, below = '') =>
  readdirSync(join(dir, below), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((one) => {
      const path = below === '' ? one.name : `${below}/${one.name}`;
      return one.isDirectory() ? filesIn(dir, path) : [path];
    });

// ---- the verification -----------------------------------------------------------------------------------------------

export const verifyBundle = (
  dir,
  { vkeys = [], witnesses = [], roots = [], since = null, maxAge = 7, hashOnly = false } = {},
) => {
  const problems = [];
  const byIndex = (a, b) =>
    (a.index ?? Number.MAX_SAFE_INTEGER) - (b.index ?? Number.MAX_SAFE_INTEGER) ||
    Number(a.stream === null) - Number(b.stream === null);
  const findings = [];
  const missing = [];
  let count = 0;
  const wrong = (index, stream, what) => {
    count += 1;
    if (problems.length < LISTED || byIndex({ index, stream }, problems.at(-1)) < 0) {
      problems.push({ index, stream, what });
      problems.sort(byIndex);
      problems.length = Math.min(problems.length, LISTED);
    }
  };
  const find = (what) => void (findings.length < LISTED && findings.push(what));
  const read = (name) => {
    try {
      return readFileSync(join(dir, name));
    } catch {
      throw new Missing(`${name} is missing`);
    }
  };
  const names = (folder) => (existsSync(join(dir, folder)) ? readdirSync(join(dir, folder)).sort() : []);
  const result = (more) => {
    const first = problems[0] ?? null;
    const exit = count > 0 ? 1 : missing.length > 0 || !more.anchor || more.stale ? 2 : 0;
    const verdict = ['verified', 'tampered', 'not provable'][exit];
    return { verdict, exit, ...more, first, problems: count, listed: problems, missing, findings };
  };
  const none = {
    origin: null,
    size: null,
    root: null,
    anchor: null,
    stale: false,
    differences: [],
    purges: 0,
    certificates: 0,
    keysBrought: false,
  };

  // The checkpoint, and the keys by which it is believed.
  let note;
  let keysNote;
  try {
    note = parseNote(read('checkpoint').toString());
    keysNote = parseNote(read('keys.note').toString());
  } catch (error) {
    missing.push(error.message);
    return result(none);
  }
  const checkpoint = note && parseCheckpoint(note.text);
  if (!note || !checkpoint) {
    wrong(null, null, 'checkpoint is not a signed checkpoint');
    return result(none);
  }
  const { origin, size, root } = checkpoint;
  const listed = keysNote ? keysOf(keysNote, origin) : null;
  if (!listed) {
    wrong(null, null, 'keys.note is not a note of the keys of this log');
    return result({ ...none, origin, size });
  }
  const brought = vkeys.filter(({ name }) => name === origin || name === `${origin}/root`);
  const rootKeys = brought.filter(({ name }) => name === `${origin}/root`);
  const vouched = signedBy(keysNote, rootKeys.length > 0 ? rootKeys : listed.map(({ key }) => key));
  if (vouched === 'bad') wrong(null, null, 'the signature of keys.note does not hold');
  else if (vouched === 'none' && rootKeys.length > 0)
    wrong(null, null, 'keys.note is not signed by the root key you brought');
  else if (rootKeys.length === 0) find('keys.note was not checked: bring the root key with --vkey');
  const direct = brought.filter(({ name }) => name === origin);
  const keys =
    direct.length > 0
      ? listed.filter(({ key }) => direct.some(({ text }) => text === key.text) || rootKeys.length > 0)
      : listed;
  const keysBrought = brought.length > 0;
  const usable = (at) =>
    keys.filter(({ first, end }) => first <= at && (end === null || at <= end)).map(({ key }) => key);
  const more = { ...none, origin, size, root: root.toString('base64'), keysBrought };
  const signed = signedBy(note, usable(size));
  if (signed === 'bad') wrong(null, null, 'the signature of the checkpoint does not hold');
  if (signed === 'none') missing.push('a signature of the checkpoint by a key you know');

  // Older checkpoints, cosignatures, time-stamps: roots to be met on the way, and anchors.
  const expected = new Map([[size, [{ root, what: 'the checkpoint' }]]]);
  const expect = (at, hashed, what) => expected.set(at, [...(expected.get(at) ?? []), { root: hashed, what }]);
  const anchors = [];
  const notes = new Map();
  for (const name of names('checkpoints')) {
    const text = read(`checkpoints/${name}`).toString();
    const older = parseNote(text);
    const parsed = older && parseCheckpoint(older.text);
    if (
      !parsed ||
      parsed.origin !== origin ||
      parsed.size > size ||
      name !== `${String(parsed.size).padStart(12, '0')}.note`
    ) {
      wrong(null, null, `checkpoints/${name} is not a checkpoint of this log within the bundle`);
      continue;
    }
    if (parsed.size === size && text !== read('checkpoint').toString())
      wrong(null, null, `checkpoints/${name} is not the checkpoint`);
    const by = signedBy(older, usable(parsed.size));
    if (by === 'bad') wrong(null, null, `the signature of checkpoints/${name} does not hold`);
    if (by === 'none') missing.push(`a signature of checkpoints/${name} by a key you know`);
    expect(parsed.size, parsed.root, `checkpoints/${name}`);
    notes.set(parsed.size, older);
    for (const { name: witness, time } of cosigned(older, witnesses))
      if (time === null) wrong(null, null, `a cosignature of checkpoints/${name} does not hold`);
      else anchors.push({ kind: 'witness', name: witness, size: parsed.size, time });
  }
  if (!notes.has(size)) missing.push(`checkpoints/${String(size).padStart(12, '0')}.note is missing`);
  for (const { name: witness, time } of cosigned(note, witnesses))
    if (time === null) wrong(null, null, 'a cosignature of the checkpoint does not hold');
    else anchors.push({ kind: 'witness', name: witness, size, time });
  for (const name of names('timestamps').filter((one) => one.endsWith('.tsr'))) {
    const at = Number(/^(\d{12})-\d+\.tsr$/.exec(name)?.[1] ?? Number.NaN);
    const over = at === size ? note : notes.get(at);
    if (!over) wrong(null, null, `timestamps/${name} is over no checkpoint of the bundle`);
    else if (roots.length === 0) find(`timestamps/${name} was not checked: bring the authority's root with --tsa`);
    else {
      const time = stamped(read(`timestamps/${name}`), over.text, roots);
      if (time === null) wrong(null, null, `timestamps/${name} does not hold`);
      else anchors.push({ kind: 'time-stamp', name, size: at, time });
    }
  }
  if (since) {
    if (since.origin !== origin) throw new Usage('the checkpoint given with --since is of another log');
    if (since.size > size)
      wrong(
        size,
        null,
        `the bundle ends at ${size}, and the checkpoint you brought at ${since.size}: the ledger was cut back`,
      );
    else {
      expect(since.size, since.root, 'the checkpoint you brought');
      anchors.push({ kind: 'brought', name: 'your checkpoint', size: since.size, time: null });
    }
  }
  const label = parseLabel(names('').includes('bundle.json') ? read('bundle.json') : null);
  if (label && (label.origin !== origin || label.size !== size))
    wrong(null, null, 'bundle.json names another log or size than the checkpoint');

  // The rules, reports and certificates that lie beside the lines, each by its digest.
  const beside = new Map();
  const load = (folder) =>
    names(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => {
        const bytes = read(`${folder}/${name}`);
        const digest = hash('sha256', bytes);
        try {
          const body = JSON.parse(bytes.toString());
          beside.set(`${folder}/${name}`, { digest, body, met: false });
          return body;
        } catch {
          wrong(null, null, `${folder}/${name} is not JSON`);
          return null;
        }
      });
  const rules = load('rules').filter(
    (one) => isRules(one) || void wrong(null, null, 'a file of rules has not the form of one'),
  );
  load('reports');
  load('purges');

  // Every line and every hash.
  const reader = new Reader(hashOnly ? [] : rules, wrong, find);
  const recounts = hashOnly ? [] : recountsOf(beside);
  const purges = new Purges(hashOnly ? new Map() : beside, wrong);
  if (purges.all.length > 0)
    for (const path of filesIn(dir)) if (!ordinary.test(path)) purges.meet(path, hash('sha256', read(path)));
  const range = new Range();
  const sizes = [...expected.keys()].sort((a, b) => a - b);
  const levelOne = [];
  let good = 0;
  const bounds = [];
  const meet = (at, more) => {
    for (const one of expected.get(at) ?? []) {
      if (range.root(more).equals(one.root)) good = Math.max(good, at);
      else
        bounds.push({
          from: good,
          what: `the lines up to ${at} do not make the root of ${one.what}: the first that is wrong is ${good} or later`,
        });
    }
  };
  let recordedAt = '';
  const absent = new Set();
  const timeAt = new Map();
  meet(0, []);
  for (let n = 0; n * WIDTH < size; n += 1) {
    const width = Math.min(WIDTH, size - n * WIDTH);
    let entries;
    let leaves;
    try {
      entries = read(tileName('entries', n, width));
      leaves = read(tileName(0, n, width));
    } catch (error) {
      missing.push(error.message);
      break;
    }
    if (leaves.length !== width * HASH) {
      wrong(n * WIDTH, null, `${tileName(0, n, width)} has not ${width} hashes`);
      break;
    }
    const made = Buffer.alloc(width * HASH);
    let at = 0;
    let whole = true;
    for (let i = 0; i < width; i += 1) {
      const length = at + 2 <= entries.length ? entries.readUInt16BE(at) : -1;
      const index = n * WIDTH + i;
      if (length < 0 || at + 2 + length > entries.length) {
        wrong(index, null, `${tileName('entries', n, width)} ends before its lines do`);
        whole = false;
        break;
      }
      entries[at + 1] = 0;
      const hashed = entries.subarray(at + 1, at + 2 + length);
      const leaf = sha256(hashed);
      made.set(leaf, i * HASH);
      if (!leaf.equals(leaves.subarray(i * HASH, (i + 1) * HASH)))
        wrong(index, streamIn(entries, at + 2, length), 'the line does not hash to its leaf');
      if (!hashOnly) {
        const text = hashed.toString(isAscii(hashed) ? 'latin1' : 'utf8', 1);
        const hex = leaf.toString('hex');
        const line = reader.take(index, text, hex);
        if (line) {
          ({ recordedAt } = line);
          for (const one of recounts) if (index < one.treeSize) one.recount.take(line);
          met(line, beside, absent);
          purges.take(index, line, hex);
        }
      }
      if (expected.has(index + 1)) timeAt.set(index + 1, recordedAt);
      at += 2 + length;
    }
    if (!whole) break;
    if (at !== entries.length)
      wrong(n * WIDTH + width - 1, null, `${tileName('entries', n, width)} goes on behind its last line`);
    for (const one of sizes)
      if (one > n * WIDTH && one < n * WIDTH + width) meet(one, subtreesOf(made, one - n * WIDTH));
    if (width === WIDTH) {
      const tile = Buffer.from(tileRoot(made));
      range.push(tile, 8);
      levelOne.push(tile);
    } else for (const [i, one] of subtreesOf(made, width).entries()) range.levels.push({ hashed: one, level: -1 - i });
    meet(n * WIDTH + width, []);
  }
  if (missing.length === 0) upperTiles(levelOne, size, read, (from, what) => void bounds.push({ from, what }), missing);
  // A root says only from where on something is wrong; where a line itself says more, that is the first.
  const exact = problems.map(({ index }) => index);
  for (const { from, what } of bounds)
    wrong(exact.some((index) => index !== null && index >= from) ? null : from, null, what);
  if (!hashOnly && missing.length === 0) {
    afterwards({ beside, recounts, wrong });
    purges.finish(usable, missing);
  }
  for (const what of absent)
    if (what.startsWith('the figures')) find(`${what} are not in the bundle`);
    else missing.push(`${what} is missing`);

  // What an outsider can rest on.
  const anchor = anchors
    .map((one) => ({ ...one, time: one.time ?? (Date.parse(timeAt.get(one.size) ?? '') || null) }))
    .sort((a, b) => a.size - b.size || (a.time ?? 0) - (b.time ?? 0))
    .at(-1);
  const newest = Date.parse(hashOnly ? '' : reader.last);
  const stale = Boolean(anchor && anchor.size < size && newest - (anchor.time ?? 0) > maxAge * DAY);
  const differences = [...reader.differences].map(([what, times]) => ({ what, times }));
  const certificates = purges.all.length;
  return result({ ...more, anchor: anchor ?? null, stale, differences, purges: reader.purges, certificates });
};

/** `vkey first end state` lines: which key signs which sizes. */
const keysOf = ({ text }, origin) => {
  const [head, named, ...lines] = text.split('\n').slice(0, -1);
  if (head !== 'alpr-ledger/keys@v1' || named !== origin || lines.length === 0) return null;
  try {
    return lines.map((line) => {
      const found = /^(\S+) (\d+) (\d+|-) (active|retired|revoked)$/.exec(line);
      const key = keyOf(found[1]);
      if (key.name !== origin) throw new Usage('name');
      return { key, first: Number(found[2]), end: found[3] === '-' ? null : Number(found[3]) };
    });
  } catch {
    return null;
  }
};

const parseLabel = (bytes) => {
  try {
    return bytes && JSON.parse(bytes.toString());
  } catch {
    return { origin: null };
  }
};

/** The stream a damaged line names, where that can still be read. */
const streamIn = (entries, at, length) =>
  /"stream":"([a-z0-9-]{1,120})"/.exec(entries.toString('latin1', at, at + length))?.[1] ?? null;

/** Rules, reports and certificates are believed only if the ledger holds their digest. */
const met = ({ type, data }, beside, absent) => {
  const digest = { RulesInstalled: data.rules, AuditReportGenerated: data.figures, PurgeCompleted: data.certificate }[
    type
  ];
  if (digest === undefined) return;
  let found = false;
  for (const one of beside.values())
    if (one.digest === digest) {
      one.met = true;
      found = true;
    }
  if (!found)
    absent.add(
      `${type === 'RulesInstalled' ? 'the rules' : type === 'PurgeCompleted' ? 'the certificate' : 'the figures'} of digest ${digest}`,
    );
};

const recountsOf = (beside) => {
  const found = [];
  for (const [name, one] of beside)
    if (name.startsWith('reports/') && isObject(one.body) && isObject(one.body.period))
      found.push({ name, one, recount: new Recount(one.body), treeSize: one.body.ledger?.events ?? Infinity });
  return found;
};

const afterwards = ({ beside, recounts, wrong }) => {
  for (const [name, { met: known }] of beside)
    if (!known) wrong(null, null, `${name} is not the one whose digest stands on the ledger`);
  for (const { name, one, recount } of recounts)
    for (const [path, counted] of one.met ? recount.differing(one.body) : [])
      wrong(null, null, `${name}: ${path} is ${counted} by the lines, and another figure in the report`);
};

/** The hashes above the leaves, which are derived from them. */
const upperTiles = (levelOne, size, read, bound, missing) => {
  let row = levelOne;
  for (let level = 1; row.length > 0; level += 1) {
    const above = [];
    for (let n = 0; n * WIDTH < row.length; n += 1) {
      const part = row.slice(n * WIDTH, (n + 1) * WIDTH);
      const name = tileName(level, n, part.length);
      try {
        const tile = read(name);
        const at = part.findIndex((hashed, i) => !hashed.equals(tile.subarray(i * HASH, (i + 1) * HASH)));
        if (at >= 0) bound((n * WIDTH + at) * WIDTH ** level, `${name} does not hold the hashes of the tree`);
        else if (tile.length !== part.length * HASH)
          bound(Math.min(size, (n * WIDTH + part.length) * WIDTH ** level) - 1, `${name} is longer than its hashes`);
      } catch (error) {
        missing.push(error.message);
        return;
      }
      if (part.length === WIDTH) above.push(Buffer.from(tileRoot(Buffer.concat(part))));
    }
    row = above;
  }
};

// ---- the command line -----------------------------------------------------------------------------------------------

const usage =
  'verify.mjs BUNDLE [--vkey KEY] [--witness KEY] [--tsa ROOTS.pem] [--since CHECKPOINT] [--max-age DAYS] [--hash-only] [--json]';

const optionsOf = (args) => {
  const options = {
    vkeys: [],
    witnesses: [],
    roots: [],
    since: null,
    maxAge: 7,
    hashOnly: false,
    json: false,
    dir: null,
  };
  const file = (name) => {
    try {
      return readFileSync(name, 'utf8');
    } catch {
      throw new Usage(`${name} cannot be read`);
    }
  };
  for (let i = 0; i < args.length; i += 1) {
    const value = () =>
      args[(i += 1)] ??
      (() => {
        throw new Usage(`${args[i - 1]} needs a value`);
      })();
    if (args[i] === '--vkey') options.vkeys.push(keyOf(value()));
    else if (args[i] === '--witness') options.witnesses.push(keyOf(value()));
    else if (args[i] === '--tsa') options.roots.push(...certificatesIn(file(value())));
    else if (args[i] === '--since') {
      const note = parseNote(file(value()));
      options.since = note && parseCheckpoint(note.text);
      if (!options.since) throw new Usage('the file given with --since is no checkpoint');
    } else if (args[i] === '--max-age') options.maxAge = Number(value());
    else if (args[i] === '--hash-only') options.hashOnly = true;
    else if (args[i] === '--json') options.json = true;
    else if (args[i].startsWith('--') || options.dir !== null) throw new Usage(`what is ${args[i]}?`);
    else options.dir = args[i];
  }
  if (options.dir === null) throw new Usage('which bundle?');
  if (!existsSync(options.dir) || !statSync(options.dir).isDirectory()) throw new Usage(`${options.dir} is no folder`);
  if (!(options.maxAge >= 0)) throw new Usage('--max-age takes a number of days');
  return options;
};

const days = (time) => ((Date.now() - time) / DAY).toFixed(1);

const tell = ({
  verdict,
  origin,
  size,
  root,
  anchor,
  stale,
  first,
  problems,
  listed,
  missing,
  findings,
  differences,
  purges,
  certificates,
  keysBrought,
}) => {
  const lines = [`${verdict.toUpperCase()}: ${origin ?? 'unknown log'}, ${size ?? '?'} events, root ${root ?? '?'}`];
  lines.push(
    anchor
      ? `newest external anchor: ${anchor.kind} ${anchor.name}, up to event ${anchor.size}, ${anchor.time === null ? 'time unknown' : `${new Date(anchor.time).toISOString()}, ${days(anchor.time)} days ago`}${stale ? ' (too old)' : ''}`
      : 'NO EXTERNAL ANCHOR: nobody but the custodian vouches for this ledger. Bring --witness, --tsa or --since.',
  );
  if (!keysBrought) lines.push('The keys are those the bundle names itself: bring --vkey to believe nobody.');
  if (first)
    lines.push(`first wrong: ${first.index ?? 'the bundle'} ${first.stream ?? ''}: ${first.what} (${problems} in all)`);
  for (const { index, what } of listed.slice(1)) lines.push(`  ${index ?? 'the bundle'}: ${what}`);
  for (const what of missing) lines.push(`not provable: ${what}`);
  for (const { what, times } of differences) lines.push(`difference: ${what} (${times})`);
  for (const what of findings) lines.push(`finding: ${what}`);
  lines.push(`${purges} purges, ${certificates} certificates held against the lines`);
  return lines.join('\n');
};

const main = (args) => {
  try {
    const options = optionsOf(args);
    const result = verifyBundle(options.dir, options);
    process.stdout.write(`${options.json ? JSON.stringify(result) : tell(result)}\n`);
    return result.exit;
  } catch (error) {
    if (!(error instanceof Usage)) throw error;
    process.stderr.write(`${error.message}\n${usage}\n`);
    return 3;
  }
};

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].split(/[\\/]/).at(-1)))
  process.exitCode = main(process.argv.slice(2));
