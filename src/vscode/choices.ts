import { engineIds } from '../core/engine.ts';

// What a user chooses among in the settings, as the manifest offers it.

/** Which engine makes prompts. */
export const engineChoices = ['auto', ...engineIds] as const;
export type EngineChoice = (typeof engineChoices)[number];

/** What becomes of the prompt that a picture holds. */
export const embeddedPromptChoices = ['ask', 'prefer', 'ignore'] as const;
export type EmbeddedPromptChoice = (typeof embeddedPromptChoices)[number];

/** Where `generate` puts a prompt. */
export const destinationChoices = ['auto', 'ask', 'cursor', 'newDocument', 'clipboard', 'caption'] as const;
export type DestinationChoice = (typeof destinationChoices)[number];

/** What a picture becomes when it is pasted. */
export const pasteDefaults = ['vscode', 'prompt', 'imageWithAltText'] as const;
export type PasteDefault = (typeof pasteDefaults)[number];
