/** Stories of canvasses: a named incident, an area and a window, at whose end it ends by itself (430.6(c)). */
import { canvass, type CanvassClosed, type CanvassOpened } from '../../src/domain/canvass.js';
import { at, clock, dispatcher, lacking, noon, officer, sergeant } from './people.js';
import { type Refusal, tell, told } from './story.js';

const { given } = tell(canvass, officer);

const canvassId = 'canvass-1';
const until = '2026-01-06T12:00:00.000Z';
const personal = { incidentNumber: '26-00417', area: 'around Ramon Road and Sunrise Way' };
const opened = (memberId = officer.by.id): CanvassOpened => ({
  type: 'CanvassOpened',
  data: { canvassId, memberId, incident: 'homicide', from: noon, until },
  sealed: personal,
  keep: { class: 'access-record', unit: canvassId },
});
const closed = (memberId: string | null = officer.by.id): CanvassClosed => ({
  type: 'CanvassClosed',
  data: { canvassId, memberId },
});
const open = (more: object = {}) =>
  ({
    type: 'OpenCanvass',
    data: { canvassId, incident: 'homicide', from: noon, until, ...personal, ...more },
  }) as const;
const close = { type: 'CloseCanvass', data: { canvassId } } as const;
const unnamed = '430.6(c).1 R-CANVASS';
const endless = '430.6(c).1 R-CANVASS-WINDOW';
const unsworn = '430.6(c).1 R-POSITION';
const alsoUnsworn = { '430.4U.0 R-POSITION': [unsworn], '430.4U(i) R-CTR-CONTENT': [unsworn] } as const;
const nobodys: readonly [Refusal, ...Refusal[]] = [
  '430.6(i) R-AUTH',
  '430.7(c) R-BANNER',
  '430.4U.0 R-POSITION',
  '430.11.2a R-TRAINING:CLETS',
  '430.11.2b R-TRAINING:ALPR',
  '430.2¶3 R-ACK-STALE',
  '430.6(d) R-NOT-APPROVED',
  '430.7(f) R-DEVICE',
];

export const canvassStories = told(canvass, {
  'an officer opens a canvass around a homicide': given().when(open()).records(opened()),
  'a sergeant opens one': given().when(open(), sergeant).records(opened(sergeant.by.id)),
  'a canvass is opened once': given(opened()).when(open()).records(),
  'a dispatcher opens none': given().when(open(), dispatcher).refuses(unsworn),
  'a canvass without an incident number is refused': given()
    .when(open({ incidentNumber: ' ' }))
    .refuses(unnamed),
  'a canvass of nowhere is refused': given()
    .when(open({ area: '' }))
    .refuses(unnamed),
  'a canvass that ends before it begins is refused': given()
    .when(open({ until: noon }))
    .refuses(endless),
  'a canvass that is over already is refused': given()
    .when(open({ from: '2026-01-04T12:00:00.000Z', until: noon }))
    .refuses(endless),
  'a canvass may last 72 hours': given()
    .when(open({ until: '2026-01-08T12:00:00.000Z' }))
    .records({ ...opened(), data: { ...opened().data, until: '2026-01-08T12:00:00.000Z' } }),
  'a canvass may not last a millisecond longer': given()
    .when(open({ until: '2026-01-08T12:00:00.001Z' }))
    .refuses(endless),
  ...lacking('content', officer, 'opens no canvass', (who) => given().when(open(), who), alsoUnsworn),

  'a canvass is closed': given(opened()).when(close).records(closed()),
  'a canvass closed once is closed': given(opened(), closed()).when(close).refuses('430.6(c).1 R-CANVASS-CLOSED'),
  'a canvass nobody opened is not closed': given().when(close).refuses('430.6(c).1 R-CANVASS-CLOSED'),
  'at the end of its window it ends by itself': given(opened()).when(close, at(clock, until)).records(closed(null)),
  'the clock ends none before': given(opened())
    .when(close, at(clock, '2026-01-06T11:59:59.999Z'))
    .refuses(...nobodys),
  'a canvass whose key was destroyed is closed all the same': given({ ...opened(), sealed: null })
    .when(close)
    .records(closed()),
  ...lacking('content', officer, 'closes no canvass', (who) => given(opened()).when(close, who)),
});
