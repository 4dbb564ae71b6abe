import { type ConfigurationScope, ConfigurationTarget, Disposable, Uri, workspace } from 'vscode';

/** What VS Code said since something changed; undefined as long as nobody follows changes. */
let known: Map<string, unknown> | undefined;

/**
 * The value of a setting for a scope, as VS Code has it now. VS Code puts all of its settings together for each question,
 * which thousands of pictures would feel, so while changes are followed an answer holds until a setting changes.
 */
export function settingValue(section: string, name: string, scope?: ConfigurationScope): unknown {
  const ask = () => workspace.getConfiguration(section, scope).get<unknown>(name);
  if (known === undefined) return ask();
  const key = JSON.stringify([section, name, placeOf(scope)]);
  if (!known.has(key)) known.set(key, ask());
  return known.get(key);
}

/** Writes one of our settings for the user; undefined takes it away. */
export async function keepSetting(name: string, value: string | undefined): Promise<void> {
  await workspace.getConfiguration('img2prompt').update(name, value, ConfigurationTarget.Global);
}

/** Follows changes of settings, until it is disposed of. */
export function followSettings(): Disposable {
  const followed = new Map<string, unknown>();
  const forget = () => followed.clear();
  known = followed;
  return Disposable.from(
    workspace.onDidChangeConfiguration(forget),
    workspace.onDidChangeWorkspaceFolders(forget),
    {
      dispose() {
        known = undefined;
      },
    },
  );
}

/** What a setting can depend on: the folder of the workspace that a file is in, and the language. */
function placeOf(scope: ConfigurationScope | undefined): string[] {
  const uri = scope instanceof Uri ? scope : scope && 'uri' in scope ? scope.uri : undefined;
  const languageId = scope && 'languageId' in scope ? scope.languageId : undefined;
  const folder = uri && workspace.getWorkspaceFolder(uri)?.uri.toString();
  return [folder ?? '', languageId ?? ''];
}
