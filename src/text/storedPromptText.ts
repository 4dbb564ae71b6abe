/** What a picture holds of its making. */
interface StoredParts {
  readonly generator: string;
  readonly prompt: string;
  readonly negativePrompt: string | undefined;
  readonly settings: readonly (readonly [name: string, value: string])[];
  readonly raw: string;
}

/** The headings of those parts, in the user's language. */
type Headings = Readonly<Record<'prompt' | 'negativePrompt' | 'settings' | 'raw', string>>;

/** A plain text that shows all that a picture holds of its making; parts that it lacks are left out. */
export function storedPromptText(imageName: string, stored: StoredParts, headings: Headings): string {
  const { generator, prompt, negativePrompt, settings, raw } = stored;
  const sections = [
    [headings.prompt, prompt],
    [headings.negativePrompt, negativePrompt ?? ''],
    [headings.settings, settings.map(([name, value]) => `${name}: ${value}`).join('\n')],
    [headings.raw, raw],
  ].filter(([, text]) => text !== '');
  const body = sections.map(([heading, text]) => `${heading}\n\n${text}\n`).join('\n');
  return `${imageName} (${generator})\n\n${body}`;
}
