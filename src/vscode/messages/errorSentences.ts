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
import { numberText, sentencesText } from './wording.ts';

/** One sentence, or two short ones, that say what happened to a picture and what to do. */
export function sentenceOf(error: unknown, imageName: string): string {
  const problem = PromptError.problemOf(error);
  switch (problem?.kind) {
    case undefined:
      return l10n.t('An unexpected error occurred with {0}. See the log for details.', imageName);
    case 'cancelled':
      return l10n.t('{0} was canceled.', imageName);
    case 'noKey':
      return l10n.t('{0} requires an API key. Set one and try again.', problem.host);
    case 'keyRefused':
      return withQuote(refusalSentence(problem.refused, problem.host), problem.message);
    case 'noBalance':
      return l10n.t('Your account at {0} has no balance left. Top up and try again.', problem.host);
    case 'rateLimited':
      return problem.retryAfterSeconds === undefined
        ? l10n.t('Too many requests to {0}. Wait a minute and try again.', problem.host)
        : l10n.t('Too many requests to {0}. Try again in {1} s.', problem.host, problem.retryAfterSeconds);
    case 'imageRefused':
      return withQuote(
        l10n.t('{0} rejected {1}. Select another image.', problem.host, imageName),
        problem.message,
      );
    case 'imageUnreadable':
      return imageSentence(problem.flaw, imageName);
    case 'serviceGone':
      return goneSentence(problem.gone, problem.host);
    case 'serviceFailing':
      return withQuote(
        problem.status === undefined
          ? l10n.t('{0} returned an error. Try again later.', problem.host)
          : l10n.t('{0} returned an error (HTTP {1}). Try again later.', problem.host, problem.status),
        problem.message,
      );
    case 'unreachable':
      return obstacleSentence(problem.obstacle, problem.host);
    case 'timedOut':
      return l10n.t(
        "{0} didn't respond within {1} s. Try again, or increase the timeout in settings.",
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
      return l10n.t('{0} rejected the API key. Set another key and try again.', host);
    case 'account':
      return l10n.t(
        "Your account at {0} doesn't allow this. Check your account, or set another API key.",
        host,
      );
    case 'consent':
      return l10n.t("Image to Prompt isn't allowed to use {0}. Try again and allow access.", host);
    case 'plan':
      return l10n.t(
        "{0} isn't accepting your requests now. Check your plan with its provider, or select another engine.",
        host,
      );
  }
}

type Gone = Extract<Problem, { kind: 'serviceGone' }>['gone'];

function goneSentence(gone: Gone, host: string): string {
  switch (gone) {
    case 'api':
      return l10n.t('{0} no longer offers Image to Prompt. Select another engine.', host);
    case 'address':
      return l10n.t('{0} offers no API at this address. Check the address in settings.', host);
    case 'model':
      return l10n.t("The selected model isn't available ({0}). Select another one.", host);
    case 'sight':
      return l10n.t("{0} doesn't accept images. Select another model.", host);
  }
}

function imageSentence(flaw: ImageFlaw, name: string): string {
  switch (flaw.is) {
    case 'missing':
      return l10n.t('{0} no longer exists. It may have been moved, renamed, or deleted.', name);
    case 'folder':
      return l10n.t('{0} is a folder. Select an image.', name);
    case 'forbidden':
      return l10n.t("You don't have permission to read {0}. Check its permissions.", name);
    case 'notAFile':
      return l10n.t("{0} isn't a file. Save the image as a file first.", name);
    case 'empty':
      return l10n.t('{0} is an empty file. Select another image.', name);
    case 'notAnImage':
      return l10n.t("{0} isn't an image. Select a PNG, JPEG, WebP, or other image file.", name);
    case 'unreadable':
      return l10n.t("Couldn't read {0}. See the log for details.", name);
    case 'format':
      return l10n.t(
        "The format of {0} isn't supported ({1}). Export it as PNG or JPEG first.",
        name,
        flaw.format,
      );
    case 'damaged':
      return l10n.t('{0} is damaged or incomplete. Open it in an image editor and save it again.', name);
    case 'tooManyBytes':
      return l10n.t(
        '{0} is {1} MB, but the limit is {2} MB. Make it smaller first.',
        name,
        numberText(Math.ceil(flaw.bytes / 100_000) / 10),
        numberText(flaw.maxBytes / 1_000_000),
      );
    case 'tooManyPixels':
      return l10n.t(
        '{0} has {1} megapixels, but the limit is {2}. Make it smaller, or raise the limit in settings.',
        name,
        numberText(Math.ceil(flaw.megapixels)),
        numberText(flaw.maxMegapixels),
      );
    case 'tooMuchMemory':
      return l10n.t(
        '{0} needs more than {1} MB of memory to read. Make it smaller first.',
        name,
        numberText(flaw.maxBytes / 1_000_000),
      );
    case 'tooSlow':
      return l10n.t(
        '{0} takes longer than {1} s to read. Simplify it or make it smaller first.',
        name,
        flaw.maxSeconds,
      );
    case 'notDownloaded':
      return downloadSentence(flaw.why, flaw.host, name);
    case 'noConverter':
      return l10n.t(
        "{0} must be converted first, but the converter couldn't be started. Save the image as PNG or JPEG of at most 2048 x 2048 pixels, or see the log for details.",
        name,
      );
  }
}

function obstacleSentence(obstacle: Obstacle, host: string): string {
  switch (obstacle) {
    case 'nameUnknown':
      return l10n.t("Couldn't find {0}. Check your network connection and the address in settings.", host);
    case 'connectionRefused':
      return l10n.t(
        '{0} refused the connection. Check that the server is running and that its address is correct.',
        host,
      );
    case 'connectionLost':
      return l10n.t('The connection to {0} was lost. Try again.', host);
    case 'certificate':
      return l10n.t(
        "The certificate of {0} isn't trusted, so nothing was sent. Check the address in settings and your network connection.",
        host,
      );
    case 'proxy':
      return l10n.t(
        "Couldn't reach {0} through the proxy. Check the proxy and its password in the setting http.proxy.",
        host,
      );
    case 'notHttps':
      return l10n.t(
        "{0} doesn't support HTTPS. Check whether its address should start with http instead.",
        host,
      );
    case 'network':
      return l10n.t("Couldn't reach {0}. Check your network connection and try again.", host);
    case 'addressInvalid':
      return l10n.t("This isn't a valid service address. Use one such as https://api.novita.ai.");
    case 'addressInsecure':
      return l10n.t("The address of {0} uses HTTP, which isn't encrypted. Use HTTPS instead.", host);
    case 'addressWithCredentials':
      return l10n.t(
        'The address of {0} contains a username or password. Remove it and set an API key instead.',
        host,
      );
  }
}

function storageSentence(flaw: StorageFlaw): string {
  switch (flaw.is) {
    case 'keys':
      return l10n.t(
        "VS Code couldn't access its secret storage, where the API key is kept. See the log for details.",
      );
    case 'batchRecord':
      return l10n.t(
        "Couldn't read or write the captioning record, so captions can't be undone or continued. See the log for details.",
      );
    case 'readOnly':
      return l10n.t(
        "You don't have permission to write {0}. Check the permissions of its folder and try again.",
        flaw.file,
      );
    case 'full':
      return l10n.t("Couldn't write {0} because the disk is full. Free up space and try again.", flaw.file);
    case 'unwritable':
      return l10n.t("Couldn't read or write {0}. See the log for details.", flaw.file);
    case 'changed':
      return l10n.t('{0} was changed in the meantime and was left as is. Try again.', flaw.file);
    case 'notText':
      return l10n.t(
        "{0} isn't UTF-8 text, so nothing was added to it. Save it as UTF-8 and try again.",
        flaw.file,
      );
    case 'tooLong':
      return l10n.t(
        '{0} is too long for a caption, so nothing was added to it. Shorten it and try again.',
        flaw.file,
      );
    case 'nothingLeft':
      return l10n.t(
        'Nothing was written to {0} because every word of the prompt is excluded. Change the setting img2prompt.excludeWords and try again.',
        flaw.file,
      );
  }
}

function answerSentence(flaw: AnswerFlaw, host: string): string {
  switch (flaw) {
    case 'notJson':
      return l10n.t('{0} returned something other than a prompt. Check the address in settings.', host);
    case 'noPrompt':
      return l10n.t('{0} returned no prompt. Try again.', host);
    case 'tooLong':
      return l10n.t('{0} returned far more than a prompt. Check the address in settings.', host);
    case 'redirect':
      return l10n.t(
        "{0} redirects to another address, which isn't followed. Check the address in settings.",
        host,
      );
  }
}

/** Adds a server's own words, which are plain text by now. */
function withQuote(sentence: string, message: string): string {
  return message === '' ? sentence : sentencesText([sentence, l10n.t('Response: "{0}"', message)]);
}
