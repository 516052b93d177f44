/** A beat for the browser tests: a hot list, plates sought on it, and a camera that sees them, with a picture each. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Department } from '../api/department.js';

const photo = readFileSync(join(__dirname, '../../demo/photos/morning-saloon.jpg')).toString('base64');

export class Beat {
  private constructor(
    private readonly department: Department,
    private readonly hotListId: string,
  ) {}

  static async of(department: Department): Promise<Beat> {
    const { hotListId } = await department.done('/hot-lists', 'administrator', { name: 'Local list', source: 'local' });
    return new Beat(department, hotListId);
  }

  /** Has a plate sought from now on. */
  async seek(plate: string, more: object = {}): Promise<void> {
    const entry = {
      category: 'stolen-vehicle',
      plate,
      plateState: 'CA',
      reason: 'Taken from a driveway on Ramon Road on Sunday night',
      reference: '26-11-0417',
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
      individualSpecific: false,
    };
    await this.department.done(`/hot-lists/${this.hotListId}/entries`, 'police-officer', { ...entry, ...more });
  }

  /** The camera sends a finished read. @returns when it had been answered, in milliseconds */
  async drivePast(plate: string, plateState = 'CA'): Promise<number> {
    const images = ['plate', 'scene'].map((kind) => ({ kind, jpeg: photo }));
    const capturedAt = new Date().toISOString();
    const read = { sourceEventId: randomUUID(), capturedAt, plate, plateState, confidence: 0.93, images };
    const { status, body } = await this.department.post('/detections', 'camera', read);
    if (status >= 300) throw new Error(`The read was not taken: ${status} ${JSON.stringify(body)}`);
    return performance.now();
  }

  /** Both at once. */
  async alert(plate: string, more: object = {}): Promise<void> {
    await this.seek(plate, more);
    await this.drivePast(plate);
  }
}
