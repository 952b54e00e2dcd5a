/** Before anybody is signed in: what ways in there are, and the one-time links. `/api/auth/` itself is mounted by the server. */
import { z } from 'zod';
import { ROLES } from '../../access/roles.ts';
import { route } from '../route.ts';

const open = { tag: 'sign-in', action: 'public' } as const;

/** What stands behind `#` in a one-time link. */
const tokenField = z.string().min(10).max(100);
const passwordField = z.string().min(1).max(1000);

export const signInContract = {
  readSignInOptions: route({
    ...open,
    method: 'GET',
    path: '/api/sign-in/options',
    summary: 'The ways in: providers of single sign-on and, on the sample district alone, one sign-in for each role.',
    ok: z.object({
      districtName: z.string(),
      /** Whom to ask who cannot sign in; '' where the district has not said. */
      help: z.string(),
      providers: z.array(z.object({ id: z.string(), name: z.string() })),
      sample: z.array(z.object({ role: z.enum(ROLES), name: z.string(), email: z.string(), password: z.string() })),
    }),
  }),
  readOneTimeLink: route({
    ...open,
    method: 'POST',
    path: '/api/sign-in/link',
    summary: 'What a one-time link is for. 404 where it does not work any more.',
    body: z.object({ token: tokenField }),
    ok: z.object({
      kind: z.enum(['first-administrator', 'password']),
      /** '' for the first administrator. */
      name: z.string(),
      email: z.string(),
      expiresAt: z.iso.datetime(),
      shortestPassword: z.int(),
    }),
  }),
  setPassword: route({
    ...open,
    method: 'POST',
    path: '/api/sign-in/password',
    summary: 'Sets the password of the one-time link’s person; their devices are signed out.',
    body: z.object({ token: tokenField, password: passwordField }),
    ok: z.object({ email: z.string() }),
  }),
  beginRollcall: route({
    ...open,
    method: 'POST',
    path: '/api/first-run',
    summary: 'Makes the first administrator of an empty system, by the one-time link that the server printed.',
    body: z.object({
      token: tokenField,
      name: z.string().max(200),
      email: z.string().max(200),
      password: passwordField,
    }),
    ok: z.object({ email: z.string() }),
  }),
};
