/** Test only: a time-stamping authority (RFC 3161) with a root of its own, over HTTP. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const name = (text: string): pkijs.RelativeDistinguishedNames =>
  new pkijs.RelativeDistinguishedNames({
    typesAndValues: [
      new pkijs.AttributeTypeAndValue({ type: '2.5.4.3', value: new asn1js.Utf8String({ value: text }) }),
    ],
  });

const sequence = (...value: asn1js.BaseBlock[]): asn1js.Sequence => new asn1js.Sequence({ value });

type Issued = {
  readonly certificate: pkijs.Certificate;
  readonly key: Awaited<ReturnType<typeof crypto.subtle.importKey>>;
};

const issue = async (subject: string, serial: number, issuer?: Issued, usage = TIME_STAMPING): Promise<Issued> => {
  const { publicKey, privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  const certificate = new pkijs.Certificate({ version: 2, serialNumber: new asn1js.Integer({ value: serial }) });
  certificate.subject = name(subject);
  certificate.issuer = issuer?.certificate.subject ?? name(subject);
  certificate.notBefore.value = new Date(Date.now() - 86_400_000);
  certificate.notAfter.value = new Date(Date.now() + 30 * 86_400_000);
  const constraints = new pkijs.BasicConstraints({ cA: issuer === undefined });
  certificate.extensions = [
    new pkijs.Extension({ extnID: '2.5.29.19', critical: true, extnValue: constraints.toSchema().toBER() }),
    ...(issuer
      ? [
          new pkijs.Extension({
            extnID: '2.5.29.37',
            critical: true,
            extnValue: new pkijs.ExtKeyUsage({ keyPurposes: [usage] }).toSchema().toBER(),
          }),
        ]
      : []),
  ];
  await certificate.subjectPublicKeyInfo.importKey(publicKey);
  await certificate.sign(issuer?.key ?? privateKey, 'SHA-256');
  return { certificate, key: privateKey };
};

const pem = ({ certificate }: Issued): string => {
  const text = Buffer.from(certificate.toSchema().toBER()).toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`;
};

export type Behaviour = {
  /** Answers that it refuses. */
  refuses?: boolean;
  /** Stamps another digest than it was asked. */
  stampsElse?: boolean;
  /** Answers another request's nonce. */
  otherNonce?: boolean;
  /** The time it states. */
  at?: Date;
  /** Changes its answer on the way out. */
  spoil?: (der: Buffer) => Buffer;
  status?: number;
};

export class Timestamper {
  behaviour: Behaviour = {};
  asked = 0;

  private constructor(
    private readonly server: Server,
    private readonly signer: Issued,
    /** The authority's root, PEM. */
    readonly root: string,
  ) {}

  /** @param usage what its certificate is for */
  static async start(usage?: string): Promise<Timestamper> {
    const root = await issue('Test root', 1);
    const signer = await issue('Test time-stamping authority', 2, root, usage);
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        void authority.answer(Buffer.concat(chunks)).then((der) => {
          response.writeHead(authority.behaviour.status ?? 200, {
            'content-type': 'application/timestamp-reply',
            connection: 'close',
          });
          response.end(authority.behaviour.spoil?.(der) ?? der);
        });
      });
    });
    const authority = new Timestamper(server, signer, pem(root));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return authority;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  stop(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(query: Buffer): Promise<Buffer> {
    this.asked += 1;
    const { messageImprint, nonce } = pkijs.TimeStampReq.fromBER(query);
    const { refuses, stampsElse, otherNonce, at = new Date() } = this.behaviour;
    if (refuses) {
      const status = new pkijs.PKIStatusInfo({ status: 2 });
      return Buffer.from(new pkijs.TimeStampResp({ status }).toSchema().toBER());
    }
    if (stampsElse) messageImprint.hashedMessage = new asn1js.OctetString({ valueHex: new Uint8Array(32) });
    const info = new pkijs.TSTInfo({
      version: 1,
      policy: '1.2.3.4.1',
      messageImprint,
      serialNumber: new asn1js.Integer({ value: this.asked }),
      genTime: at,
      nonce: otherNonce ? new asn1js.Integer({ value: 7 }) : nonce,
    });
    return this.response(Buffer.from(info.toSchema().toBER()));
  }

  private async response(content: Buffer): Promise<Buffer> {
    const { certificate, key } = this.signer;
    const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(content));
    const own = await crypto.subtle.digest('SHA-256', certificate.toSchema().toBER());
    const attributes = [
      new pkijs.Attribute({
        type: '1.2.840.113549.1.9.3',
        values: [new asn1js.ObjectIdentifier({ value: '1.2.840.113549.1.9.16.1.4' })],
      }),
      new pkijs.Attribute({
        type: '1.2.840.113549.1.9.4',
        values: [new asn1js.OctetString({ valueHex: digest })],
      }),
      // Which certificate it is (RFC 5035), by its SHA-256.
      new pkijs.Attribute({
        type: '1.2.840.113549.1.9.16.2.47',
        values: [sequence(sequence(sequence(new asn1js.OctetString({ valueHex: own }))))],
      }),
    ];
    const signed = new pkijs.SignedData({
      version: 3,
      encapContentInfo: new pkijs.EncapsulatedContentInfo({
        eContentType: '1.2.840.113549.1.9.16.1.4',
        eContent: new asn1js.OctetString({ valueHex: new Uint8Array(content) }),
      }),
      signerInfos: [
        new pkijs.SignerInfo({
          version: 1,
          sid: new pkijs.IssuerAndSerialNumber({
            issuer: certificate.issuer,
            serialNumber: certificate.serialNumber,
          }),
          signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
        }),
      ],
      certificates: [certificate],
    });
    await signed.sign(key, 0, 'SHA-256');
    const token = new pkijs.ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: signed.toSchema(true) });
    const status = new pkijs.PKIStatusInfo({ status: 0 });
    return Buffer.from(new pkijs.TimeStampResp({ status, timeStampToken: token }).toSchema().toBER());
  }
}
