-- A code of an authenticator works once: the half minute of the last one that was taken is kept beside the key.

alter table sign_in."twoFactor" add column "lastUsedStep" integer;
comment on column sign_in."twoFactor"."lastUsedStep" is
  'Half minutes since 1970 of the last code taken. A code of this one or an earlier one is refused, on every server. Ours, not of better-auth.';
