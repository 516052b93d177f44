/**
 * Signs papers for who reads them without this system (PAdES, ETSI EN 319 142-1): with a key and a certificate of its
 * own, because no reader of PDF files knows the keys of the ledger. B-B, and B-T where an authority stamps the time.
 */
import {
  createPrivateKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import type { Vault } from '../vault/vault.js';
import { prepare } from './signedpdf.js';
import { certificatesIn, requestTimestamp } from './timestamp.js';

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.47',
  timeStamp: '1.2.840.113549.1.9.16.2.14',
  sha256: '2.16.840.1.101.3.4.2.1',
  ecdsa: '1.2.840.10045.4.3.2',
  rsa: '1.2.840.113549.1.1.11',
  documentSigning: '1.3.6.1.5.5.7.3.36',
} as const;

const SECRET = 'paper-signer';
/** Years a certificate that we issue ourselves is valid. */
const YEARS = 10;

/** What is kept in the vault: the key as PKCS #8 and the certificate, both DER in base64. */
type Kept = { readonly key: string; readonly certificate: string };

/** A key and its certificates, the signer's first. */
export type Identity = { readonly key: KeyObject; readonly certificates: readonly X509Certificate[] };

const nameOf = (text: string): pkijs.RelativeDistinguishedNames =>
  new pkijs.RelativeDistinguishedNames({
    typesAndValues: [
      new pkijs.AttributeTypeAndValue({ type: '2.5.4.3', value: new asn1js.Utf8String({ value: text.slice(0, 64) }) }),
    ],
  });

const extension = (extnID: string, critical: boolean, value: asn1js.BaseBlock): pkijs.Extension =>
  new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });

/** A certificate that vouches for itself: who it is of is learnt from the Department, by its fingerprint. */
const issue = async (subject: string, at: Date): Promise<Kept> => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const serial = randomBytes(16);
  serial[0] = (serial[0]! & 0x7f) | 0x40;
  const certificate = new pkijs.Certificate({ version: 2, serialNumber: new asn1js.Integer({ valueHex: serial }) });
  certificate.subject = nameOf(subject);
  certificate.issuer = nameOf(subject);
  certificate.notBefore.value = new Date(at.getTime() - 3_600_000);
  certificate.notAfter.value = new Date(Date.UTC(at.getUTCFullYear() + YEARS, at.getUTCMonth(), at.getUTCDate()));
  certificate.subjectPublicKeyInfo = pkijs.PublicKeyInfo.fromBER(publicKey.export({ format: 'der', type: 'spki' }));
  certificate.extensions = [
    extension('2.5.29.19', true, new pkijs.BasicConstraints({ cA: false }).toSchema()),
    // digitalSignature and nonRepudiation.
    extension('2.5.29.15', true, new asn1js.BitString({ valueHex: new Uint8Array([0xc0]), unusedBits: 6 })),
    extension('2.5.29.37', false, new pkijs.ExtKeyUsage({ keyPurposes: [OID.documentSigning] }).toSchema()),
  ];
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' });
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey('pkcs8', new Uint8Array(pkcs8), algorithm, false, ['sign']);
  await certificate.sign(key, 'SHA-256');
  const der = Buffer.from(certificate.toSchema().toBER());
  return { key: pkcs8.toString('base64'), certificate: der.toString('base64') };
};

/** The key of the house, made at the first need; its secret lies wrapped in the vault, with the ledger's own. */
const ownIdentity = async (
  vault: Pick<Vault, 'secret' | 'keepSecret'>,
  subject: string,
  at: Date,
): Promise<Identity> => {
  const stored = vault.secret(SECRET);
  const kept = stored ? (JSON.parse(stored.toString()) as Kept) : await issue(subject, at);
  if (!stored) vault.keepSecret(SECRET, Buffer.from(JSON.stringify(kept)));
  return {
    key: createPrivateKey({ key: Buffer.from(kept.key, 'base64'), format: 'der', type: 'pkcs8' }),
    certificates: [new X509Certificate(Buffer.from(kept.certificate, 'base64'))],
  };
};

/** A key that was issued to the Department. @throws Error when key and certificate do not belong together */
export const givenIdentity = (key: string, chain: string): Identity => {
  const [certificates, secret] = [certificatesIn(chain), createPrivateKey(key)];
  if (certificates[0]?.checkPrivateKey(secret) !== true)
    throw new Error('The certificate for reports is not that of the key given: its own comes first in the file.');
  return { key: secret, certificates };
};

const attribute = (type: string, value: asn1js.BaseBlock): pkijs.Attribute =>
  new pkijs.Attribute({ type, values: [value] });

/** Binds the signature to this very certificate (RFC 5035); SHA-256 is the default and so is not named. */
const signingCertificate = (certificate: X509Certificate): asn1js.Sequence => {
  const digest = new asn1js.OctetString({ valueHex: hash('sha256', certificate.raw, 'buffer') });
  const one = new asn1js.Sequence({ value: [digest] });
  return new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [one] })] });
};

const signedAttributes = (digest: Buffer, certificate: X509Certificate): pkijs.SignedAndUnsignedAttributes =>
  new pkijs.SignedAndUnsignedAttributes({
    type: 0,
    attributes: [
      attribute(OID.contentType, new asn1js.ObjectIdentifier({ value: OID.data })),
      attribute(OID.messageDigest, new asn1js.OctetString({ valueHex: digest })),
      attribute(OID.signingCertificate, signingCertificate(certificate)),
    ],
  });

/** A SET is signed in the order that DER gives its members, whatever the order they are told in. */
const ordered = (attributes: pkijs.SignedAndUnsignedAttributes): pkijs.SignedAndUnsignedAttributes => {
  const bytes = (one: pkijs.Attribute): Buffer => Buffer.from(one.toSchema().toBER());
  attributes.attributes = attributes.attributes.toSorted((a, b) => Buffer.compare(bytes(a), bytes(b)));
  return attributes;
};

const asSet = (attributes: pkijs.SignedAndUnsignedAttributes): Buffer => {
  const der = Buffer.from(attributes.toSchema().toBER());
  der[0] = 0x31;
  return der;
};

export type PaperSigningSettings = {
  readonly vault: Pick<Vault, 'secret' | 'keepSecret'>;
  /** Whom a certificate of our own names. */
  readonly subject: string;
  /** Time-stamping authorities, the first that answers is taken. */
  readonly authorities: readonly string[];
  readonly roots: readonly X509Certificate[];
  /** A key issued by somebody; without it we issue our own. */
  readonly given: Identity | null;
  readonly tell: (message: string) => void;
  readonly now?: () => Date;
};

export class PaperSigner {
  #identity: Promise<Identity> | undefined;

  constructor(private readonly settings: PaperSigningSettings) {}

  /** The signer's certificate, PEM, for readers to be told to trust. */
  async certificate(): Promise<string> {
    return (await this.#who()).certificates[0]!.toString();
  }

  /** SHA-256 of the signer's certificate, hex: what is published beside the keys of the ledger. */
  async fingerprint(): Promise<string> {
    return hash('sha256', (await this.#who()).certificates[0]!.raw, 'hex');
  }

  /**
   * Signs a PDF as a whole.
   * @param about why it is signed, and when (ISO 8601, UTC)
   * @throws BadPdf when the file is none that this house wrote
   */
  async sign(pdf: Uint8Array, about: { readonly reason: string; readonly at: string }): Promise<Buffer> {
    const { certificates } = await this.#who();
    const { authorities, subject } = this.settings;
    const chain = certificates.reduce((sum, { raw }) => sum + raw.length, 0);
    const room = 2048 + chain + (authorities.length > 0 ? 16_384 : 0);
    const prepared = prepare(pdf, { ...about, name: subject, room });
    return prepared.complete(await this.#cms(prepared.signed));
  }

  #who(): Promise<Identity> {
    const { given, vault, subject, now = () => new Date() } = this.settings;
    this.#identity ??= given ? Promise.resolve(given) : ownIdentity(vault, subject, now());
    return this.#identity;
  }

  /** A detached signature over those bytes (CMS, RFC 5652), DER. */
  async #cms(content: Uint8Array): Promise<Buffer> {
    const { key, certificates } = await this.#who();
    const chain = certificates.map(({ raw }) => pkijs.Certificate.fromBER(new Uint8Array(raw)));
    const attributes = ordered(signedAttributes(hash('sha256', content, 'buffer'), certificates[0]!));
    const signature = sign('sha256', asSet(attributes), key);
    const stamp = await this.#stamp(hash('sha256', signature, 'buffer'));
    const rsa = key.asymmetricKeyType === 'rsa';
    const digest = new pkijs.AlgorithmIdentifier({ algorithmId: OID.sha256 });
    const signer = new pkijs.SignerInfo({
      version: 1,
      sid: new pkijs.IssuerAndSerialNumber({ issuer: chain[0]!.issuer, serialNumber: chain[0]!.serialNumber }),
      digestAlgorithm: digest,
      signedAttrs: attributes,
      signatureAlgorithm: new pkijs.AlgorithmIdentifier({
        algorithmId: rsa ? OID.rsa : OID.ecdsa,
        ...(rsa && { algorithmParams: new asn1js.Null() }),
      }),
      signature: new asn1js.OctetString({ valueHex: signature }),
      ...(stamp && { unsignedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 1, attributes: [stamp] }) }),
    });
    const signed = new pkijs.SignedData({
      version: 1,
      digestAlgorithms: [digest],
      encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: OID.data }),
      certificates: chain,
      signerInfos: [signer],
    });
    const whole = new pkijs.ContentInfo({ contentType: OID.signedData, content: signed.toSchema(true) });
    return Buffer.from(whole.toSchema().toBER());
  }

  /** The word of an authority on the moment of the signature; without one that answers it is signed all the same. */
  async #stamp(digest: Uint8Array): Promise<pkijs.Attribute | null> {
    const { authorities, roots, tell } = this.settings;
    for (const url of authorities) {
      try {
        const { token } = await requestTimestamp(url, digest, { roots });
        const { timeStampToken } = pkijs.TimeStampResp.fromBER(token);
        if (timeStampToken) return attribute(OID.timeStamp, timeStampToken.toSchema());
      } catch (error) {
        tell(`${new URL(url).host} did not stamp a paper: ${(error as Error).message}`);
      }
    }
    return null;
  }
}
