/** English of the first page of a visit; that of the shell is always there. */
import exact from './en/exact.json' with { type: 'json' };
import home from './en/home.json' with { type: 'json' };
import signIn from './en/sign-in.json' with { type: 'json' };

export const words = { exact, home, 'sign-in': signIn };
