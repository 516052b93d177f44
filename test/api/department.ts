/** A founded department over the real application, with one person of every position in good standing, and a camera. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mouClauses } from '../../src/domain/mou.js';
import { policySet } from '../../src/domain/policy/clauses.js';
import { authorisedPositions, type Position, unlistedPositions } from '../../src/domain/positions.js';
import { Alerting } from '../../src/handlers/alerting.js';
import { Founding } from '../../src/handlers/founding.js';
import type { Time } from '../../src/handlers/time.js';
import { Keyring, password } from '../support/keyring.js';
import { served } from '../support/served.js';

export { password };

export const positions: readonly Position[] = [...authorisedPositions, ...unlistedPositions];

/** Who calls: a person by position, the captain whom the Chief designated, a camera, or nobody who is known. */
export type Role = Position | 'administrator' | 'agency' | 'camera' | 'nobody';
export const roles: readonly Role[] = [...positions, 'administrator', 'agency', 'camera', 'nobody'];

export type Person = { readonly token: string; readonly memberId: string; readonly username: string };
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Answer = { readonly status: number; readonly body: any; readonly bytes: Buffer };

/** The codes a refusal names, in the order of the rules; none where it was no refusal. */
export const codesOf = ({ body }: Pick<Answer, 'body'>): readonly string[] =>
  (body?.clauses ?? []).map(({ code }: { code: string }) => code);

/** Calls a department's API: every method below is a request over HTTP, none goes round the doors. */
export class Department {
  readonly people = new Map<Role, Person>();
  camera: { readonly cameraId: string; readonly token: string } = { cameraId: '', token: '' };

  private constructor(
    readonly app: NestFastifyApplication,
    private readonly dataDir: string,
    readonly keys: Keyring,
  ) {}

  /**
   * The people come in one after the other: 2 s.
   * @param settings of the environment, beside the data directory
   * @param time another hour than the machine's, that a test lets pass; it begins with the machine's
   */
  static async open(settings: Readonly<Record<string, string>> = {}, time?: Time): Promise<Department> {
    const dataDir = mkdtempSync(join(tmpdir(), 'alpr-department-'));
    const keys = new Keyring(time && (() => Date.parse(time.now())));
    const app = await served(dataDir, { environment: settings, ...(time && { time }) });
    const department = new Department(app, dataDir, keys);
    await department.#staff();
    department.app.get(Alerting).start();
    return department;
  }

  async close(): Promise<void> {
    await this.app.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  token(role: Role): string | undefined {
    return role === 'camera' ? this.camera.token : this.people.get(role)?.token;
  }

  memberId(role: Role): string {
    return this.people.get(role)!.memberId;
  }

  /** Each call comes from an address of its own: a limit on one address is not what is tested here. */
  #calls = 0;

  async call(method: Method, url: string, as: Role, body?: object | string, headers = {}): Promise<Answer> {
    const token = this.token(as);
    this.#calls += 1;
    const answer = await this.app.inject({
      method,
      url,
      remoteAddress: `10.0.${(this.#calls >> 8) & 255}.${this.#calls & 255}`,
      headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
      ...(body !== undefined && { payload: body }),
    });
    const isJson = /json/.test(String(answer.headers['content-type']));
    return { status: answer.statusCode, body: isJson ? answer.json() : null, bytes: answer.rawPayload };
  }

  post(url: string, as: Role, body?: object | string, headers = {}): Promise<Answer> {
    return this.call('POST', url, as, body, headers);
  }

  /** The body of an answer that must not be a failure. */
  async done(url: string, as: Role, body?: object | string, headers = {}): Promise<Answer['body']> {
    const answer = await this.post(url, as, body, headers);
    if (answer.status >= 300) throw new Error(`${url} as ${as}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** The codes of a refusal, in the order of the rules. */
  async refusal(url: string, as: Role, body?: object | string, headers = {}): Promise<readonly string[]> {
    const answer = await this.post(url, as, body, headers);
    if (answer.status !== 403) throw new Error(`${url} as ${as}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return codesOf(answer);
  }

  /** The rows of a register. */
  async register(register: string, as: Role = 'administrator'): Promise<readonly Answer['body'][]> {
    const asked = { purpose: 'audit', reason: 'The monthly look at the registers', noEventNumberBecause: 'an audit' };
    return (await this.done('/queries', as, { ...asked, question: 'registers', elements: { register }, limit: 1000 }))
      .rows;
  }

  /** Takes up an invitation, and works in a session whose banner is accepted. */
  async comesIn(role: Role, invitation: string, username: string): Promise<Person> {
    const keys = this.keys.enrol(username, await this.done('/invitations/factors', 'nobody', { invitation }));
    await this.done('/invitations/acceptance', 'nobody', { invitation, ...keys });
    return this.logsIn(role, username);
  }

  async logsIn(role: Role, username: string): Promise<Person> {
    const { token, memberId } = await this.done('/sessions', 'nobody', this.keys.credentials(username));
    const person = { token, memberId, username };
    this.people.set(role, person);
    await this.done('/sessions/current/banner', role);
    return person;
  }

  /** A person of that position, trained, bound to the policy and approved as `role`. */
  async enrol(role: Role, position: Position, username: string = role): Promise<Person> {
    const enrolment = { username, name: `Person ${username}`, position };
    const { invitation } = await this.done('/members', 'administrator', enrolment);
    const person = await this.comesIn(role, invitation, username);
    // The contractor acts within a window opened for the work.
    const window = { until: new Date(Date.now() + 86_400_000).toISOString(), work: 'repair' };
    if (position === 'maintenance-contractor')
      await this.done(`/contractors/${person.memberId}/window`, 'administrator', window);
    await this.#qualify(role, 'administrator');
    return person;
  }

  async #qualify(role: Role, by: Role): Promise<void> {
    const of = `/members/${this.memberId(role)}`;
    const trainer = this.people.has('training-sergeant') && role !== 'training-sergeant' ? 'training-sergeant' : by;
    for (const training of ['CLETS', 'ALPR', 'POST'])
      await this.done(`${of}/training`, trainer, { training, validUntil: '2099-01-01' });
    await this.done(`${of}/acknowledgement`, role, { digest: policySet.digest });
    await this.post(`${of}/approval`, by);
  }

  /** The neighbour may search the reads, under an agreement that the Chief executed. */
  async #agree(agencyId: string): Promise<void> {
    const [from, until] = [-1, 300].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
    const clauses = Object.keys(mouClauses);
    const agreement = { agencyId, clauses, document: 'd'.repeat(64), scope: ['detections'], from, until };
    const { mouId } = await this.done('/sharing/agreements', 'police-chief', agreement);
    const determination = { complies: true, basis: 'the agreement bars any use for immigration' };
    await this.done(`/sharing/agreements/${mouId}/values-act`, 'police-chief', determination);
    await this.done(`/sharing/agreements/${mouId}/access`, 'administrator');
  }

  async #staff(): Promise<void> {
    const { invitation } = (await this.app.get(Founding).found())!;
    await this.comesIn('administrator', invitation, 'administrator');
    for (const position of ['training-sergeant', ...positions.filter((one) => one !== 'training-sergeant')] as const)
      await this.enrol(position, position);
    await this.#qualify('administrator', 'police-chief');
    const installation = { name: 'Palm Canyon Dr', mobility: 'fixed', place: { latitude: 33.83, longitude: -116.54 } };
    this.camera = await this.done('/equipment', 'administrator', installation);
    const neighbour = { agencyName: 'Indio Police Department', agencyClass: 'local-le', california: true };
    const registered = { ...neighbour, ori: 'CA0330400', network: 'learn' };
    const { agencyId } = await this.done('/agencies', 'administrator', registered);
    const person = { personName: 'Named Person', rank: 'Detective', contact: 'named.person@pd.example' };
    const { token } = await this.done(`/agencies/${agencyId}/persons`, 'administrator', person);
    this.people.set('agency', { token, memberId: agencyId, username: 'agency' });
    await this.#agree(agencyId);
  }
}
