/** Who answers: the resources' handlers joined, one line each. */
import type { Handlers } from './context.ts';
import type { ApiContract } from './contract.ts';
import { auditHandlers } from './audit/handlers.ts';
import { healthHandlers } from './health/handlers.ts';
import { importsHandlers } from './imports/handlers.ts';
import { meHandlers } from './me/handlers.ts';
import { peopleHandlers } from './people/handlers.ts';
import { signInHandlers } from './sign-in/handlers.ts';
import { draftsHandlers } from './drafts/handlers.ts';
import { triggersHandlers } from './triggers/handlers.ts';
import { viewsHandlers } from './views/handlers.ts';
import { worklistHandlers } from './worklist/handlers.ts';
import { studentsHandlers } from './students/handlers.ts';

export const handlers: Handlers<ApiContract> = {
  ...auditHandlers,
  ...healthHandlers,
  ...importsHandlers,
  ...signInHandlers,
  ...meHandlers,
  ...peopleHandlers,
  ...draftsHandlers,
  ...triggersHandlers,
  ...viewsHandlers,
  ...worklistHandlers,
  ...studentsHandlers,
};
