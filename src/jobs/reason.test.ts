import { describe, expect, test } from 'vitest';
import { ProblemError, Refusal } from '../problem.ts';
import { failureOf, traceOf, TryAgain } from './reason.ts';

/** As the database puts a value of the data into its message. */
function databaseError(code: string): Error {
  return Object.assign(new Error('Key (student_id)=(S-1042) already exists: Torres, Maya'), { code });
}

describe('why a job failed', () => {
  test('a refusal says it itself, and waits for a person', () => {
    expect(failureOf(new Refusal('There is no batch B7.'))).toEqual({
      reason: 'There is no batch B7.',
      isFinal: true,
      isDefect: false,
    });
  });

  test('mistakes in a bundle are told by their number and place, never by what stands there', () => {
    const { reason, isFinal } = failureOf(
      new ProblemError([
        { file: 'students.csv', line: 12, path: 'birth_date', found: '"Torres, Maya"', allowed: 'a date' },
        { file: 'students.csv', line: 13, path: 'birth_date', found: '"x"', allowed: 'a date' },
      ]),
    );
    expect(reason).toBe(
      'What was given cannot be used in 2 places; the first is in students.csv, line 12, birth_date. Nothing was changed.',
    );
    expect(isFinal).toBe(true);
    expect(failureOf(new ProblemError([{ found: 'x', allowed: 'y' }])).reason).toBe(
      'What was given cannot be used in 1 place. Nothing was changed.',
    );
  });

  test('what the machine or the database lacks is said in words, also when it is the cause, and is tried again', () => {
    expect(failureOf(databaseError('53100'))).toMatchObject({
      reason: expect.stringMatching(/disk is full/),
      isFinal: false,
    });
    expect(failureOf(new Error('x', { cause: databaseError('57P01') })).reason).toMatch(/The database stopped/);
    expect(failureOf(new Error('Connection terminated unexpectedly')).reason).toMatch(/The database stopped/);
  });

  test('what somebody said may be tried again is', () => {
    expect(failureOf(new TryAgain('2 mails did not leave.'))).toMatchObject({ isFinal: false, isDefect: false });
  });

  test('what nobody foresaw says no value of the data, neither to people nor in the log', () => {
    const failure = failureOf(databaseError('23505'));
    expect(failure).toMatchObject({ isFinal: false, isDefect: true });
    const told = JSON.stringify([failure, traceOf(new Error('Torres', { cause: databaseError('23505') }))]);
    expect(told).not.toMatch(/Torres|S-1042/);
    expect(told).toContain('23505');
  });
});
