import * as vscode from 'vscode';

/** The part of a message that holds a picture: in VS Code from 1.106 on, in no types of the oldest that is supported. */
interface ImageParts {
  readonly LanguageModelDataPart?: { image(bytes: Uint8Array, mimeType: string): unknown };
}

/** Whether this VS Code passes pictures to language models. */
export function canSendImages(): boolean {
  return (vscode as ImageParts).LanguageModelDataPart !== undefined;
}

/** A message of the user that shows a picture and says what to do with it. */
export function imageMessage(
  bytes: Uint8Array,
  mimeType: string,
  instruction: string,
): vscode.LanguageModelChatMessage {
  const picture = (vscode as ImageParts).LanguageModelDataPart?.image(bytes, mimeType);
  const parts = [picture, new vscode.LanguageModelTextPart(instruction)];
  return vscode.LanguageModelChatMessage.User(parts as vscode.LanguageModelTextPart[]);
}
