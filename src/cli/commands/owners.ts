/** `rollcall owners`: who answers for what runs, by when; giving it to somebody. */
import { Argument, Option, type Command } from 'commander';
import {
  giveOwner,
  OWNED_QUEUES,
  OWNED_THINGS,
  readOwned,
  type OwnedQueue,
  type OwnedThing,
} from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { withSession, type Session } from '../session.ts';
import { countOption, requireReason } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';

interface ListOptions {
  readonly school?: string;
  readonly queue: OwnedQueue;
  readonly format: Format;
}

interface GiveOptions {
  readonly to?: string;
  readonly reason?: string;
  readonly format: Format;
}

/** More than a district has running at once. */
const MOST = 200_000;

export function register(program: Command): void {
  const owners = program
    .command('owners')
    .description('Who answers for each file, plan, student on a board, campaign, referral and contract.');
  const list = owners
    .command('list', { isDefault: true })
    .description('What runs, the earliest day first.')
    .option('--school <id>', 'one school only')
    .addOption(new Option('--queue <queue>', 'all, or what is late or waits').choices(OWNED_QUEUES).default('all'));
  formatOption(list).action((options: ListOptions) => withSession((session) => printList(session, options)));
  const give = owners
    .command('give')
    .description('Give it to somebody; without --to it is left to whom the school names, or the people of the role.')
    .addArgument(new Argument('<thing>', 'what it is').choices(OWNED_THINGS))
    .argument('<number>', 'its number')
    .option('--to <person>', 'id of a person, as people list shows it')
    .option('--reason <text>', 'why; kept');
  formatOption(give).action((thing: OwnedThing, number: string, { to = '', reason, format }: GiveOptions) =>
    withSession(async (session) => {
      const who = await whoOfSession(session);
      const input = { thing, id: countOption('number', number), personId: to, reason: requireReason(reason) };
      const owner = await withTransaction(session.db, (client) => giveOwner(client, who, input));
      if (format === 'json') printJsonLine({ thing, id: input.id, owner: owner.personId, role: owner.role });
      else remark(`${owner.name === '' ? `The people of the role ${owner.role}` : owner.name} answers for it.`);
    }),
  );
}

async function printList(session: Session, { school, queue, format }: ListOptions): Promise<void> {
  await requireKnownNames(session, school === undefined ? {} : { school });
  const { districtId, on } = await whoOfSession(session);
  const question = { districtId, on, ...(school === undefined ? {} : { schools: [school] }) };
  const { lines } = await readOwned(session.db.pool, question, { queue, skip: 0, limit: MOST });
  if (format === 'json') {
    for (const { studentNo: _, ...line } of lines) printJsonLine(line);
    return;
  }
  if (lines.length === 0) return remark('Nothing runs.');
  printTable(
    ['thing', 'number', 'about', 'school', 'owner', 'due', 'late', 'waits for'],
    lines.map((one) => [
      one.thing,
      String(one.id),
      one.name,
      one.schoolName,
      one.owner === '' ? `(${one.role})` : one.owner,
      one.dueOn ?? '',
      one.overdueSchoolDays === 0 ? '' : String(one.overdueSchoolDays),
      one.waitingOn,
    ]),
  );
}
