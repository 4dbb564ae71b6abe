// The languages of documents, by VS Code's ids, that are alike wherever prompts and images are written.

/** Files that an agent follows: Markdown in which some signs do something. */
export const promptLanguages = ['prompt', 'instructions', 'chatagent', 'skill'] as const;

/** Those in which a prompt is what a writer may want of a picture. */
export const proseLanguages: readonly string[] = ['markdown', ...promptLanguages, 'plaintext'];
