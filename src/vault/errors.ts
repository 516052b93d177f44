/** What can go wrong with keys; each message says what to do. */

/** The passphrase does not open the root key. */
export class WrongPassphrase extends Error {
  readonly code = 'wrong-passphrase';
}

/** A key, a ciphertext or an image is gone although nobody destroyed it. Never to be taken for a purge. */
export class DataLoss extends Error {
  readonly code = 'data-loss';
}

/** Something is to be sealed under a key that was destroyed; a destroyed key is never made again. */
export class KeyDestroyed extends Error {
  readonly code = 'key-destroyed';
}

/** A ciphertext does not open under its key, or opens to something other than what was committed to. */
export class Tampered extends Error {
  readonly code = 'tampered';
}

/** A destroyed key's bytes could not be shown to be gone; destroying must be repeated. */
export class Residue extends Error {
  readonly code = 'residue';
}
