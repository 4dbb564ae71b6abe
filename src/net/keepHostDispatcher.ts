// undici replaces the dispatcher that the `fetch` of every extension in this process uses, unless the host's own
// undici was there first. Touching one of its globals brings it in; this file is therefore imported before undici.
void globalThis.Headers;
