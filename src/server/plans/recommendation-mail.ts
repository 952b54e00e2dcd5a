/** What the supervisor of attendance is written when a case is recommended: a link and no name of a child. */
export function recommendationMail(input: {
  readonly plan: string;
  readonly school: string;
  readonly by: string;
  readonly baseUrl: string;
}): { readonly subject: string; readonly text: string } {
  const { plan, school, by, baseUrl } = input;
  return {
    subject: `Recommended to court: plan ${plan}, ${school}`,
    text: [
      `${by} at ${school} recommends that the case of intervention plan ${plan} be taken to court.`,
      '',
      'Every requirement is met. The plan, what was tried, and the packet are here, after you sign in:',
      `${baseUrl}/plans/${plan}`,
      '',
      'Please file it, or give it back to the school with the reason, within 10 school days.',
      '',
      'Rollcall',
    ].join('\n'),
  };
}
