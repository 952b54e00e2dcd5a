/** A page of parts for the browser tests: `/?part=grid`. Built by them, never shipped. */
import '@mantine/core/styles.layer.css';
import '../../src/web/theme/global.css';
import '../../src/web/theme/print.css';
import { DirectionProvider, MantineProvider } from '@mantine/core';
import { createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { Suspense, type ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import { PrintColours } from '../../src/web/theme/print-colours.tsx';
import { theme, variablesResolver } from '../../src/web/theme/theme.ts';
import { startWords } from '../../src/web/words/words.ts';
import { CalendarPart } from './calendar-part.tsx';
import { DialogsPart } from './dialogs-part.tsx';
import { GridPart } from './grid-part.tsx';
import { StatesPart } from './states-part.tsx';

const PARTS: Readonly<Record<string, ComponentType>> = {
  grid: GridPart,
  calendar: CalendarPart,
  dialogs: DialogsPart,
  states: StatesPart,
};

const asked = new URLSearchParams(window.location.search);
document.documentElement.dir = asked.get('dir') ?? 'ltr';
const Part = PARTS[asked.get('part') ?? 'grid'] ?? GridPart;
const router = createRouter({ routeTree: createRootRoute({ component: () => <Page /> }) });

function Page() {
  return (
    <Suspense fallback={null}>
      <main style={{ padding: '1rem' }}>
        <Part />
      </main>
    </Suspense>
  );
}

await startWords(asked.get('language') === 'es' ? 'es' : 'en');
createRoot(document.querySelector('#root')!).render(
  <DirectionProvider>
    <MantineProvider theme={theme} cssVariablesResolver={variablesResolver} defaultColorScheme="auto">
      <PrintColours />
      <RouterProvider router={router} />
    </MantineProvider>
  </DirectionProvider>,
);
