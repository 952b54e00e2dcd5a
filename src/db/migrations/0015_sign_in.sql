-- Sign-in: the tables of better-auth 1.7, as its own generator writes them, in a schema of their own, so that nothing migrates
-- at run time and nothing of the app's queries reaches them by accident. What is ours beside them: attempts.

create schema sign_in;
comment on schema sign_in is 'Who may sign in and who is signed in. Its names are those of better-auth; src/access/sign-in reads and writes it.';

create table sign_in."user" (
  -- the same as people.person_id
  "id" text not null primary key,
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz default current_timestamp not null,
  "twoFactorEnabled" boolean,
  "districtId" integer not null
);
comment on table sign_in."user" is 'One row for each of people; made and changed together with it.';

create table sign_in."session" (
  "id" text not null primary key,
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references sign_in."user" ("id") on delete cascade,
  -- of the last request of a person, exact to a minute
  "lastSeenAt" timestamptz default current_timestamp not null
);
comment on table sign_in."session" is 'A signed-in device. The token alone is no key: the cookie carries it with a signature.';

create table sign_in."account" (
  "id" text not null primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references sign_in."user" ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  -- argon2id; of the provider 'credential' only
  "password" text,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz not null
);
comment on table sign_in."account" is 'How a person signs in: a password, or an account at a provider. Tokens of providers are not kept.';

create table sign_in."verification" (
  "id" text not null primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz default current_timestamp not null
);
comment on table sign_in."verification" is 'Sign-ins under way: the state of single sign-on, the second step.';

create table sign_in."twoFactor" (
  "id" text not null primary key,
  "secret" text not null,
  "backupCodes" text not null,
  "userId" text not null references sign_in."user" ("id") on delete cascade,
  "verified" boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);
comment on table sign_in."twoFactor" is 'Authenticator keys and recovery codes, sealed with the secret of the installation.';

create table sign_in."rateLimit" (
  "id" text not null primary key,
  "key" text not null unique,
  "count" integer not null,
  "lastRequest" bigint not null
);
comment on table sign_in."rateLimit" is 'Requests of one address to one path in the present minute.';

create index "session_userId_idx" on sign_in."session" ("userId");
create index "account_userId_idx" on sign_in."account" ("userId");
create unique index "account_provider_uq" on sign_in."account" ("providerId", "accountId");
create index "verification_identifier_idx" on sign_in."verification" ("identifier");
create index "twoFactor_secret_idx" on sign_in."twoFactor" ("secret");
create index "twoFactor_userId_idx" on sign_in."twoFactor" ("userId");

create table sign_in.attempts (
  -- sha256 of what is limited: an e-mail with an address, an e-mail, an address at the one-time links
  key_hash bytea not null,
  failures integer not null,
  since_at timestamptz not null,
  constraint attempts_pk primary key (key_hash)
);
comment on table sign_in.attempts is 'Failed tries since the first of the present stretch; a success forgets them.';
