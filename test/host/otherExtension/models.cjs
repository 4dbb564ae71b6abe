const { LanguageModelError, LanguageModelTextPart } = require('vscode');

/**
 * What each model does with a picture, by its id: the parts of its answer, or the error it throws.
 * @type {[string, readonly string[] | Error][]}
 */
const answers = [
  ['sees', ['Here is the prompt:\n\na tower, ', 'sunset, sunset']],
  ['blind', new Error('This model does not support image input.')],
  ['busy', new Error('Quota exceeded for this month.')],
  ['blocked', LanguageModelError.Blocked('Not now.')],
  ['silent', []],
  ['broken', new Error('It fell over.')],
  ['endless', ['never ']],
];
const models = new Map(answers);

/** @type {{ model: string, parts: object[] }[]} */
let requests = [];

/** The requests since this was last asked. */
function takeRequests() {
  const taken = requests;
  requests = [];
  return taken;
}

/** @type {import('vscode').LanguageModelChatProvider} */
const provider = {
  provideLanguageModelChatInformation: () =>
    ['says-it-is-blind', ...models.keys()].map((id) => ({
      id,
      name: `Test ${id}`,
      family: id,
      version: '1',
      maxInputTokens: 10_000,
      maxOutputTokens: 10_000,
      capabilities: { imageInput: id !== 'says-it-is-blind' },
    })),
  async provideLanguageModelChatResponse({ id }, messages, _options, progress, token) {
    const parts = messages.flatMap(({ content }) => content).map(plainPart);
    requests.push({ model: id, parts });
    const answer = models.get(id) ?? LanguageModelError.NotFound();
    if (answer instanceof Error) throw answer;
    for (const text of answer) progress.report(new LanguageModelTextPart(text));
    if (id === 'endless') await new Promise((resolve) => token.onCancellationRequested(resolve));
  },
  provideTokenCount: async () => 1,
};

/**
 * What crosses to the test: a text, or a picture's type and bytes.
 * @param {any} part
 */
function plainPart(part) {
  if (part instanceof LanguageModelTextPart) return { text: part.value };
  return { mimeType: part.mimeType, base64: Buffer.from(part.data).toString('base64') };
}

module.exports = { models, provider, takeRequests };
