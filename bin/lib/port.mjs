import { once } from 'node:events'
import { createServer } from 'node:net'
import { Refusal } from './refusal.mjs'

/**
 * Refuses a port that is taken now, before minutes of installing and building. The server itself still looks.
 * @param {string} host @param {number} port
 */
export async function checkPort(host, port) {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Refusal('the port must be a whole number from 0 to 65535, such as: npm start -- --port 3001')
  }
  const server = createServer()
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    throw new Refusal(sentence(/** @type {NodeJS.ErrnoException} */ (error).code, host, port))
  }
  server.close()
  await once(server, 'close')
}

/** @param {string | undefined} code @param {string} host @param {number} port */
function sentence(code, host, port) {
  const other = port >= 65_535 ? 3001 : port + 1
  if (code === 'EADDRINUSE') {
    return `port ${port} on ${host} is in use. Stop what listens there, or choose another: npm start -- --port ${other}`
  }
  if (code === 'EACCES')
    return `this user may not listen on port ${port}. Choose one above 1023: npm start -- --port 3000`
  return `listening on ${host}:${port} is not possible (${code}).`
}

/**
 * The first of `count` neighbouring ports that nothing on loopback listens on, for servers that take several.
 * @param {number} count
 */
export async function findPorts(count) {
  for (let first = 7480; first < 9000; first += count) {
    const ports = Array.from({ length: count }, (_, index) => first + index)
    const free = await Promise.all(
      ports.map((port) =>
        checkPort('127.0.0.1', port).then(
          () => true,
          () => false,
        ),
      ),
    )
    if (free.every(Boolean)) return first
  }
  throw new Refusal(`no ${count} neighbouring free ports were found from 7480 to 9000.`)
}
