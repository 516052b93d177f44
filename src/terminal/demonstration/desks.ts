/** What waits on every desk of the demonstration when the visitor comes: work begun, and not done. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mouClauses } from '../../domain/mou.js';
import { policySet } from '../../domain/policy/clauses.js';
import { enrol, type People, type Stage, train } from './people.js';
import { wanted } from './patrol.js';
import type { Steps } from './steps.js';
import type { TownCamera } from './town.js';
import type { Reply } from './visitor.js';

const DAY_MS = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();
const document = (name: string): string => createHash('sha256').update(`demonstration ${name}`).digest('hex');
const hotlists = new URL('../../../demo/hotlists/', import.meta.url);

type Scene = {
  readonly steps: Steps;
  readonly stage: Stage;
  readonly people: People;
  readonly cameras: readonly TownCamera[];
  readonly hotListId: string;
};

const idOf = (reply: Reply, member: string): string => String(reply.body[member]);

const newcomer = async ({ steps, stage, people }: Scene): Promise<void> => {
  const recruit = await enrol(steps, stage, people.administrator, 'recruit', 'police-officer');
  await train(people.trainer, recruit);
  await steps.allowed('he is trained and bound, and waits for approval', '430.11.3', () =>
    recruit.visitor.post(`/members/${recruit.id}/acknowledgement`, { digest: policySet.digest }),
  );
};

const duty = async ({ steps, people, cameras }: Scene): Promise<void> => {
  const { officer, dispatcher, sergeant } = people;
  const car = cameras.at(-1)!;
  const shift = await steps.allowed('the officer begins his shift', '430.6(f)', () => officer.visitor.post('/shifts'));
  const of = `/shifts/${idOf(shift, 'shiftId')}`;
  const deploy = () => officer.visitor.post(`${of}/deployments`, { cameraId: car.cameraId });
  await steps.refused('he drives off without looking at the camera', '430.6(f)', 'R-NO-INSPECTION', deploy);
  const sound = { cameraId: car.cameraId, affixed: true, damaged: false, worn: false };
  await steps.allowed('he inspects the camera of his car', '430.6(f)', () =>
    officer.visitor.post(`${of}/inspections`, sound),
  );
  await steps.allowed('it reads a test plate', '430.6(g)', () =>
    officer.visitor.post(`${of}/function-checks`, { cameraId: car.cameraId, functioning: true }),
  );
  await steps.allowed('the car goes out', '430.6(f)', deploy);
  const fault = { kind: 'damage', description: 'The housing is cracked since the storm' };
  await steps.allowed('a cracked housing is reported', '430.6(h)', () =>
    dispatcher.visitor.post(`/equipment/${cameras[3]!.cameraId}/faults`, fault),
  );
  const canvass = {
    incident: 'shooting',
    incidentNumber: '26-12007',
    area: 'Harbour road, from the market to the South gate',
    from: inDays(-1),
    until: inDays(1),
  };
  await steps.allowed('a canvass is opened after a shooting', '430.6(c).1', () =>
    sergeant.visitor.post('/canvasses', canvass),
  );
};

const lists = async ({ steps, people, hotListId }: Scene, plates: readonly string[]): Promise<void> => {
  const { administrator, officer } = people;
  for (const plate of plates)
    await officer.visitor.post(`/hot-lists/${hotListId}/entries`, { ...wanted(plate), plateState: 'unknown' });
  await steps.allowed('a vehicle of a robbery waits for a co-signature', '430.1¶3/H11', () =>
    officer.visitor.post(`/hot-lists/${hotListId}/entries`, {
      ...wanted('9ZRB001'),
      category: 'involved-in-crime',
      reason: 'seen leaving the robbery of the jeweller at Market and First',
      offence: 'Penal Code 211',
    }),
  );
  const state = await steps.allowed('a list of the State is registered', '430.3(d)', () =>
    administrator.visitor.post('/hot-lists', { name: 'Stolen vehicles of the State', source: 'state' }),
  );
  const form = new FormData();
  const file = (name: string) => readFileSync(fileURLToPath(new URL(name, hotlists)), 'utf8');
  form.set('mapping', file('svs-like.mapping.json'));
  form.set('list', new Blob([file('svs-like.txt')]), 'svs-like.txt');
  await steps.allowed('its file comes into force, each row by the policy', '430.1¶3.0', () =>
    administrator.visitor.form(`/hot-lists/${idOf(state, 'hotListId')}/versions`, form),
  );
};

const outsiders = async ({ steps, stage, people }: Scene): Promise<void> => {
  const { administrator, chief, custodian } = people;
  const neighbour = { agencyName: 'Neighbour Police Department', agencyClass: 'local-le', california: true };
  const registered = await steps.allowed('a neighbouring agency is registered', '430.10(a)(a)', () =>
    administrator.visitor.post('/agencies', { ...neighbour, ori: 'CA0330200', network: 'learn' }),
  );
  const agencyId = idOf(registered, 'agencyId');
  const agreement = {
    agencyId,
    clauses: Object.keys(mouClauses),
    document: document('agreement'),
    scope: ['detections'],
    from: inDays(0),
    until: inDays(365),
  };
  const executed = await steps.allowed('the Chief executes an agreement with it', '430.10M(a)', () =>
    chief.visitor.post('/sharing/agreements', agreement),
  );
  const at = `/sharing/agreements/${idOf(executed, 'mouId')}`;
  const open = () => administrator.visitor.post(`${at}/access`);
  await steps.refused('access is opened before the Values Act was weighed', '430.10¶V.1', 'R-VALUES-ACT', open);
  const basis = 'the agreement bars any use for immigration, and its audits are ours';
  await chief.visitor.post(`${at}/values-act`, { complies: true, basis });
  await steps.allowed('weighed, access is opened', '430.10M(a)', open);
  const person = {
    personName: 'Demonstration Detective',
    rank: 'Detective',
    contact: 'demonstration.detective@neighbour.example',
  };
  const named = await steps.allowed('it names its detective, who has a credential of his own', '430.10(a)(b)', () =>
    administrator.visitor.post(`/agencies/${agencyId}/persons`, person),
  );
  const detective = stage.door.as(idOf(named, 'token'));
  const request = {
    agencyName: neighbour.agencyName,
    personName: person.personName,
    contact: person.contact,
    purpose: 'stolen-vehicle',
    reason: 'a series of thefts of catalytic converters along the county line',
    seeks: 'reads of a white van at the North gate in the last week',
    document: document('request'),
  };
  await steps.allowed('its detective asks for data in writing', '430.10(a)', () =>
    detective.post('/agency/releases', request),
  );
  const asked = { receivedAt: inDays(-2), requester: 'A newspaper', contact: 'desk@paper.example', asks: 'figures' };
  await steps.allowed('a newspaper’s request is logged, and its ten days run', '430.10¶N', () =>
    custodian.visitor.post('/records-requests', asked),
  );
};

const custody = async ({ steps, people }: Scene, plate: string): Promise<void> => {
  const { custodian, analyst } = people;
  const hold = {
    matter: 'Demonstration v. Demonstration',
    authority: 'Preservation demand of the defence',
    reviewAt: inDays(90),
    scope: { plates: [plate] },
  };
  await steps.allowed('litigation holds what was seen of one vehicle', '430.8', () =>
    custodian.visitor.post('/holds', hold),
  );
  const look = {
    question: 'detections',
    elements: { from: inDays(-7), to: inDays(0) },
    purpose: 'criminal-investigation',
    reason: 'pattern of the thefts at Market and First by hour of day',
    eventNumber: '26-12001',
  };
  await steps.allowed('the analyst looks for a pattern, naming the case', '430.4U(g)', () =>
    analyst.visitor.post('/queries', look),
  );
};

const oversight = async ({ steps, people }: Scene): Promise<void> => {
  const { administrator, auditor, dispatcher } = people;
  const plan = {
    everyDays: 7,
    auditors: ['auditor'],
    approver: 'police-chief',
    papersYears: 2,
    resolutionDays: 30,
    areas: [{ area: 'searches', sample: 5 }],
    documentation: document('how audits are documented'),
  };
  await steps.allowed('the audit plan is adopted', '430.9(e).1', () =>
    administrator.visitor.post('/audits/plan', plan),
  );
  const opened = await steps.allowed('the auditor opens the weekly review', '430.9(e).1', () =>
    auditor.visitor.post('/audits', { kind: 'weekly', from: inDays(-7), to: inDays(0) }),
  );
  await steps.allowed('its sample is drawn from a signed checkpoint', '430.9(e).2', () =>
    auditor.visitor.post(`/audits/${idOf(opened, 'auditId')}/sample`),
  );
  const account = 'The reason given for a search was that of another case';
  await steps.allowed('the dispatcher reports a mistake, and is not refused', '430.9¶1.2', () =>
    dispatcher.visitor.post('/violations', { kind: 'error', account }),
  );
};

/** Fills the desks; every step goes through the same doors as a real one. */
export const fillDesks = async (scene: Scene, plates: readonly string[]): Promise<void> => {
  const { steps } = scene;
  steps.title('A department at work: shifts, lists, neighbours, custody and oversight');
  await newcomer(scene);
  await duty(scene);
  await lists(scene, plates);
  await outsiders(scene);
  await custody(scene, plates[0] ?? '9ZAB123');
  await oversight(scene);
};
