import './keepHostDispatcher.ts';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import { Agent, type Dispatcher, Pool, ProxyAgent, Socks5ProxyAgent, request as undiciRequest } from 'undici';
import { unlessAborted } from '../core/unlessAborted.ts';
import { bytesWithin } from './bytesWithin.ts';
import type { NamedProxy } from './chooseRoute.ts';
import { codeOf } from './errorCode.ts';
import type { HttpAnswer, HttpRequest } from './httpTransport.ts';
import { isNotConnected, isUnknownIssuer } from './obstacles.ts';
import { ProxyError } from './proxyError.ts';

/** How long making a connection may take, in milliseconds: short enough to leave time for another way. */
const connectTimeoutMs = 10_000;

/** How long a proxy may take to make the connection behind it, in milliseconds. */
const tunnelTimeoutMs = 30_000;

/** Where connections go and what they trust. They are shared by all requests of which that is true. */
export interface ConnectionPlan {
  readonly proxy: NamedProxy | undefined;
  readonly checksProxyCertificate: boolean;
  /** Authorities to trust beside those that Node brings along, as PEM; undefined for none. */
  readonly moreAuthorities: readonly string[] | undefined;
}

/** Connections of undici that are shared with no other extension. */
export class Connections {
  /** What is in use, and what is still to answer after the settings have changed. */
  readonly #open = new Set<Dispatcher>();
  readonly #current = new Map<string, Dispatcher>();

  /** Sends a request on one of the connections that the plan asks for. Throws undici's errors, and ProxyErrors. */
  async send(request: HttpRequest, plan: ConnectionPlan): Promise<HttpAnswer> {
    const { method, url, headers, body, signal, maxAnswerBytes } = request;
    try {
      const sent = undiciRequest(url, {
        method,
        headers,
        // As undici's documentation has it, and its types do not. A stream around it would keep all those after it, old
        // as it is, until the next full collection of garbage: in Node 24 that is 3 kB a request.
        body: (body?.() ?? null) as NonNullable<Dispatcher.DispatchOptions['body']> | null,
        signal,
        dispatcher: this.#dispatcherFor(plan),
        // The caller's signal is the limit: undici's own would end a slow answer that the user's setting still allows.
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      // undici itself heeds the signal only once there is a connection; it then sends nothing.
      const answer = await unlessAborted(sent, signal);
      const bytes = await bytesWithin(maxAnswerBytes, answer.body); // leaving it early hangs up
      return { status: answer.statusCode, headers: answer.headers, body: bytes };
    } catch (error) {
      throw plan.proxy ? asProxyError(error) : error;
    }
  }

  /** Has later requests make new connections; those on their way still get their answers. */
  renew(): void {
    for (const dispatcher of this.#current.values()) {
      dispatcher.close().then(
        () => this.#open.delete(dispatcher),
        () => {},
      );
    }
    this.#current.clear();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open].map((dispatcher) => dispatcher.destroy()));
  }

  #dispatcherFor(plan: ConnectionPlan): Dispatcher {
    const key = JSON.stringify([plan.proxy, plan.checksProxyCertificate, plan.moreAuthorities !== undefined]);
    let dispatcher = this.#current.get(key);
    if (!dispatcher) {
      dispatcher = makeDispatcher(plan);
      this.#current.set(key, dispatcher);
      this.#open.add(dispatcher);
    }
    return dispatcher;
  }
}

function makeDispatcher({ proxy, checksProxyCertificate, moreAuthorities }: ConnectionPlan): Dispatcher {
  // Certificates are checked even where the environment (NODE_TLS_REJECT_UNAUTHORIZED) says otherwise.
  const toService = { timeout: connectTimeoutMs, rejectUnauthorized: true, ...trusting(moreAuthorities) };
  if (proxy === undefined) return new Agent({ connect: toService });
  if (proxy.kind === 'socks5') {
    // With `proxyTls` it would speak TLS to the proxy; that it takes `requestTls` is missing in its types only.
    const { username, password } = proxy;
    const options = { username, password, requestTls: toService };
    return new Socks5ProxyAgent(proxy.url, options);
  }
  return new ProxyAgent({
    uri: proxy.url,
    ...(proxy.authorization === undefined ? {} : { token: proxy.authorization }),
    requestTls: toService,
    proxyTls: { ...toService, rejectUnauthorized: checksProxyCertificate },
    // Plain http is asked for at the proxy, as browsers do: many allow tunnels to port 443 only.
    proxyTunnel: false,
    clientFactory: (origin, options) =>
      new Pool(origin, {
        ...options,
        connect: naming(options as { connect: Connect }),
        headersTimeout: tunnelTimeoutMs,
      }),
  });
}

type Connect = (options: object, callback: (error: Error | null, socket: unknown) => void) => unknown;

/** A connector to a proxy whose errors tell that it was the proxy that could not be reached. */
function naming({ connect }: { connect: Connect }) {
  return ((options, callback) =>
    connect(options, (error, socket) => callback(error && unreachable(error), socket))) as Connect as never;
}

const unreachable = (cause: unknown) =>
  new ProxyError('ERR_PROXY_UNREACHABLE', 'The proxy cannot be reached.', { cause });

/** undici says by words only that a proxy refused, and with which status. */
const refusal = /^Proxy .*\((\d{3})\)/;

function asProxyError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ProxyError) return error;
  const status = refusal.exec(error.message)?.[1];
  if (status !== undefined) {
    // A proxy that cannot reach the service says so by a 5xx, which may pass.
    const code = status.startsWith('5') ? 'ERR_PROXY_UNREACHABLE' : 'ERR_PROXY_REFUSED';
    return new ProxyError(code, `The proxy answered ${status}.`, {
      cause: error,
    });
  }
  // undici speaks SOCKS with errors of its own, some without a code.
  if (/^SOCKS5|^UND_ERR_SOCKS5/.test(`${codeOf(error)}${error.message}`)) {
    return new ProxyError('ERR_PROXY_REFUSED', error.message, { cause: error });
  }
  // The connection is one to the proxy; and as answers of a service have no limit here, it was the proxy that was slow.
  const isOfProxy = isNotConnected(error) && !isUnknownIssuer(error);
  return isOfProxy || codeOf(error) === 'UND_ERR_HEADERS_TIMEOUT' ? unreachable(error) : error;
}

/** One context for all connections: reading some hundred certificates for each would cost more than connecting. */
function trusting(moreAuthorities: readonly string[] | undefined): { secureContext?: SecureContext } {
  if (moreAuthorities === undefined) return {};
  return {
    secureContext: createSecureContext({ ca: [...getCACertificates('default'), ...moreAuthorities] }),
  };
}
