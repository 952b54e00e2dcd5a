/** Every command of `./rollcall`, in the order of the help. Each is one file in `commands/`, imported when it runs. */
import type { Command } from 'commander';

export interface CommandFile {
  /** Adds the command, its options and its action to the program. */
  readonly register: (program: Command) => void;
}

export const COMMANDS: readonly {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<CommandFile>;
}[] = [
  {
    name: 'demo',
    summary: 'load the sample district, and with --serve open the app on it',
    load: () => import('./commands/demo.ts'),
  },
  { name: 'serve', summary: 'serve the app and its API', load: () => import('./commands/serve.ts') },
  { name: 'work', summary: 'do the jobs of the queue', load: () => import('./commands/work.ts') },
  {
    name: 'evaluate',
    summary: 'judge a bundle by a pack, without a database',
    load: () => import('./commands/evaluate.ts'),
  },
  { name: 'pack', summary: 'check, test, list and use policy packs', load: () => import('./commands/pack.ts') },
  { name: 'import', summary: 'bring a bundle into the database', load: () => import('./commands/import.ts') },
  {
    name: 'set-aside',
    summary: 'list attendance rows that cannot be counted',
    load: () => import('./commands/set-aside.ts'),
  },
  {
    name: 'adopt',
    summary: 'settle everything up to a date without sending',
    load: () => import('./commands/adopt.ts'),
  },
  {
    name: 'calculate',
    summary: 'find who met which criterion on which date',
    load: () => import('./commands/calculate.ts'),
  },
  {
    name: 'worklist',
    summary: 'who is due, what was sent before, what is held and why',
    load: () => import('./commands/worklist.ts'),
  },
  { name: 'ready', summary: 'is the data in, are the addresses there', load: () => import('./commands/ready.ts') },
  { name: 'why', summary: 'explain a trigger, or why there is none', load: () => import('./commands/why.ts') },
  { name: 'issue', summary: 'stamp what is due, once', load: () => import('./commands/issue.ts') },
  { name: 'decline', summary: 'do not send a notice that is due', load: () => import('./commands/decline.ts') },
  { name: 'hold', summary: 'hold a notice until a date', load: () => import('./commands/hold.ts') },
  { name: 'approve', summary: 'let a discretionary notice go out', load: () => import('./commands/approve.ts') },
  { name: 'lift', summary: 'lift a decline, hold, note or approval', load: () => import('./commands/lift.ts') },
  {
    name: 'withdraw',
    summary: 'take back a notice before it was produced',
    load: () => import('./commands/withdraw.ts'),
  },
  { name: 'rescind', summary: 'take back a notice that was sent', load: () => import('./commands/rescind.ts') },
  {
    name: 'mark',
    summary: 'record that letters were sent, received or returned',
    load: () => import('./commands/mark.ts'),
  },
  {
    name: 'notices',
    summary: 'the log of letters: what was sent to whom, when, and did it arrive',
    load: () => import('./commands/notices.ts'),
  },
  { name: 'tasks', summary: 'what somebody has to do, by when', load: () => import('./commands/tasks.ts') },
  {
    name: 'effects',
    summary: 'what notices brought about besides letters, and what becomes of it',
    load: () => import('./commands/effects.ts'),
  },
  {
    name: 'incidents',
    summary: 'behavior incidents: dates of their action, and the file for the SIS',
    load: () => import('./commands/incidents.ts'),
  },
  {
    name: 'standing',
    summary: 'activity eligibility and at-risk reasons of students',
    load: () => import('./commands/standing.ts'),
  },
  {
    name: 'catalog',
    summary: 'codes, reasons, interventions, statuses and people that the district defines',
    load: () => import('./commands/catalog.ts'),
  },
  {
    name: 'meetings',
    summary: 'meetings with families: planned, held, cancelled',
    load: () => import('./commands/meetings.ts'),
  },
  {
    name: 'contracts',
    summary: 'attendance contracts: drafted, signed, violated',
    load: () => import('./commands/contracts.ts'),
  },
  {
    name: 'welfare',
    summary: 'the welfare step: contact made, or not needed',
    load: () => import('./commands/welfare.ts'),
  },
  {
    name: 'forms',
    summary: 'blank letters, contracts, logs and plans as PDF',
    load: () => import('./commands/forms.ts'),
  },
  {
    name: 'report',
    summary: 'the principal’s attendance report, the chronic list, the summary for the board',
    load: () => import('./commands/report.ts'),
  },
  {
    name: 'tiers',
    summary: 'lists of Tier II, and the board of Tier II and III',
    load: () => import('./commands/tiers.ts'),
  },
  {
    name: 'owners',
    summary: 'who answers for what runs, and giving it to somebody',
    load: () => import('./commands/owners.ts'),
  },
  {
    name: 'campaigns',
    summary: 'campaigns at schools below their goal',
    load: () => import('./commands/campaigns.ts'),
  },
  {
    name: 'activities',
    summary: 'what is done for belonging: in a campaign, at a school, with a student',
    load: () => import('./commands/activities.ts'),
  },
  {
    name: 'did-it-help',
    summary: 'attendance before and after letters, calls, plans',
    load: () => import('./commands/did-it-help.ts'),
  },
  {
    name: 'messages',
    summary: 'messages of notices by e-mail and text, and on paper',
    load: () => import('./commands/messages.ts'),
  },
  { name: 'letters', summary: 'make the PDF letters of a batch', load: () => import('./commands/letters.ts') },
  { name: 'slots', summary: 'dates, times and places for conferences', load: () => import('./commands/slots.ts') },
  {
    name: 'letterhead',
    summary: 'signer, contact, logo and return address of a school',
    load: () => import('./commands/letterhead.ts'),
  },
  { name: 'plans', summary: 'intervention plans, what is tried, the court', load: () => import('./commands/plans.ts') },
  {
    name: 'referrals',
    summary: 'files on their way to somebody who reviews them',
    load: () => import('./commands/referrals.ts'),
  },
  {
    name: 'team-meetings',
    summary: 'meetings of attendance teams',
    load: () => import('./commands/team-meetings.ts'),
  },
  {
    name: 'case-file',
    summary: 'an attendance file as one sealed PDF',
    load: () => import('./commands/case-file.ts'),
  },
  {
    name: 'cases',
    summary: 'attendance files: list, show, open, close',
    load: () => import('./commands/cases.ts'),
  },
  { name: 'alerts', summary: 'what is said first on a student’s page', load: () => import('./commands/alerts.ts') },
  { name: 'contacts', summary: 'the communication log', load: () => import('./commands/contacts.ts') },
  { name: 'journal', summary: 'what people wrote about a student', load: () => import('./commands/journal.ts') },
  {
    name: 'documents',
    summary: 'documents of a student, and proposed excusals',
    load: () => import('./commands/documents.ts'),
  },
  { name: 'retention', summary: 'how long documents are kept', load: () => import('./commands/retention.ts') },
  { name: 'settings', summary: 'what the district sets for itself', load: () => import('./commands/settings.ts') },
  { name: 'people', summary: 'who may sign in, in which roles', load: () => import('./commands/people.ts') },
  { name: 'sample', summary: 'write a sample district as a bundle', load: () => import('./commands/sample.ts') },
  { name: 'audit', summary: 'verify, seal and export who saw what', load: () => import('./commands/audit.ts') },
  { name: 'backup', summary: 'write everything to one file', load: () => import('./commands/backup.ts') },
  { name: 'restore', summary: 'read a backup into an empty home', load: () => import('./commands/restore.ts') },
];
