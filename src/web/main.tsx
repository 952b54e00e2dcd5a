import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './theme/global.css';
import './theme/print.css';
import { createRoot } from 'react-dom/client';
import { App } from './shell/app.tsx';
import { browserLanguage, startWords } from './words/words.ts';

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no place for the app');
await startWords(browserLanguage());
createRoot(root).render(<App />);
