/** `rollcall slots`: dates, times and places for conferences. */
import { Argument, type Command } from 'commander';
import { withTransaction } from '../../db/index.ts';
import { formatDay, parseDay } from '../../engine/index.ts';
import {
  addSlots,
  chooseSlot,
  CONFERENCE_WAYS,
  freeSlot,
  fullDay,
  moveSlot,
  noticeName,
  parseTriggerId,
  readConferenceWay,
  readSlots,
  readTriggerFile,
  takeOutSlot,
  writeConferenceWay,
  type ConferenceWay,
} from '../../notices/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { dayOption, withSession } from '../session.ts';
import { countOption, listOption } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';

interface AddOptions {
  readonly school: string;
  readonly date: string;
  readonly times: readonly string[];
  readonly place?: string;
  readonly with?: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const slots = program
    .command('slots')
    .description(
      'Conference slots of a school: a letter that names a conference takes the next free one, and waits while there is none.',
    );
  registerAdd(slots);
  registerList(slots);
  registerChoices(slots);
  const takeOut = slots.command('take-out').description('Take out a free slot.').argument('<slot>', 'its number');
  formatOption(takeOut).action((slot: string, { format }: { readonly format: Format }) =>
    withSession(async (session) => {
      const { db, districtId, by } = session;
      const slotId = countOption('slot', slot);
      await takeOutSlot(db.pool, { districtId, slotId, by, now: session.now() });
      if (format === 'json') printJsonLine({ slot: slotId, state: 'taken-out' });
      else remark(`Slot ${slotId} is taken out.`);
    }),
  );
  const move = slots
    .command('move')
    .description(
      'Move a conference to another free slot of the school. The letter that was sent keeps the old date: tell the family.',
    )
    .argument('<slot>', 'its number')
    .requiredOption('--to <slot>', 'the number of a free slot');
  formatOption(move).action((slot: string, { to, format }: { readonly to: string; readonly format: Format }) =>
    withSession(async (session) => {
      const { db, districtId } = session;
      const [slotId, target] = [countOption('slot', slot), countOption('--to', to)];
      const who = await whoOfSession(session);
      const asked = { districtId, slotId, to: target, who };
      const { noticeId } = await withTransaction(db, (client) => moveSlot(client, asked));
      if (format === 'json') printJsonLine({ slot: target, notice: noticeName(noticeId) });
      else
        remark(
          `${noticeName(noticeId)} has slot ${target} now. The letter that was sent keeps the old date: tell the family.`,
        );
    }),
  );
}

function registerChoices(slots: Command): void {
  const choose = slots
    .command('choose')
    .description('Keep a free slot for a letter that is not issued yet; it goes to no other.')
    .argument('<slot>', 'its number')
    .requiredOption('--trigger <id>', 'the trigger_id of a line of rollcall worklist --format json');
  formatOption(choose).action(
    (slot: string, { trigger, format }: { readonly trigger: string; readonly format: Format }) =>
      withSession(async (session) => {
        const { db, districtId, by } = session;
        const [slotId, identity] = [countOption('slot', slot), parseTriggerId(trigger)];
        const file = await readTriggerFile(db.pool, { districtId, identity });
        if (file === undefined) throw new Refusal('No such trigger is on file.');
        const choice = { districtId, slotId, trigger: identity, school: file.trigger.at, by, now: session.now() };
        await withTransaction(db, (client) => chooseSlot(client, choice));
        if (format === 'json') printJsonLine({ slot: slotId, trigger_id: trigger });
        else remark(`Slot ${slotId} is kept for it.`);
      }),
  );
  const free = slots.command('free').description('Free a slot that was chosen.').argument('<slot>', 'its number');
  formatOption(free).action((slot: string, { format }: { readonly format: Format }) =>
    withSession(async ({ db, districtId }) => {
      const slotId = countOption('slot', slot);
      await freeSlot(db.pool, { districtId, slotId });
      if (format === 'json') printJsonLine({ slot: slotId, state: 'free' });
      else remark(`Slot ${slotId} is free again.`);
    }),
  );
  const way = slots
    .command('way')
    .description('How letters get their slots, in the whole district: next-free, or by-hand. Left out: says how.')
    .addArgument(new Argument('[way]', 'next-free or by-hand').choices([...CONFERENCE_WAYS]));
  formatOption(way).action((wanted: ConferenceWay | undefined, { format }: { readonly format: Format }) =>
    withSession(async ({ db, districtId }) => {
      if (wanted !== undefined) await writeConferenceWay(db.pool, districtId, wanted);
      const now = await readConferenceWay(db.pool, districtId);
      if (format === 'json') printJsonLine({ way: now });
      else remark(now === 'by-hand' ? 'A person chooses each slot.' : 'Letters take the next free slot.');
    }),
  );
}

function registerAdd(slots: Command): void {
  const add = slots
    .command('add')
    .description('Add slots on one day.')
    .requiredOption('--school <id>', 'the school')
    .requiredOption('--date <date>', 'the day')
    .requiredOption('--times <times>', 'times joined by commas, as 15:30,15:50', listOption)
    .option('--place <text>', 'where, as "Room 4"')
    .option('--with <name>', 'with whom');
  formatOption(add).action((options: AddOptions) =>
    withSession(async (session) => {
      const { db, districtId, by } = session;
      const result = await addSlots(db.pool, {
        districtId,
        school: options.school,
        on: formatDay(dayOption('--date', options.date)),
        times: options.times.map(timeOption),
        place: options.place ?? '',
        withWhom: options.with ?? '',
        by,
        now: session.now(),
      });
      if (options.format === 'json') printJsonLine(result);
      else remark(`${result.added} added${result.already === 0 ? '' : `, ${result.already} were there already`}.`);
    }),
  );
}

function registerList(slots: Command): void {
  const list = slots
    .command('list')
    .description('The slots, free and taken.')
    .option('--school <id>', 'one school only');
  formatOption(list).action(({ school, format }: { readonly school?: string; readonly format: Format }) =>
    withSession(async (session) => {
      const { db, districtId } = session;
      await requireKnownNames(session, school === undefined ? {} : { school });
      const found = await readSlots(db.pool, { districtId, ...(school === undefined ? {} : { school }) });
      if (format === 'json') {
        for (const slot of found) {
          const { slotId, on, at, place, withWhom, noticeId, keptFor } = slot;
          printJsonLine({
            slot: slotId,
            school: slot.school,
            date: on,
            time: at,
            place,
            with: withWhom,
            notice: noticeId === null ? null : noticeName(noticeId),
            kept_for: keptFor,
          });
        }
        return;
      }
      if (found.length === 0)
        return remark('There are no slots. rollcall slots add --school ID --date DATE --times 15:30,15:50');
      printTable(
        ['slot', 'school', 'date', 'time', 'place', 'with', 'state'],
        found.map((slot) => [
          slot.slotId,
          slot.school,
          fullDay(parseDay(slot.on) ?? 0),
          slot.at,
          slot.place,
          slot.withWhom,
          slot.noticeId === null ? 'free' : `kept: ${slot.keptFor} (${noticeName(slot.noticeId)})`,
        ]),
      );
    }),
  );
}

/** Fails: ProblemError for what is no time of day. */
function timeOption(text: string): string {
  const parts = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (parts === null || Number(parts[1]) > 23 || Number(parts[2]) > 59) {
    throw new ProblemError([
      { path: '--times', found: `"${text}"`, allowed: 'times of day as 15:30, joined by commas' },
    ]);
  }
  return `${parts[1]?.padStart(2, '0')}:${parts[2]}`;
}
