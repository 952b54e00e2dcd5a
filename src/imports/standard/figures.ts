/** What an import did, as `imports.figures` keeps it and the command prints it. */
export interface FileFigures {
  new: number;
  changed: number;
  gone: number;
  same: number;
  setAside: number;
}

/** Ends: both included; null without a row. Dates as ISO text. */
export interface SchoolFigures {
  readonly rows: number;
  readonly from: string | null;
  readonly to: string | null;
}

export interface ImportFigures {
  /** By file name. */
  readonly files: Readonly<Record<string, FileFigures>>;
  /** By school id: every school of schools.csv, and every other that the attendance names. */
  readonly schools: Readonly<Record<string, SchoolFigures>>;
  /** Why a drop was accepted. */
  readonly reason?: string;
}

export function hasChanges(figures: ImportFigures): boolean {
  return Object.values(figures.files).some((file) => file.new + file.changed + file.gone > 0);
}
