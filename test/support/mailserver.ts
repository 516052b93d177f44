/** A real SMTP server on a port of its own, which takes mail, or fails in the way it is told to. */
import { type AddressInfo, createServer } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** `source` is the letter as its reader sees it, with no line broken on the way (RFC 2045, 6.7). */
export type Delivered = { readonly to: readonly string[]; readonly source: string };

/** `take`, or answer with this code; `hang` takes the whole letter and never answers. */
export type Manner = 'take' | 'hang' | 421 | 450 | 451 | 550 | 554;

export class MailServer {
  readonly delivered: Delivered[] = [];
  manner: Manner = 'take';
  /** Letters that came in whole, whatever became of them. */
  offered = 0;
  #server: SMTPServer | undefined;

  private constructor(readonly port: number) {}

  /** Finds a free port; nobody listens there until `start`. */
  static async at(): Promise<MailServer> {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    return new MailServer(port);
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** `locked` lets nobody in who gives a password. */
  async start({ locked = false } = {}): Promise<void> {
    const server = new SMTPServer({
      disabledCommands: locked ? ['STARTTLS'] : ['AUTH', 'STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (_credentials, _session, done) => done(new Error('wrong password s3cret')),
      logger: false,
      closeTimeout: 10,
      onRcptTo: (_address, _session, done) => {
        if (this.manner === 550)
          return done(Object.assign(new Error('no such mailbox a@b.example'), { responseCode: 550 }));
        done();
      },
      onData: (stream, session, done) => {
        let source = '';
        stream.on('data', (chunk: Buffer) => (source += chunk.toString('utf8')));
        stream.on('end', () => {
          this.offered += 1;
          if (this.manner === 'hang') return;
          if (this.manner !== 'take') return done(Object.assign(new Error('not now'), { responseCode: this.manner }));
          const to = session.envelope.rcptTo.map(({ address }) => address);
          this.delivered.push({ to, source: source.replaceAll(/=\r?\n/g, '') });
          done();
        });
      },
    });
    // Connections that are torn down are what these tests are about.
    server.on('error', () => undefined);
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}
