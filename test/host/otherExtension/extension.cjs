const { CancellationTokenSource, commands, lm, window } = require('vscode');
const { models, provider, takeRequests } = require('./models.cjs');

/**
 * Any other extension in the same extension host, which uses the network as all of them do, and offers models.
 * @param {import('vscode').ExtensionContext} context
 */
exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    commands.registerCommand('test.other.fetch', fetched),
    commands.registerCommand('test.other.modelRequests', takeRequests),
    commands.registerCommand('test.other.removeModel', (id) => models.delete(id)),
    commands.registerCommand('test.other.describeCastle', describeCastle),
    lm.registerLanguageModelChatProvider('test-models', provider),
  );
};

/**
 * @param {string} url
 * @param {RequestInit} [init]
 */
async function fetched(url, init) {
  try {
    const answer = await fetch(url, init);
    return { status: answer.status, headers: [...answer.headers.keys()], body: await answer.text() };
  } catch (error) {
    return { error: error instanceof TypeError ? Reflect.get(Object(error.cause), 'code') : String(error) };
  }
}

/** Uses our tool as an agent does, and shows what it gets. */
async function describeCastle() {
  const options = { input: { path: 'castle.png' }, toolInvocationToken: undefined };
  const { token } = new CancellationTokenSource();
  const answer = await Promise.resolve(lm.invokeTool('img2prompt_describe', options, token)).then(
    ({ content }) => content.map((part) => Reflect.get(Object(part), 'value')).join(''),
    (error) => `refused: ${error.name}`,
  );
  void window.showInformationMessage(`The agent got: ${answer}`);
}
