/** For whom a route is, said at the route itself: the guard reads it, and so does the description of the API. */
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiSecurity, ApiUnauthorizedResponse } from '@nestjs/swagger';
import { problemContent } from './problem.body.js';

export type Door = 'member' | 'camera' | 'agency' | 'anyone';
export const DOOR = 'door';

type Decorator = ClassDecorator & MethodDecorator;

const unknown = ApiUnauthorizedResponse({
  description: 'The credential is missing, wrong, or no longer valid.',
  ...problemContent('ProblemBody'),
});

/** A member in an open session of his own (430.6(i)). */
export const ForMembers = (): Decorator =>
  applyDecorators(SetMetadata(DOOR, 'member' satisfies Door), ApiBearerAuth('member'), unknown);

/** A camera on the register, by a credential of its own. */
export const ForCameras = (): Decorator =>
  applyDecorators(
    SetMetadata(DOOR, 'camera' satisfies Door),
    ApiBearerAuth('camera'),
    ApiSecurity('camera-header'),
    ApiBasicAuth('camera-basic'),
    unknown,
  );

/** A person of another agency, by a credential of his own (430.10(a)(b)). */
export const ForAgencies = (): Decorator =>
  applyDecorators(SetMetadata(DOOR, 'agency' satisfies Door), ApiBearerAuth('agency'), unknown);

export const ForAnyone = (): Decorator => SetMetadata(DOOR, 'anyone' satisfies Door) as Decorator;
