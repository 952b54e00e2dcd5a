/**
 * Did it help? Attendance in the 20 school days before and after each kind of response, beside students alike who had none.
 *
 *   await refreshDidItHelp(db, { districtId, now });
 *   const answers = await readDidItHelp(client, { districtId, schools: ['oak'] });
 */
export { BEFORE_BANDS, EARLIER_BANDS, FEWEST_EARLIER_DAYS } from './alike.ts';
