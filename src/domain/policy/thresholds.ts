/** When a detector flags a pattern of use: leads, never verdicts; settings, as the policy leaves them open. */
export const thresholds = {
  /** Searches of one plate by one member in a week, in ninety days, and when that is critical. */
  repeatWeek: 3,
  repeatQuarter: 8,
  repeatCritical: 15,
  /** Days on which plates are searched together, and on which one is searched without a case. */
  relatedDays: 3,
  withoutCaseDays: 3,
  /** Hours away from the usual ones, and how many searches there; hours of silence around a lonely session. */
  offShiftHours: 3,
  offShiftSearches: 3,
  isolatedHours: 8,
  /** The same reason so often, for so many plates; one event number for more members than this. */
  clonedReasons: 10,
  clonedPlates: 5,
  eventNumberUsers: 5,
  /** Sessions within an hour, gaps alike, and hours without a break, that look like more than one person. */
  sharedSessions: 4,
  regularSearches: 20,
  longDayHours: 16,
  /** Searches a member has made before he has a measure of his own, and in one hour before that is compared. */
  baselineSearches: 30,
  burstSearches: 10,
  /** Plates tried for one reason in a day; age of a read that is old, in days, and how many of those are shown. */
  fishingPlates: 20,
  oldDataDays: 90,
  oldReadsShown: 10,
  /** Rows shown in a day before that is compared with everybody's days. */
  bulkRows: 500,
  /** Exigencies before they are compared with the others', and how many times as often. */
  exigencyLeast: 5,
  exigencyTimes: 3,
  /** Milliseconds in which nobody compares a picture, how often that is seen, and hits without one misread. */
  stampMilliseconds: 1500,
  stampLeast: 5,
  stampNever: 50,
  /** Days within which an entry of one's own is taken off again. */
  selfServiceDays: 7,
  /** Refused tries at the audit trail; seconds by which the clock may step back. */
  trailTries: 3,
  clockStepSeconds: 2,
  /** Days within which the searches of supervisors are reviewed. */
  supervisorDays: 30,
  /** Flags in the weekly digest at most. */
  digestMost: 20,
} as const;
