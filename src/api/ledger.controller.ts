/** The ledger as outsiders see it: signed checkpoints, hashes and proofs for anyone, lines for those who audit. */
import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  NotFoundException,
  Param,
  Post,
  Query,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiParam, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../domain/actor.js';
import { Malformed } from '../handlers/errors.js';
import { Bundling } from '../handlers/bundling.js';
import { Proving } from '../handlers/proving.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForAnyone, ForMembers } from './doors.js';
import { AnchorsBody, anchorsOf, ConsistencyBody, consistencyOf, ReceiptProofBody, receiptOf } from './ledger.body.js';
import { problemContent } from './problem.body.js';
import { ReasonBody } from './queries.body.js';
import { Uuid } from './validation.js';

const TEXT = 'text/plain; charset=utf-8';
const BYTES = 'application/octet-stream';
const GZIP = 'application/gzip';
const FOREVER = 'public, max-age=31536000, immutable';

const bytes = { content: { [BYTES]: { schema: { type: 'string', format: 'binary' } } } };
const archive = { content: { [GZIP]: { schema: { type: 'string', format: 'binary' } } } };
const none = ApiNotFoundResponse({ description: 'There is none, or not yet.', ...problemContent('ProblemBody') });
const path = ApiParam({
  name: 'path',
  description:
    'As in C2SP tlog-tiles: level and tile, `0/x001/234`, and for a tile that is not full its width, `.p/17`.',
});

const found = <T>(what: T | null): T => {
  if (what === null) throw new NotFoundException();
  return what;
};

const sizeOf = (text: string | undefined, where: string): number => {
  if (text !== undefined && /^(0|[1-9]\d{0,15})$/.test(text)) return Number(text);
  throw new Malformed('That is no size of the ledger', where, 'Give the sizes of two checkpoints, as from and to.');
};

@ApiTags('ledger')
@Controller('ledger')
export class LedgerController {
  constructor(
    private readonly proving: Proving,
    private readonly bundling: Bundling,
  ) {}

  /** The newest signed checkpoint (C2SP tlog-checkpoint), with the cosignatures of witnesses. */
  @Get('checkpoint')
  @ForAnyone()
  @Header('content-type', TEXT)
  @Header('cache-control', 'no-cache')
  @ApiProduces('text/plain')
  checkpoint(): Promise<string> {
    return this.proving.checkpoint();
  }

  /** The keys under which the ledger is signed, and which sizes each answers for. */
  @Get('keys')
  @ForAnyone()
  @Header('content-type', TEXT)
  @ApiProduces('text/plain')
  keys(): Promise<string> {
    return this.proving.keysNote();
  }

  /** The certificate that signs reports and other papers, PEM, with its SHA-256 fingerprint in the first line. */
  @Get('certificate')
  @ForAnyone()
  @Header('content-type', TEXT)
  @ApiProduces('text/plain')
  certificate(): Promise<string> {
    return this.proving.certificate();
  }

  /**
   * The lines of one entry bundle, each behind its length in two bytes.
   * @remarks Asking is itself on the ledger, with every event that was shown.
   */
  @Get('tile/entries/*')
  @ForMembers()
  @path
  @ApiOkResponse({ description: 'Lines as in C2SP tlog-tiles.', ...bytes })
  @none
  @Acts('430.9(d)', '430.9¶2')
  async entries(@Param('*') of: string, @By() by: Member, @CommandId() commandId: string): Promise<StreamableFile> {
    return new StreamableFile(found(await this.proving.entries(of, by, commandId)), { type: BYTES });
  }

  /** One tile of the tree: hashes of 32 bytes. */
  @Get('tile/*')
  @ForAnyone()
  @path
  @ApiOkResponse({ description: 'Hashes as in C2SP tlog-tiles.', ...bytes })
  @none
  async tile(@Param('*') of: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    const hashes = found(await this.proving.tile(of));
    void reply.header('cache-control', FOREVER);
    return new StreamableFile(hashes, { type: BYTES });
  }

  /** That an event is in the ledger (C2SP tlog-proof): to be checked off-line, by whoever holds its receipt or line. */
  @Get('proof/:eventId')
  @ForAnyone()
  @Header('content-type', TEXT)
  @ApiProduces('text/plain')
  @none
  async proof(@Param('eventId', Uuid) eventId: string): Promise<string> {
    return found(await this.proving.proof(eventId));
  }

  /** The same proof in parts. */
  @Get('receipt/:eventId')
  @ForAnyone()
  @none
  async receipt(@Param('eventId', Uuid) eventId: string): Promise<ReceiptProofBody> {
    return receiptOf(eventId, found(await this.proving.receipt(eventId)));
  }

  /** Who outside bears the ledger out: its witnesses, the newest cosigned checkpoint, and the newest time-stamps. */
  @Get('anchors')
  @ForAnyone()
  @Header('cache-control', 'no-cache')
  anchors(): AnchorsBody {
    return anchorsOf(this.proving.anchors());
  }

  /**
   * Take away the bundle: the whole ledger with everything an outsider needs to check it off-line, as a `.tar.gz`.
   * @remarks Nothing personal is in it. That it was taken is on the ledger, and in the bundle, before it leaves.
   */
  @Post('bundle')
  @HttpCode(200)
  @ForMembers()
  @ApiOkResponse({ description: 'The bundle, as docs/ledger-format.md describes it.', ...archive })
  @Acts('430.9(d)', '430.9¶2', '430.7(g)')
  async bundle(@Body() why: ReasonBody, @By() by: Member, @CommandId() commandId: string): Promise<StreamableFile> {
    const { name, bytes: content } = await this.bundling.bundle({ ...why }, by, commandId);
    return new StreamableFile(content, { type: GZIP, disposition: `attachment; filename="${name}.tar.gz"` });
  }

  /** That the ledger of one size is the beginning of that of another. */
  @Get('consistency')
  @ForAnyone()
  @ApiQuery({ name: 'from', description: 'Size of an older checkpoint.', example: 20852014 })
  @ApiQuery({ name: 'to', description: 'Size of a newer one; the newest when left out.', required: false })
  async consistency(@Query('from') from: string, @Query('to') to?: string): Promise<ConsistencyBody> {
    const last = to === undefined ? undefined : sizeOf(to, 'to');
    return consistencyOf(await this.proving.consistency(sizeOf(from, 'from'), last));
  }
}
