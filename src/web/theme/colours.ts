/** Every colour of the app, by the role it plays. A test computes the contrast of each pair from this table. */

export type Scheme = 'light' | 'dark';

/** What a colour is for. As CSS: `--rc-<role>`. */
export const COLOURS = {
  light: {
    body: '#FFFFFF',
    surface: '#F4F6F8',
    text: '#1B2127',
    dimmed: '#4B5661',
    placeholder: '#5B6670',
    link: '#1B4F9C',
    'link-hover': '#143C78',
    'on-filled': '#FFFFFF',
    error: '#A01B1B',
    warning: '#7A4B00',
    done: '#1E6B34',
    edge: '#75808B',
    divider: '#D3DAE1',
    ring: '#0B57D0',
    selected: '#E3EDFB',
    'state-due-fill': '#E3EDFB',
    'state-due-text': '#173E6B',
    'state-waiting-fill': '#FFF3C4',
    'state-waiting-text': '#5A4100',
    'state-sent-fill': '#DDF0E2',
    'state-sent-text': '#175328',
    'state-returned-fill': '#FBE3DC',
    'state-returned-text': '#7A1F0C',
    'state-closed-fill': '#E3E7EB',
    'state-closed-text': '#3A434C',
    'band-1': '#E6EEF7',
    'band-2': '#B9D0EA',
    'band-3': '#3F6FA6',
    'band-4': '#173E6B',
    'band-edge': '#808B96',
  },
  dark: {
    body: '#14181D',
    surface: '#1D232A',
    text: '#E7EBEF',
    dimmed: '#AAB5C0',
    placeholder: '#98A3AE',
    link: '#8FB8F2',
    'link-hover': '#B4D0F7',
    'on-filled': '#14181D',
    error: '#FF9B94',
    warning: '#F2BE5C',
    done: '#7FD396',
    edge: '#7C8894',
    divider: '#3A434C',
    ring: '#9CC2FF',
    selected: '#1E3048',
    'state-due-fill': '#1E3048',
    'state-due-text': '#CFE3FA',
    'state-waiting-fill': '#3A2F08',
    'state-waiting-text': '#FFE29A',
    'state-sent-fill': '#15381F',
    'state-sent-text': '#B5E7C2',
    'state-returned-fill': '#4A1E14',
    'state-returned-text': '#FFC9BC',
    'state-closed-fill': '#2C333B',
    'state-closed-text': '#D3DAE1',
    'band-1': '#22303F',
    'band-2': '#2F4F73',
    'band-3': '#6FA0D8',
    'band-4': '#C6DDF6',
    'band-edge': '#808B96',
  },
} as const satisfies Record<Scheme, Record<string, string>>;

export type ColourRole = keyof (typeof COLOURS)['light'];

/** The attendance of a day as the calendar shows it. */
export const DAY_STATUSES = ['present', 'excused', 'unexcused', 'unverified', 'tardy', 'left-early', 'exempt'] as const;
export type DayStatus = (typeof DAY_STATUSES)[number];

interface DayColours {
  readonly fill: string;
  readonly letter: string;
  readonly edge: string;
}

/** Fill, letter and edge of a calendar cell. As CSS: `--rc-day-<status>-fill` and so on. */
export const DAY_COLOURS: Readonly<Record<Scheme, Readonly<Record<DayStatus, DayColours>>>> = {
  light: {
    present: { fill: '#FFFFFF', letter: '#4B5661', edge: '#808B96' },
    excused: { fill: '#CFE3FA', letter: '#0C3C70', edge: '#3A76B0' },
    unexcused: { fill: '#9B1C1C', letter: '#FFFFFF', edge: '#9B1C1C' },
    unverified: { fill: '#FFF3C4', letter: '#5A4100', edge: '#8F6B00' },
    tardy: { fill: '#F6C79A', letter: '#5E2A00', edge: '#A65A14' },
    'left-early': { fill: '#B4EEDF', letter: '#07433C', edge: '#2D8076' },
    exempt: { fill: '#C2C9D1', letter: '#2B333B', edge: '#66707B' },
  },
  dark: {
    present: { fill: '#14181D', letter: '#AAB5C0', edge: '#6F7B87' },
    excused: { fill: '#17365A', letter: '#CFE3FA', edge: '#5C97D0' },
    unexcused: { fill: '#F28B82', letter: '#1C0B0A', edge: '#F28B82' },
    unverified: { fill: '#3A2F08', letter: '#FFE29A', edge: '#C79A2B' },
    tardy: { fill: '#80470F', letter: '#FFE6CC', edge: '#D98A3D' },
    'left-early': { fill: '#0A4039', letter: '#BFEAE4', edge: '#4FA59A' },
    exempt: { fill: '#4C5661', letter: '#F0F3F6', edge: '#8995A1' },
  },
};

/** All roles of a scheme as CSS variables. */
export function cssVariablesOf(scheme: Scheme): Record<string, string> {
  const roles = Object.entries(COLOURS[scheme]).map(([role, colour]) => [`--rc-${role}`, colour] as const);
  const days = Object.entries(DAY_COLOURS[scheme]).flatMap(([status, colours]) =>
    Object.entries(colours).map(([part, colour]) => [`--rc-day-${status}-${part}`, colour as string] as const),
  );
  return Object.fromEntries([...roles, ...days]);
}
