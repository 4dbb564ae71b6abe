interface Sdk {
  setBaseUrl(url: string): void;
  img2Prompt(parameters: { image_file: string }): Promise<{ prompt: string }>;
}

/** The call of the service's last SDK, pointed at a server; it takes a picture's base64. */
export async function novitaSdk(url: string): Promise<(base64: string) => Promise<{ prompt: string }>> {
  // Installed by the bench that needs it, and not known to the type check.
  const module = import.meta.resolve('novita-sdk');
  const { NovitaSDK } = (await import(module)) as { NovitaSDK: new (key: string) => Sdk };
  const client = new NovitaSDK('Bearer sk_bench');
  client.setBaseUrl(url);
  return (base64) => client.img2Prompt({ image_file: base64 });
}
