/** What needs the ALPR Administrator today, before anything else; and what waits with others. */
import type { ReactNode } from 'react';
import { OfficeToday } from '../pieces/today.tsx';
import { dailyLook } from './daily.ts';

export const Today = (): ReactNode => <OfficeToday office="administrator" suggested={dailyLook} others />;
