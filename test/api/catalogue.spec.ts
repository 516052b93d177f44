/** Refusals of the catalogue that no other test over HTTP runs into, each met as the person it is meant for. */
import { Department } from './department.js';
import { nothing } from './roles.js';

let department: Department;
beforeAll(async () => void (department = await Department.open()), 120_000);
afterAll(() => department.close());

const officer = 'police-officer';
const why = {
  purpose: 'stolen-vehicle',
  reason: 'Working the alert dispatched on Ramon Road',
  eventNumber: '26-11-0417',
};
const hit = (step: string): string => `/hits/${nothing}/${step}`;

it('a comparison that leaves the state out, or an exigency told in a word, or a correction on no basis', async () => {
  expect(await department.refusal(hit('comparison'), officer, { charactersAgree: true })).toContain('R-VERIFY-STATE');
  expect(await department.refusal(hit('exigency'), officer, { narrative: 'now' })).toContain('R-EXIGENCY-TEXT');
  const correction = { plate: '7XYZ124', plateState: 'CA', basis: 'a hunch' };
  expect(await department.refusal(hit('correction'), officer, correction)).toContain('R-CORRECT-BASIS');
});

it('a day of which everything is held is not proposed for a purge', async () => {
  const capturedAt = new Date(Date.now() - 40 * 86_400_000).toISOString();
  const body = { sourceEventId: 'held', capturedAt, plate: '7HELD09', plateState: 'CA', confidence: 0.97 };
  const { detectionId } = await department.done('/detections', 'camera', body);
  await department.done('/holds', 'custodian-of-records', {
    matter: 'Claim 26-114',
    authority: 'Preservation demand of 2 January',
    reviewAt: new Date(Date.now() + 90 * 86_400_000).toISOString(),
    scope: { ids: [detectionId] },
  });
  const bucket = { class: 'detection', date: capturedAt.slice(0, 10) };
  expect(await department.refusal('/retention/purges', 'administrator', bucket)).toContain('R-HOLD');
});

it('nothing is seen before the banner was accepted, or at equipment that is not the Department’s', async () => {
  const logIn = async (remoteAddress: string): Promise<string> => {
    const payload = department.keys.credentials(department.people.get(officer)!.username);
    const answer = await department.app.inject({ method: 'POST', url: '/sessions', remoteAddress, payload });
    return answer.json().token;
  };
  const asked = async (token: string): Promise<readonly string[]> => {
    department.people.set(officer, { ...department.people.get(officer)!, token });
    return department.refusal('/hits/queue', officer, why);
  };
  expect(await asked(await logIn('10.1.2.3'))).toEqual(['R-BANNER']);
  const elsewhere = await logIn('203.0.113.9');
  expect(await asked(elsewhere)).toContain('R-DEVICE');
});
