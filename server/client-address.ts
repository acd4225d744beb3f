import type { IncomingMessage } from 'node:http'
import proxyAddress from 'proxy-addr'

/** The address that a request came from. */
export type ClientAddress = (request: IncomingMessage) => string

/**
 * X-Forwarded-For is believed from its end, as long as it was a trusted proxy that wrote it: what a client put there
 * itself is never reached.
 * @param trusted addresses and networks, such as 10.0.0.0/8, or loopback, linklocal, uniquelocal
 * @throws TypeError for what is no address
 */
export function clientAddress(trusted: readonly string[]): ClientAddress {
  const trust = proxyAddress.compile([...trusted])
  return (request) => (trusted.length === 0 ? (request.socket.remoteAddress ?? '') : proxyAddress(request, trust))
}
