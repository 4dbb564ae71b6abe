import { refuse } from './documentedReasons.ts';
import type { Refusal } from './refusal.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether this is what JSON calls an object: no list, not null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object in a request body, or why the body is refused. */
export function readJsonObject(body: Buffer): { readonly fields: JsonObject } | Refusal {
  let fields: unknown;
  try {
    fields = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    return refuse('INVALID_REQUEST_BODY', 'the body must be JSON in UTF-8');
  }
  return isJsonObject(fields) ? { fields } : refuse('INVALID_REQUEST_BODY', 'the body must be a JSON object');
}
