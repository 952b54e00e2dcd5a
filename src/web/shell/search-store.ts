import { createSpotlight } from '@mantine/spotlight';

const [store, actions] = createSpotlight();

export const searchStore = { store, open: actions.open, close: actions.close };
