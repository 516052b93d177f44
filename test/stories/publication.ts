/** Stories of what the public is told: counts, never a plate, and none that is small enough to point at somebody. */
import {
  type PublicFigurePublished,
  publication,
  type PublishFigures,
  type Line,
} from '../../src/domain/publication.js';
import { administrator, clock, inForce } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(publication, clock);

const someId = '0197a000-0000-7000-8000-000000000001';
const figures: PublicFigurePublished['data'] = {
  publicationId: 'publication-1',
  from: '2025-12-06',
  to: '2026-01-05',
  policy: inForce,
  lines: [
    { table: 'reads', line: 'read', count: 48_213 },
    { table: 'searches', line: 'audit', count: null },
    { table: 'refused', line: 'acts', count: 0 },
  ],
};
const publish = (but: Partial<PublishFigures['data']> = {}) =>
  ({ type: 'PublishFigures', data: { ...figures, ...but } }) as const;
const published: PublicFigurePublished = { type: 'PublicFigurePublished', data: figures };
const raw = '430.2¶2.2 R-PUBLIC-RAW';
const saying = (table: string, line: string, count: unknown) =>
  given().when(publish({ lines: [{ table, line, count } as Line] }));

export const publicationStories = told(publication, {
  'the system publishes the counts of thirty days': given().when(publish()).records(published),
  'a publication is made once': given(published).when(publish()).records(),
  'nobody publishes by hand': given().when(publish(), administrator).refuses('430.2¶2.2 R-PUBLISHER'),
  'five may be told': saying('refused', 'acts', 5).records({
    ...published,
    data: { ...figures, lines: [{ table: 'refused', line: 'acts', count: 5 }] },
  }),
  'four may not: somebody would know who they were': saying('refused', 'acts', 4).refuses(raw),
  'a plate has no name to leave under': saying('reads', '7ABC123', 12).refuses(raw),
  'nor has a table of its own': saying('plates', 'read', 12).refuses(raw),
  'nor may it stand where a count belongs': saying('reads', 'read', '7ABC123').refuses(raw),
  'nor where a day belongs': given()
    .when(publish({ from: '7ABC123' }))
    .refuses(raw),
  'the day on which the last audit ended is told': given()
    .when(publish({ lastAudit: '2025-09-30' }))
    .records({ ...published, data: { ...figures, lastAudit: '2025-09-30' } }),
  'nor may it stand where the day of the last audit belongs': given()
    .when(publish({ lastAudit: '7ABC123' }))
    .refuses(raw),
  'the agencies with access and the last audit are told by their ids': given()
    .when(publish({ agencies: [someId], audit: someId }))
    .records({ ...published, data: { ...figures, agencies: [someId], audit: someId } }),
  'no words stand where an id belongs': given()
    .when(publish({ agencies: ['7ABC123'] }))
    .refuses(raw),
  'nor where the id of the audit belongs': given()
    .when(publish({ audit: 'Officer A' }))
    .refuses(raw),
  'a word that every object knows is no table': saying('toString', 'read', 12).refuses(raw),
});
