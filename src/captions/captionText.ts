import { modifiersOf } from '../core/modifiers.ts';
import { plainText } from '../core/plainText.ts';
import { joined } from '../text/composed.ts';

/** What becomes of a caption that is there already. */
export const existingCaptionPolicies = ['skip', 'overwrite', 'append', 'prepend'] as const;
export type ExistingCaptionPolicy = (typeof existingCaptionPolicies)[number];

/** A caption that is new. */
export interface NewCaption {
  /** The trigger word, which comes first in every caption; may be empty. */
  readonly prefix: string;
  readonly text: string;
}

/** Whether a caption file holds nothing: trainers take white space for no caption. */
export function isBlank(caption: string): boolean {
  return caption.trim() === '';
}

/**
 * What a caption file is to hold, on one line, as trainers read it; undefined where it stays as it is, empty where there
 * is nothing to write. What is added to a caption are only the tags that it lacks.
 */
export function captionAfter(
  existing: string,
  { prefix, text }: NewCaption,
  policy: ExistingCaptionPolicy,
): string | undefined {
  const old = plainText(existing);
  const fresh = plainText(text);
  const captioned = !isBlank(old);
  if (captioned && policy === 'skip') return undefined;
  if (!captioned || policy === 'overwrite') return afterTrigger(fresh, prefix);

  const trigger = plainText(prefix);
  const kept = withoutTrigger(old, trigger);
  const held = [old, kept, behindTrigger(old, trigger) ?? ''].join();
  const lacking = lackingTags(held, withoutTrigger(fresh, trigger));
  const after =
    policy === 'prepend' && lacking.length > 0
      ? plainText(joined(prefix, listed([...lacking, kept])))
      : afterTrigger(listed([old, ...lacking]), prefix);
  return after === old ? undefined : after;
}

function tagsOf(caption: string): string[] {
  return modifiersOf(caption)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

/** One list of several; a comma that one of them ends in is not doubled. */
function listed([first = '', ...others]: readonly string[]): string {
  const lists = others.length === 0 ? [first] : [first.replace(/(?<![\s,])[\s,]+$/, ''), ...others];
  return lists.filter((list) => list !== '').join(', ');
}

/**
 * The tags that a caption lacks, each once. They are looked for in its text: added to what has an open bracket, as the
 * face `:(`, they may be no tags of their own any more.
 */
function lackingTags(caption: string, tags: string): string[] {
  let held = `,${sameAs(caption)},`;
  return tagsOf(tags).filter((tag) => {
    const sought = `${sameAs(tag)},`;
    const lacks = !held.includes(`,${sought}`);
    if (lacks) held += sought;
    return lacks;
  });
}

/** What is equal for tags that count as the same: booru tags write underscores for spaces. */
function sameAs(tags: string): string {
  const parts = tags.toLowerCase().split(',');
  return parts
    .map((part) => part.trim().replaceAll(/[\s_]+/g, ' '))
    .filter((part) => part !== '')
    .join(',');
}

/** A caption that begins with the trigger word, as it may do already. */
function afterTrigger(caption: string, prefix: string): string {
  const trigger = plainText(prefix);
  const begins = behindTrigger(caption, trigger) !== undefined;
  return begins ? caption : plainText(joined(prefix, withoutTrigger(caption, trigger)));
}

/** What follows the trigger word, be it a sign right behind it; undefined where a caption does not begin with it. */
function behindTrigger(caption: string, trigger: string): string | undefined {
  const rest = caption.slice(trigger.length);
  const begins = caption.startsWith(trigger) && !(endsInWord.test(trigger) && beginsInWord.test(rest));
  return begins ? rest : undefined;
}

const endsInWord = /[\p{L}\p{M}\p{N}_]$/u;
const beginsInWord = /^[\p{L}\p{M}\p{N}_]/u;

/** A caption without the trigger word, at its beginning or among its tags; where it has none, as it is. */
function withoutTrigger(caption: string, trigger: string): string {
  if (trigger === '') return caption;
  const [beginning, rest] = [caption.slice(0, trigger.length), caption.slice(trigger.length)];
  if (sameAs(beginning) === sameAs(trigger) && /^[\s,]|^$/.test(rest)) return rest.replace(/^[\s,]+/, '');
  const triggers = new Set(tagsOf(trigger).map(sameAs));
  const tags = tagsOf(caption);
  const others = tags.filter((tag) => !triggers.has(sameAs(tag)));
  return others.length === tags.length ? caption : others.join(', ');
}
