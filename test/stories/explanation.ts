/** Stories of long retention: the Custodian explains what is kept beyond two years, day by day. */
import { explanation, type RetentionExplained } from '../../src/domain/explanation.js';
import { administrator, auditor, but, lacking } from './people.js';
import { tell, told } from './story.js';

const custodian = but(auditor, { position: 'custodian-of-records' });
const { given } = tell(explanation, custodian);

const explanationId = 'explanation-1';
const why = 'evidence in a case before the Superior Court';
const days = { from: '2023-12-30', to: '2024-01-05' };
const explained: RetentionExplained = {
  type: 'RetentionExplained',
  data: { explanationId, class: 'detection', ...days, explainedBy: custodian.by.id },
  sealed: { explanation: why },
  keep: { class: 'register', unit: explanationId },
};
const explain = (data: { from?: string; to?: string; explanation?: string } = {}) =>
  ({
    type: 'ExplainRetention',
    data: { explanationId, class: 'detection', ...days, explanation: why, ...data },
  }) as const;
const poor = '430.9(e).4 R-EXPLANATION';

export const explanationStories = told(explanation, {
  'the Custodian explains what is kept beyond two years': given().when(explain()).records(explained),
  'what is not two years old needs no explanation, and gets none ahead': given()
    .when(explain({ to: '2024-01-07' }))
    .refuses(poor),
  'days stand in their order': given()
    .when(explain({ from: '2024-01-06' }))
    .refuses(poor),
  'an explanation says for what': given()
    .when(explain({ explanation: 'evidence' }))
    .refuses(poor),
  'the Administrator does not explain it himself': given()
    .when(explain(), administrator)
    .refuses('430.9(e).4 R-NOT-CUSTODIAN'),
  ...lacking('session', custodian, 'explains nothing', (who) => given().when(explain(), who)),
});
