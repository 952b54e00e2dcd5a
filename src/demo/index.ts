/** `npm start`: one whole cycle with the sample district. The only door of this room. */
export { runDemo, type DemoOptions, type DemoReport, type DemoStep } from './run-demo.ts';
export { readDemoState, type DemoState } from './demo-state.ts';
