/**
 * The prompt in what a chat model answered: without its thoughts, its lead-in, the fence and the quotes round it. What
 * merely looks so stays: a quote or a colon inside of a prompt, a fence that is not round all of it.
 */
export function promptOfChatAnswer(answer: string): string {
  let text = withoutThoughts(answer).trim();
  // A lead-in may stand before a fence or inside of it, and quotes within either.
  for (let layer = 0; layer < maxLayers; layer++) text = withoutQuotes(withoutFence(withoutLeadIn(text)));
  return text;
}

/** More than models wrap their answers in; a hostile answer may have any number. */
const maxLayers = 3;

/** Models think before they answer, and mark where that ends; one that was cut off while thinking does not. */
function withoutThoughts(text: string): string {
  const ends = [...text.matchAll(/<\/(?:think|thinking|thought|reasoning)>/gi)];
  const end = ends.at(-1);
  if (end) return text.slice(end.index + end[0].length);
  return /^\s*<(?:think|thinking|thought|reasoning)>/i.test(text) ? '' : text;
}

const answerNames = '(?:prompt|caption|alt[- ]text|description|tags)';
const leadIns: readonly RegExp[] = [
  // "Sure! Here is the prompt that would make this picture:"
  new RegExp(
    `^(?:(?:sure|certainly|of course|absolutely|okay|ok)\\b[^\\n:]{0,40})?here(?:'s|’s| is| are)\\b[^\\n:]{0,80}\\b${answerNames}\\b[^\\n:]{0,80}:`,
    'i',
  ),
  // "**Prompt:**", "Alt text:"
  new RegExp(
    `^(?:\\*\\*)?(?:(?:the|a|an|image|text|stable diffusion|midjourney|flux) ){0,4}${answerNames}(?:\\*\\*)?:(?:\\*\\*)?`,
    'i',
  ),
];

/** A prompt may well begin with "here is a castle:"; only words for what was asked for make a lead-in. */
function withoutLeadIn(text: string): string {
  for (const leadIn of leadIns) {
    const rest = text.replace(leadIn, '').trim();
    if (rest !== '') text = rest;
  }
  return text;
}

/** By steps: one expression for all of it goes back for each sign of a fence, and for each character after it. */
function withoutFence(text: string): string {
  const fence = /^(?:`{3,}|~{3,})/.exec(text)?.[0];
  const start = text.indexOf('\n') + 1;
  if (fence === undefined || start === 0 || !text.endsWith(fence)) return text;
  return text.slice(fence.length, start).includes('`') ? text : text.slice(start, -fence.length).trim();
}

const quotePairs: readonly [open: string, close: string][] = [
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ['「', '」'],
  ['`', '`'],
];

/**
 * Quotes are round a prompt only when none stands inside of it: `"Open" sign, neon "bar"` keeps its own. Single ones
 * are as a rule apostrophes.
 */
function withoutQuotes(text: string): string {
  for (const [open, close] of quotePairs) {
    if (text.length < 3 || !text.startsWith(open) || !text.endsWith(close)) continue;
    const inside = text.slice(1, -1);
    if (!inside.includes(open) && !inside.includes(close)) return inside.trim();
  }
  return text;
}
