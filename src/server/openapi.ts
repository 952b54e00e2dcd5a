/** OpenAPI as the routes are: what their schemas do not say themselves. */
import type { Contract, Route } from './route.ts';

interface Parameter {
  readonly in?: string;
  readonly name?: string;
  required?: boolean;
}

interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly Parameter[];
  requestBody?: unknown;
}

/** Headers that a route cannot do without are required, and a body with a file is described. The document is changed in place. */
export function completeOpenApi<Document extends object>(document: Document, contract: Contract): Document {
  const { paths = {} } = document as { readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>> };
  for (const operation of Object.values(paths).flatMap((methods) => Object.values(methods))) {
    const route: Route | undefined = contract[operation.operationId ?? ''];
    if (route === undefined) continue;
    for (const parameter of operation.parameters ?? [])
      if (parameter.in === 'header' && ['idempotency-key', 'if-match'].includes(parameter.name ?? ''))
        parameter.required = true;
    if (route.parts !== undefined) operation.requestBody = bodyOf(route.parts);
  }
  return document;
}

function bodyOf({ file, fields }: NonNullable<Route['parts']>) {
  const properties = {
    ...Object.fromEntries(fields.map((field) => [field, { type: 'string' }])),
    [file]: { type: 'string', format: 'binary' },
  };
  return {
    required: true,
    content: { 'multipart/form-data': { schema: { type: 'object', properties, required: [file] } } },
  };
}
