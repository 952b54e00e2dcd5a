/** One line of JSON on standard error for each thing that a worker does; no student's name or number is in it. */
export function logJobs(now: () => Date): (entry: Readonly<Record<string, unknown>>) => void {
  return (entry) => {
    process.stderr.write(`${JSON.stringify({ at: now().toISOString(), ...entry })}\n`);
  };
}
