/** A session that ends in mid-work: requests wait until the same person has signed in again, then go out once more. */

import { hearToday } from './today.ts';

type AskToSignIn = () => Promise<void>;

let ask: AskToSignIn | undefined;
let asking: Promise<void> | undefined;
let answeredAt = Date.now();

/** The shell tells how to ask; before that (nobody is signed in yet) a 401 is an answer like any other. */
export function onSessionEnd(handler: AskToSignIn | undefined): void {
  ask = handler;
}

/** Milliseconds since the server last answered this page as somebody signed in: each answer moves the session's end. */
export function sinceLastAnswer(): number {
  return Date.now() - answeredAt;
}

/** `fetch` for the API. One dialog for however many requests found the session gone. */
export const fetchInSession: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  hearToday(response);
  if (response.status !== 401) answeredAt = Date.now();
  if (response.status !== 401 || ask === undefined) return response;
  asking ??= ask().finally(() => (asking = undefined));
  await asking;
  return fetchInSession(input, init);
};
