// Vue, Angular, Handlebars, Jinja, Liquid; Jinja's statements; ERB and EJS; PHP; template strings and VS Code's variables.
const templateSigns = /\{\{|\{%|<%|<\?|\$\{/;

/** Whether a text holds what a template's engine puts something else in for, so that it means nothing by itself. */
export function isTemplate(text: string): boolean {
  return templateSigns.test(text);
}
