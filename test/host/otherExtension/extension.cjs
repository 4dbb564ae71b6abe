const { commands } = require('vscode');

/**
 * Any other extension in the same extension host, which uses the network as all of them do.
 * @param {import('vscode').ExtensionContext} context
 */
exports.activate = ({ subscriptions }) => {
  subscriptions.push(commands.registerCommand('test.other.fetch', fetched));
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
