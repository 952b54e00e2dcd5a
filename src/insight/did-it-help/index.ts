/**
 * Did it help? Attendance in the 20 school days before and after each kind of response, beside students alike who had none.
 * The only door of this folder; how it is reckoned: docs/adr/0105.
 *
 *   await refreshDidItHelp(db, { districtId, now });
 *   const answers = await readDidItHelp(client, { districtId, schools: ['oak'] });
 */
export { BEFORE_BANDS, EARLIER_BANDS, FEWEST_EARLIER_DAYS, UNEXCUSED_BANDS } from './alike.ts';
export { FEWEST_SCHOOLS, type CampaignAnswer } from './campaign-comparison.ts';
export { LEFT_OUT, type ComparisonFigures, type LeftOut } from './figures.ts';
export { readCampaignHelp, readDidItHelp, type HelpAnswer } from './read-did-it-help.ts';
export { RESPONSE_FAMILIES, type ResponseFamily } from './read-responses.ts';
export { refreshDidItHelp } from './refresh-did-it-help.ts';
export { readHelpState, type HelpState } from './state.ts';
export { FEWEST_STUDENTS, type Outcome, type Verdict } from './verdict.ts';
export { WINDOW_DAYS } from './windows.ts';
