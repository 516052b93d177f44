/** Time-stamps (RFC 3161): an authority outside signs that a checkpoint existed at a time. Asked for, and checked. */
import { hash, randomBytes, verify, X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

/** The authority's answer is none, or does not stamp what was asked. */
export class BadTimestamp extends Error {
  readonly code = 'malformed';
}

/** What a time-stamp says. `trusted`: its certificate leads to one of the roots given. */
export type Timestamp = { readonly at: string; readonly authority: string; readonly trusted: boolean };

const SHA256 = '2.16.840.1.101.3.4.2.1';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
/** Which certificate signed: by its SHA-1 (RFC 2634), or by its SHA-256 (RFC 5035). */
const SIGNING_CERTIFICATES = { sha1: '1.2.840.113549.1.9.16.2.12', sha256: '1.2.840.113549.1.9.16.2.47' } as const;
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const digests: Readonly<Record<string, string>> = {
  [SHA256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** What is stamped of a checkpoint: the digest of its text, without signatures. */
export const stampedDigest = (text: string): Buffer => hash('sha256', text, 'buffer');

/** A request in DER, with a nonce of its own. */
export const timestampRequest = (digest: Uint8Array): { der: Buffer; nonce: Buffer } => {
  const nonce = randomBytes(8);
  // A positive whole number in the fewest bytes, as DER wants it.
  nonce[0] = (nonce[0]! & 0x7f) | 0x40;
  const request = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: SHA256, algorithmParams: new asn1js.Null() }),
      hashedMessage: new asn1js.OctetString({ valueHex: digest }),
    }),
    nonce: new asn1js.Integer({ valueHex: nonce }),
    certReq: true,
  });
  return { der: Buffer.from(request.toSchema().toBER()), nonce };
};

type Token = { readonly signed: pkijs.SignedData; readonly info: pkijs.TSTInfo; readonly content: Buffer };

const parse = (response: Uint8Array): Token => {
  try {
    const { timeStampToken, status } = pkijs.TimeStampResp.fromBER(response);
    if (status.status > 1 || !timeStampToken) throw new BadTimestamp(`it was refused (status ${status.status}).`);
    if (timeStampToken.contentType !== SIGNED_DATA) throw new BadTimestamp('it holds no signed data.');
    const signed = new pkijs.SignedData({ schema: timeStampToken.content as asn1js.BaseBlock });
    const { eContent, eContentType } = signed.encapContentInfo;
    if (eContentType !== TST_INFO || !eContent) throw new BadTimestamp('it holds no time.');
    const content = Buffer.from(eContent.getValue());
    return { signed, content, info: pkijs.TSTInfo.fromBER(content) };
  } catch (error) {
    if (error instanceof BadTimestamp) throw error;
    throw new BadTimestamp('it is no time-stamp response in DER.');
  }
};

const certificatesOf = ({ certificates = [] }: pkijs.SignedData): X509Certificate[] =>
  certificates.flatMap((one) =>
    one instanceof pkijs.Certificate ? [new X509Certificate(Buffer.from(one.toSchema().toBER()))] : [],
  );

/** The attributes that were signed, as they were signed: a SET, where the message has them under a tag of its own. */
const signedBytes = ({ signedAttrs }: pkijs.SignerInfo): Buffer => {
  if (!signedAttrs) throw new BadTimestamp('its signature binds no time.');
  const bytes = Buffer.from(signedAttrs.encodedValue);
  bytes[0] = 0x31;
  return bytes;
};

const attribute = ({ signedAttrs }: pkijs.SignerInfo, type: string): unknown =>
  signedAttrs?.attributes.find((one) => one.type === type)?.values[0];

const signerOf = (signer: pkijs.SignerInfo, certificates: readonly X509Certificate[]): X509Certificate => {
  const { sid } = signer;
  const serial =
    sid instanceof pkijs.IssuerAndSerialNumber
      ? Buffer.from(sid.serialNumber.valueBlock.valueHexView).toString('hex').replace(/^0+/, '')
      : null;
  const found = certificates.find(
    ({ serialNumber }) => serial === null || serialNumber.toLowerCase().replace(/^0+/, '') === serial,
  );
  if (!found) throw new BadTimestamp('the certificate it was signed with is not in it.');
  if (!found.keyUsage?.includes(TIME_STAMPING)) throw new BadTimestamp('its certificate is not one for time-stamps.');
  return found;
};

/** The signature must say itself under which certificate it is, or another one of the same key could be put in. */
const assertNamed = (signer: pkijs.SignerInfo, leaf: X509Certificate): void => {
  for (const [algorithm, type] of Object.entries(SIGNING_CERTIFICATES)) {
    const named = attribute(signer, type);
    if (!(named instanceof asn1js.Sequence)) continue;
    const digest = hash(algorithm, leaf.raw, 'buffer');
    if (Buffer.from(named.valueBeforeDecodeView).includes(digest) || Buffer.from(named.toBER()).includes(digest))
      return;
    throw new BadTimestamp('its signature names another certificate.');
  }
  throw new BadTimestamp('its signature names no certificate.');
};

/** Whether a chain of the certificates given, valid at that time, leads to one of the roots. */
const leadsTo = (
  leaf: X509Certificate,
  others: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  at: number,
  depth = 8,
): boolean => {
  if (at < Date.parse(leaf.validFrom) || at > Date.parse(leaf.validTo)) return false;
  if (roots.some((root) => root.raw.equals(leaf.raw))) return true;
  if (depth === 0) return false;
  return [...roots, ...others].some(
    (issuer) =>
      !issuer.raw.equals(leaf.raw) &&
      leaf.checkIssued(issuer) &&
      leaf.verify(issuer.publicKey) &&
      leadsTo(issuer, others, roots, at, depth - 1),
  );
};

/** Certificates of a PEM file. */
export const certificatesIn = (pem: string): X509Certificate[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (one) => new X509Certificate(one),
  );

/**
 * Reads a time-stamp response, and proves that it stamps this digest.
 * @param nonce of the request, when the answer has just come; an old one is not asked for it
 * @throws BadTimestamp when it does not
 */
export const checkTimestamp = (
  response: Uint8Array,
  digest: Uint8Array,
  expected: { readonly nonce?: Uint8Array; readonly roots?: readonly X509Certificate[] } = {},
): Timestamp => {
  try {
    return check(response, digest, expected);
  } catch (error) {
    // A certificate or key that cannot be read is the answer's fault, whichever library says so.
    throw error instanceof BadTimestamp ? error : new BadTimestamp('its certificate or signature cannot be read.');
  }
};

const check = (
  response: Uint8Array,
  digest: Uint8Array,
  { nonce, roots = [] }: { readonly nonce?: Uint8Array; readonly roots?: readonly X509Certificate[] },
): Timestamp => {
  const { signed, info, content } = parse(response);
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  if (hashAlgorithm.algorithmId !== SHA256 || !Buffer.from(hashedMessage.valueBlock.valueHexView).equals(digest))
    throw new BadTimestamp('it stamps something else.');
  if (nonce && !Buffer.from(info.nonce?.valueBlock.valueHexView ?? []).equals(nonce))
    throw new BadTimestamp('it answers another request.');
  const [signer] = signed.signerInfos;
  if (!signer || signed.signerInfos.length !== 1) throw new BadTimestamp('it has not one signature.');
  const algorithm = digests[signer.digestAlgorithm.algorithmId];
  if (!algorithm) throw new BadTimestamp('its signature uses a digest that is not trusted.');
  const imprint = attribute(signer, MESSAGE_DIGEST);
  const type = attribute(signer, CONTENT_TYPE);
  if (
    !(imprint instanceof asn1js.OctetString) ||
    !hash(algorithm, content, 'buffer').equals(Buffer.from(imprint.valueBlock.valueHexView)) ||
    !(type instanceof asn1js.ObjectIdentifier) ||
    type.valueBlock.toString() !== TST_INFO
  )
    throw new BadTimestamp('its signature is over something else.');
  const certificates = certificatesOf(signed);
  const leaf = signerOf(signer, certificates);
  assertNamed(signer, leaf);
  const signature = Buffer.from(signer.signature.valueBlock.valueHexView);
  if (!verify(algorithm, signedBytes(signer), leaf.publicKey, signature)) throw new BadTimestamp('it is forged.');
  const at = info.genTime.getTime();
  const trusted = leadsTo(leaf, certificates, roots, at);
  return { at: new Date(at).toISOString(), authority: leaf.subject.replaceAll('\n', ', '), trusted };
};

/** Bytes of an answer at most. */
const LARGEST = 256 * 1024;

/**
 * Lets an authority stamp a digest.
 * @returns its whole answer in DER, checked
 * @throws BadTimestamp when it is refused or stamps something else; the error of `fetch` when it is out of reach
 */
export const requestTimestamp = async (
  url: string,
  digest: Uint8Array,
  { roots, patienceMs = 10_000 }: { readonly roots?: readonly X509Certificate[]; readonly patienceMs?: number } = {},
): Promise<{ readonly token: Buffer; readonly timestamp: Timestamp }> => {
  const { der, nonce } = timestampRequest(digest);
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: new Uint8Array(der),
    signal: AbortSignal.timeout(patienceMs),
    keepalive: false,
  });
  if (!answer.ok) throw new BadTimestamp(`it answered ${answer.status}.`);
  const token = Buffer.from(await answer.arrayBuffer());
  if (token.length > LARGEST) throw new BadTimestamp('its answer is too long.');
  return { token, timestamp: checkTimestamp(token, digest, { nonce, ...(roots && { roots }) }) };
};
