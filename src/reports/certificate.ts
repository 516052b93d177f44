/** The certificate of a purge: what was destroyed, why, by whom, and how it was made sure (NIST SP 800-88 Rev. 2). */
import { hash, verify } from 'node:crypto';

/** A checkpoint of the ledger, root in hex, and who outside vouches for it since when. */
export type CertifiedHead = {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly witnesses: readonly { readonly name: string; readonly at: string }[];
  readonly timestamps: readonly { readonly name: string; readonly at: string }[];
};

export const copyKinds = ['exports', 'releases', 'evidence', 'reports', 'backups'] as const;
export type CopyKind = (typeof copyKinds)[number];
/** `units` of the day it holds; null where that is not known. A report holds none: it counts them. */
export type CopyNamed = { readonly id: string; readonly at: string; readonly units: number | null };

/** Hex digests are SHA-256, times ISO 8601 in UTC. Nothing in it is personal. */
export type Certificate = {
  readonly v: 1;
  readonly certificateId: string;
  readonly agency: string;
  readonly demonstration: boolean;
  readonly purge: {
    readonly purgeId: string;
    /** Retention class and UTC day (`yyyy-mm-dd`) of what was destroyed. */
    readonly class: string;
    readonly date: string;
    readonly clauses: readonly string[];
    /** How long the class is kept, when that was over, and under which schedule (null before one was adopted). */
    readonly days: number;
    readonly dueAt: string;
    readonly schedule: string | null;
  };
  readonly destroyed: {
    readonly units: number;
    /** Merkle root over `unit commitment` of each, in order. */
    readonly root: string;
    /** SHA-256("alpr/kcv/1" ‖ key); null when only keys of single units were left. */
    readonly fingerprint: string | null;
    readonly algorithm: string;
    readonly method: string;
    readonly keyDestroyedAt: string;
    readonly parts: number | null;
    readonly images: number;
    readonly rows: number;
  };
  readonly kept: {
    readonly units: number;
    readonly root: string;
    readonly holds: readonly string[];
    readonly downloads: number;
  };
  readonly people: {
    readonly proposedBy: string;
    readonly proposedAt: string;
    readonly approvedBy: string;
    readonly approvedAt: string;
    readonly committedAt: string;
    readonly vouchedAt: string;
    readonly coolingHours: number;
  };
  readonly verification: {
    readonly keyAbsent: boolean;
    readonly partsLeft: number;
    readonly imagesLeft: number;
    readonly rowsLeft: number;
    /** Files read, and how many hits there were for pieces of keys, ciphertexts and plates. */
    readonly files: number;
    readonly bytes: number;
    readonly patterns: { readonly keys: number; readonly ciphertexts: number; readonly plates: number };
    readonly residue: number;
    /** The process was restarted after the fence: the bytes of the key itself could not be searched for any more. */
    readonly resumed: boolean;
  };
  readonly ledger: {
    readonly adapter: string;
    /** The checkpoint that was signed before the certificate, and who bore it out; absent in the first ones issued. */
    readonly checkpoint?: CertifiedHead;
    readonly events: readonly { readonly type: string; readonly position: string; readonly leaf: string }[];
  };
  /**
   * What holds something of the day beside the data directory, by the ids of the registers; absent in the first ones.
   * Of a list the first hundred are named.
   */
  readonly copies?: Readonly<Record<CopyKind, { readonly count: number; readonly listed: readonly CopyNamed[] }>>;
  readonly backups: { readonly keysGoneBy: string; readonly sealedPartsGoneBy: string };
  readonly issuedAt: string;
  readonly limit: string;
};

export type CertificateSignature = {
  /** The public key, Ed25519, base64 of 32 bytes, and the name it goes by. */
  readonly name: string;
  readonly publicKey: string;
  readonly signature: string;
};

export type SignedCertificate = {
  readonly certificate: Certificate;
  readonly signatures: readonly CertificateSignature[];
};

/** Said on every certificate, because it is true of every one. */
export const honestLimit =
  'This certificate speaks of the data directory of this system. Copies lawfully released, booked as evidence, ' +
  'printed or photographed before the purge, copies taken unlawfully, and backups kept longer than the policy on ' +
  'backups allows are outside it.';

const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
};

/** The text that is signed: a line that says what it is, and the certificate as RFC 8785 JSON. */
export const certificateText = (certificate: Certificate): string =>
  `alpr-ledger/certificate-of-purge@v1\n${canonical(certificate)}\n`;

/** The file, as it is kept and handed out. */
export const signedText = (signed: SignedCertificate): string => `${JSON.stringify(signed, null, 2)}\n`;

export const certificateDigest = (file: string): string => hash('sha256', file, 'hex');

const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

const signs = (certificate: Certificate, { publicKey, signature }: CertificateSignature): boolean => {
  try {
    const key = Buffer.concat([SPKI, Buffer.from(publicKey, 'base64')]);
    const text = Buffer.from(certificateText(certificate));
    return verify(null, text, { key, format: 'der', type: 'spki' }, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
};

const hours = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 3_600_000;

/** What a certificate says against itself; nothing, if it is one. */
export const contradictions = ({ purge, people, verification, destroyed, kept }: Certificate): string[] => {
  const claims: readonly (readonly [boolean, string])[] = [
    [people.proposedBy !== people.approvedBy, 'one person proposed and approved it'],
    [
      hours(people.proposedAt, people.committedAt) >= people.coolingHours,
      'it was carried out before the hours for second thoughts had passed',
    ],
    [hours(purge.dueAt, people.committedAt) >= 0, 'it was carried out before the data was due'],
    [hours(people.proposedAt, people.approvedAt) >= 0, 'it was approved before it was proposed'],
    [hours(people.committedAt, destroyed.keyDestroyedAt) >= 0, 'a key was destroyed before the fence stood'],
    [verification.keyAbsent, 'the key was still there'],
    [verification.residue === 0, 'bytes of what was destroyed were found'],
    [verification.rowsLeft === 0, 'rows of the read models were left'],
    [verification.partsLeft === 0, 'ciphertexts were left'],
    [verification.imagesLeft === 0, 'pictures were left'],
    [destroyed.units >= 0 && kept.units >= 0, 'its figures are none'],
  ];
  return claims.flatMap(([holds, what]) => (holds ? [] : [what]));
};

export type CertificateVerdict = {
  readonly valid: boolean;
  readonly signedBy: readonly string[];
  readonly wrong: readonly string[];
};

/**
 * Checks a certificate without the ledger: its signatures, and that it does not contradict itself.
 * @param trusted public keys, base64, one of which must have signed; without any, who signed is only named
 */
export const verifyCertificate = (file: string, trusted: readonly string[] = []): CertificateVerdict => {
  let signed: SignedCertificate;
  try {
    signed = JSON.parse(file) as SignedCertificate;
    certificateText(signed.certificate);
    if (signed.certificate.v !== 1 || !Array.isArray(signed.signatures)) throw new TypeError('not a certificate');
  } catch {
    return { valid: false, signedBy: [], wrong: ['it is not a certificate of this program'] };
  }
  const good = signed.signatures.filter((one) => signs(signed.certificate, one));
  const believed = good.filter(({ publicKey }) => trusted.length === 0 || trusted.includes(publicKey));
  const wrong = [
    ...(good.length < signed.signatures.length ? ['a signature does not fit: it was changed'] : []),
    ...(believed.length === 0 ? ['no key that is trusted has signed it'] : []),
    ...(good.length > 0 ? contradictions(signed.certificate) : []),
  ];
  return { valid: wrong.length === 0, signedBy: good.map(({ name, publicKey }) => `${name} ${publicKey}`), wrong };
};
