/** `node test/oracle/fuzz.ts --from 1 --count 2000`: compares product and oracle, and says what the cases covered. */
import { parseArgs } from 'node:util';
import { compare } from './compare.ts';

const MOST_SHOWN = 20;

const { values } = parseArgs({
  options: { from: { type: 'string', default: '1' }, count: { type: 'string', default: '2000' } },
});
const from = Number(values.from);
const covered = new Map<string, number>();
let differing = 0;

for (let seed = from; seed < from + Number(values.count); seed += 1) {
  const { oracle, differences } = await compare(seed);
  if (differences.length > 0) differing += 1;
  if (differences.length > 0 && differing <= MOST_SHOWN) console.log(differences.join('\n'));
  for (const line of oracle.lines) tally(line);
  for (const row of oracle.setAside)
    covered.set(`set aside ${row.reason}`, (covered.get(`set aside ${row.reason}`) ?? 0) + 1);
}

for (const [what, times] of [...covered].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  console.log(String(times).padStart(8), what);
console.log(`${values.count} cases from seed ${from}: ${differing} differ`);
process.exitCode = differing === 0 ? 0 : 1;

function tally(line: string): void {
  const { decision, reason } = JSON.parse(line) as { decision: string; reason: string | null };
  const what = `${decision} ${(reason ?? '').replace(/^(by|after):.*/, '$1')}`.trim();
  covered.set(what, (covered.get(what) ?? 0) + 1);
}
