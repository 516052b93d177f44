/** What needs the Chief of Police today. */
import type { ReactNode } from 'react';
import { OfficeToday } from '../pieces/today.tsx';
import { chiefsLook } from './daily.ts';

export const Today = (): ReactNode => <OfficeToday office="police-chief" suggested={chiefsLook} others />;
