/** Why initdb gave up: its own words, enough of them to act on. What it says last is only that it cleans up. */
export function initdbReason(stderr: string | undefined): string | undefined {
  const lines = (stderr ?? '').split('\n').filter((line) => line.trim() !== '');
  if (lines.some((line) => line.includes('No space left on device'))) return 'the disk is full: make room';
  const why = lines.find((line) => /\b(?:error|FATAL|PANIC):/.test(line));
  return why ?? lines.at(-1);
}
