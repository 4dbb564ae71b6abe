import { type Completion, plainCompletion } from './chatCompletions.ts';
import type { Fault } from './fault.ts';

const thoughts = 'The user wants a prompt.\nI should look at "colours" first, then at the light.';
const leadIn = 'Here is the prompt:\n\n';

/** What chat models say beside, around or in place of a prompt. */
export const chatFaults: readonly Fault[] = [
  says('chat-think', 'thoughts in <think> before the prompt', (prompt) => think(prompt)),
  completes('chat-reasoning', 'thoughts in reasoning_content', (prompt) => ({
    message: { content: prompt, reasoning_content: thoughts },
    finishReason: 'stop',
  })),
  says('chat-lead-in', '"Here is the prompt:" before it', (prompt) => leadIn + prompt),
  says('chat-quotes', 'the prompt in quotes', (prompt) => `"${prompt}"`),
  says('chat-fence', 'the prompt in a code fence', (prompt) => fence(prompt)),
  completes('chat-all', 'all of these together', (prompt) => ({
    message: { content: think(leadIn + fence(`"${prompt}"`)), reasoning_content: thoughts },
    finishReason: 'stop',
  })),
  completes('chat-refusal', 'no content, but a refusal', () => ({
    message: { content: null, refusal: "I'm sorry, I can't help with that picture." },
    finishReason: 'stop',
  })),
  completes('chat-cut', 'thoughts that the limit of tokens cut off', () => ({
    message: { content: `<think>\n${thoughts}` },
    finishReason: 'length',
  })),
  completes('chat-content-parts', 'the prompt as a list of two text parts', (prompt) => {
    const middle = Math.floor(prompt.length / 2);
    const parts = [prompt.slice(0, middle), prompt.slice(middle)];
    return { message: { content: parts.map((text) => ({ type: 'text', text })) }, finishReason: 'stop' };
  }),
];

function think(content: string): string {
  return `<think>\n${thoughts}\n</think>\n\n${content}`;
}

function fence(content: string): string {
  return `\`\`\`text\n${content}\n\`\`\``;
}

function completes(name: string, does: string, completion: (prompt: string) => Completion): Fault {
  return { name, does, stage: 'chat', completion };
}

function says(name: string, does: string, content: (prompt: string) => string): Fault {
  return completes(name, does, (prompt) => plainCompletion(content(prompt)));
}
