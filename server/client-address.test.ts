import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, it, test } from 'vitest'
import { clientAddress } from './client-address.ts'

function request(from: string, forwardedFor?: string) {
  const socket = new Socket()
  Object.defineProperty(socket, 'remoteAddress', { value: from })
  const made = new IncomingMessage(socket)
  if (forwardedFor !== undefined) made.headers['x-forwarded-for'] = forwardedFor
  return made
}

test.each([
  ['nobody is trusted', [], '127.0.0.1', '6.6.6.6', '127.0.0.1'],
  ['the proxy is not the trusted one', ['10.0.0.0/8'], '192.0.2.1', '6.6.6.6', '192.0.2.1'],
  ['a trusted proxy', ['loopback'], '127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['a client that lies', ['loopback'], '127.0.0.1', '6.6.6.6, 203.0.113.9', '203.0.113.9'],
  ['two trusted proxies', ['loopback', '10.0.0.0/8'], '127.0.0.1', '6.6.6.6, 203.0.113.9, 10.1.2.3', '203.0.113.9'],
  ['IPv4 in IPv6', ['10.0.0.0/8'], '::ffff:10.0.0.1', '2001:db8::1', '2001:db8::1'],
  ['a proxy that says nothing', ['loopback'], '127.0.0.1', undefined, '127.0.0.1'],
])('%s', (_name, trusted, from, forwardedFor, expected) => {
  expect(clientAddress(trusted)(request(from, forwardedFor))).toBe(expected)
})

it('refuses what is no address', () => {
  expect(() => clientAddress(['proxy.example.org'])).toThrow(/invalid IP address/)
})
