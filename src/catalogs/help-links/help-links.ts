import { ROLES } from '../../access/roles.ts';
import { defineCatalog } from '../catalog.ts';

/** A district's own videos, tutorials and pages of help, shown with the help of a role or with everybody's. */
export const helpLinks = defineCatalog({
  catalog: 'help-links',
  fields: [
    { key: 'address', kind: 'text', isWebAddress: true },
    { key: 'helps', kind: 'choice', choices: ['everybody', ...ROLES] },
  ],
  shipped: [],
});
