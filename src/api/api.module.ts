/** The room that speaks to the world: controllers, the guard at every door, and the filter for every failure. */
import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import { LoggerModule } from 'nestjs-pino';
import { Acting } from './acting.js';
import { AnomaliesController } from './anomalies.controller.js';
import { AuditsController } from './audits.controller.js';
import { BreachesController } from './breaches.controller.js';
import { CredentialsController } from './credentials.controller.js';
import { AddressesController } from './addresses.controller.js';
import { ApprovalsController } from './approvals.controller.js';
import { ContractorsController } from './contractors.controller.js';
import { PositionsController } from './positions.controller.js';
import { UnmaskingsController } from './unmaskings.controller.js';
import { DelegationsController } from './delegations.controller.js';
import { custodyControllers } from './custody.js';
import { DepartmentController } from './department.controller.js';
import { DetectionsController } from './detections.controller.js';
import { DevicesController } from './devices.controller.js';
import { JournalsController } from './journals.controller.js';
import { DoorGuard } from './door.guard.js';
import { EquipmentController } from './equipment.controller.js';
import { ExternalController } from './external.controller.js';
import { IncidentsController } from './incidents.controller.js';
import { OperationsController } from './operations.controller.js';
import { HealthController } from './health.controller.js';
import { HitsController } from './hits.controller.js';
import { HomeController } from './home.controller.js';
import { HotListsController } from './hotlists.controller.js';
import { InvitationsController } from './invitations.controller.js';
import { LedgerController } from './ledger.controller.js';
import { logging, LogSettings } from './logging.js';
import { MembersController } from './members.controller.js';
import { OversightController } from './oversight.controller.js';
import { PapersController } from './papers.controller.js';
import { PlacementsController } from './placements.controller.js';
import { outsideControllers } from './outside.js';
import { ProblemFilter } from './problem.filter.js';
import { ProtectionsController } from './protections.controller.js';
import { PublicController } from './public.controller.js';
import { PurposesController } from './purposes.controller.js';
import { QueriesController } from './queries.controller.js';
import { ReceptionController } from './reception.controller.js';
import { ReportsController } from './reports.controller.js';
import { ScreensController } from './screens.controller.js';
import { SessionsController } from './sessions.controller.js';
import { ShiftsController } from './shifts.controller.js';
import { UpkeepController } from './upkeep.controller.js';
import { SubmissionsController } from './submissions.controller.js';
import { ViolationsController } from './violations.controller.js';

/** Log-ins and invitations from one address: a shift that comes on duty behind one router, but no guessing. */
const attempts = { ttl: 60_000, limit: 30 };

@Module({
  imports: [
    LoggerModule.forRootAsync({ inject: [{ token: LogSettings, optional: true }], useFactory: logging }),
    ThrottlerModule.forRoot([attempts]),
  ],
  controllers: [
    ...custodyControllers,
    HomeController,
    ScreensController,
    ReceptionController,
    ...outsideControllers,
    HealthController,
    SessionsController,
    InvitationsController,
    MembersController,
    CredentialsController,
    AddressesController,
    DepartmentController,
    DelegationsController,
    PositionsController,
    ContractorsController,
    UnmaskingsController,
    DevicesController,
    JournalsController,
    EquipmentController,
    UpkeepController,
    ShiftsController,
    OperationsController,
    IncidentsController,
    ExternalController,
    DetectionsController,
    HotListsController,
    HitsController,
    QueriesController,
    PapersController,
    ApprovalsController,
    ProtectionsController,
    PublicController,
    PurposesController,
    ReportsController,
    SubmissionsController,
    AuditsController,
    AnomaliesController,
    ViolationsController,
    PlacementsController,
    OversightController,
    BreachesController,
    LedgerController,
  ],
  providers: [Acting, { provide: APP_GUARD, useClass: DoorGuard }, { provide: APP_FILTER, useClass: ProblemFilter }],
})
export class ApiModule {}
