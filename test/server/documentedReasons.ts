import { Refusal } from './refusal.ts';

interface DocumentedReason {
  readonly status: number;
  readonly message: string;
  /**
   * Whether a service can say so only of a picture that it accepted for reading. Every other reason is about the
   * key, the account or the service, and comes whatever the body is.
   */
  readonly ofAnImage: boolean;
}

const aboutTheCaller = (status: number, message: string): DocumentedReason => ({
  status,
  message,
  ofAnImage: false,
});
const aboutTheImage = (status: number, message: string): DocumentedReason => ({
  status,
  message,
  ofAnImage: true,
});

/** Every error reason that Novita AI documents for its image APIs, with its usual status. */
export const documentedReasons = {
  INVALID_REQUEST_BODY: aboutTheImage(400, 'invalid request body'),
  IMAGE_FILE_EXCEEDS_MAX_SIZE: aboutTheImage(400, 'image file exceeds the maximum size'),
  INVALID_IMAGE_FORMAT: aboutTheImage(400, 'invalid image format'),
  IMAGE_EXCEEDS_MAX_RESOLUTION: aboutTheImage(400, 'image exceeds the maximum resolution'),
  INVALID_IMAGE_SIZE: aboutTheImage(400, 'invalid image size'),
  ILLEGAL_IMAGE_CONTENT: aboutTheImage(400, 'illegal image content'),
  ILLEGAL_PROMPT: aboutTheImage(400, 'illegal prompt'),
  BILLING_BALANCE_NOT_ENOUGH: aboutTheCaller(400, 'billing balance not enough'),
  MISSING_API_KEY: aboutTheCaller(400, 'missing api-key'),
  FAILED_TO_AUTH: aboutTheCaller(401, 'failed to authenticate'),
  INVALID_API_KEY: aboutTheCaller(403, 'invalid api-key'),
  BILLING_AUTH_FAILED: aboutTheCaller(403, 'billing auth failed'),
  NOT_ENOUGH_BALANCE: aboutTheCaller(403, 'not enough balance'),
  API_NOT_ALLOWED: aboutTheCaller(403, 'api not allowed'),
  FEATURE_NOT_ALLOWED: aboutTheCaller(403, 'feature not allowed'),
  ACCESS_DENY: aboutTheCaller(403, 'access denied'),
  NEED_REAL_NAME_VERIFY: aboutTheCaller(403, 'real-name verification needed'),
  API_NOT_FOUND: aboutTheCaller(404, 'api not found'),
  MODEL_NOT_FOUND: aboutTheCaller(404, 'model not found'),
  RATE_LIMIT_EXCEEDED: aboutTheCaller(429, 'rate limit exceeded'),
  TOKEN_LIMIT_EXCEEDED: aboutTheCaller(429, 'token limit exceeded'),
  BILLING_FAILED: aboutTheImage(500, 'billing failed'),
  TASK_FAILED: aboutTheImage(500, 'task failed'),
  SERVICE_NOT_AVAILABLE: aboutTheCaller(503, 'service not available'),
} as const satisfies Record<string, DocumentedReason>;

export type Reason = keyof typeof documentedReasons;

/** A refusal for a documented reason, with its documented status; the message is the service's unless given. */
export function refuse(reason: Reason, message: string = documentedReasons[reason].message): Refusal {
  return new Refusal(documentedReasons[reason].status, reason, message);
}
