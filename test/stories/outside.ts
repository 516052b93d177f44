/** Everything that is told of those outside the Department. */
import { agencyStories } from './agency.js';
import { mouStories } from './mou.js';
import { recordsRequestStories } from './recordsrequest.js';
import { dataStoreStories, transferStories, vendorLogStories } from './vendor.js';
import { releaseStories } from './release.js';
import { sharingStories } from './sharing.js';
import type { Told } from './story.js';

export const outsideStories: readonly Told[] = [
  agencyStories,
  sharingStories,
  mouStories,
  releaseStories,
  recordsRequestStories,
  dataStoreStories,
  vendorLogStories,
  transferStories,
];
