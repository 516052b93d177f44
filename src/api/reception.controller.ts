/** The reception: what a screen shows before anybody asks for data. */
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { Reception } from '../handlers/reception.js';
import { By } from './caller.js';
import { ForAnyone, ForMembers } from './doors.js';
import { DoorBody, WhoBody } from './reception.body.js';

@ApiTags('sessions')
@Controller()
export class ReceptionController {
  constructor(private readonly reception: Reception) {}

  /** The name of the Department and the notice that every session begins with. */
  @Get('door')
  @ForAnyone()
  door(): DoorBody {
    return this.reception.atTheDoor();
  }

  /** Who is signed in, and how he stands with the policy. Asking does not keep a session in use. */
  @Get('sessions/current')
  @ForMembers()
  async who(@By() by: Member): Promise<WhoBody> {
    const { scopes, purposes, training, ...who } = await this.reception.who(by);
    return { ...who, scopes: [...scopes], purposes: [...purposes], training: { ...training } };
  }
}
