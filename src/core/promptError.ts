/**
 * What can keep a picture from becoming a prompt: one kind for each thing a user can do about it. The facts beside
 * the kind are what the sentence shown to the user needs; they never hold a key or a picture's bytes.
 */
export type Problem =
  | { kind: 'cancelled' }
  | { kind: 'noKey'; host: string }
  | { kind: 'keyRefused'; host: string; refused: 'key' | 'account' | 'consent' | 'plan'; message: string }
  | { kind: 'noBalance'; host: string }
  | { kind: 'rateLimited'; host: string; retryAfterSeconds: number | undefined }
  | { kind: 'imageRefused'; host: string; message: string }
  | { kind: 'imageUnreadable'; flaw: ImageFlaw }
  | { kind: 'serviceGone'; host: string; gone: 'api' | 'address' | 'model' | 'sight' }
  | { kind: 'serviceFailing'; host: string; status: number | undefined; message: string }
  | { kind: 'unreachable'; host: string; obstacle: Obstacle }
  | { kind: 'timedOut'; host: string; timeoutSeconds: number }
  | { kind: 'answerUnusable'; host: string; flaw: AnswerFlaw }
  | { kind: 'storageFailed'; flaw: StorageFlaw };

/** What is wrong with a picture that never left this machine. */
export type ImageFlaw =
  | { is: 'missing' | 'folder' | 'forbidden' | 'notAFile' | 'empty' | 'notAnImage' | 'unreadable' }
  | { is: 'damaged' }
  | { is: 'format'; format: string }
  | { is: 'tooManyBytes'; bytes: number; maxBytes: number }
  | { is: 'tooManyPixels'; megapixels: number; maxMegapixels: number }
  | { is: 'tooMuchMemory'; maxBytes: number }
  | { is: 'tooSlow'; maxSeconds: number }
  /** A picture of the web: `address` is where the document says it is, `host` who did not give it. */
  | { is: 'notDownloaded'; host: string; address: string; why: DownloadFlaw }
  /** It would have to be converted first, and the process that does that cannot be started. */
  | { is: 'noConverter' };

/** What could not be kept, or read where it is kept. `file` is the name of one, for people to read. */
export type StorageFlaw =
  | { is: 'keys' }
  /** The record of a run of captions. */
  | { is: 'batchRecord' }
  /** A caption: its folder takes no files, the disk is full, or whatever else the file system says, ... */
  | { is: 'readOnly' | 'full' | 'unwritable'; file: string }
  /** ... it was changed meanwhile, is no text that could be added to, or too long for it, ... */
  | { is: 'changed' | 'notText' | 'tooLong'; file: string }
  /** ... or nothing of the prompt is left to write. */
  | { is: 'nothingLeft'; file: string };

/** Why a picture of the web did not arrive. */
export type DownloadFlaw =
  | { was: 'missing' | 'refused' | 'failing'; status: number }
  | { was: 'redirected' | 'notAnImage' }
  | { was: 'tooLarge'; maxBytes: number }
  | { was: 'unreachable'; obstacle: Obstacle }
  | { was: 'timedOut'; timeoutSeconds: number };

/** What stood between this machine and the service; the last three are flaws of the address in the settings. */
export type Obstacle =
  | 'nameUnknown'
  | 'connectionRefused'
  | 'connectionLost'
  | 'certificate'
  | 'notHttps'
  | 'proxy'
  | 'network'
  | 'addressInvalid'
  | 'addressInsecure'
  | 'addressWithCredentials';

/** Why an answer that arrived holds no prompt. */
export type AnswerFlaw = 'notJson' | 'noPrompt' | 'tooLong' | 'redirect';

export type PromptErrorKind = Problem['kind'];

/** The one error that the way from a picture to a prompt throws on purpose. */
export class PromptError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.kind, options);
    this.name = 'PromptError';
    this.problem = problem;
  }

  /** The problem an error stands for; undefined for an error that nobody foresaw. */
  static problemOf(error: unknown): Problem | undefined {
    return error instanceof PromptError ? error.problem : undefined;
  }
}
