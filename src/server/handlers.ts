/** Who answers: the resources' handlers joined, one line each. */
import type { Handlers } from './context.ts';
import type { ApiContract } from './contract.ts';
import { healthHandlers } from './health/handlers.ts';
import { importsHandlers } from './imports/handlers.ts';
import { meHandlers } from './me/handlers.ts';
import { peopleHandlers } from './people/handlers.ts';
import { signInHandlers } from './sign-in/handlers.ts';

export const handlers: Handlers<ApiContract> = {
  ...healthHandlers,
  ...importsHandlers,
  ...signInHandlers,
  ...meHandlers,
  ...peopleHandlers,
};
