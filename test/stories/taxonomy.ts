/** Stories of the purposes: which of those the policy names are open in the Department. */
import { type PurposeTaxonomyAdopted, taxonomy } from '../../src/domain/taxonomy.js';
import { usualPurposes } from '../../src/domain/policy/purposes.js';
import { administrator, lacking } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(taxonomy, administrator);
const adopted: PurposeTaxonomyAdopted = {
  type: 'PurposeTaxonomyAdopted',
  data: { purposes: ['wanted-person', 'stolen-vehicle', 'audit'] },
};
const adopt = (...purposes: readonly string[]) => ({ type: 'AdoptPurposeTaxonomy', data: { purposes } }) as const;
const none = '430.1¶2.2 R-PURPOSE';

export const taxonomyStories = told(taxonomy, {
  'the Administrator adopts which purposes are open, in the order of the policy': given()
    .when(adopt('audit', 'stolen-vehicle', 'wanted-person', 'audit'))
    .records(adopted),
  'a purpose the policy does not name is not adopted': given()
    .when(adopt('audit', 'immigration-enforcement'))
    .refuses(none),
  'a department without any purpose could not ask': given().when(adopt()).refuses(none),
  'what is open is not adopted again': given(adopted)
    .when(adopt('stolen-vehicle', 'wanted-person', 'audit'))
    .records(),
  'all are open where none were adopted': given()
    .when(adopt(...usualPurposes))
    .records(),
  ...lacking('administration', administrator, 'adopts no purposes', (who) =>
    given().when(adopt('audit', 'stolen-vehicle', 'wanted-person'), who),
  ),
});
