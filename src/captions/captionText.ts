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
 * What a caption file is to hold, on one line, as trainers read it; undefined where it stays as it is. What is added to
 * a caption are only the tags that it lacks.
 */
export function captionAfter(
  existing: string,
  { prefix, text }: NewCaption,
  policy: ExistingCaptionPolicy,
): string | undefined {
  const old = plainText(existing);
  const trigger = plainText(prefix);
  const fresh = withoutTrigger(plainText(text), trigger);
  const captioned = !isBlank(old);
  if (captioned && policy === 'skip') return undefined;
  if (!captioned || policy === 'overwrite') return plainText(joined(prefix, fresh));

  const kept = withoutTrigger(old, trigger);
  const lacking = tagsOf(fresh).filter((tag) => !tagsOf(kept).some((other) => isSameTag(tag, other)));
  const all = policy === 'append' ? [kept, ...lacking] : [...lacking, kept];
  const after = plainText(joined(prefix, all.filter((part) => part !== '').join(', ')));
  return after === old ? undefined : after;
}

function tagsOf(caption: string): string[] {
  return modifiersOf(caption)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

/** Booru tags write underscores for spaces. */
function isSameTag(one: string, other: string): boolean {
  const plain = (tag: string) => tag.toLowerCase().replaceAll('_', ' ');
  return plain(one) === plain(other);
}

/** A caption without the trigger word, at its beginning or among its tags; where it has none, as it is. */
function withoutTrigger(caption: string, trigger: string): string {
  if (trigger === '') return caption;
  if (caption.toLowerCase().startsWith(trigger.toLowerCase())) {
    const rest = caption.slice(trigger.length);
    if (!/^[\p{L}\p{N}_]/u.test(rest)) return rest.replace(/^[\s,]+/, '');
  }
  const tags = tagsOf(caption);
  const rest = tags.filter((tag) => !isSameTag(tag, trigger));
  return rest.length === tags.length ? caption : rest.join(', ');
}
