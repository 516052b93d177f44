/** What people write as a reason, word by word: what says nothing, what is forbidden, and what is honest work. */
import { describesPerson, judgeReason } from '../../src/domain/policy/reasons.js';

const vague = [
  'investigation',
  'Investigation.',
  'investigatoin',
  '1nvestigati0n',
  'ongoing investigation',
  'criminal inv',
  'suspicious vehicle',
  'suspicous vehicle',
  'susp veh',
  'test',
  'testing the system'.replace(' the system', ' testing'),
  'misc',
  'LE business',
  'law enforcement purpose',
  'police business',
  'official use'.replace('use', 'business'),
  'bolo',
  'intel info',
  'checking on the case',
  'checking plates',
  'just curious',
  'follow up',
  'followup investigation',
  'n/a n/a n/a n/a',
  '26-1234 26-1235',
  '................',
  'xxxxxxxxxxxx',
  'abcabcabcabc',
  'asdfasdf qwerqwer',
  '123456789012',
  'investigación de vehículo',
  'revisar placa sospechosa',
  'điều tra xe',
  'Ermittlung Fahrzeug',
  'enquête véhicule',
];

const immigration = [
  'immigration',
  'immigration enforcement',
  'imigration check on plate',
  'Assist ICE with pickup',
  'ICE case 26-118',
  'for ICE',
  'ice detainer for the driver',
  'assisting HSI downtown',
  'CBP asked for it',
  'deportation',
  'deportaton order',
  'd3portation',
  '287(g) task',
  'administrative warrant',
  'removal order served by feds',
  'border patrol request',
  'la migra',
  'deportación del conductor',
  'inmigración',
  'di trú hỏi biển số',
  '移民局',
  '이민 단속',
];

const protectedActivity = [
  'had an abortion, search for female',
  'abortions out of state',
  'reproductive health visit',
  'who was at the protest',
  'protestors on Palm Canyon',
  'plates at the political rally',
  'planned parenthood lot',
  'union organizers at the depot',
  'mosque attendees Friday',
  'asistió a la protesta',
  'aborto',
  '抗议 车辆',
];

const honest = [
  'robbery on Palm Canyon Drive',
  'arson garage',
  'homicide follow-up, silver sedan',
  'stolen catalytic converter, white van',
  'vehicle reported stolen at the airport',
  'report filed by the department store',
  'missing child, last seen in a blue truck',
  'hit and run on Ramon Road',
  'burglary of the pharmacy, suspect car on camera',
  'verify alibi in the Sunday shooting',
  'AMBER alert, grey minivan',
  'kidnapping, vehicle left towards the freeway',
  'fraud ring using rented trucks',
  'narcotics sale at the resort parking lot',
  'robo de auto en Indian Canyon',
  'weekly review of the access history',
];

/** Honest work that says a word which elsewhere gives a purpose away: it passes, and is looked at later. */
const doubtful: readonly (readonly [string, 'immigration' | 'protectedActivity'])[] = [
  ['robbery of the ice cream truck', 'immigration'],
  ['graffiti removal crew attacked', 'immigration'],
  ['assault on an immigrant family', 'immigration'],
  ['stolen visa cards used at the pump', 'immigration'],
  ['burglary on Union Street', 'protectedActivity'],
  ['theft from the church office', 'protectedActivity'],
  ['collision of March 3', 'protectedActivity'],
];

describe('a reason', () => {
  it.each(vague)('that says %p says nothing', (reason) => expect(judgeReason(reason).specific).toBe(false));

  it.each(immigration)('that says %p is immigration enforcement', (reason) =>
    expect(judgeReason(reason).immigration).toBe('certain'),
  );

  it.each(protectedActivity)('that says %p touches protected activity', (reason) =>
    expect(judgeReason(reason).protectedActivity).toBe('certain'),
  );

  it.each(honest)('that says %p is an honest one', (reason) =>
    expect(judgeReason(reason)).toEqual({ specific: true, immigration: 'none', protectedActivity: 'none' }),
  );

  it.each(doubtful)('that says %p passes, and is flagged', (reason, flag) =>
    expect(judgeReason(reason)).toEqual({
      specific: true,
      immigration: 'none',
      protectedActivity: 'none',
      [flag]: 'possible',
    }),
  );

  it('is judged alike the second time', () => expect(judgeReason('arson garage')).toBe(judgeReason('arson garage')));
});

describe('free text', () => {
  it.each(['female driver', 'Male, hoodie', 'two occupants', 'conductor con barba'])(
    'that says %p describes a person',
    (text) => expect(describesPerson(text)).toBe(true),
  );

  it.each(['black sedan, white roof', 'lower half covered with mud', 'cam-4/2026-11-23/000481', ''])(
    'that says %p describes none',
    (text) => expect(describesPerson(text)).toBe(false),
  );
});
