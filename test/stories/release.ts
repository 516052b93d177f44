/** Stories of releases: asked in writing, weighed, approved by somebody else, and delivered exactly so. */
import { release } from '../../src/domain/release.js';
import { deciding, delivering } from './releasedecision.js';
import { submitting, weighing } from './releaserequest.js';
import { told } from './story.js';

export const releaseStories = told(release, { ...submitting, ...weighing, ...deciding, ...delivering });
