/** The controllers of all that concerns those outside the Department. */
import { AgenciesController } from './agencies.controller.js';
import { AgencyController } from './agency.controller.js';
import { AgencySearchesController } from './agencysearches.controller.js';
import { ReleasesController } from './releases.controller.js';
import { RecordsRequestsController } from './recordsrequests.controller.js';
import { SharingController } from './sharing.controller.js';
import { VendorsController } from './vendors.controller.js';

export const outsideControllers = [
  AgenciesController,
  SharingController,
  ReleasesController,
  AgencyController,
  AgencySearchesController,
  RecordsRequestsController,
  VendorsController,
];
