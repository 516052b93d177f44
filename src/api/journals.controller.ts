/** Journals of devices that were offline: what was opened there comes onto the ledger when they are back (430.9(a)). */
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsInt, IsUUID, Matches, Min, ValidateNested } from 'class-validator';
import type { Member } from '../domain/actor.js';
import type { OfflineAccessSynced } from '../domain/device.js';
import { Journals } from '../handlers/journals.js';
import { By } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { RefusedClauseBody } from './hotlists.body.js';
import { Uuid } from './validation.js';

export class JournalEntryBody {
  /** 1 for the first entry of the device, and one more for each. */
  @IsInt()
  @Min(1)
  seq: number;

  /** Who opened it. */
  @IsUUID('all')
  memberId: string;

  /** When, in UTC as the device signed it. */
  @Matches(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  at: string;

  @IsIn(['detection', 'hit', 'hot-list-entry'])
  what: OfflineAccessSynced['data']['what'];

  @IsUUID('all')
  rowId: string;

  /** Ed25519, base64url, over deviceId, seq, memberId, at, what and rowId, each on a line of its own. */
  @Matches(/^[\w-]{86}$/)
  signature: string;
}

export class JournalBody {
  /** In the order of the journal. */
  @ValidateNested({ each: true })
  @Type(() => JournalEntryBody)
  @ArrayMaxSize(500)
  entries: JournalEntryBody[];
}

export class JournalRefusalBody {
  seq: number;
  clauses: RefusedClauseBody[];
}

export class SyncedBody {
  synced: number;
  refused: JournalRefusalBody[];
}

@ForMembers()
@ApiTags('devices')
@Controller('devices')
export class JournalsController {
  constructor(private readonly journals: Journals) {}

  /**
   * Bring in the journal of a device that was offline.
   * @remarks Every entry is judged on its own; one that was made too late is refused, and that is on the ledger.
   */
  @Post(':deviceId/journal')
  @HttpCode(200)
  @Acts('430.9(a)', '430.9¶2')
  async sync(
    @Param('deviceId', Uuid) deviceId: string,
    @Body() { entries }: JournalBody,
    @By() by: Member,
  ): Promise<SyncedBody> {
    const { synced, refused } = await this.journals.sync(deviceId, entries, by);
    return {
      synced,
      refused: refused.map(({ seq, receipt }) => ({
        seq,
        clauses: receipt.refused.map(({ clause, code, requires }) => ({ clause, code, requires })),
      })),
    };
  }
}
