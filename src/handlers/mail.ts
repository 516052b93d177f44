/** E-mail, by SMTP; what goes wrong is told by its kind alone, for a server's words may hold an address. */
import { createTransport, type Transporter } from 'nodemailer';
import type { Undelivered } from '../domain/notice.js';

export type Letter = {
  readonly to: string;
  /** Without angle brackets. The same letter sent again bears the same id, so that a reader sees it once. */
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
};

/** The mail server did not take it, or nobody knows whether it did. */
export class NotDelivered extends Error {
  constructor(readonly why: Undelivered) {
    super(`The mail server did not take it: ${why}.`);
  }
}

export abstract class Mail {
  /** False while no mail server is set: nothing can be sent, and nothing is lost. */
  abstract readonly set: boolean;
  /** The domain of the sender, in which message ids are made. */
  abstract readonly domain: string;
  /** @throws NotDelivered */
  abstract send(letter: Letter): Promise<void>;
  abstract close(): void;
}

/** A Department without a mail server, or a demonstration. */
export class NoMail extends Mail {
  override readonly set = false;
  override readonly domain = 'localhost';

  override send(): Promise<void> {
    return Promise.reject(new NotDelivered('unreachable'));
  }

  override close(): void {}
}

/** How long a server may keep us waiting, milliseconds: RFC 5321 allows minutes, a worker has other mail to send. */
export const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 } as const;

const unreachable = new Set(['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS']);

const whyOf = (error: unknown): Undelivered => {
  const { responseCode: code = 0, code: name = '' } = error as { responseCode?: number; code?: string };
  if (name === 'EAUTH') return 'not-let-in';
  if (code >= 500) return 'refused';
  if (code >= 400) return 'refused-for-now';
  return unreachable.has(name) ? 'unreachable' : 'failed';
};

export class Smtp extends Mail {
  override readonly set = true;
  override readonly domain: string;
  readonly #transport: Transporter;

  /** @param url `smtp://` or `smtps://`, with credentials and nodemailer's options, such as `?requireTLS=true` */
  constructor(
    url: string,
    private readonly from: string,
    waits: typeof patience | Readonly<Record<keyof typeof patience, number>> = patience,
  ) {
    super();
    this.domain = from.slice(from.lastIndexOf('@') + 1);
    this.#transport = createTransport({ url, ...waits, disableFileAccess: true, disableUrlAccess: true });
  }

  override async send({ to, messageId, subject, text }: Letter): Promise<void> {
    try {
      await this.#transport.sendMail({ from: this.from, to, messageId: `<${messageId}>`, subject, text });
    } catch (error) {
      throw new NotDelivered(whyOf(error));
    }
  }

  override close(): void {
    this.#transport.close();
  }
}
