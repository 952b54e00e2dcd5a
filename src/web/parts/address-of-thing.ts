/** Where a thing of casework is shown: a page of its own, or its place on the student's page. */
export function addressOfThing(
  { thing, id }: { readonly thing: string; readonly id: number },
  student: string,
): string | undefined {
  switch (thing) {
    case 'case':
      return `/cases/C${id}`;
    case 'plan':
      return `/plans/P${id}`;
    case 'referral':
      return `/referrals/${id}`;
    case 'incident':
      return `/incidents/${id}`;
    case 'meeting':
    case 'contract':
    case 'welfare':
      return student === '' ? undefined : `/students/${student}?tab=cases`;
    default:
      return student === '' ? undefined : `/students/${student}`;
  }
}
