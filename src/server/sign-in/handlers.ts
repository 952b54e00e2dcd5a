/** Before anybody is signed in. */
import type { FastifyRequest } from 'fastify';
import {
  countFailure,
  minutesToWait,
  readLink,
  readSampleSignIns,
  SHORTEST_PASSWORD,
  useFirstRunLink,
  usePasswordLink,
} from '../../access/index.ts';
import { readDistrictSettings } from '../../db/district-settings.ts';
import type { Handlers, ServerParts } from '../context.ts';
import { readDistrict } from '../me/district.ts';
import { problem } from '../problems.ts';
import type { signInContract } from './contract.ts';

export const signInHandlers: Handlers<typeof signInContract> = {
  readSignInOptions: async ({ parts, districtId }) => {
    const { db, home, signIn } = parts;
    const { name } = await readDistrict(db, districtId);
    const { signInHelp } = await readDistrictSettings(db.pool, districtId);
    const sample = parts.showsSampleSignIns ? await readSampleSignIns(db, { districtId, home }) : [];
    return {
      districtName: name,
      help: signInHelp,
      providers: [...signIn.providers],
      sample: [...sample],
    };
  },
  readOneTimeLink: async ({ parts, districtId, body, request }) => {
    await refuseGuessing(parts, request);
    const link = await readLink(parts.db, { districtId, token: body.token, now: parts.now() });
    if (link === null) {
      await countFailure(parts.db, triesOf(parts, request));
      throw problem('not-found');
    }
    const { kind, person, expiresAt } = link;
    const { name = '', email = '' } = person ?? {};
    return { kind, name, email, expiresAt: expiresAt.toISOString(), shortestPassword: SHORTEST_PASSWORD };
  },
  setPassword: async ({ parts, districtId, body, request, audit }) => {
    await refuseGuessing(parts, request);
    const { email } = await usePasswordLink(parts.db, { districtId, ...body, now: parts.now() });
    await audit({ action: 'set-password', detail: { by: 'one-time link' } });
    return { email };
  },
  beginRollcall: async ({ parts, districtId, body, request, audit }) => {
    await refuseGuessing(parts, request);
    const { personId } = await useFirstRunLink(parts.db, { districtId, ...body, now: parts.now() });
    await audit({ action: 'first-run', detail: { person: personId } });
    return { email: body.email.trim().toLowerCase() };
  },
};

/** One address may be wrong about links twenty times in a quarter of an hour. */
const WRONG_LINKS = 20;

function triesOf({ now }: ServerParts, request: FastifyRequest) {
  return { limits: [{ kind: 'link', key: request.ip, most: WRONG_LINKS }], now: now() };
}

async function refuseGuessing(parts: ServerParts, request: FastifyRequest): Promise<void> {
  const minutes = await minutesToWait(parts.db, triesOf(parts, request));
  if (minutes > 0) throw problem('too-many', { facts: { minutes } });
}
