/** Begins what the host tests print, among all else that a VS Code window logs. */
export const testOutputMark = '[test] ';
