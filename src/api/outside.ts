/** The controllers of all that concerns those outside the Department. */
import { AgenciesController } from './agencies.controller.js';
import { AgencyController } from './agency.controller.js';
import { ReleasesController } from './releases.controller.js';
import { SharingController } from './sharing.controller.js';

export const outsideControllers = [AgenciesController, SharingController, ReleasesController, AgencyController];
