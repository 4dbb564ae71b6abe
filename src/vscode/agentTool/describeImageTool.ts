import {
  type CancellationToken,
  LanguageModelTextPart,
  type LanguageModelTool,
  type LanguageModelToolInvocationOptions,
  type LanguageModelToolInvocationPrepareOptions,
  LanguageModelToolResult,
  l10n,
  type PreparedToolInvocation,
} from 'vscode';
import { PromptError } from '../../core/promptError.ts';
import { currentHost } from '../engines/currentEngine.ts';
import { findPrompts } from '../findPrompts.ts';
import { sentenceOf } from '../messages/errorSentences.ts';
import { unlinked } from '../messages/messages.ts';
import type { Services } from '../services.ts';
import type { FileImage } from '../sources/fileImage.ts';
import { workspaceImage } from './workspaceImage.ts';

/**
 * Lets a coding agent ask for the prompt of a picture in the workspace, once the user has confirmed which picture goes
 * to which host. What the agent passes is not checked against the manifest's schema by VS Code.
 */
export class DescribeImageTool implements LanguageModelTool<unknown> {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  async prepareInvocation({
    input,
  }: LanguageModelToolInvocationPrepareOptions<unknown>): Promise<PreparedToolInvocation> {
    const { name } = await imageOf(input);
    return {
      invocationMessage: l10n.t('Generating prompt for {0}', unlinked(name)),
      confirmationMessages: {
        title: l10n.t('Generate Prompt'),
        message: l10n.t('Send {0} to {1} to generate its prompt?', unlinked(name), currentHost()),
      },
    };
  }

  /** Throws an Error whose sentence tells the agent what happened and what to do. */
  async invoke(
    { input }: LanguageModelToolInvocationOptions<unknown>,
    token: CancellationToken,
  ): Promise<LanguageModelToolResult> {
    const image = await imageOf(input);
    const cancellation = new AbortController();
    token.onCancellationRequested(() => cancellation.abort());
    const { prompts, failures, cancelled } = await findPrompts([image], this.#services, {
      signal: cancellation.signal,
      report() {},
      quietWhile: (asking) => asking(),
    }).catch((error) => {
      throw this.#told(error, image);
    });
    const [prompt] = prompts;
    if (prompt) return new LanguageModelToolResult([new LanguageModelTextPart(prompt.text)]);
    throw this.#told(cancelled ? new PromptError({ kind: 'cancelled' }) : failures[0]?.error, image);
  }

  /** An error as the agent is told of it, and the log, to which some sentences send. */
  #told(error: unknown, { name }: FileImage): Error {
    if (PromptError.problemOf(error)?.kind !== 'cancelled') this.#services.problems.logError(error, name);
    return new Error(sentenceOf(error, name), { cause: error });
  }
}

async function imageOf(input: unknown): Promise<FileImage> {
  const path = (input as { path?: unknown } | null)?.path;
  const image = typeof path === 'string' && path !== '' ? await workspaceImage(path) : undefined;
  if (image) return image;
  throw new Error(l10n.t('Pass the path of an image file in the workspace.'));
}
