/** `./rollcall`: finds the command, runs it, and turns what went wrong into a sentence and an exit status. */
import { Command, CommanderError } from 'commander';
import { COMMANDS } from './commands.ts';
import { reportFailure } from './failure.ts';

process.stdout.on('error', leaveQuietly);
process.stderr.on('error', leaveQuietly);
const exitCode = await run(process.argv.slice(2));
await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
process.exit(exitCode);

async function run(words: readonly string[]): Promise<number> {
  try {
    const program = await buildProgram(words);
    if (words.length === 0) program.outputHelp();
    else await program.parseAsync([...words], { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return reportFailure(error);
  }
}

/** Only the file of the command that runs is imported; without one, every command is listed by its summary. */
async function buildProgram(words: readonly string[]): Promise<Command> {
  const program = new Command('rollcall')
    .description(
      'Attendance notices for school districts: who met which criterion on which date, the right letter once, with the reasons.',
    )
    .exitOverride()
    .enablePositionalOptions()
    .configureHelp({ showGlobalOptions: false })
    .showSuggestionAfterError(true);
  const named = words[0] === 'help' ? words[1] : words.find((word) => !word.startsWith('-'));
  const chosen = COMMANDS.find(({ name }) => name === named);
  for (const { name, summary } of COMMANDS) {
    if (name !== chosen?.name)
      program
        .command(name, { hidden: chosen !== undefined })
        .summary(summary)
        .description(summary);
  }
  if (chosen !== undefined) {
    const file = await chosen.load();
    file.register(program);
    program.commands.find((command) => command.name() === chosen.name)?.summary(chosen.summary);
  }
  return program;
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', () => resolve());
  });
}

/** The reader of a pipe went away (`rollcall worklist | head`): nobody is left to tell. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
}
