/** Stories of procedures: none is adopted that leaves an element of the statute unanswered. */
import { type Answered, procedure, type ProcedureAdopted } from '../../src/domain/procedure.js';
import { administrator, but, chief, lacking } from './people.js';
import { type Stories, tell, told } from './story.js';

const { given } = tell(procedure, administrator);

const procedureId = 'procedure-1';
const digest = 'a'.repeat(64);
const title = 'ALPR procedures, Operations Division';
const answered = [
  { element: 'authorised-purposes', clauses: ['430.1¶2.1', '430.6.0'] },
  { element: 'titles-and-training', clauses: ['430.4U.0', '430.11.1'] },
  { element: 'monitoring', clauses: ['430.9¶2'] },
  { element: 'periodic-audits', clauses: ['430.9(e).1', '430.9(e).3'] },
  { element: 'sharing', clauses: ['430.10.0'] },
  { element: 'custodian', clauses: ['430.4A(e)', '430.4A(f)'] },
  { element: 'accuracy', clauses: ['430.6(k).1', '430.6(l)'] },
  { element: 'retention', clauses: ['430.8¶3.1', '430.8¶3.2'] },
] as const;
const adopted = (text = digest): ProcedureAdopted => ({
  type: 'ProcedureAdopted',
  data: { procedureId, digest: text, adoptedBy: administrator.by.id, answered },
  sealed: { title },
  keep: { class: 'register', unit: procedureId },
});
const adopt = (data: { title?: string; digest?: string; answered?: readonly Answered[] } = {}) =>
  ({ type: 'AdoptProcedure', data: { procedureId, title, digest, answered, ...data } }) as const;
const incomplete = '430.4A.0 R-PROCEDURE-INCOMPLETE';

const missing = answered.map(({ element }) => [
  `a procedure that says nothing of ${element} is not adopted`,
  given()
    .when(adopt({ answered: answered.filter((one) => one.element !== element) }))
    .refuses(incomplete),
]);

export const procedureStories = told(procedure, {
  'the Administrator adopts a procedure that answers every element of Civil Code 1798.90.51': given()
    .when(adopt())
    .records(adopted()),
  'a changed text is adopted anew': given(adopted())
    .when(adopt({ digest: 'b'.repeat(64) }))
    .records(adopted('b'.repeat(64))),
  'the same text is not adopted twice': given(adopted()).when(adopt()).records(),
  ...(Object.fromEntries(missing) as Stories),
  'an element without a clause is not answered': given()
    .when(adopt({ answered: [...answered.slice(1), { element: 'authorised-purposes', clauses: [] }] }))
    .refuses(incomplete),
  'a clause that the policy does not have answers nothing': given()
    .when(adopt({ answered: [...answered.slice(1), { element: 'authorised-purposes', clauses: ['430.5(a)'] }] }))
    .refuses(incomplete),
  'an element that the statute does not have is none': given()
    .when(adopt({ answered: [...answered, { element: 'gossip', clauses: ['430.1¶2.1'] }] }))
    .refuses(incomplete),
  'a procedure has a title': given()
    .when(adopt({ title: ' ' }))
    .refuses('430.4A.0 R-PROCEDURE-TEXT'),
  'a procedure has a text': given()
    .when(adopt({ digest: 'later' }))
    .refuses('430.4A.0 R-PROCEDURE-TEXT'),
  'the Chief adopts no procedure': given().when(adopt(), chief).refuses('430.4A.0 R-NOT-ADMIN'),
  'whoever is not the Administrator adopts none': given()
    .when(adopt(), but(administrator, { administrator: false }))
    .refuses('430.4A.0 R-NOT-ADMIN'),
  ...lacking('session', administrator, 'adopts no procedure', (who) => given().when(adopt(), who)),
});
