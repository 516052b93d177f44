/** Stories of timekeeping: a clock that jumps is not believed, and time goes on by what vouches for it. */
import { type TimeConfirmed, timekeeping, type TimeNoted } from '../../src/domain/timekeeping.js';
import type { Situation } from '../../src/domain/decider.js';
import { administrator, at, clock, custodian, lacking, morning, noon, officer } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(timekeeping, clock);

const noted = (but: Partial<TimeNoted['data']> = {}): TimeNoted => ({
  type: 'TimeNoted',
  data: { runId: 'run-1', uptime: 60, notedAt: morning, vouchedAt: morning, ...but },
});
const note = (uptime: number, runId = 'run-1') => ({ type: 'NoteTime', data: { runId, uptime } }) as const;
const fourHours = 4 * 3600;
const confirmed = (vouchedAt: string): TimeConfirmed => ({
  type: 'TimeConfirmed',
  data: { memberId: 'administrator', vouchedAt },
});
const confirm = (trueTime: string) => ({ type: 'ConfirmTime', data: { trueTime } }) as const;
/** A department that takes the clock's word for three days. */
const believing = (who: Situation): Situation => ({
  ...who,
  terms: { ...who.terms, settings: { ...who.terms.settings, silenceHours: 72 } },
});
const tenYearsOn = '2036-01-05T12:00:00.000Z';
const yearBefore = '2025-01-05T12:00:00.000Z';

export const timekeepingStories = told(timekeeping, {
  'the first time noted is that of the clock on the wall': given()
    .when(note(0))
    .records(noted({ uptime: 0, notedAt: noon, vouchedAt: noon })),
  'four hours on both clocks are four hours': given(noted())
    .when(note(60 + fourHours))
    .records(noted({ uptime: 60 + fourHours, notedAt: noon, vouchedAt: noon })),
  'a wall clock that jumps ten years ahead takes the other clock four hours on': given(noted())
    .when(note(60 + fourHours), at(clock, tenYearsOn))
    .records(noted({ uptime: 60 + fourHours, notedAt: tenYearsOn, vouchedAt: noon })),
  'a wall clock that falls a year behind does not turn time back': given(noted())
    .when(note(60 + fourHours), at(clock, yearBefore))
    .records(noted({ uptime: 60 + fourHours, notedAt: yearBefore, vouchedAt: noon })),
  'the hours in which nothing ran do not count by themselves': given(noted())
    .when(note(1, 'run-2'))
    .records(noted({ runId: 'run-2', uptime: 1, notedAt: noon, vouchedAt: morning })),
  'a department may take the clock’s word for a silence of so many hours': given(noted())
    .when(note(1, 'run-2'), believing(clock))
    .records(noted({ runId: 'run-2', uptime: 1, notedAt: noon, vouchedAt: noon })),
  'of a silence of ten years three days are believed': given(noted())
    .when(note(1, 'run-2'), believing(at(clock, tenYearsOn)))
    .records(noted({ runId: 'run-2', uptime: 1, notedAt: tenYearsOn, vouchedAt: '2026-01-08T08:00:00.000Z' })),
  'a restart with a clock that fell behind adds nothing': given(noted())
    .when(note(1, 'run-2'), believing(at(clock, yearBefore)))
    .records(noted({ runId: 'run-2', uptime: 1, notedAt: yearBefore, vouchedAt: morning })),
  'after the Administrator confirmed the clock, time goes on from there': given(noted(), confirmed(tenYearsOn))
    .when(note(1, 'run-2'), believing(at(clock, '2036-01-05T13:00:00.000Z')))
    .records(
      noted({
        runId: 'run-2',
        uptime: 1,
        notedAt: '2036-01-05T13:00:00.000Z',
        vouchedAt: '2036-01-05T13:00:00.000Z',
      }),
    ),
  'no member says what time has passed': given().when(note(0), officer).refuses('430.4A(f) R-TIME'),

  'the Administrator confirms the clock against an independent one': given(noted())
    .when(confirm('2026-01-05T12:03:00.000Z'), administrator)
    .records(confirmed(noon)),
  'a clock that an independent one contradicts is not confirmed': given(noted())
    .when(confirm('2026-01-05T11:49:59.000Z'), administrator)
    .refuses('430.4A(f) R-CLOCK'),
  'a time that is none confirms nothing': given(noted())
    .when(confirm('about noon'), administrator)
    .refuses('430.4A(f) R-CLOCK'),
  'the Custodian confirms no clock': given(noted()).when(confirm(noon), custodian).refuses('430.4A(i) R-NOT-ADMIN'),
  ...lacking('administration', administrator, 'confirms no clock', (who) => given(noted()).when(confirm(noon), who)),
});
