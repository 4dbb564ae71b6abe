import type { YamlPlainTarget, YamlTarget } from './target.ts';

/** Text as a YAML scalar, or as a part of one (https://yaml.org/spec/1.2.2/#chapter-7-flow-style-productions). */
export function yamlText(text: string, target: YamlTarget): string {
  switch (target.style) {
    case 'double':
      return inDoubleQuotes(text);
    case 'single':
      return inSingleQuotes(text);
    case 'block':
      return target.lead + text;
    case 'plain':
      return target.lead + plainOrQuoted(target.before + text + target.after, target);
  }
}

function inDoubleQuotes(text: string): string {
  return text.replace(/["\\]/g, '\\$&');
}

function inSingleQuotes(text: string): string {
  return text.replaceAll("'", "''");
}

function plainOrQuoted(scalar: string, { inFlow }: YamlPlainTarget): string {
  if (isPlain(scalar, inFlow)) return scalar;
  return /["\\]/.test(scalar) ? `'${inSingleQuotes(scalar)}'` : `"${scalar}"`;
}

/** Words that mean something else than themselves without quotes, in YAML 1.1 or 1.2. */
const otherValues = /^(?:true|false|yes|no|on|off|y|n|null)$/i;

/** Whether a scalar surely reads as itself without quotes; a doubtful one is better quoted. */
function isPlain(scalar: string, inFlow: boolean): boolean {
  const startsAsText = /^(?:[(\p{L}]|\d.*, )/u.test(scalar); // `1girl, solo` is text, `1` is not
  const hasSigns = inFlow ? /[,[\]{}:#?]/.test(scalar) : /:(?:\s|$)|\s#/.test(scalar);
  return startsAsText && !hasSigns && !/^\s|\s$/.test(scalar) && !otherValues.test(scalar);
}
