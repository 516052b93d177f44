/** What cameras send: finished reads, photographs to be read here, and the webhooks of vendors. Never throttled. */
import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Camera } from '../domain/actor.js';
import type { Receipt } from '../handlers/orders.js';
import { Reading } from '../handlers/reading.js';
import { By, CommandId } from './caller.js';
import { DetectionBody, DetectionsBody } from './detections.body.js';
import { finishedRead, passageForm, photographForm } from './detections.schema.js';
import { Acts, Serves } from './docs.js';
import { ForCameras } from './doors.js';
import { passageOf, photographOf } from './photograph.js';
import { receiptOf } from './receipt.body.js';

@ForCameras()
@ApiTags('cameras')
@Controller()
export class DetectionsController {
  constructor(private readonly reading: Reading) {}

  /**
   * Send a finished read.
   * @remarks Sent again with the same sourceEventId it is recorded once, whatever happened in between.
   */
  @Post('detections')
  @ApiBody({ schema: finishedRead })
  @Serves('430.1¶1.1', '430.3(e)')
  async finished(@Body() body: unknown, @By() by: Camera): Promise<DetectionBody> {
    return detectionOf(await this.reading.finished(by, body));
  }

  /**
   * Send a photograph to be read.
   * @remarks Without capturedAt the time of arrival is taken. To send again safely, give capturedAt and sourceEventId.
   */
  @Post('detections/photographs')
  @ApiConsumes('multipart/form-data', 'image/*')
  @ApiBody({ schema: photographForm })
  @ApiHeader({ name: 'X-Captured-At', required: false, description: 'For image/*: when it was taken.' })
  @ApiHeader({ name: 'X-Source-Event-Id', required: false, description: 'For image/*: the camera’s own id of it.' })
  @Acts('430.1¶1.1', '430.3(e)')
  async photograph(
    @Req() request: FastifyRequest,
    @By() by: Camera,
    @CommandId() commandId: string,
  ): Promise<DetectionsBody> {
    const arrived = new Date().toISOString();
    const { photo, capturedAt = arrived, sourceEventId = commandId } = await photographOf(request);
    return detectionsOf(await this.reading.photograph(by, photo, { capturedAt, sourceEventId }));
  }

  /**
   * Send several photographs of one passage, to be read together.
   * @remarks What all frames show of a plate is weighed together, and each plate is one detection with the frame that
   * shows it best; the other frames are not kept. As for one photograph, to send again safely give capturedAt and
   * sourceEventId.
   */
  @Post('detections/passages')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: passageForm })
  @Acts('430.1¶1.1', '430.3(e)')
  async passage(
    @Req() request: FastifyRequest,
    @By() by: Camera,
    @CommandId() commandId: string,
  ): Promise<DetectionsBody> {
    const arrived = new Date().toISOString();
    const { frames, capturedAt = arrived, sourceEventId = commandId } = await passageOf(request);
    return detectionsOf(await this.reading.passage(by, frames, { capturedAt, sourceEventId }));
  }

  /** Receive a webhook of Rekor Scout or OpenALPR. */
  @Post('intake/openalpr')
  @HttpCode(200)
  @ApiBody({ schema: { type: 'object', description: 'alpr_group, alpr_alert, alpr_results, heartbeat or a test.' } })
  @Serves('430.1¶1.1', '430.3(e)')
  async openalpr(@Body() body: unknown, @By() by: Camera): Promise<DetectionsBody> {
    return detectionsOf(await this.reading.openalpr(by, body));
  }
}

const detectionOf = (receipt: Receipt): DetectionBody => ({
  ...receiptOf(receipt),
  detectionId: String((receipt.recorded[0]?.data as { detectionId?: string } | undefined)?.detectionId),
});

const detectionsOf = (receipts: readonly Receipt[]): DetectionsBody => ({ detections: receipts.map(detectionOf) });
