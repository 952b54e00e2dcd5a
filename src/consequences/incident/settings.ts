import { keys, oneOf, text, yesOrNo } from '../../fields.ts';
import type { ConsequenceKind } from '../kind.ts';

/** Creates a behavior incident. A criterion that does so cannot also communicate. */
export const incident = {
  kind: 'incident',
  communicates: false,
  performed: true,
  settings: keys({
    incident: text('an incident code', 40).describe('The incident code.'),
    action: text('an action code', 40).exactOptional().describe('The action code; its dates are set later.'),
    reporterKind: oneOf(['staff', 'non-student'])
      .exactOptional()
      .describe('Who is named as reporter: staff (default) or another who is no student.'),
    reporter: text('the id of the reporter', 60)
      .exactOptional()
      .describe(
        'The id of the reporter in the directory; left out: the approver whom the school names, else its one administrator in staff.csv.',
      ),
    fine: yesOrNo('fine')
      .exactOptional()
      .describe('Whether the fines and costs of the district are added; default: no.'),
  }),
} as const satisfies ConsequenceKind;
