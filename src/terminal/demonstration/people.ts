/** The demonstration department's people: enrolled, trained, bound to the policy and approved (430.4U, 430.11). */
import { policySet } from '../../domain/policy/clauses.js';
import type { Position } from '../../domain/positions.js';
import type { Cast } from '../../handlers/cast.js';
import { Authenticator } from './authenticator.js';
import type { Steps } from './steps.js';
import type { Reply, Visitor } from './visitor.js';

export type Person = { readonly id: string; readonly visitor: Visitor };
type Name = 'administrator' | 'chief' | 'sergeant' | 'officer' | 'dispatcher' | 'analyst';
export type People = Readonly<Record<Name | 'trainer' | 'auditor' | 'custodian', Person>>;

/** Who opens the doors here, and keeps in memory what each person of the cast shows there. */
export type Stage = { readonly door: Visitor; readonly cast: Pick<Cast, 'admit'> };

/** Made up at each start: the demonstration department has no password that somebody could know. */
const password = (): string => `demonstration ${crypto.randomUUID()}`;

type Offered = { readonly secret: string; readonly offer: string };

const text = (reply: Reply, member: string): string => String(reply.body[member]);

/** As a visitor would call him: `Police officer`. */
const partOf = (username: string, position: Position): string => {
  if (username === 'administrator') return 'ALPR Administrator';
  if (username === 'recruit') return 'Officer not yet approved';
  const words = position.replaceAll('-', ' ');
  return words[0]!.toUpperCase() + words.slice(1);
};

/** Takes up an invitation with a password and an authenticator, logs in with both, and accepts the banner. */
export const arrive = async (
  { door, cast }: Stage,
  username: string,
  position: Position,
  invitation: string,
): Promise<Person> => {
  const secret = password();
  const { totp } = (await door.post('/invitations/factors', { invitation })).body as { totp: Offered };
  const authenticator = new Authenticator(totp.secret);
  const shown = { offer: totp.offer, code: authenticator.code() };
  await door.post('/invitations/acceptance', { invitation, password: secret, totp: shown });
  const shows = () => ({ username, password: secret, code: authenticator.code() });
  cast.admit({ username, position: partOf(username, position) }, shows);
  const session = await door.post('/sessions', shows());
  if (session.status !== 201) throw new Error(`${username} could not log in: ${session.status}`);
  const visitor = door.as(text(session, 'token'));
  await visitor.post('/sessions/current/banner');
  return { id: text(session, 'memberId'), visitor };
};

export const enrol = async (
  steps: Steps,
  stage: Stage,
  administrator: Person,
  username: string,
  position: Position,
): Promise<Person> => {
  const enrolment = { username, name: `${username} (demonstration)`, position };
  const reply = await steps.allowed(`${username} is enrolled and logs in`, '430.6(i)', () =>
    administrator.visitor.post('/members', enrolment),
  );
  return arrive(stage, username, position, text(reply, 'invitation'));
};

export const train = async (trainer: Person, subject: Person): Promise<Reply> => {
  const validUntil = new Date(Date.now() + 365 * 24 * 3600_000).toISOString();
  let reply: Reply | undefined;
  for (const training of ['CLETS', 'ALPR', 'POST'])
    reply = await trainer.visitor.post(`/members/${subject.id}/training`, { training, validUntil, certificate: null });
  return reply!;
};

export const gather = async (steps: Steps, stage: Stage, administrator: Person): Promise<People> => {
  const come = (username: string, position: Position) => enrol(steps, stage, administrator, username, position);
  const chief = await come('chief', 'police-chief');
  const sergeant = await come('sergeant', 'police-sergeant');
  const officer = await come('officer', 'police-officer');
  const dispatcher = await come('dispatcher', 'police-dispatcher');
  const analyst = await come('analyst', 'crime-analyst');
  const trainer = await come('trainer', 'training-sergeant');
  const auditor = await come('auditor', 'auditor');
  const custodian = await come('custodian', 'custodian-of-records');
  return { administrator, chief, sergeant, officer, dispatcher, analyst, trainer, auditor, custodian };
};

/** Training, acknowledgement and approval, in that order, because any other order is refused. */
export const qualify = async (steps: Steps, people: People): Promise<void> => {
  const { administrator, chief, sergeant, officer, dispatcher, analyst, trainer } = people;
  const operators = { administrator, chief, sergeant, officer, dispatcher, analyst };
  const approve = (by: Person, subject: Person) => () => by.visitor.post(`/members/${subject.id}/approval`);
  await steps.refused(
    'access is approved before any training',
    '430.11.2b',
    'R-TRAINING:ALPR',
    approve(administrator, officer),
  );
  for (const [name, subject] of Object.entries(operators)) {
    await steps.allowed(`the ${name}’s training is recorded`, '430.11.1', () => train(trainer, subject));
    await steps.allowed(`the ${name} acknowledges the policy`, '430.11.3', () =>
      subject.visitor.post(`/members/${subject.id}/acknowledgement`, { digest: policySet.digest }),
    );
  }
  await steps.refused(
    'the Administrator approves himself',
    '430.4U.0',
    'R-SELF-APPROVE',
    approve(administrator, administrator),
  );
  await steps.allowed('the Administrator approves the chief', '430.4U.0', approve(administrator, chief));
  await steps.allowed('the chief approves the Administrator', '430.4U.0', approve(chief, administrator));
  for (const [name, subject] of Object.entries({ sergeant, officer, dispatcher, analyst }))
    await steps.allowed(`the Administrator approves the ${name}`, '430.4U.0', approve(administrator, subject));
};
