/** What a screen is told at the door, and of who is signed in. */
export class DoorBody {
  /** @example 'Palm Springs Police Department' */
  department: string;
  /** Nothing here is real: a demonstration department. */
  demonstration: boolean;
  /** To be shown in full before anybody signs in, and accepted in every session (430.7(c)). */
  banner: string;
}

export class OpenPurposeBody {
  /** @example 'stolen-vehicle' */
  purpose: string;
  /**
   * In the words of the policy.
   * @example 'the identification of a stolen motor vehicle'
   */
  words: string;
}

export class WhoBody {
  memberId: string;
  sessionId: string;
  /** Null once the register that held it was purged. */
  username: string | null;
  name: string | null;
  /** @example 'police-officer' */
  position: string | null;
  /** He is the ALPR Administrator (430.4A). */
  administrator: boolean;
  /**
   * Day-to-day work assigned to him for now (430.4A(i)).
   * @example ['equipment']
   */
  scopes: string[];
  bannerAccepted: boolean;
  /** The session is locked, and opens again with password and second factor. */
  locked: boolean;
  approved: boolean;
  /** He acknowledged the policy in force. */
  acknowledged: boolean;
  /** SHA-256 of the policy in force, which is what is acknowledged. */
  policyInForce: string | null;
  /** Until when each training is valid. */
  training: Record<string, string>;
  /** What a question may be for. */
  purposes: OpenPurposeBody[];
}
