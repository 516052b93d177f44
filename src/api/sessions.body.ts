/** Logging in, and taking up an invitation. */
import { IsString, Length, MaxLength } from 'class-validator';

export class LogInBody {
  /** @example 'officer.a' */
  @IsString()
  @Length(1, 100)
  username: string;

  /** @example 'correct horse battery staple' */
  @IsString()
  @Length(1, 200)
  password: string;
}

export class SessionBody {
  /** The bearer token of this session; shown once, kept nowhere. */
  token: string;
  memberId: string;
  sessionId: string;
  /** To be shown in full and accepted before anything else (430.7(c)). */
  banner: string;
}

export class InvitationBody {
  /** The one-time invitation, as the Administrator handed it over. */
  @IsString()
  @Length(1, 200)
  invitation: string;

  /**
   * At least eight characters.
   * @example 'correct horse battery staple'
   */
  @IsString()
  @MaxLength(200)
  password: string;
}
