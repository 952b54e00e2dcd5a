/**
 * A code of an authenticator works once (RFC 6238, 5.2). better-auth takes it as often as it is typed within its time, so its half
 * minute is taken here first, in the database: of two who type it at once, on whatever server, one comes in.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { BetterAuthPlugin } from 'better-auth';
import { createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';
import { symmetricDecrypt } from 'better-auth/crypto';
import type { Database } from '../../db/index.ts';

/** A code that was used is handed on as one that is never right: it counts as a wrong try. */
const NEVER_RIGHT = 'used';
const STEP_SECONDS = 30;
/** Steps before and after the present one whose codes better-auth takes, for clocks that differ. */
const WINDOW = 1;

/** Refuses each code whose half minute was used already, and those of earlier ones. */
export function useCodesOnce(db: Database): BetterAuthPlugin {
  const handler = createAuthMiddleware(async (context) => {
    const { code } = context.body as { code?: unknown };
    const personId = await personOf(context);
    if (typeof code !== 'string' || personId === undefined) return undefined;
    const key = await readKey(db, personId);
    if (key === undefined) return undefined;
    const secret = await symmetricDecrypt({ key: context.context.secretConfig, data: key });
    const step = stepOfCode(code, { secret, seconds: Date.now() / 1000 });
    if (step === undefined || (await takeStep(db, { personId, key, step }))) return undefined;
    return { context: { body: { code: NEVER_RIGHT } } };
  });
  return {
    id: 'codes-once',
    hooks: { before: [{ matcher: ({ path }) => path === '/two-factor/verify-totp', handler }] },
  };
}

/**
 * The half minute that a code belongs to, of those that count now; the latest, where two of them happen to have the same code.
 * Unit: steps of 30 seconds since 1970. Source: RFC 4226, 5.3; RFC 6238, 4.2.
 */
export function stepOfCode(
  code: string,
  { secret, seconds }: { readonly secret: string | Buffer; readonly seconds: number },
): number | undefined {
  const now = Math.floor(seconds / STEP_SECONDS);
  const steps = Array.from({ length: 2 * WINDOW + 1 }, (_, index) => now + WINDOW - index);
  return steps.find((step) => isSame(code, codeOfStep(secret, step)));
}

/** The six digits of a half minute. */
export function codeOfStep(secret: string | Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** Who is signed in, or whose password was right a moment ago. */
async function personOf(context: HookContext): Promise<string | undefined> {
  const { secret, internalAdapter, createAuthCookie } = context.context;
  const session = await getSessionFromCtx(context);
  if (session !== null) return session.user.id;
  const challenge = await context.getSignedCookie(createAuthCookie('two_factor').name, secret);
  if (typeof challenge !== 'string') return undefined;
  return (await internalAdapter.findVerificationValue(challenge))?.value;
}

async function readKey(db: Database, personId: string): Promise<string | undefined> {
  const found = await db.pool.query<{ secret: string }>(
    'select "secret" from sign_in."twoFactor" where "userId" = $1',
    [personId],
  );
  return found.rows[0]?.secret;
}

/** Whether the step was free and is ours now. */
async function takeStep(
  db: Database,
  { personId, key, step }: { readonly personId: string; readonly key: string; readonly step: number },
): Promise<boolean> {
  const taken = await db.pool.query(
    `update sign_in."twoFactor" set "lastUsedStep" = $3
     where "userId" = $1 and "secret" = $2 and ("lastUsedStep" is null or "lastUsedStep" < $3)`,
    [personId, key, step],
  );
  return taken.rowCount === 1;
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
