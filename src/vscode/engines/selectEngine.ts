import { l10n, type Memento, window, workspace } from 'vscode';
import { PromptError } from '../../core/promptError.ts';
import { novita } from '../../engines/novita.ts';
import { keepSetting } from '../configuration.ts';
import type { Services } from '../services.ts';
import type { Way } from './engineKind.ts';
import { engineKinds } from './engineKinds.ts';

/** Lets the user choose where prompts come from. Throws a PromptError `cancelled` when they do not. */
export async function selectEngine(memory: Memento): Promise<void> {
  const ways = await waysToPrompts(memory);
  const current = ways
    .filter(({ isCurrent }) => isCurrent)
    .map((way) => ({ ...way, description: l10n.t('{0} (current)', way.description) }));
  await chooseAmong([...current, ...ways.filter(({ isCurrent }) => !isCurrent)]);
}

/** Lets the user choose where there is neither a key nor a setting to say it: at the first command, as a rule. */
export async function offerEngines({ apiKeys, memory }: Pick<Services, 'apiKeys' | 'memory'>): Promise<void> {
  const configuration = workspace.getConfiguration('img2prompt');
  const addresses = Object.values(engineKinds).flatMap(({ address }) => address?.setting ?? []);
  const isSet = ['engine', ...addresses].some(
    (name) => configuration.inspect(name)?.globalValue !== undefined,
  );
  if (isSet || (await apiKeys.get(novita.origin)) !== undefined) return;
  await chooseAmong(await waysToPrompts(memory));
}

/** A way, and the value of the setting `img2prompt.engine` that it is of. */
interface WayOfEngine extends Way {
  readonly engine: string;
}

async function waysToPrompts(memory: Memento): Promise<WayOfEngine[]> {
  const ways = Object.entries(engineKinds).map(async ([engine, kind]) =>
    (await kind.ways(memory)).map((way) => ({ ...way, engine })),
  );
  return (await Promise.all(ways)).flat();
}

async function chooseAmong(ways: readonly WayOfEngine[]): Promise<void> {
  const way = await window.showQuickPick(ways, {
    title: l10n.t('Where should prompts come from?'),
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  if (way === undefined) throw new PromptError({ kind: 'cancelled' });
  await way.setUp();
  await keepSetting('engine', way.engine);
}
