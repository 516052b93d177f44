/** Every endpoint is refused to everybody who may not use it, and to nobody else for who he is; none is left out. */
import { describe as apiOf } from '../../src/api/openapi.js';
import { type Answer, codesOf, Department, type Method, type Role, roles } from './department.js';
import { nothing, notYou, uses } from './roles.js';

let department: Department;
let routes: readonly string[];
beforeAll(async () => {
  department = await Department.open({ ALPR_DEPARTMENT_NETWORKS: '127.0.0.1' });
  routes = Object.entries(apiOf(department.app).paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
}, 120_000);
afterAll(() => department.close());

const call = async (use: string, role: Role): Promise<Answer> => {
  const [method, path] = use.split(' ') as [Method, string];
  const { body, of } = uses[use]!;
  const url = path
    .replace('{quarter}', '2026-Q4')
    .replace('{position}', 'police-dispatcher')
    .replace('{file}', 'vehicle')
    .replaceAll(/\{\w+\}/g, of?.(department) ?? nothing);
  const sent = typeof body === 'function' ? body(department) : body;
  const answer = await department.call(method, url, role, sent, uses[use]!.headers);
  if (uses[use]!.ends && answer.status < 300) await department.logsIn(role, department.people.get(role)!.username);
  return answer;
};

/** Each line of a file is refused on its own, in an answer that says so. */
const everyLine = ({ body }: Answer): readonly string[] =>
  body?.added === 0 ? body.refused.flatMap((line: { clauses: object[] }) => codesOf({ body: line })) : [];

const kept = (answer: Answer): boolean =>
  answer.status === 401 ||
  (answer.status === 403 && codesOf(answer).some((code) => notYou.has(code))) ||
  everyLine(answer).some((code) => notYou.has(code));

it('the table names every route of the API, and no other', () =>
  expect(Object.keys(uses).toSorted()).toEqual(routes.toSorted()));

describe.each(Object.keys(uses))('%s', (use) => {
  it('is open to those it is for, and to nobody else', async () => {
    const { may } = uses[use]!;
    const open: Role[] = [];
    let unformed = 0;
    for (const role of roles) {
      const answer = await call(use, role);
      if (answer.status >= 500) throw new Error(`${use} as ${role}: ${answer.status} ${JSON.stringify(answer.body)}`);
      unformed += Number(answer.status === 400);
      // A wrong password is answered 401 to anyone: the door itself is open.
      if (!kept(answer) || (use === 'POST /sessions' && answer.status === 401)) open.push(role);
    }
    // Where nobody's request is understood, nothing was tested of who may make it.
    expect({ use, understood: unformed < roles.length || may === roles }).toEqual({ use, understood: true });
    expect(open.toSorted()).toEqual([...may].toSorted());
  }, 120_000);
});
