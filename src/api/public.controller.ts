/** What anyone may see: counts, once an hour, exactly as they stand on the ledger. */
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExtension, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Publishing, type PublicFigures } from '../handlers/publishing.js';
import { CLAUSES } from './docs.js';
import { ForAnyone } from './doors.js';
import { PublicNoticeBody } from './public.body.js';

const figure = { type: 'integer', nullable: true, description: 'Null where there were a few, but fewer than five.' };

@ForAnyone()
@ApiTags('public')
@Controller('public')
export class PublicController {
  constructor(private readonly publishing: Publishing) {}

  /**
   * The figures of the last thirty days.
   * @remarks Counts only: no plate, no place, no person. Small counts are left out. Each hour’s figures are recorded.
   */
  @Get('figures')
  @Header('cache-control', 'public, max-age=3600')
  @ApiExtension(CLAUSES, ['430.2¶2.2'])
  @ApiOkResponse({
    description: 'Tables of counts.',
    schema: {
      type: 'object',
      properties: {
        publicationId: { type: 'string', format: 'uuid' },
        from: { type: 'string', format: 'date' },
        to: { type: 'string', format: 'date' },
        policy: { type: 'string', description: 'SHA-256 of the policy in force.' },
        lastAudit: { type: 'string', format: 'date', nullable: true, description: 'Last day of an audited quarter.' },
        tables: { type: 'object', additionalProperties: { type: 'object', additionalProperties: figure } },
      },
    },
  })
  figures(): Promise<PublicFigures> {
    return this.publishing.figures();
  }

  /**
   * The public page: the figures of the last thirty days, the policy in force, agencies with access, the last audit.
   * @remarks What it says was recorded with the figures of the hour.
   */
  @Get('notice')
  @Header('cache-control', 'public, max-age=300')
  @ApiExtension(CLAUSES, ['430.2¶2.2', '430.4A(g)'])
  async notice(): Promise<PublicNoticeBody> {
    const { figures, ...told } = await this.publishing.notice();
    const { publicationId, from, to, policy, tables } = figures;
    const counts = Object.fromEntries(Object.entries(tables).map(([table, lines]) => [table, { ...lines }]));
    return {
      publicationId,
      from,
      to,
      policy,
      tables: counts,
      ...told,
      agencies: told.agencies.map((agency) => ({ ...agency, scope: [...agency.scope] })),
    };
  }
}
