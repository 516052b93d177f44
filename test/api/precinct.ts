/** The whole house over HTTP without a socket, at an hour of its own, with its people at work. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { policySet } from '../../src/domain/policy/clauses.js';
import type { Position } from '../../src/domain/positions.js';
import { Clockwork } from '../../src/handlers/clockwork.js';
import { Founding } from '../../src/handlers/founding.js';
import type { Time } from '../../src/handlers/time.js';
import { Watch } from '../support/house.js';
import { Keyring } from '../support/keyring.js';
import { served } from '../support/served.js';

export type Answer = { readonly status: number; readonly body: any; readonly bytes: Buffer };
/** Somebody at work: his id, and the token of his session or his credential. */
export type Person = { memberId: string; token: string; readonly username: string };
type Sent = { readonly headers?: Record<string, string>; readonly method?: 'POST' | 'GET' | 'DELETE' };

export class Precinct {
  readonly watch = new Watch();
  readonly keys = new Keyring(() => Date.parse(this.watch.in(0)));
  log = '';
  readonly #dir = mkdtempSync(join(tmpdir(), 'alpr-precinct-'));
  readonly #people: Person[] = [];
  app!: NestFastifyApplication;
  administrator!: Person;

  /** Opens the house, founds the department, and has its Administrator come in. */
  static async open(
    environment: Record<string, string> = {},
    timeOf: (watch: Watch) => Time = (watch) => watch,
  ): Promise<Precinct> {
    const precinct = new Precinct();
    const log = (line: string) => void (precinct.log += line);
    precinct.app = await served(precinct.#dir, { environment, log, time: timeOf(precinct.watch) });
    const { invitation } = (await precinct.app.get(Founding).found())!;
    precinct.administrator = await precinct.#comesIn(invitation, 'administrator');
    return precinct;
  }

  async close(): Promise<void> {
    await this.app.close();
    rmSync(this.#dir, { recursive: true, force: true });
  }

  async post(url: string, body?: object, by?: Pick<Person, 'token'>, sent: Sent = {}): Promise<Answer> {
    const authorization = by && { authorization: `Bearer ${by.token}` };
    const answer = await this.app.inject({
      method: sent.method ?? 'POST',
      url,
      headers: { ...authorization, ...sent.headers },
      ...(body && { payload: body }),
    });
    const isJson = /json/.test(String(answer.headers['content-type']));
    return { status: answer.statusCode, body: isJson ? answer.json() : null, bytes: answer.rawPayload };
  }

  /** The same, of what must go well. */
  async done(...asked: Parameters<Precinct['post']>): Promise<any> {
    const { status, body } = await this.post(...asked);
    expect([asked[0], status, body?.detail]).toEqual([asked[0], expect.any(Number), undefined]);
    expect(status).toBeLessThan(300);
    return body;
  }

  /** The codes with which the policy refuses it. */
  async codes(...asked: Parameters<Precinct['post']>): Promise<string[]> {
    const { status, body } = await this.post(...asked);
    expect([asked[0], status]).toEqual([asked[0], 403]);
    for (const { clause, requires, remedy, text } of body.clauses)
      expect([clause, requires, remedy, text].every((told: string) => told.length > 3)).toBe(true);
    return body.clauses.map(({ code }: { code: string }) => code);
  }

  /** Somebody of this position, invited and logged in; `approved` once trained, bound and let in. */
  async hire(username: string, position: Position, approved = false): Promise<Person> {
    const enrolment = { username, name: `The ${position}`, position };
    const { invitation } = await this.done('/members', enrolment, this.administrator);
    const person = await this.#comesIn(invitation, username);
    if (approved) await this.approve(person);
    return person;
  }

  async approve(person: Person): Promise<void> {
    const of = `/members/${person.memberId}`;
    for (const training of ['CLETS', 'ALPR', 'POST'])
      await this.done(`${of}/training`, { training, validUntil: '2099-01-01' }, this.administrator);
    await this.done(`${of}/acknowledgement`, { digest: policySet.digest }, person);
    await this.done(`${of}/approval`, undefined, this.administrator);
  }

  /** Lets hours pass; sessions run out meanwhile, so everybody logs in again. */
  async pass(hours: number): Promise<void> {
    this.watch.pass(hours);
    for (const person of this.#people) await this.#logIn(person);
  }

  /** Has the clock act on what is due. */
  async tick(): Promise<void> {
    await this.app.get(Clockwork).keep();
    expect([...this.app.get(Clockwork).failures]).toEqual([]);
  }

  /** The rows of a register. */
  async register(name: string, by: Person = this.administrator): Promise<any[]> {
    const why = { purpose: 'audit', reason: 'weekly look through the registers', noEventNumberBecause: 'none needed' };
    const asked = { ...why, question: 'registers', elements: { register: name }, limit: 1000 };
    return (await this.done('/queries', asked, by)).rows;
  }

  /** The access history, as an audit asks for it. */
  async history(elements: object, by: Person = this.administrator): Promise<any[]> {
    const why = { purpose: 'audit', reason: 'weekly look at who looked at what', noEventNumberBecause: 'none needed' };
    return (await this.done('/queries', { ...why, question: 'access-history', elements, limit: 1000 }, by)).rows;
  }

  async #comesIn(invitation: string, username: string): Promise<Person> {
    const keys = this.keys.enrol(username, await this.done('/invitations/factors', { invitation }));
    await this.done('/invitations/acceptance', { invitation, ...keys });
    const person = { username, memberId: '', token: '' };
    await this.#logIn(person);
    this.#people.push(person);
    return person;
  }

  async #logIn(person: Person): Promise<void> {
    const { token, memberId } = await this.done('/sessions', this.keys.credentials(person.username));
    Object.assign(person, { token, memberId });
    await this.done('/sessions/current/banner', undefined, person);
  }
}

/** An Idempotency-Key, sent along. */
export const keyed = (key: string = randomUUID()): Sent => ({ headers: { 'idempotency-key': key } });
