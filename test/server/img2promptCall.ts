import type { PictureCall, PictureRequest } from './apiCall.ts';
import { refuse } from './documentedReasons.ts';
import { readJsonObject } from './jsonBody.ts';
import { decodeBase64, decodePicture } from './receivedImage.ts';
import { Refusal } from './refusal.ts';
import { keyForms } from './requestRules.ts';

/** `POST /v3/img2prompt`: `{"image_file": "<bare base64>"}` and nothing else, answered by `{"prompt": "..."}`. */
export const img2promptCall: PictureCall = {
  kind: 'img2prompt',
  keyForm: keyForms.novita,
  models: [],
  read,
  answerBody: (prompt) => JSON.stringify({ prompt }),
  reword: (refusal) => refusal,
};

function read(body: Buffer): PictureRequest | Refusal {
  const json = readJsonObject(body);
  if (json instanceof Refusal) return json;
  const { fields } = json;
  if (!('image_file' in fields)) return refuse('INVALID_REQUEST_BODY', 'image_file is required');
  if (Object.keys(fields).length > 1) {
    return refuse('INVALID_REQUEST_BODY', 'image_file must be the only field');
  }
  const base64 = fields.image_file;
  if (typeof base64 !== 'string') return refuse('INVALID_REQUEST_BODY', 'image_file must be a string');
  if (/^data:/i.test(base64)) {
    return refuse('INVALID_REQUEST_BODY', 'image_file must be bare base64, without a "data:" prefix');
  }
  const imageBytes = decodeBase64(base64);
  if (typeof imageBytes === 'string') return refuse('INVALID_REQUEST_BODY', `image_file ${imageBytes}`);
  return { imageBytes, accept: () => decodePicture(imageBytes) };
}
