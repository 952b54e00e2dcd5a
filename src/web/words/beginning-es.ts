/** Spanish of the first page of a visit. */
import exact from './es/exact.json' with { type: 'json' };
import home from './es/home.json' with { type: 'json' };
import parts from './es/parts.json' with { type: 'json' };
import shell from './es/shell.json' with { type: 'json' };
import signIn from './es/sign-in.json' with { type: 'json' };

export const words = { exact, home, parts, shell, 'sign-in': signIn };
