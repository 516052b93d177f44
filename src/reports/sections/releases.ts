/** A9: what left the Department, to whom, on whose decision; and what was fetched from others. */
import type { QuarterFigures } from '../figures.js';
import type { Paper } from '../pdf/paper.js';
import { answers, paragraph, section, subheading, unrecorded } from '../pdf/prose.js';
import { ranking, table, tally } from '../pdf/table.js';
import { number, title } from '../words.js';

const right = (head: string, width = 1) => ({ head, width, align: 'right' as const });

const requests = (paper: Paper, { releases: of }: QuarterFigures): void => {
  tally(paper, 'Requests of other agencies.', [
    ['Requests made in the period', of.requested],
    ['approved', of.approved],
    ['denied', of.denied],
    ['fulfilled', of.fulfilled],
    ['items given', of.items],
    ['neither denied nor fulfilled at the end', of.waiting],
    ['in which two laws spoke against each other (430.10(f))', of.conflicts],
    ['determined to comply with the Values Act', of.valuesAct.complies],
    ['determined not to', of.valuesAct.doesNot],
  ]);
  table(paper, {
    caption: 'By agency, under its id on the ledger.',
    columns: [
      { head: 'Agency', width: 4 },
      { head: 'Class', width: 2 },
      { head: 'California', width: 1.2 },
      right('Requested', 1.2),
      right('Denied'),
      right('Fulfilled', 1.2),
      right('Items'),
    ],
    rows: of.byAgency.map(({ agencyId, agencyClass, california, requested, denied, fulfilled, items }) => [
      agencyId,
      title(agencyClass),
      california ? 'yes' : 'no',
      ...[requested, denied, fulfilled, items].map(number),
    ]),
    empty: 'No agency made a request, or was answered, in this period.',
  });
  ranking(paper, 'Requests by purpose.', 'Purpose', of.byPurpose, 'Nobody asked for anything in this period.');
};

const agreements = (paper: Paper, { releases: of }: QuarterFigures): void => {
  subheading(paper, 'Agreements and access');
  tally(paper, 'Agreements with other agencies (430.10M).', [
    ['Agencies registered at the end', of.agencies.registered],
    ['Agreements in force at the end', of.agreements.inForce],
    ['executed in the period', of.agreements.executed],
    ['ended in it', of.agreements.ended],
    ['determinations under the Values Act', of.agreements.determined],
    ['of these, that the agreement does not comply', of.agreements.doNotComply],
    ['Agencies that could search here at the end', of.agencies.withAccess.length],
  ]);
  if (of.agencies.withAccess.length > 0)
    paragraph(paper, `Access under an agreement: ${of.agencies.withAccess.join(', ')}.`);
};

/** A9. */
export const releases = (paper: Paper, figures: QuarterFigures): void => {
  const { disclosures, records, external, unmaskings } = figures.releases;
  section(paper, 'A9', 'Releases and requests', 230);
  answers(paper, ['430.10(b)', '430.10¶V.1'], ['430.10.0', '430.10(e)', '430.10M(a)', '430.10¶N', '430.1¶1.4']);
  requests(paper, figures);
  agreements(paper, figures);
  subheading(paper, 'Disclosures as the Vehicle Code counts them (2413)');
  tally(paper, 'The four figures asked of an agency that holds data of the California Highway Patrol.', [
    ['Disclosures', disclosures.disclosures],
    ['Agencies they went to', disclosures.agencies],
    ['Purposes', disclosures.purposes],
    ['Changes of policy that touch privacy', disclosures.policyChanges],
  ]);
  subheading(paper, 'Public records, owners and unmaskings');
  tally(paper, 'Public records requests (430.10¶N), data of others (430.6(e)), and plates unmasked for an audit.', [
    ['Records requests received', records.received],
    ['closed in the period', records.closed],
    ['of these late', records.late],
    ['open at the end', records.open],
    ['of these past their day', records.overdue],
    ['rows given in those closed', records.rowsGiven],
    ['Owners looked up after a verified hit', external.ownerLookups],
    ['Unmaskings asked for', unmaskings.requested],
    ['approved', unmaskings.approved],
    ['shown', unmaskings.shown],
  ]);
  const { byOutcome } = records;
  ranking(paper, 'Records requests closed, by outcome.', 'Outcome', byOutcome, 'No records request was closed.');
  const { bySource } = external;
  ranking(paper, 'Accesses to the data of others, by source.', 'Source', bySource, 'No data of others was accessed.');
  unrecorded(
    paper,
    'the names of the persons who asked and received; the manifest of each release, a paper of its own, holds them.',
  );
};
