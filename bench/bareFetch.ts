/** The call of the service as one would write it down in a minute, with Node's own `fetch`; it takes a picture's base64. */
export function bareFetch(url: string): (base64: string) => Promise<{ prompt: string }> {
  return async (base64) => {
    const answer = await fetch(`${url}/v3/img2prompt`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer sk_bench' },
      body: JSON.stringify({ image_file: base64 }),
    });
    return (await answer.json()) as { prompt: string };
  };
}
