/** Contractors: the window that is opened for their work. */
import { IsIn } from 'class-validator';
import { Instant } from './times.js';

export class WindowBody {
  /** @example '2026-12-04T17:00:00-08:00' */
  @Instant()
  until: string;

  /** @example 'repair' */
  @IsIn(['installation', 'inspection', 'repair', 'replacement', 'software', 'alignment'])
  work: string;
}
