import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './theme/global.css';
import './theme/print.css';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api.ts';
import { App } from './shell/app.tsx';
import { meQuery } from './shell/read-me.ts';
import { pageLanguage, startWords } from './words/words.ts';

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no place for the app');
await Promise.all([startWords(pageLanguage()), whoIsSignedIn()]);
createRoot(root).render(<App />);

/** The page had the browser ask already where it needs to know: so short a wait spares a page of grey blocks. */
async function whoIsSignedIn(): Promise<void> {
  if (document.querySelector('link[rel="preload"][href="/api/me"]') === null) return;
  const pause = new Promise<void>((resolve) => setTimeout(resolve, 100));
  await Promise.race([queryClient.prefetchQuery(meQuery), pause]);
}
