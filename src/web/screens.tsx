/** The pages and what they stand in: fetched while somebody signs in, or at once where he is signed in already. */
import '@mantine/core/styles.layer.css';
import './pieces/pieces.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { memory } from './asking.tsx';
import { router } from './routes.tsx';

export const Screens = (): ReactNode => (
  <QueryClientProvider client={memory}>
    <RouterProvider router={router} />
  </QueryClientProvider>
);
