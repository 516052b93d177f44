/** What a camera is told of the reads it sent. */
import { ReceiptBody } from './receipt.body.js';

export class DetectionBody extends ReceiptBody {
  /** The detection by which the read is known here. */
  detectionId: string;
}

export class DetectionsBody {
  /** One for each plate; none for a heartbeat or a test. */
  detections: DetectionBody[];
}
