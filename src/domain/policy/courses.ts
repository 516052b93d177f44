/** Courses: what must have happened before on the same stream, as an outsider's program checks it without a key. */

/** An event, and what its stream must hold before it: one of each group, not undone since. */
export type Course = {
  readonly event: string;
  readonly after: readonly (readonly string[])[];
  /** The rule that says so, by clause and code. */
  readonly rule: string;
};

const unverified = '430.6(k).1 R-UNVERIFIED';
const verified = ['HitVisuallyVerified'] as const;

export const courses: readonly Course[] = [
  { event: 'HitVisuallyVerified', after: [['HitImageOpened']], rule: '430.6(k).1 R-VERIFY-NO-IMAGE' },
  { event: 'HitConfirmed', after: [verified], rule: unverified },
  { event: 'HitConfirmationNegative', after: [verified], rule: unverified },
  { event: 'ExigencyDeclared', after: [verified], rule: unverified },
  {
    event: 'EnforcementActionRecorded',
    after: [verified, ['HitConfirmed', 'ExigencyDeclared']],
    rule: '430.6(k).3 R-UNCONFIRMED',
  },
  { event: 'ResultsSeen', after: [['QueryMade']], rule: '430.9¶2 R-52-FIELDS' },
  { event: 'BannerAccepted', after: [['SessionOpened']], rule: '430.6(i) R-AUTH' },
  { event: 'AccessApproved', after: [['TrainingCompleted']], rule: '430.11.2b R-TRAINING:ALPR' },
  { event: 'PurgeApproved', after: [['PurgeProposed']], rule: '430.4A(f) R-SOD-PURGE' },
  { event: 'PurgeCommitted', after: [['PurgeProposed'], ['PurgeApproved']], rule: '430.4A(f) R-SOD-PURGE' },
  { event: 'PurgeCompleted', after: [['PurgeCommitted']], rule: '430.8¶3.2 R-PURGED' },
  { event: 'ReleaseFulfilled', after: [['ReleaseApproved']], rule: '430.10(b) R-RELEASE-UNAPPROVED' },
];

/** What an event undoes of those before it on its stream. */
export const undoes: Readonly<Record<string, readonly string[]>> = {
  HitRejected: ['HitVisuallyVerified', 'HitConfirmed'],
  HitConfirmationNegative: ['HitConfirmed', 'ExigencyDeclared'],
  PlateCorrected: ['HitVisuallyVerified', 'HitConfirmed'],
};

/** Events that nobody may bring about for himself: the member of `data` that names whom the act is about. */
export const notBySelf: readonly { readonly event: string; readonly member: string }[] = [
  { event: 'AccessApproved', member: 'memberId' },
  { event: 'TrainingCompleted', member: 'memberId' },
];
