/** Test only: a self-signed certificate for 127.0.0.1, made for each run, so that no key lies in the repository. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const [INTEGER, BITS, OCTETS, OID, UTF8, TIME, SEQUENCE, SET] = [2, 3, 4, 6, 12, 0x17, 0x30, 0x31] as const;
const ECDSA_SHA256 = '06082a8648ce3d040302';
const [COMMON_NAME, BASIC_CONSTRAINTS, ALTERNATIVE_NAME] = ['550403', '551d13', '551d11'];
const DAY_MS = 86_400_000;

/** A key and its certificate, both PEM. The certificate is its own authority: give it as `tlsCAFile`. */
export const selfSigned = (): { key: string; cert: string } => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = der(SEQUENCE, Buffer.from(ECDSA_SHA256, 'hex'));
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, oid(COMMON_NAME), der(UTF8, Buffer.from('eventstore test node')))));
  const now = Date.now();
  const body = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name,
    der(SEQUENCE, time(now - DAY_MS), time(now + 30 * DAY_MS)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(SEQUENCE, authority(), alternativeNames())),
  );
  const signature = der(BITS, Buffer.from([0]), sign('sha256', body, privateKey));
  const certificate = der(SEQUENCE, body, algorithm, signature).toString('base64').replace(/.{64}/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n`,
  };
};

/** One DER element: tag, length, content. */
const der = (tag: number, ...content: Uint8Array[]): Buffer => {
  const bytes = Buffer.concat(content);
  const { length } = bytes;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), bytes]);
};

const oid = (hex: string): Buffer => der(OID, Buffer.from(hex, 'hex'));

const time = (at: number): Buffer =>
  der(TIME, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));

const authority = (): Buffer =>
  der(
    SEQUENCE,
    oid(BASIC_CONSTRAINTS),
    der(1, Buffer.from([255])),
    der(OCTETS, der(SEQUENCE, der(1, Buffer.from([255])))),
  );

const alternativeNames = (): Buffer => {
  const names = der(SEQUENCE, der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])));
  return der(SEQUENCE, oid(ALTERNATIVE_NAME), der(OCTETS, names));
};
