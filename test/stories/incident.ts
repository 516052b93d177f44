/** Stories of potential breaches: nobody is turned away, an hour runs, and whom it is about does not take it up. */
import { type BreachForwarded, type BreachReported, incident } from '../../src/domain/incident.js';
import { administrator, at, camera, chief, lacking, noon, officer, stranger, terminal } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(incident, officer);

const incidentId = 'incident-1';
const account = 'a workstation stood open in the lobby';
const reported = (reporterId: string | null, subjectId: string | null = null): BreachReported => ({
  type: 'BreachReported',
  data: { incidentId, reporterId, subjectId, dueBy: '2026-01-05T13:00:00.000Z' },
  sealed: { account },
  keep: { class: 'access-record', unit: incidentId },
});
const forwarded = (memberId: string, inTime = true): BreachForwarded => ({
  type: 'BreachForwarded',
  data: { incidentId, memberId, to: 'cjis-systems-agency', inTime },
});
const report = (subjectId: string | null = null) =>
  ({ type: 'ReportBreach', data: { incidentId, subjectId, account } }) as const;
const forward = { type: 'ForwardBreach', data: { incidentId, to: 'cjis-systems-agency' } } as const;
const open = reported(officer.by.id);
const notHandler = '430.6(j) R-BREACH-HANDLER';

export const incidentStories = told(incident, {
  'an officer reports a potential breach, and an hour runs': given().when(report()).records(open),
  'a member who is not logged in, trained or approved reports it too': given()
    .when(report(), stranger)
    .records(reported(stranger.by.id)),
  'somebody who is no member reports it': given().when(report(), terminal).records(reported(null)),
  'a report about the Administrator names him': given()
    .when(report(administrator.by.id))
    .records(reported(officer.by.id, administrator.by.id)),
  'the same report twice is one': given(open).when(report()).records(),
  'a camera reports no breach': given().when(report(), camera).refuses('430.6(j) R-BREACH-REPORTER'),

  'the Administrator passes it on within the hour': given(open)
    .when(forward, administrator)
    .records(forwarded(administrator.by.id)),
  'a report passed on after the hour is passed on, and known to be late': given(open)
    .when(forward, at(administrator, '2026-01-05T13:00:00.001Z'))
    .records(forwarded(administrator.by.id, false)),
  'a report at the last moment of the hour is in time': given(open)
    .when(forward, at(administrator, '2026-01-05T13:00:00.000Z'))
    .records(forwarded(administrator.by.id)),
  'the Chief takes up what is about the Administrator': given(reported(officer.by.id, administrator.by.id))
    .when(forward, chief)
    .records(forwarded(chief.by.id)),
  'the Administrator does not take up what is about himself': given(reported(officer.by.id, administrator.by.id))
    .when(forward, administrator)
    .refuses(notHandler),
  'an officer passes nothing on': given(open).when(forward).refuses(notHandler),
  'what was never reported is not passed on': given().when(forward, administrator).refuses('430.6(j) R-BREACH-REPORT'),
  'what was passed on is not passed on again': given(open, forwarded(administrator.by.id))
    .when(forward, administrator)
    .refuses('430.6(j) R-BREACH-REPORT'),
  'a report whose key was destroyed is passed on all the same': given({ ...open, sealed: null })
    .when(forward, at(administrator, noon))
    .records(forwarded(administrator.by.id)),
  ...lacking('session', administrator, 'passes no breach on', (who) => given(open).when(forward, who)),
});
