/** What a handler is given, and what every part of the server is made from. */
import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor, AuditEntry, Reach, SignIn } from '../access/index.ts';
import type { Database } from '../db/index.ts';
import { problem } from './problems.ts';
import type { Contract, FileType, Route } from './route.ts';

/** What the server runs on. */
export interface ServerParts {
  /** Not walled: for tables without student data only. */
  readonly db: Database;
  readonly districtId: number;
  /** Folder of uploads, letters and secrets. */
  readonly home: string;
  /** As the browser sees it, without a slash at the end. */
  readonly baseUrl: string;
  readonly signIn: SignIn;
  readonly now: () => Date;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder of the built app; null: the API alone. */
  readonly webRoot: string | null;
  /** Set for the sample district on the loopback only: its sign-ins may be shown. */
  readonly showsSampleSignIns: boolean;
  /** Where jobs of this process are begun; null: other processes work. */
  readonly version: string;
}

export interface FileAnswer {
  /** As the browser saves it; holds no student's name or number. */
  readonly name: string;
  readonly type: FileType['type'];
  readonly body: Buffer | Readable | string;
  /** Saved instead of shown; PDF and images are shown unless this says otherwise. */
  readonly isAttachment?: boolean;
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;

export interface Context<R extends Route = Route> {
  readonly params: Parsed<R['params']>;
  readonly query: Parsed<R['query']>;
  readonly body: Parsed<R['body']>;
  readonly actor: R['action'] extends 'public' ? Actor | null : Actor;
  /** Of the route's action. */
  readonly reach: Reach;
  /** Walled: what lies outside the reach is not there. */
  readonly db: Database;
  readonly districtId: number;
  readonly parts: ServerParts;
  readonly sessionId: string | null;
  /** Sets the sliding end of the session in answers; null without a session. */
  readonly sessionEndsAt: Date | null;
  /** Writes an entry of who saw or changed what. */
  readonly audit: (entry: AuditEntry) => Promise<void>;
  /** Given where the route asks for it. */
  readonly idempotencyKey: string;
  /** The revision of `If-Match`, without quotes. */
  readonly revision: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

type Result<R extends Route> = R['ok'] extends FileType
  ? FileAnswer
  : R['ok'] extends z.ZodType
    ? z.input<R['ok']>
    : never;

export type Handler<R extends Route> = (context: Context<R>) => Result<R> | Promise<Result<R>>;
export type Handlers<C extends Contract> = { readonly [K in keyof C]: Handler<C[K]> };

/**
 * The schools a list is about: the one asked for, else those of the reach; undefined: no limit by school
 * (the wall in the database still holds). Fails: `not-found` for a school outside the reach.
 */
export function schoolsOf(reach: Reach, school = ''): readonly string[] | undefined {
  if (school !== '') {
    if (reach.kind === 'district' || (reach.kind === 'schools' && reach.schools.has(school))) return [school];
    throw problem('not-found');
  }
  return reach.kind === 'schools' ? [...reach.schools].sort() : undefined;
}

/** Sets the revision of what is answered, for `If-Match`. */
export function withRevision<T>({ reply }: Pick<Context, 'reply'>, revision: string | number, answer: T): T {
  reply.header('etag', `"${revision}"`);
  return answer;
}
