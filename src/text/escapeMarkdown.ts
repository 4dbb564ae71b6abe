/** File names and error sentences are text, whatever they look like. */
export function escapeMarkdown(text: string): string {
  return text.replace(/^#|[\\`*_[\]<>|~&!]/g, '\\$&');
}
