/** Stories of one day's data: downloaded with a clock of its own, held, and purged by two people after a day. */
import type {
  DetectionDownloaded,
  ProposePurge,
  PurgeApproved,
  PurgeBlockedByHold,
  PurgeCommitted,
  PurgeCompleted,
  PurgeProposed,
  PurgeResurrectionBlocked,
  RetentionClockSet,
  RetentionEvent,
  UnitsHeld,
  UnitsLetGo,
} from '../../src/domain/retention.js';
import { retention } from '../../src/domain/retention.js';
import { administrator, at, attorney, but, clock, contractor, custodian, lacking, noon, officer } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(retention, officer);

/** 5 December 2025: its thirty days are over on 5 January, at midnight; noon is twelve hours later. */
const bucket = { class: 'detection', date: '2025-12-05' } as const;
const purgeId = 'purge-1';
const nextYear = '2027-01-05T12:00:00.000Z';
/** A day after noon. */
const nextNoon = '2026-01-06T12:00:00.000Z';

const downloaded = (detectionId = 'd1'): DetectionDownloaded => ({
  type: 'DetectionDownloaded',
  data: { ...bucket, downloadId: 'download-1', detectionId, memberId: 'officer' },
  sealed: { caseNumber: '26-0017', relevance: 'shows the vehicle at the scene' },
  keep: { class: 'access-record', unit: 'download-1' },
});
const clockSet = (until: string, unit = 'd1'): RetentionClockSet => ({
  type: 'RetentionClockSet',
  data: { ...bucket, unit, until, because: 'download' },
});
const held = (units: readonly string[] | null, round = 1): UnitsHeld => ({
  type: 'UnitsHeld',
  data: { ...bucket, holdId: 'hold-1', round, count: units?.length ?? 1 },
  sealed: units && { units },
  keep: { class: 'evidence', unit: 'hold-1' },
});
const letGo: UnitsLetGo = { type: 'UnitsLetGo', data: { ...bucket, holdId: 'hold-1' } };
const proposed = (more: Partial<PurgeProposed['data']> = {}): PurgeProposed => ({
  type: 'PurgeProposed',
  data: {
    ...bucket,
    purgeId,
    memberId: 'administrator',
    days: 30,
    dueAt: '2026-01-05T00:00:00.000Z',
    proposedAt: noon,
    vouchedAt: noon,
    units: 3,
    kept: 0,
    ...more,
  },
});
const approved: PurgeApproved = { type: 'PurgeApproved', data: { ...bucket, purgeId, memberId: 'custodian' } };
const committed = (kept = 0): PurgeCommitted => ({
  type: 'PurgeCommitted',
  data: { ...bucket, purgeId, committedAt: nextNoon, vouchedAt: nextNoon, kept, fingerprint: 'f' },
});
const completed: PurgeCompleted = {
  type: 'PurgeCompleted',
  data: {
    ...bucket,
    purgeId,
    certificateId: 'certificate-1',
    certificate: 'c',
    paper: 'p',
    units: 3,
    root: 'r',
    kept: 0,
    residue: 0,
  },
};
const blocked = (...holds: readonly string[]): PurgeBlockedByHold => ({
  type: 'PurgeBlockedByHold',
  data: { ...bucket, purgeId, holds },
});
const reburied: PurgeResurrectionBlocked = { type: 'PurgeResurrectionBlocked', data: { ...bucket, keys: 1 } };

const download = (more: object = {}) =>
  ({
    type: 'DownloadToCase',
    data: {
      ...bucket,
      downloadId: 'download-1',
      detectionId: 'd1',
      caseNumber: '26-0017',
      relevance: 'shows the vehicle at the scene',
      until: null,
      known: true,
      downloadDays: 365,
      ...more,
    },
  }) as const;
const hold = (...units: readonly string[]) =>
  ({ type: 'HoldUnits', data: { ...bucket, holdId: 'hold-1', round: 1, units } }) as const;
const release = { type: 'LetGoUnits', data: { ...bucket, holdId: 'hold-1' } } as const;
const found = { days: 30, vouchedAt: noon, units: 3, youngestAt: '2025-12-06T01:00:00.000Z' };
const propose = (more: Partial<ProposePurge['data']> = {}) =>
  ({ type: 'ProposePurge', data: { ...bucket, purgeId, ...found, ...more } }) as const;
const approve = { type: 'ApprovePurge', data: { ...bucket, purgeId } } as const;
const commit = (more: object = {}) =>
  ({
    type: 'CommitPurge',
    data: { ...bucket, purgeId, fingerprint: 'f', ...found, vouchedAt: nextNoon, ...more },
  }) as const;
const complete = (more: object = {}) => ({ type: 'CompletePurge', data: { ...completed.data, ...more } }) as const;
const rebury = { type: 'ReburyKeys', data: { ...bucket, keys: 1 } } as const;

const tomorrow = at(clock, nextNoon);
const twoPeople = '430.4A(f) R-SOD-PURGE';
const notDue = '430.8¶3.1 R-NOT-DUE';
const clockDoubted = '430.4A(f) R-CLOCK';
const otherStep = '430.4A(f) R-PURGE-STEP';
const isHeld = '430.8¶3.2 R-HOLD';
const purged = '430.8¶3.2 R-PURGED';
const extension = '430.8¶3.1 R-RETAIN-EXTEND';
const irrelevant = '430.8¶2.3 R-DOWNLOAD-RELEVANCE';
const asAdministrator = (...past: readonly RetentionEvent[]) => ({
  when: (command: ReturnType<typeof propose>, who = administrator) => given(...past).when(command, who),
});

const downloads = {
  'an officer downloads a read to his case; it runs on a clock of one year': given()
    .when(download())
    .records(downloaded(), clockSet(nextYear)),
  'a download may be wanted for less than a year': given()
    .when(download({ until: '2026-03-01T00:00:00.000Z' }))
    .records(downloaded(), clockSet('2026-03-01T00:00:00.000Z')),
  'the schedule may keep downloads for less than a year': given()
    .when(download({ downloadDays: 30 }))
    .records(downloaded(), clockSet('2026-02-04T12:00:00.000Z')),
  'a second case has the read too, for as long as the first clock runs': given(downloaded(), clockSet(nextYear))
    .when(download())
    .records(downloaded()),
  'a second download starts no new clock': given(downloaded(), clockSet('2026-03-01T00:00:00.000Z'))
    .when(download({ until: '2026-04-01T00:00:00.000Z' }))
    .refuses(extension),
  'nothing is downloaded for longer than a year': given()
    .when(download({ until: '2027-01-05T12:00:00.001Z' }))
    .refuses(extension),
  'a download without a case is refused': given()
    .when(download({ caseNumber: '' }))
    .refuses(irrelevant),
  'a download that says nothing of its relevance is refused': given()
    .when(download({ relevance: 'relevant' }))
    .refuses(irrelevant),
  'a read of another day is not downloaded': given()
    .when(download({ known: false }))
    .refuses(purged),
  'what was purged is not downloaded': given(proposed(), approved, committed(), completed)
    .when(download())
    .refuses(purged),
  'what a hold kept from the purge may still be downloaded': given(held(['d1']), proposed(), approved, committed(1))
    .when(download())
    .records(downloaded(), clockSet(nextYear)),
  ...lacking('content', officer, 'downloads nothing', (who) => given().when(download(), who)),
};

const holds = {
  'units of the day are held; which ones is sealed': given()
    .when(hold('d2', 'd1', 'd2'), clock)
    .records(held(['d1', 'd2'])),
  'what was purged before cannot be held any more': given(held(['d1']), proposed(), approved, committed(1))
    .when(hold('d1', 'd3'), clock)
    .records(held(['d1'])),
  'where nothing is left nothing is held': given(proposed(), approved, committed(), completed)
    .when(hold('d1'), clock)
    .records(),
  'nobody holds units but the system': given().when(hold('d1'), custodian).refuses('430.8¶3.3 R-HOLD-ORDER'),
  'units are let go when the hold was released': given(held(['d1']))
    .when(release, clock)
    .records(letGo),
  'units that are not held are not let go': given().when(release, clock).records(),
  'nobody lets units go but the system': given(held(['d1']))
    .when(release, attorney)
    .refuses('430.8¶3.3 R-HOLD-ORDER'),
};

const proposals = {
  'the Administrator proposes to purge a day whose time has run out': asAdministrator()
    .when(propose())
    .records(proposed()),
  'a purge may be proposed a day ahead, so that the day itself is kept to': asAdministrator()
    .when(propose({ days: 31, youngestAt: null }))
    .records(proposed({ days: 31, dueAt: '2026-01-06T00:00:00.000Z' })),
  'what was downloaded and what is held is not counted in': asAdministrator(
    downloaded(),
    clockSet(nextYear),
    held(['d2']),
  )
    .when(propose())
    .records(proposed({ kept: 2 })),
  'a day whose time runs is not proposed': asAdministrator()
    .when(propose({ days: 60, youngestAt: null }))
    .refuses(notDue, clockDoubted),
  'registers have no clock': asAdministrator()
    .when(propose({ days: null }))
    .refuses(notDue, clockDoubted),
  'a day of which nothing is left is not proposed': asAdministrator(proposed(), approved, committed(), completed)
    .when(propose())
    .refuses(notDue),
  'a wall clock that nothing vouches for has nothing purged': asAdministrator()
    .when(propose({ vouchedAt: '2025-12-10T00:00:00.000Z' }))
    .refuses(clockDoubted),
  'before any time was noted nothing is purged': asAdministrator()
    .when(propose({ vouchedAt: null }))
    .refuses(clockDoubted),
  'records written yesterday under an old date are not purged as old ones': asAdministrator()
    .when(propose({ youngestAt: '2026-01-04T12:00:00.000Z' }))
    .refuses(clockDoubted),
  'a day wholly under a hold is not proposed': asAdministrator(held(['d1', 'd2', 'd3']))
    .when(propose())
    .refuses(isHeld),
  'a day under a hold whose list cannot be read is not proposed': asAdministrator(held(null))
    .when(propose())
    .refuses(isHeld),
  'what is left of a purged day under a hold is not proposed': asAdministrator(
    held(['d1']),
    proposed(),
    approved,
    committed(1),
    completed,
  )
    .when(propose())
    .refuses(isHeld),
  'what was held is proposed once the hold let it go': asAdministrator(
    held(['d1']),
    proposed(),
    approved,
    committed(1),
    completed,
    letGo,
  )
    .when(propose())
    .records(proposed({ units: 1 })),
  'a purge is proposed once at a time': asAdministrator(proposed()).when(propose()).refuses(otherStep),
  'a clock ten years ahead does not end the clock of a download': asAdministrator(
    downloaded(),
    clockSet(nextYear),
    proposed(),
    approved,
    committed(1),
    completed,
  )
    .when(
      propose(),
      at(but(administrator, { sessionOpenedAt: '2036-01-05T08:00:00.000Z' }), '2036-01-05T12:00:00.000Z'),
    )
    .refuses(notDue),
  ...lacking('administration', administrator, 'proposes no purge', (who) => asAdministrator().when(propose(), who)),
};

const approvals = {
  'the Custodian approves what the Administrator proposed': given(proposed())
    .when(approve, custodian)
    .records(approved),
  'whoever proposed a purge does not approve it': given(proposed({ memberId: 'custodian' }))
    .when(approve, custodian)
    .refuses(twoPeople),
  'the Administrator approves no purge': given(proposed()).when(approve, administrator).refuses(twoPeople),
  'a purge that nobody proposed is not approved': given().when(approve, custodian).refuses(otherStep),
  'a purge is approved once': given(proposed(), approved).when(approve, custodian).refuses(otherStep),
  'a purge is not approved once everything is held': given(proposed(), held(['d1', 'd2', 'd3']))
    .when(approve, custodian)
    .refuses(isHeld),
  ...lacking('session', custodian, 'approves no purge', (who) => given(proposed()).when(approve, who)),
};

const commitments = {
  'the system carries the purge out a day later': given(proposed(), approved)
    .when(commit(), tomorrow)
    .records(committed()),
  'what is held and what was downloaded stays': given(
    downloaded(),
    clockSet(nextYear),
    held(['d2']),
    proposed(),
    approved,
  )
    .when(commit(), tomorrow)
    .records(committed(2)),
  'a hold that comes after the approval is still in time': given(proposed(), approved, held(['d1']))
    .when(commit(), tomorrow)
    .records(committed(1)),
  'a hold on everything stops the purge': given(proposed(), approved, held(['d1', 'd2', 'd3']))
    .when(commit(), tomorrow)
    .records(blocked('hold-1')),
  'a hold whose list cannot be read stops the purge': given(proposed(), approved, held(null))
    .when(commit(), tomorrow)
    .records(blocked('hold-1')),
  'a purge that nobody approved is not carried out': given(proposed()).when(commit(), tomorrow).refuses(twoPeople),
  'no person carries a purge out': given(proposed(), approved)
    .when(commit(), at(but(custodian, {}), nextNoon))
    .refuses(twoPeople),
  'a purge is carried out once': given(proposed(), approved, committed())
    .when(commit(), tomorrow)
    .refuses(otherStep, notDue),
  'a purge is not carried out within the day': given(proposed(), approved)
    .when(commit(), at(clock, '2026-01-06T11:59:59.999Z'))
    .refuses('430.4A(f) R-COOLING'),
  'a day is not purged before its time, approved or not': given(proposed(), approved)
    .when(commit({ days: 60 }), tomorrow)
    .refuses(notDue, clockDoubted),
  'a clock that jumped over the day does not shorten it': given(proposed(), approved)
    .when(commit({ vouchedAt: '2026-01-05T12:05:00.000Z' }), tomorrow)
    .refuses(clockDoubted),
};

const endings = {
  'a purge that left nothing is certified': given(proposed(), approved, committed())
    .when(complete(), clock)
    .records(completed),
  'a purge that left something is not certified': given(proposed(), approved, committed())
    .when(complete({ residue: 1 }), clock)
    .refuses('430.8¶3.2 R-PURGE-RESIDUE'),
  'a purge that was not carried out is not certified': given(proposed(), approved)
    .when(complete(), clock)
    .refuses('430.8¶3.2 R-PURGE-RESIDUE'),
  'no person certifies a purge': given(proposed(), approved, committed())
    .when(complete(), contractor)
    .refuses('430.8¶3.2 R-PURGE-RESIDUE'),
  'a key that came back is destroyed again, and that is on the record': given(
    proposed(),
    approved,
    committed(),
    completed,
  )
    .when(rebury, clock)
    .records(reburied),
  'the key of a day that was never purged is not destroyed in passing': given()
    .when(rebury, clock)
    .refuses('430.8¶3.2 R-NO-FENCE'),
};

export const retentionStories = told(retention, {
  ...downloads,
  ...holds,
  ...proposals,
  ...approvals,
  ...commitments,
  ...endings,
});
