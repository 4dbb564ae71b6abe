import { type ConfigurationScope, Disposable, Uri, workspace } from 'vscode';

const known = new Map<string, unknown>();

/**
 * The value of a setting for a scope, as VS Code has it now. VS Code puts all of its settings together for each question,
 * which thousands of pictures would feel, so an answer holds until a setting changes.
 */
export function settingValue(section: string, name: string, scope?: ConfigurationScope): unknown {
  const key = JSON.stringify([section, name, placeOf(scope)]);
  if (!known.has(key)) known.set(key, workspace.getConfiguration(section, scope).get<unknown>(name));
  return known.get(key);
}

/** Has changes of settings count; without it what was asked for once would hold for ever. */
export function followSettings(): Disposable {
  const forget = () => known.clear();
  return Disposable.from(
    workspace.onDidChangeConfiguration(forget),
    workspace.onDidChangeWorkspaceFolders(forget),
    { dispose: forget },
  );
}

/** What a setting can depend on: the folder of the workspace that a file is in, and the language. */
function placeOf(scope: ConfigurationScope | undefined): string[] {
  const uri = scope instanceof Uri ? scope : scope && 'uri' in scope ? scope.uri : undefined;
  const languageId = scope && 'languageId' in scope ? scope.languageId : undefined;
  const folder = uri && workspace.getWorkspaceFolder(uri)?.uri.toString();
  return [folder ?? '', languageId ?? ''];
}
