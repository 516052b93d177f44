/** Logging in, and taking up an invitation. */
import { Type } from 'class-transformer';
import { IsObject, IsOptional, IsString, Length, Matches, MaxLength, ValidateNested } from 'class-validator';

/** The second factor, shown: the code of an authenticator, or what the browser answers for a passkey. */
export class FactorBody {
  /**
   * The six figures the authenticator shows now.
   * @example '492039'
   */
  @IsOptional()
  @Matches(/^\d{6}$/)
  code?: string;

  /** `PublicKeyCredential` as JSON, in answer to POST /sessions/challenge. */
  @IsOptional()
  @IsObject()
  passkey?: object;
}

export class UnlockBody extends FactorBody {
  /** @example 'correct horse battery staple' */
  @IsString()
  @Length(1, 200)
  password: string;
}

export class LogInBody extends FactorBody {
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
  /** The bearer token of this session; shown once, kept nowhere. Null for a screen, whose cookie it is. */
  token: string | null;
  memberId: string;
  sessionId: string;
  /** To be shown in full and accepted before anything else (430.7(c)). */
  banner: string;
}

export class OpenedInvitationBody {
  /** The one-time invitation, as the Administrator handed it over. */
  @IsString()
  @Length(1, 200)
  invitation: string;
}

/** A secret for an authenticator; it is kept only once a code of it was sent back with `offer`. */
export class TotpOfferBody {
  /** Base32, to be typed into an authenticator. */
  secret: string;
  /** The same as `otpauth://` address, to be shown as a QR code. */
  uri: string;
  /** To be sent back with the first code. */
  offer: string;
}

export class FactorOfferBody {
  totp: TotpOfferBody;
  /** `PublicKeyCredentialCreationOptions` as JSON, for `navigator.credentials.create`. */
  passkey: object;
}

/** `PublicKeyCredentialRequestOptions` as JSON, for `navigator.credentials.get`. */
export class ChallengeBody {
  challenge: string;
  rpId?: string;
  timeout?: number;
  userVerification?: string;
}

export class TotpGivenBody {
  @IsString()
  @MaxLength(300)
  offer: string;

  /** @example '492039' */
  @Matches(/^\d{6}$/)
  code: string;
}

/** A second factor, shown to work: one of the two. */
export class NewFactorBody {
  @IsOptional()
  @ValidateNested()
  @Type(() => TotpGivenBody)
  totp?: TotpGivenBody;

  /** `PublicKeyCredential` as JSON, made with the options of the offer. */
  @IsOptional()
  @IsObject()
  passkey?: object;
}

export class PasswordBody {
  /** The password used so far. */
  @IsString()
  @Length(1, 200)
  password: string;

  /** At least eight characters; none that everybody uses, and no name. */
  @IsString()
  @MaxLength(200)
  next: string;
}

export class InvitationBody extends NewFactorBody {
  /** The one-time invitation, as the Administrator handed it over. */
  @IsString()
  @Length(1, 200)
  invitation: string;

  /**
   * At least eight characters; none that everybody uses, and no name.
   * @example 'correct horse battery staple'
   */
  @IsString()
  @MaxLength(200)
  password: string;
}
