export type Values = Readonly<Record<string, string | number>>;
/** Says a phrase. `count` chooses the plural. */
export type Say = (key: string, values?: Values) => string;
