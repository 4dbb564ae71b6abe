/** Novita AI's addresses: the one that pictures go to and the pages that a user needs. */
export const novita = {
  origin: 'https://api.novita.ai',
  visionBaseUrl: 'https://api.novita.ai/openai/v1',
  keyPage: 'https://novita.ai/settings/key-management',
  topUpPage: 'https://novita.ai/billing',
} as const;
