/** Runs one section in a process of its own, so that its memory is its own: `node bench/section.ts NAME STUDENTS ROUNDS`. */
import type { Section, SectionResult } from './measure.ts';

export const SECTIONS: Readonly<Record<string, () => Promise<Section>>> = {
  evaluation: async () => (await import('./sections/evaluation.ts')).evaluation,
  import: async () => (await import('./sections/import.ts')).imports,
  calculation: async () => (await import('./sections/calculation.ts')).calculation,
  letters: async () => (await import('./sections/letters.ts')).letters,
  server: async () => (await import('./sections/server.ts')).server,
  lists: async () => (await import('./sections/lists.ts')).lists,
  'first-screen': async () => (await import('./sections/server.ts')).firstScreen,
};

if (import.meta.main) {
  const [name = '', students = '', rounds = ''] = process.argv.slice(2);
  const load = SECTIONS[name];
  if (load === undefined) throw new Error(`no section ${name}`);
  const section = await load();
  const comparisons = await section({ students: Number(students), rounds: Number(rounds) });
  const result: SectionResult = {
    section: name,
    comparisons,
    peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  process.send?.(result);
  process.disconnect?.();
  if (process.send === undefined) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  process.exit(0);
}
