/** English of decisions and of what became of a notice. */

const decision = {
  after: (code: string): string => `Waits: ${code} comes first and is not issued yet.`,
  gapSchoolDays: (gap: { code: string; sentOn: string; need: string; have: number; ready: string }): string =>
    `Waits: ${gap.code} went out on ${gap.sentOn}. ${gap.need} must pass, ${gap.have} ${gap.have === 1 ? 'has' : 'have'}.${gap.ready}`,
  gapFurther: (short: number, code: string, have: number): string =>
    `Waits for ${short} more counted ${short === 1 ? 'day' : 'days'} after ${code}; ${have} so far.`,
  gapEvent: (event: string, code: string): string => `Waits for '${event}' after ${code}.`,
  settling: (have: number, need: string, since: string, ready: string): string =>
    `Waits for notes: ${have} of ${need} since ${since}.${ready}`,
  ready: (day: string): string => ` Ready ${day}.`,
  approval: (role: string, since: string): string => `Waits for ${role} to approve, since ${since}.`,
  conference: 'Waits for a conference date.',
  held: (until: string, by: string, reason: string): string =>
    `Held${until === '' ? '' : ` until ${until}`} by ${by}: ${reason}.`,
  note: (days: string, since: string): string =>
    `An excuse${days === '' ? '' : ` for ${days}`} lies on the desk since ${since}; the SIS does not show it yet.`,
  declined: (by: string, on: string, reason: string): string =>
    `Declined${by === '' ? '' : ` by ${by}`} on ${on}${reason === '' ? '' : `: ${reason}`}.`,
  withdrawn: (by: string, on: string, reason: string): string => `Withdrawn by ${by} on ${on}: ${reason}.`,
  excluded: (by: string, on: string): string =>
    `Marked 'no letters'${by === '' ? '' : ` by ${by}`}${on === '' ? '' : `, ${on}`}.`,
  exempt: (flag: string): string => `Exempt: ${flag}.`,
  notEnrolled: (on: string): string => `Not enrolled on ${on}.`,
  suppressed: (on: string, code: string): string =>
    `On ${on} ${code} stands before it in its group; one of a group goes out.`,
  satisfied: (code: string, on: string): string => `Covered by ${code}${on === '' ? '' : ` of ${on}`}.`,
  noted: 'Counted only; sends nothing.',
  due: 'Due: nothing holds it back.',
  byItself: 'Acts by itself: no notice waits for a person.',
  other: (reason: string): string => (reason === '' ? 'Held.' : `Held: ${reason}.`),
  issued: (on: string): string => `Issued on ${on}.`,
  adopted: (on: string): string => `Settled on ${on} without sending.`,
  carriedOver: (on: string): string => `Sent on ${on}, before Rollcall.`,
  rescinded: (on: string, reason: string): string => `Rescinded on ${on}${reason === '' ? '' : `: ${reason}`}.`,
  lapsed: (reason: string): string => `No longer met before it went out: ${reason}.`,
  amended: (on: string): string => `Sent on ${on}; the days have changed since. Nothing is sent again.`,
  noLongerMet: (on: string, have: string | null, need: string, isOpen: boolean): string =>
    `Sent on ${on}; today the count is ${have === null ? 'less than' : `${have} of`} ${need === '' ? 'what is needed' : need}.${isOpen ? ' Decide.' : ''}`,
};

/** What people decided, one line each. */
const byPeople = {
  declined: 'Declined',
  approved: 'Approved',
  held: 'Held',
  note: 'Noted',
  line: (verb: string, until: string, by: string, on: string, reason: string): string =>
    `${verb}${until === '' ? '' : ` until ${until}`} by ${by} on ${on}: ${reason}.`,
  lifted: (by: string, on: string, reason: string): string => ` Lifted by ${by} on ${on}: ${reason}.`,
};

const STEPS: Readonly<Record<string, string>> = {
  sent: 'Sent',
  received: 'Received',
  presumed: 'Presumed received',
  returned: 'Returned',
  failed: 'Failed',
  kept: 'Kept',
  reissued: 'Reissued',
};

/** As people say it: "sent home", not the code of a way. */
const wayOf = (way: string): string => way.replaceAll('-', ' ').replace('e mail', 'e-mail');

/** What became of a notice. */
const notice = {
  step: (step: string, on: string, way: string, by: string, note: string): string =>
    `${STEPS[step] ?? step} ${on}${way === '' ? '' : ` (${wayOf(way)})`} by ${by}${note === '' ? '' : `: ${note}`}.`,
  onFile: (name: string): string => `${name} is on file.`,
  versions: (sent: string, sentOn: string, now: string, nowOn: string | null): string =>
    `As sent: ${sent === '' ? 'not known' : sent} on ${sentOn === '' ? 'an unknown day' : sentOn}; now: ${nowOn === null ? 'not met' : `${now} on ${nowOn}`}.`,
  metAgain: (on: string, isOpen: boolean): string =>
    `Sent on ${on}; no longer met since, and met again now.${isOpen ? ' Decide on a new notice.' : ''}`,
};

export const decisions = { decision, byPeople, notice };
