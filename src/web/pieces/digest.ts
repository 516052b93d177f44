/** The SHA-256 of a file, by which it can be known again: made in the browser, from the file alone. */

/** Browsers make digests on secure addresses alone. */
export const canReckon = (): boolean => 'subtle' in crypto;

/** @returns the digest, hex */
export const sha256 = async (file: Blob): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};
