/** A mail server for tests: real SMTP on a free port of this machine, nothing is passed on. */
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
  /** As `ROLLCALL_SMTP_URL` has it. */
  readonly url: string;
  /** What was taken, in order. */
  readonly mails: Promise<Email>[];
  /** The addresses that were taken, in order. */
  readonly taken: string[];
  close(): void;
}

/** Input: `refuses`, mailboxes that are not there: refused for good (550). */
export async function startMailServer(refuses: (address: string) => boolean = () => false): Promise<MailServer> {
  const mails: Promise<Email>[] = [];
  const taken: string[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      if (refuses(address)) return done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }));
      taken.push(address);
      done();
    },
    onData: (stream, _session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        mails.push(PostalMime.parse(Buffer.concat(parts)));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    smtp.listen(0, '127.0.0.1', resolve);
  });
  const { port } = smtp.server.address() as { port: number };
  return { url: `smtp://127.0.0.1:${port}`, mails, taken, close: () => smtp.close() };
}
