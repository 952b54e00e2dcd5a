/** `rollcall people name`: whom a school names for a duty: who approves, leads the team, gets plans, files and students of Tier III. */
import { Option, type Command } from 'commander';
import { DUTIES, namePerson, readNamedPeople, type Duty } from '../../access/index.ts';
import { Refusal } from '../../problem.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatOption, printJsonLine, remark, type Format } from '../output.ts';
import { withSession, type Session } from '../session.ts';

interface NameOptions {
  readonly school: string;
  readonly duty: Duty;
  readonly reason: string;
  readonly format: Format;
}

/** Input: `personOf` finds somebody who may sign in, by the e-mail. */
export function registerName(
  people: Command,
  personOf: (session: Session, email: string) => Promise<{ readonly personId: string; readonly name: string }>,
): void {
  const command = people
    .command('name')
    .description('Name whom a school has for a duty: plans, files and approvals go to this person.')
    .argument('<e-mail>', 'who')
    .requiredOption('--school <id>', 'where')
    .addOption(new Option('--duty <duty>', 'what for').choices([...DUTIES]).makeOptionMandatory())
    .option('--reason <text>', 'why', 'named on the command line');
  formatOption(command).action((email: string, { school, duty, reason, format }: NameOptions) =>
    withSession(async (session) => {
      const { db, districtId, by, now } = session;
      await requireKnownNames(session, { school });
      const { personId, name } = await personOf(session, email);
      const before = (await readNamedPeople(db.pool, { districtId, schools: [school] })).find(
        (one) => one.duty === duty,
      );
      const request = { districtId, school, duty, personId, deputy: null, by, now: now(), reason };
      const named = await namePerson(db, { ...request, revision: before?.revision ?? 0 });
      if (named === null) throw new Refusal('Somebody else was named meanwhile. Look again, then name anew.');
      if (format === 'json') printJsonLine({ school, duty, person: personId });
      else remark(`${name} is the ${duty} of ${school}.`);
    }),
  );
}
