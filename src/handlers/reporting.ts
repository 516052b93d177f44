/** The quarterly report: figures drawn at a checkpoint of the ledger, put on paper, and the paper's digest recorded. */
import { CommandBus } from '@nestjs/cqrs';
import type { Actor } from '../domain/actor.js';
import { clauseIds, policySet } from '../domain/policy/clauses.js';
import type { Ledger } from '../ledger/ledger.js';
import { verifyLedger } from '../ledger/verify.js';
import { figureSource } from '../projections/figuresource.js';
import type { Views } from '../projections/views.js';
import { quarterFigures } from '../reports/figures.js';
import { renderQuarterlyReport } from '../reports/quarterly.js';
import { Act } from './act.js';
import { Malformed } from './errors.js';
import { derivedId, sha256 } from './ids.js';
import { type Receipt, Refused } from './orders.js';
import type { Time } from './time.js';
