/** Insight. Figures leave no entry; a file that leaves the app does. */
import type { Handlers } from '../context.ts';
import type { insightContract } from './contract.ts';
import { csvOfBands, csvOfRates, csvOfSteps } from './csv.ts';
import { readInsightBands, readRates } from './read-figures.ts';
import { readStepLines, readSteps } from './read-steps.ts';
import { listStepsTaken } from './step-list.ts';

export const insightHandlers: Handlers<typeof insightContract> = {
  readInsightRates: (context) => readRates(context, context.query.school),
  readInsightBands: (context) => readInsightBands(context, context.query.school),
  readInsightSteps: async (context) => (await readSteps(context, context.query.school)).asAnswer(),
  listStepsTaken,
  exportInsight: async (context) => {
    const { of, school } = context.query;
    const body = {
      rates: async () => csvOfRates(await readRates(context, school)),
      bands: async () => csvOfBands(await readInsightBands(context, school)),
      steps: async () => csvOfSteps(await readStepLines(context, school)),
    }[of];
    const text = await body();
    await context.audit({ action: 'export', detail: { list: `insight-${of}`, school } });
    return { name: `insight-${of}.csv`, type: 'text/csv', body: text };
  },
};
