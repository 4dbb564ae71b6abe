import type { Memento, QuickPickItem } from 'vscode';
import type { Engine } from '../../core/engine.ts';
import type { Probe } from '../../engines/connection.ts';
import type { Service } from '../../engines/service.ts';
import type { WhileAsking } from '../messages/delayedProgress.ts';

/** What is to be known of a value of the setting `img2prompt.engine`; `engineKinds` has one for each. */
export interface EngineKind {
  /** How the history calls it; missing where others answer for it. */
  name?(): string;
  /** Where its service is; missing where VS Code reaches the model. */
  readonly address?: AddressInSettings;
  /** The ways to it that are there now, for the user to choose from. */
  ways(memory: Memento): Way[] | Promise<Way[]>;
  /** Makes the engine as the settings want it now. Throws as `currentEngine` does. */
  make(means: EngineMeans): Promise<CurrentEngine>;
}

export interface AddressInSettings {
  /** The setting, without `img2prompt.`. */
  readonly setting: string;
  /** What it says now, as written; not yet an address. */
  value(): string;
}

/** A way to prompts: its host, and what it costs in money and privacy. */
export interface Way extends QuickPickItem {
  readonly description: string;
  /** Whether the settings say it. */
  readonly isCurrent: boolean;
  /** Asks what else there is to say, and keeps it. Throws a PromptError `cancelled` when the user does not say. */
  setUp(): Promise<unknown>;
}

/** What engines are made with. */
interface EngineMeans {
  /** The service at an address as written, once it may be used. Throws as `currentEngine` does. */
  serviceAt(baseUrl: string): Promise<Service>;
  readonly memory: Memento;
  readonly whileAsking: WhileAsking;
}

/** The engine that the settings ask for. */
export interface CurrentEngine {
  readonly engine: Engine;
  /** The service whose key it uses; missing for a model of VS Code, which needs none of ours. */
  readonly reached?: ReachedService;
}

interface ReachedService {
  readonly service: Service;
  /** Where its vision models are; missing where it uses none. */
  readonly visionService?: Service;
  readonly probe: Probe;
}
