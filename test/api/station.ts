/** A whole department over HTTP in a temporary directory, with people who may do what their positions may do. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { policySet } from '../../src/domain/policy/clauses.js';
import type { Position } from '../../src/domain/positions.js';
import { Alerting } from '../../src/handlers/alerting.js';
import { Founding } from '../../src/handlers/founding.js';
import { Keyring } from '../support/keyring.js';
import { served } from '../support/served.js';

export type Answer = { readonly status: number; readonly body: any; readonly bytes: Buffer };
export type Person = { readonly token: string; readonly memberId: string };

/** What a question must state. */
export const why = {
  purpose: 'stolen-vehicle',
  reason: 'Working the alert dispatched on Ramon Road',
  eventNumber: '26-11-0417',
};

export class Station {
  readonly keys = new Keyring();

  private constructor(
    readonly app: NestFastifyApplication,
    private readonly dataDir: string,
    private readonly founding: string,
    readonly log: () => string,
  ) {}

  static async open(environment: Record<string, string> = {}): Promise<Station> {
    const dataDir = mkdtempSync(join(tmpdir(), 'alpr-station-'));
    let log = '';
    const app = await served(dataDir, { environment, log: (line) => void (log += line) });
    const { invitation } = (await app.get(Founding).found())!;
    app.get(Alerting).start();
    return new Station(app, dataDir, invitation, () => log);
  }

  async close(): Promise<void> {
    await this.app.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** Sends a request as whoever bears the token, or as nobody. */
  async post(url: string, body?: object, by?: { readonly token: string }): Promise<Answer> {
    const answer = await this.app.inject({
      method: 'POST',
      url,
      headers: by ? { authorization: `Bearer ${by.token}` } : {},
      ...(body && { payload: body }),
    });
    const isJson = /json/.test(String(answer.headers['content-type']));
    return { status: answer.statusCode, body: isJson ? answer.json() : null, bytes: answer.rawPayload };
  }

  /** The body of an answer that is no refusal. */
  async done(url: string, body?: object, by?: { readonly token: string }): Promise<any> {
    const { status, body: said } = await this.post(url, body, by);
    expect([url, status, said?.detail]).toEqual([url, expect.any(Number), undefined]);
    expect(status).toBeLessThan(300);
    return said;
  }

  /** The codes of a refusal, in the order of the rules. */
  async refusal(url: string, body?: object, by?: { readonly token: string }): Promise<string[]> {
    const { status, body: said } = await this.post(url, body, by);
    expect([url, status, said?.detail]).toEqual([url, 403, expect.any(String)]);
    return said.clauses.map(({ code }: { code: string }) => code);
  }

  /** The rows of a register. */
  async register(name: string, by: Person): Promise<any[]> {
    const { rows } = await this.done('/queries', { ...why, question: 'registers', elements: { register: name } }, by);
    return rows;
  }

  administrator(): Promise<Person> {
    return this.#comeIn(this.founding, 'administrator');
  }

  /** Somebody who is enrolled and has a session, and nothing more. */
  async enrolled(administrator: Person, username: string, position: Position): Promise<Person> {
    const enrolment = { username, name: `Member ${username}`, position };
    const { invitation } = await this.done('/members', enrolment, administrator);
    const person = await this.#comeIn(invitation, username);
    const window = { until: new Date(Date.now() + 86_400_000).toISOString(), work: 'repair' };
    if (position === 'maintenance-contractor')
      await this.done(`/contractors/${person.memberId}/window`, window, administrator);
    return person;
  }

  /** Somebody who is trained, has acknowledged the policy and is approved. */
  async qualified(administrator: Person, username: string, position: Position): Promise<Person> {
    const person = await this.enrolled(administrator, username, position);
    const of = `/members/${person.memberId}`;
    for (const training of ['CLETS', 'ALPR', 'POST'])
      await this.done(`${of}/training`, { training, validUntil: '2099-01-01' }, administrator);
    await this.done(`${of}/acknowledgement`, { digest: policySet.digest }, person);
    await this.done(`${of}/approval`, undefined, administrator);
    return person;
  }

  async camera(administrator: Person, mobility: 'fixed' | 'mobile' = 'fixed'): Promise<Person & { cameraId: string }> {
    const installation = { name: 'Unit 12', mobility, place: null };
    const { cameraId, token } = await this.done('/equipment', installation, administrator);
    return { cameraId, token, memberId: cameraId };
  }

  async #comeIn(invitation: string, username: string): Promise<Person> {
    const keys = this.keys.enrol(username, await this.done('/invitations/factors', { invitation }));
    await this.done('/invitations/acceptance', { invitation, ...keys });
    const { token, memberId } = await this.done('/sessions', this.keys.credentials(username));
    await this.done('/sessions/current/banner', undefined, { token });
    return { token, memberId };
  }
}
