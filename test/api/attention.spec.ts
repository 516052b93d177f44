/** What needs somebody, over HTTP: counted by matter and office, with its day, and gone once it is done. */
import { type Person, Station } from './station.js';

let station: Station;
let administrator: Person;
beforeAll(async () => {
  station = await Station.open();
  administrator = await station.administrator();
}, 120_000);
afterAll(() => station.close());

const matter = async (id: string) => (await station.register('attention', administrator)).find((row) => row.id === id);

const trains = async (memberId: string, validUntil: string): Promise<void> => {
  for (const training of ['CLETS', 'ALPR', 'POST'])
    await station.done(`/members/${memberId}/training`, { training, validUntil }, administrator);
};

it('a person who lacks a training is with the training sergeant, then with the Administrator', async () => {
  const officer = await station.enrolled(administrator, 'officer.a', 'police-officer');
  // The Administrator has just come in, and lacks them too.
  expect(await matter('trainings-missing')).toMatchObject({ office: 'training-sergeant', count: 2, dueBy: null });
  expect(await matter('approvals-ready')).toBeUndefined();
  const soon = new Date(Date.now() + 10 * 86_400_000).toISOString();
  await trains(officer.memberId, soon);
  const { policyInForce } = (
    await station.app.inject({
      url: '/sessions/current',
      headers: { authorization: `Bearer ${officer.token}` },
    })
  ).json();
  await station.done(`/members/${officer.memberId}/acknowledgement`, { digest: policyInForce }, officer);
  expect(await matter('trainings-missing')).toMatchObject({ count: 1 });
  expect(await matter('approvals-ready')).toMatchObject({ office: 'administrator', count: 1 });
  await station.done(`/members/${officer.memberId}/approval`, undefined, administrator);
  expect(await matter('approvals-ready')).toBeUndefined();
  expect(await matter('trainings-ending')).toMatchObject({ count: 1, dueBy: soon });
  await trains(officer.memberId, '2099-01-01');
  expect(await matter('trainings-ending')).toBeUndefined();
});

it('a member whose access was revoked waits for nothing, and is told with the reason', async () => {
  const officer = await station.qualified(administrator, 'officer.b', 'police-officer');
  await station.done(`/members/${officer.memberId}/revocation`, { why: 'left-department' }, administrator);
  expect(await matter('approvals-ready')).toBeUndefined();
  const row = (await station.register('members', administrator)).find(({ id }) => id === officer.memberId);
  expect(row).toMatchObject({ approved: false, revokedWhy: 'left-department', revokedAt: expect.any(String) });
});

it('cameras, faults and breaches are counted with their days, and duties by their calendar', async () => {
  const camera = await station.camera(administrator);
  expect(await matter('cameras-without-placement')).toMatchObject({ office: 'administrator', count: 1 });
  const fault = { kind: 'damage', description: 'The mount is cracked' };
  const { faultId } = await station.done(`/equipment/${camera.cameraId}/faults`, fault, administrator);
  expect(await matter('faults-open')).toMatchObject({ count: 1, dueBy: null });
  await station.done(`/equipment/${camera.cameraId}/faults/${faultId}/clearing`, { how: 'repaired' }, administrator);
  expect(await matter('faults-open')).toBeUndefined();
  const account = 'A workstation stood open in the lobby overnight, with the queue on it';
  await station.done('/incidents', { account, subjectId: null }, administrator);
  expect(await matter('breach-reports-waiting')).toMatchObject({ count: 1, dueBy: expect.any(String) });
  const rows = await station.register('attention', administrator);
  const days = rows.map(({ dueBy }) => dueBy).filter((one) => one !== null);
  expect(days).toEqual(days.toSorted());
  expect(rows.every(({ count }) => count > 0)).toBe(true);
});

it('nobody opens it who neither oversees, trains nor administers', async () => {
  const officer = await station.qualified(administrator, 'officer.c', 'police-officer');
  const asked = { purpose: 'audit', reason: 'What is open in the Department', noEventNumberBecause: 'no case' };
  const question = { ...asked, question: 'registers', elements: { register: 'attention' } };
  expect(await station.refusal('/queries', question, officer)).toEqual(['R-QUESTION']);
});
