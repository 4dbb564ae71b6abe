import { unlessAborted } from '../core/unlessAborted.ts';
import { BodyWatch } from './bodyWatch.ts';
import { chooseRoute, type Route } from './chooseRoute.ts';
import { Connections } from './connections.ts';
import { sendThroughHost } from './hostFetch.ts';
import type { HttpAnswer, HttpRequest, HttpTransport, Way } from './httpTransport.ts';
import type { NetworkSettings } from './networkSettings.ts';
import { isNotConnected, isUnknownIssuer, mayPass } from './obstacles.ts';
import { readSystemCertificates } from './systemCertificates.ts';

/** What tests replace. */
export interface TransportParts {
  readonly readSystemCertificates: () => Promise<readonly string[]>;
  readonly sendThroughHost: (request: HttpRequest) => Promise<HttpAnswer>;
}

/**
 * Finds the way to each service and remembers, for each origin, what it took, until the network settings change:
 * connections of our own with the authorities that Node brings along; those of the system beside them; the host's
 * `fetch`, where no proxy is named and only the system may know of one. Another way is tried only as long as none of
 * the body was sent.
 */
export function undiciTransport(parts: Partial<TransportParts> = {}): HttpTransport {
  return new UndiciTransport({ readSystemCertificates, sendThroughHost, ...parts });
}

class UndiciTransport implements HttpTransport {
  readonly #parts: TransportParts;
  readonly #connections = new Connections();
  /** Read once; undefined as long as nobody needed them. */
  #systemCertificates: Promise<readonly string[]> | undefined;
  /** The settings that what follows is about. */
  #network = '';
  readonly #originsOfSystemAuthorities = new Set<string>();
  readonly #originsBehindHost = new Set<string>();

  constructor(parts: TransportParts) {
    this.#parts = parts;
  }

  async send(request: HttpRequest): Promise<HttpAnswer> {
    this.#noticeSettings(request.network);
    const target = new URL(request.url);
    const route = chooseRoute(target, request.network);
    if (route === 'unknown' && this.#originsBehindHost.has(target.origin)) {
      return this.#sendThroughKnownHost(request, target.origin);
    }
    const watch = new BodyWatch(request.body);
    try {
      return await this.#sendOnOwnConnection(request, target.origin, route, watch);
    } catch (error) {
      const mayBeProxied = route === 'unknown' && !watch.began && (isUnknownIssuer(error) || mayPass(error));
      if (!mayBeProxied || !request.mayAskHost || request.signal.aborted || hostChecksNoCertificates()) {
        throw error;
      }
      return await this.#tryHost(request, target.origin, error);
    }
  }

  wayTo(target: URL, network: NetworkSettings): Way {
    this.#noticeSettings(network);
    const route = chooseRoute(target, network);
    if (typeof route !== 'string') return { proxy: new URL(route.url).host };
    return route === 'unknown' && this.#originsBehindHost.has(target.origin) ? 'host' : 'direct';
  }

  async close(): Promise<void> {
    await this.#connections.close();
  }

  #noticeSettings(network: NetworkSettings): void {
    const now = JSON.stringify(network);
    if (now === this.#network) return;
    this.#network = now;
    this.#connections.renew();
    this.#originsOfSystemAuthorities.clear();
    this.#originsBehindHost.clear();
  }

  async #sendOnOwnConnection(
    request: HttpRequest,
    origin: string,
    route: Route,
    watch: BodyWatch,
  ): Promise<HttpAnswer> {
    const { checksProxyCertificate, trustsSystem } = request.network;
    const watched = { ...request, body: watch.body };
    const plan = { proxy: typeof route === 'string' ? undefined : route, checksProxyCertificate };
    const send = async (trusted: 'bundled' | 'system') => {
      const moreAuthorities =
        trusted === 'system' ? await this.#authoritiesOfSystem(request.signal) : undefined;
      return this.#connections.send(watched, { ...plan, moreAuthorities });
    };
    if (this.#originsOfSystemAuthorities.has(origin)) return send('system');
    try {
      return await send('bundled');
    } catch (error) {
      if (!trustsSystem || watch.began || !isUnknownIssuer(error)) throw error;
      // A system that cannot tell whom it trusts trusts nobody more.
      const authorities = await this.#authoritiesOfSystem(request.signal).catch(() => []);
      if (authorities.length === 0) throw error;
      const answer = await send('system');
      this.#originsOfSystemAuthorities.add(origin);
      return answer;
    }
  }

  #authoritiesOfSystem(signal: AbortSignal): Promise<readonly string[]> {
    if (!this.#systemCertificates) {
      this.#systemCertificates = this.#parts.readSystemCertificates();
      this.#systemCertificates.catch(() => {
        this.#systemCertificates = undefined;
      });
    }
    return unlessAborted(this.#systemCertificates, signal);
  }

  /** Throws `before` where the host cannot make a connection, either. */
  async #tryHost(request: HttpRequest, origin: string, before: unknown): Promise<HttpAnswer> {
    try {
      const answer = await this.#parts.sendThroughHost(request);
      this.#originsBehindHost.add(origin);
      return answer;
    } catch (error) {
      throw isNotConnected(error) ? before : error;
    }
  }

  async #sendThroughKnownHost(request: HttpRequest, origin: string): Promise<HttpAnswer> {
    try {
      return await this.#parts.sendThroughHost(request);
    } catch (error) {
      this.#originsBehindHost.delete(origin); // the network may have changed
      throw error;
    }
  }
}

/** Then the host's `fetch` would show a key to whoever answers. */
const hostChecksNoCertificates = () => process.env.NODE_TLS_REJECT_UNAUTHORIZED === '0';
