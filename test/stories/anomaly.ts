/** Stories of anomalies: the system flags, a person who is not concerned says what it was. */
import {
  anomaly,
  type AnomalyDisposition,
  type AnomalyDispositioned,
  type AnomalyFlagged,
} from '../../src/domain/anomaly.js';
import { administrator, auditor, camera, chief, clock, lacking, officer, partner } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(anomaly, auditor);

const anomalyId = 'anomaly-1';
const flagged = (memberId: string | null = officer.by.id): AnomalyFlagged => ({
  type: 'AnomalyFlagged',
  data: { anomalyId, detector: 'repeat-target', severity: 'high', memberId, events: ['e-1', 'e-2', 'e-3'], count: 3 },
});
const note = 'a surveillance under one case, rightly so';
const dispositioned = (disposition: AnomalyDisposition, by = auditor): AnomalyDispositioned => ({
  type: 'AnomalyDispositioned',
  data: { anomalyId, disposition, dispositionedBy: by.by.id },
  sealed: { note },
  keep: { class: 'access-record', unit: anomalyId },
});
const flag = (events = flagged().data.events) =>
  ({ type: 'FlagAnomaly', data: { ...flagged().data, events } }) as const;
const dispose = (disposition: AnomalyDisposition = 'legitimate', says = note) =>
  ({ type: 'DispositionAnomaly', data: { anomalyId, disposition, note: says } }) as const;
const source = '430.9P(b) R-ANOMALY-SOURCE';
const open = '430.4A(c) R-ANOMALY-OPEN';

export const anomalyStories = told(anomaly, {
  'the system flags a pattern, with the events it rests on': given().when(flag(), clock).records(flagged()),
  'the same pattern is flagged once': given(flagged()).when(flag(), clock).records(),
  'a flag that rests on nothing is none': given().when(flag([]), clock).refuses(source),
  'an officer flags nobody; he reports': given().when(flag(), partner).refuses(source),
  'a camera flags nobody': given().when(flag(), camera).refuses(source),

  'the auditor finds it legitimate': given(flagged()).when(dispose()).records(dispositioned('legitimate')),
  'the auditor finds a violation': given(flagged()).when(dispose('violation')).records(dispositioned('violation')),
  'the Chief finds a matter of training': given(flagged())
    .when(dispose('training'), chief)
    .records(dispositioned('training', chief)),
  'what concerns nobody in particular is looked at too': given(flagged(null))
    .when(dispose(), administrator)
    .records(dispositioned('legitimate', administrator)),
  'the Administrator does not clear himself': given(flagged(administrator.by.id))
    .when(dispose(), administrator)
    .refuses('430.4A(c) R-SELF-REVIEW'),
  'an officer clears nobody': given(flagged()).when(dispose(), partner).refuses('430.4A(c) R-ANOMALY-REVIEWER'),
  'a flag is cleared by words that say something': given(flagged()).when(dispose('legitimate', 'ok')).refuses(open),
  'a flag is looked at once': given(flagged(), dispositioned('training')).when(dispose()).refuses(open),
  'what was not flagged is not cleared': given().when(dispose()).refuses(open),
  ...lacking('session', auditor, 'clears nothing', (who) => given(flagged()).when(dispose(), who)),
});
