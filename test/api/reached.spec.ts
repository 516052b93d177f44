/** The catalogue of refusals: each code has a rule with stories, and a test that runs into it over HTTP. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seenRules } from '../stories/seen.js';

/** What the policy and the law make somebody be refused for; the other codes guard the order of our own steps. */
const catalogue = (
  'R-POSITION R-NOT-APPROVED R-SELF-APPROVE R-TRAINING:CLETS R-TRAINING:ALPR R-TRAINING:POST R-ACK-STALE ' +
  'R-NOT-ADMIN R-DELEGATE R-AUTH R-LOCKED R-BANNER R-DEVICE R-BYOD-CJI R-PURPOSE R-NO-REASON R-VAGUE-REASON ' +
  'R-NO-EVENTNO R-52-FIELDS R-ADMIN-CIVIL R-LIVE-TRAINING R-SOURCE-AUTH R-CTR-CONTENT R-UNMASK ' +
  'R-CONFLICT-OF-INTEREST R-PARTIAL-TOO-BROAD R-HL-CATEGORY R-HL-REASON R-HL-NO-EXPIRY R-HL-NOT-SPECIFIC ' +
  'R-HL-IVF R-NO-INSPECTION R-VERIFY-NO-IMAGE R-VERIFY-STATE R-UNCONFIRMED R-EXIGENCY-TEXT R-CORRECT-BASIS ' +
  'R-OWNER-NO-ALERT R-DPPA-PURPOSE R-DOWNLOAD-RELEVANCE R-RETAIN-EXTEND R-SCHEDULE-AUTH R-HOLD R-HOLD-RELEASE ' +
  'R-SOD-PURGE R-NOT-WRITTEN R-AGENCY-CLASS R-RELEASE-UNAPPROVED R-NETWORK R-NON-LE R-IMMIGRATION ' +
  'R-LAW-CONFLICT R-NO-MOU R-MOU-CLAUSE R-VALUES-ACT R-PUBLIC-RAW R-PERSON-FIELD R-DET-INCOMPLETE R-SRC-UNKNOWN ' +
  'R-OFFLINE-EXPIRED R-SELF-REVIEW R-REPORT-INCOMPLETE'
).split(' ');

const specs = readdirSync(__dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'reached.spec.ts')
  .map((file) => readFileSync(join(__dirname, file), 'utf8'))
  .join('\n');
const isReached = (code: string): boolean => new RegExp(`${code}(?![A-Z:-])`).test(specs);

it('every code of the catalogue has a rule whose stories allow and forbid', () => {
  const codes = new Set<string>(seenRules.map(({ code }) => code));
  expect(catalogue.filter((code) => !codes.has(code))).toEqual([]);
});

it('every code of the catalogue is run into by some test over HTTP', () => {
  const all = [...new Set(seenRules.map(({ code }) => code))];
  process.stdout.write(
    `refusal codes: ${catalogue.filter(isReached).length} of ${catalogue.length} of the catalogue reached over HTTP, ` +
      `${all.filter(isReached).length} of ${all.length} in all\n`,
  );
  expect(catalogue.filter((code) => !isReached(code))).toEqual([]);
});
