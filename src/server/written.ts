/** An answer that is written already: checked against its shape and made into text once, sent as often as it is asked for. */
import { z } from 'zod';

export class Written {
  /** JSON in UTF-8. */
  readonly body: Buffer;

  private constructor(body: Buffer) {
    this.body = body;
  }

  /** Fails: an answer that has not the shape is an assertion, as where it is written for each request. */
  static of<Shape extends z.ZodType>(shape: Shape, answer: z.input<Shape>): Written {
    return new Written(Buffer.from(JSON.stringify(z.encode(shape, answer as z.output<Shape>))));
  }

  /** For a handler, whose type is that of the answer. */
  asAnswer(): never {
    return this as never;
  }
}
