import type { LogOutputChannel, Memento } from 'vscode';
import type { Answers } from '../core/answers.ts';
import type { ImageConverter } from '../images/imageConverter.ts';
import type { HttpClient } from '../net/httpClient.ts';
import type { PromptHistory } from '../store/promptHistory.ts';
import type { StoredAnswers } from '../store/storedAnswers.ts';
import type { CaptionBatches } from './captions/captionBatches.ts';
import type { TargetEditor } from './destinations/targetEditor.ts';
import type { ApiKeys } from './keys/apiKeys.ts';
import type { ProblemReport } from './messages/problemReport.ts';

/** What lives as long as the extension runs, and prompts are made with; composition.ts makes each once. */
export interface Means {
  readonly apiKeys: ApiKeys;
  readonly http: HttpClient;
  readonly converter: ImageConverter;
  readonly answers: Answers;
  /** What `answers` keeps in files. */
  readonly storedAnswers: StoredAnswers;
  readonly history: PromptHistory;
  readonly targetEditor: TargetEditor;
  readonly problems: ProblemReport;
  readonly log: LogOutputChannel;
  /** What was chosen and found out, of all windows and workspaces; no keys, no pictures. */
  readonly memory: Memento;
}

/** All that lives as long as the extension runs. */
export interface Services extends Means {
  readonly captionBatches: CaptionBatches;
}
