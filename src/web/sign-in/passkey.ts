/** A passkey, by the browser's own means. */

type Parses = {
  parseRequestOptionsFromJSON?: (options: unknown) => PublicKeyCredentialRequestOptions;
  parseCreationOptionsFromJSON?: (options: unknown) => PublicKeyCredentialCreationOptions;
};
const parses = (): Parses => ('PublicKeyCredential' in globalThis ? (PublicKeyCredential as unknown as Parses) : {});

/** Browsers have passkeys on secure addresses alone. */
export const passkeysWork = (): boolean => parses().parseRequestOptionsFromJSON !== undefined;

const asJson = (credential: Credential | null): object | null =>
  credential && 'toJSON' in credential ? (credential as PublicKeyCredential).toJSON() : null;

/** Shows a passkey to a challenge of the server. @returns null when the member did not choose one */
export const showPasskey = async (options: unknown): Promise<object | null> => {
  const publicKey = parses().parseRequestOptionsFromJSON!(options);
  return asJson(await navigator.credentials.get({ publicKey }).catch(() => null));
};

/** Makes a passkey by an offer of the server. @returns null when the member did not */
export const makePasskey = async (options: unknown): Promise<object | null> => {
  const publicKey = parses().parseCreationOptionsFromJSON!(options);
  return asJson(await navigator.credentials.create({ publicKey }).catch(() => null));
};
