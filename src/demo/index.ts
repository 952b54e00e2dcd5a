/** `npm start`: one whole cycle with the sample district. The only door of this room. */
export { runDemo, type DemoOptions, type DemoReport, type DemoStep } from './run-demo.ts';
export { offerSampleSlots, useSamplePacks, type SampleDistrict, type SamplePacks } from './prepare-district.ts';
export { beginCasework, type CaseworkOptions } from './begin-casework.ts';
export type { DemoState } from './demo-state.ts';
