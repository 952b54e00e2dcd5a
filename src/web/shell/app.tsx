/** The whole app: theme, direction, server state, words, router. */
import { DirectionProvider, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Suspense } from 'react';
import { queryClient } from '../api.ts';
import { PrintColours } from '../theme/print-colours.tsx';
import { theme, variablesResolver } from '../theme/theme.ts';
import { Later } from './later.tsx';
import { makeRouter } from './router.tsx';

const router = makeRouter();

export function App() {
  return (
    <DirectionProvider>
      <MantineProvider theme={theme} cssVariablesResolver={variablesResolver} defaultColorScheme="auto">
        <QueryClientProvider client={queryClient}>
          <PrintColours />
          <Later />
          <Suspense fallback={null}>
            <RouterProvider router={router} />
          </Suspense>
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}
