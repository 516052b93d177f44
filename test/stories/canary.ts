/** Stories of canaries: seeded by an auditor, known by a digest. */
import { canary, type CanarySeeded } from '../../src/domain/canary.js';
import { administrator, auditor, lacking } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(canary, auditor);

const seeded: CanarySeeded = {
  type: 'CanarySeeded',
  data: { canaryId: 'canary-1', mac: 'a'.repeat(64), seededBy: auditor.by.id },
  sealed: { salt: 'b'.repeat(64) },
  keep: { class: 'register', unit: 'canary-1' },
};
const seed = {
  type: 'SeedCanary',
  data: { canaryId: 'canary-1', mac: 'a'.repeat(64), salt: 'b'.repeat(64) },
} as const;

export const canaryStories = told(canary, {
  'the auditor seeds a canary': given().when(seed).records(seeded),
  'a canary is seeded once': given(seeded).when(seed).records(),
  'the Administrator, who searches too, seeds none': given().when(seed, administrator).refuses('430.9P(c) R-CANARY'),
  ...lacking('session', auditor, 'seeds no canary', (who) => given().when(seed, who)),
});
