/** What anyone may see: counts, once an hour, exactly as they stand on the ledger. */
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExtension, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Publishing, type PublicFigures } from '../handlers/publishing.js';
import { CLAUSES } from './docs.js';
import { ForAnyone } from './doors.js';

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
}
