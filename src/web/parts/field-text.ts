/** What the server says of one field, taken apart: what was given, and what is possible; days as people write them. */
export interface FieldText {
  /** Undefined where the message has another shape: then all of it is in `possible`. */
  readonly given: string | undefined;
  readonly possible: string;
}

const SHAPE = /^found (?<given>.*?); allowed: (?<possible>.*)$/s;
const DAY = /\b(?<day>\d{4}-\d{2}-\d{2})(?:T[\d:.]+Z)?(?![\d-])/g;

/** Input: `date` says an ISO day. */
export function fieldText(message: string, date: (iso: string) => string): FieldText {
  const said = message.replaceAll(DAY, (_all, day: string) => date(day));
  const parts = SHAPE.exec(said)?.groups;
  return { given: parts?.['given'], possible: parts?.['possible'] ?? said };
}
