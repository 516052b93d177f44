/** Where the built screens lie, and under which rules a browser may show them. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Made by `node bin/build-web.mjs`; the same place whether this runs from source or built. */
export const screensDir = fileURLToPath(new URL('../../dist/web/app/', import.meta.url));

/** Stands in the page where the nonce of an answer belongs. */
const NONCE = '__NONCE__';

/** The one page of the screens with the nonce of this answer put in; null while the screens were not built. */
export const screensPage = (nonce: string): string | null => {
  const file = `${screensDir}index.html`;
  return existsSync(file) ? readFileSync(file, 'utf8').replaceAll(NONCE, nonce) : null;
};

/** Scripts and styles of ours alone; a style that a component makes as it runs bears the nonce of the answer. */
export const policyOfScreens = (nonce: string): string =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; ` +
  "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
