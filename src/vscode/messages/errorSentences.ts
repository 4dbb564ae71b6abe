import { l10n } from 'vscode';
import {
  type AnswerFlaw,
  type ImageFlaw,
  type Obstacle,
  type Problem,
  PromptError,
  type StorageFlaw,
} from '../../core/promptError.ts';
import { downloadSentence } from './downloadSentences.ts';
import { numberText } from './wording.ts';

/** One sentence, or two short ones, that say what happened to a picture and what to do. */
export function sentenceOf(error: unknown, imageName: string): string {
  const problem = PromptError.problemOf(error);
  switch (problem?.kind) {
    case undefined:
      return l10n.t('Something unexpected went wrong with {0}. The log has the details.', imageName);
    case 'cancelled':
      return l10n.t('{0} was cancelled.', imageName);
    case 'noKey':
      return l10n.t('{0} wants an API key. Set one and try again.', problem.host);
    case 'keyRefused':
      return withQuote(refusalSentence(problem.refused, problem.host), problem.message);
    case 'noBalance':
      return l10n.t('The account at {0} has no balance left. Top it up and try again.', problem.host);
    case 'rateLimited':
      return problem.retryAfterSeconds === undefined
        ? l10n.t('{0} gets more requests than it allows. Wait a minute and try again.', problem.host)
        : l10n.t(
            '{0} gets more requests than it allows. Try again in {1} s.',
            problem.host,
            problem.retryAfterSeconds,
          );
    case 'imageRefused':
      return withQuote(
        l10n.t('{0} refused {1}. Try another picture.', problem.host, imageName),
        problem.message,
      );
    case 'imageUnreadable':
      return imageSentence(problem.flaw, imageName);
    case 'serviceGone':
      return goneSentence(problem.gone, problem.host);
    case 'serviceFailing':
      return withQuote(
        problem.status === undefined
          ? l10n.t('{0} failed. Try again later.', problem.host)
          : l10n.t('{0} failed (HTTP {1}). Try again later.', problem.host, problem.status),
        problem.message,
      );
    case 'unreachable':
      return obstacleSentence(problem.obstacle, problem.host);
    case 'timedOut':
      return l10n.t(
        '{0} did not answer within {1} s. Try again, or allow it more time.',
        problem.host,
        problem.timeoutSeconds,
      );
    case 'answerUnusable':
      return answerSentence(problem.flaw, problem.host);
    case 'storageFailed':
      return storageSentence(problem.flaw);
  }
}

type Refused = Extract<Problem, { kind: 'keyRefused' }>['refused'];

function refusalSentence(refused: Refused, host: string): string {
  switch (refused) {
    case 'key':
      return l10n.t('{0} refused the API key. Set another and try again.', host);
    case 'account':
      return l10n.t('{0} does not let the account of this API key do that. Check the account.', host);
    case 'consent':
      return l10n.t('You have not allowed Image to Prompt to use {0}. Try again and allow it.', host);
    case 'plan':
      return l10n.t('{0} takes no requests from you now. Check your plan with its provider.', host);
  }
}

type Gone = Extract<Problem, { kind: 'serviceGone' }>['gone'];

function goneSentence(gone: Gone, host: string): string {
  switch (gone) {
    case 'api':
      return l10n.t('{0} no longer offers Image to Prompt. Select another engine.', host);
    case 'address':
      return l10n.t('{0} offers nothing at this address. Check it in the settings.', host);
    case 'model':
      return l10n.t('{0} does not know that model (any more). Select another.', host);
    case 'sight':
      return l10n.t('{0} does not look at pictures. Select another model.', host);
  }
}

function imageSentence(flaw: ImageFlaw, name: string): string {
  switch (flaw.is) {
    case 'missing':
      return l10n.t('{0} is not there any more: it was moved, renamed or deleted.', name);
    case 'folder':
      return l10n.t('{0} is a folder. Choose a picture.', name);
    case 'forbidden':
      return l10n.t('{0} may not be read. Check its permissions.', name);
    case 'notAFile':
      return l10n.t('{0} is not a file. Download the picture first.', name);
    case 'empty':
      return l10n.t('{0} is empty.', name);
    case 'notAnImage':
      return l10n.t('{0} is not a picture. Choose a PNG, JPEG, WebP or other picture file.', name);
    case 'unreadable':
      return l10n.t('{0} could not be read. The log has the details.', name);
    case 'format':
      return l10n.t(
        '{0} is a {1} file, which cannot be read here. Export it as PNG or JPEG first.',
        name,
        flaw.format,
      );
    case 'damaged':
      return l10n.t('{0} is damaged or cut off. Open it in an image editor and save it again.', name);
    case 'tooManyBytes':
      return l10n.t(
        '{0} has {1} MB. At most {2} MB are read: make it smaller first.',
        name,
        numberText(Math.ceil(flaw.bytes / 100_000) / 10),
        numberText(flaw.maxBytes / 1_000_000),
      );
    case 'tooManyPixels':
      return l10n.t(
        '{0} has {1} megapixels. The limit is {2}: make it smaller, or raise the limit in the settings.',
        name,
        numberText(Math.ceil(flaw.megapixels)),
        numberText(flaw.maxMegapixels),
      );
    case 'tooMuchMemory':
      return l10n.t(
        '{0} takes more than {1} MB of memory to read. Make it smaller first.',
        name,
        numberText(flaw.maxBytes / 1_000_000),
      );
    case 'tooSlow':
      return l10n.t('{0} takes longer than {1} s to read. Make it simpler first.', name, flaw.maxSeconds);
    case 'notDownloaded':
      return downloadSentence(flaw.why, flaw.host, name);
    case 'noConverter':
      return l10n.t(
        '{0} has to be converted, and the process for that could not be started. Save it as PNG or JPEG of at most 2048 x 2048 pixels. The log has the details.',
        name,
      );
  }
}

function obstacleSentence(obstacle: Obstacle, host: string): string {
  switch (obstacle) {
    case 'nameUnknown':
      return l10n.t('{0} was not found. Check the network and the address in the settings.', host);
    case 'connectionRefused':
      return l10n.t('Nothing answers at {0}. Is the server running, and the address right?', host);
    case 'connectionLost':
      return l10n.t('The connection to {0} broke off. Try again.', host);
    case 'certificate':
      return l10n.t(
        'The certificate of {0} is not trusted, so nothing was sent. Check the address and the network.',
        host,
      );
    case 'proxy':
      return l10n.t(
        '{0} could not be reached through the proxy. Check the proxy and its password in the setting http.proxy.',
        host,
      );
    case 'notHttps':
      return l10n.t('{0} does not speak https. Should its address begin with http?', host);
    case 'network':
      return l10n.t('{0} could not be reached. Check the network and try again.', host);
    case 'addressInvalid':
      return l10n.t('That is not the address of a service. Set one such as https://api.novita.ai.');
    case 'addressInsecure':
      return l10n.t('{0} would be reached by http, which anybody on the way can read. Use https.', host);
    case 'addressWithCredentials':
      return l10n.t('The address of {0} holds a user name or password. Remove it and set an API key.', host);
  }
}

function storageSentence(flaw: StorageFlaw): string {
  switch (flaw.is) {
    case 'keys':
      return l10n.t('VS Code could not reach its secret storage, where the API key is kept. See the log.');
    case 'batchRecord':
      return l10n.t(
        'The record of the captions could not be read or written, so they cannot be taken back or gone on with.',
      );
    case 'readOnly':
      return l10n.t('{0} may not be written. Check the permissions of its folder.', flaw.file);
    case 'full':
      return l10n.t('{0} could not be written: the disk is full. Make room and try again.', flaw.file);
    case 'unwritable':
      return l10n.t('{0} could not be read or written. The log has the details.', flaw.file);
    case 'changed':
      return l10n.t('{0} was changed meanwhile and stays as it is. Try again.', flaw.file);
    case 'notText':
      return l10n.t(
        '{0} is no text in UTF-8, so nothing can be added to it. Save it as UTF-8 first.',
        flaw.file,
      );
    case 'tooLong':
      return l10n.t('{0} is too long for a caption, so nothing is added to it.', flaw.file);
    case 'nothingLeft':
      return l10n.t(
        'Nothing of the prompt is left to write into {0}. Check the excluded words in the settings.',
        flaw.file,
      );
  }
}

function answerSentence(flaw: AnswerFlaw, host: string): string {
  switch (flaw) {
    case 'notJson':
      return l10n.t(
        '{0} answered with something else than a prompt. Check the address in the settings.',
        host,
      );
    case 'noPrompt':
      return l10n.t('{0} answered without a prompt. Try again.', host);
    case 'tooLong':
      return l10n.t('{0} answered with far more than a prompt. Check the address in the settings.', host);
    case 'redirect':
      return l10n.t(
        '{0} points to another address, which is never followed. Check the address in the settings.',
        host,
      );
  }
}

/** Adds a server's own words, which are plain text by now. */
function withQuote(sentence: string, message: string): string {
  return message === '' ? sentence : l10n.t('{0} It says: "{1}"', sentence, message);
}
