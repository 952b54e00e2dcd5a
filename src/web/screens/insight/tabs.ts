/** The tabs of Insight, in order. A new one: its line here, its name in the words of `insight` under `tabs`. */
import type { ComponentType } from 'react';
import { Bands } from './bands.tsx';
import { DidItHelp } from './did-it-help.tsx';
import { Rates } from './rates.tsx';
import { ReportsTab } from './reports-tab.tsx';
import { Steps } from './steps.tsx';

/** The key is the end of the address: `/s/oak/insight/reports`. The first opens without one. */
export const TABS: Readonly<Record<string, ComponentType>> = {
  rates: Rates,
  bands: Bands,
  steps: Steps,
  help: DidItHelp,
  reports: ReportsTab,
};
