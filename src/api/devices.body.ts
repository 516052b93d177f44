/** Devices: registered, permitted, verified, and taken out of use. */
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { type DeviceClass, deviceClasses, type DeviceScope } from '../domain/device.js';
import { uuid } from './caller.js';
import { ReceiptBody } from './receipt.body.js';
import { Instant } from './times.js';

export class DeviceBody {
  /** @example 'MDC of unit 12' */
  @IsString()
  @Length(1, 100)
  name: string;

  /** @example 'vehicle' */
  @IsIn(deviceClasses)
  class: DeviceClass;

  /** @example 'issued' */
  @IsIn(['issued', 'owned'])
  ownership: 'issued' | 'owned';

  /** Ed25519 public key, hex, of a device that keeps a journal while it is offline. */
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  journalKey: string | null = null;
}

export class DeviceRegisteredBody extends ReceiptBody {
  deviceId: string;
  /** By which the device shows itself; null when this answer was given before, for it is kept nowhere. */
  token: string | null;
}

export class DeviceTokenBody {
  /** As it was answered when the device was registered. */
  @Matches(/^[0-9a-f-]{36}\.[\w-]{43}$/)
  token: string;
}

const endings = ['replaced', 'lost', 'stolen', 'sold', 'reassigned', 'permission-withdrawn'];

export class DeviceEndBody {
  /** @example 'replaced' */
  @IsIn(endings)
  why: string;
}

export class PermissionBody {
  /** Whose device it is. */
  @Matches(uuid)
  memberId: string;

  /**
   * Lists without plates, or plates as well; what derives from hot lists asks verified controls beside.
   * @example 'metadata'
   */
  @IsIn(['metadata', 'plates'])
  scope: DeviceScope;

  /** @example '2027-06-30T00:00:00-08:00' */
  @Instant()
  expiresAt: string;

  /** SHA-256 of the signed permission, hex. */
  @Matches(/^[0-9a-f]{64}$/)
  document: string;
}

export class ControlsBody {
  /** SHA-256 of the record of verification, or of the connection agreement, hex. */
  @Matches(/^[0-9a-f]{64}$/)
  document: string;

  /** @example '2027-06-30T00:00:00-08:00' */
  @Instant()
  validUntil: string;
}
