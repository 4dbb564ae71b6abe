import type { Setting } from './storedPrompt.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * JSON as Python writes it, where that is an object: bare NaN and Infinity count as null, and integers that a number of
 * ours cannot hold, as many seeds are, come as strings of their digits. Undefined for anything else, and for JSON that
 * is nested deeper or has more in it than programs write.
 */
export function parseJsonObject(text: string | undefined): JsonObject | undefined {
  if (text === undefined || !/^\s*\{/.test(text)) return undefined;
  const json = withoutPythonNumbers(text);
  if (json === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const maxDepth = 200;
/** Strings, objects, lists and what is rewritten: each may take many times the memory of its few characters. */
const maxParts = 150_000;

/** Numbers that JavaScript lacks, and what tells where strings and nesting begin and end. */
const tokens = /\\.|["[\]{}]|-?\b(?:NaN|Infinity)\b|(?<![\w.+-])-?\d{16,}(?![\w.])/gs;

/** Keeps no list of the tokens, which might be as many as characters. */
function withoutPythonNumbers(text: string): string | undefined {
  let json = '';
  let copied = 0;
  let insideString = false;
  let depth = 0;
  let parts = 0;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (token === '"') insideString = !insideString;
    if (token.startsWith('\\') || (insideString && token !== '"')) continue;
    if (insideString || !/^["\]}]/.test(token)) parts++; // where one begins
    if (token === '[' || token === '{') {
      depth++;
    } else if (token === ']' || token === '}') {
      depth--;
    } else if (token !== '"') {
      json += text.slice(copied, index) + (/\d/.test(token) ? `"${token}"` : 'null');
      copied = index + token.length;
    }
    if (depth > maxDepth || parts > maxParts) return undefined;
  }
  return json + text.slice(copied);
}

/** The string; empty for anything else. */
export function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The first of these names with a string that is not empty. */
export function firstString(object: JsonObject, names: readonly string[]): string {
  return names.map((name) => stringOf(object[name])).find((text) => text.trim() !== '') ?? '';
}

/** More than any program writes. */
const maxSettings = 200;

/** The object's plain values, and lists of them, in its order, but for those by these names. */
export function settingsOf(object: JsonObject, except: readonly string[] = []): Setting[] {
  return Object.entries(object)
    .filter(([name]) => !except.includes(name))
    .slice(0, maxSettings)
    .flatMap(([name, value]): Setting[] => {
      const text = (Array.isArray(value) ? value.filter(isPlain) : [value].filter(isPlain)).join(', ');
      return text === '' ? [] : [[name, text]];
    });
}

/** Objects are left out: one that is nested deep cannot be written out without recursion. */
export function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
