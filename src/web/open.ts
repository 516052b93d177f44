/** Which addresses anyone may open without a session: known before any page is fetched. */
import { publicPages } from './public/pages.ts';

export const isOpen = (pathname: string): boolean =>
  pathname.endsWith('/invitation') ||
  publicPages.some(({ path, open }) => open && pathname.replace(/^\/app/, '') === path);
